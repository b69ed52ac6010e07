import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type Account,
  type answers,
  ATL,
  batch,
  type Chain,
  type Digest,
  jobs,
  produced,
  type StepOptions,
  submit,
  transfer,
  workers,
} from "@atelier/sdk";
import { devAccount, devWorkerKey, freshAccount, publishFolder } from "@atelier/sdk/node";
import { MODELS } from "./gateway.ts";

// Models, who runs them, and what is ordered from them.

/** What a worker has at stake. */
export const STAKE = 1_000n * ATL;
/** What a worker gets for a job. */
export const PRICE = 2n * ATL;
/** What the chain asks for each worker of a job, as long as governance has not set it. */
export const JOB_FEE = (3n * ATL) / 20n;
/** How many workers run a job. */
const COMMITTEE = 3;
/** The smallest picture that there is, and the length of its file. */
export const SMALL = { prompt: "a stamp", width: 16, height: 16 };
export const SMALL_LENGTH = 852;

/** An account that works with the key of a node, or of the test. */
export interface Operator extends Account {
  /** `Alice//worker` for the one with the key `//Alice//worker`. */
  readonly path: string;
  readonly key: answers.WorkerKey;
}

/** Those whose keys a node with `--dev` and a gateway of its own has. */
export const OPERATORS = ["Alice", "Bob", "Charlie"].map((who) => operator(`${who}//worker`));

export function operator(path: string): Operator {
  return { path, ...devAccount(path), key: devWorkerKey(path) };
}

/** A node, as far as it is asked by its RPC. */
interface Rpc {
  rpc<T>(method: string, params?: readonly unknown[]): Promise<T>;
}

/** Puts the key of a worker into the keystore of a node. */
export async function giveKey(node: Rpc, { path, key }: Operator): Promise<void> {
  await node.rpc("author_insertKey", ["atlw", `//${path}`, key.publicKey]);
}

/** Puts a model of the project, or an adapter, on chain. */
export async function publish(chain: Chain, from: Account, name: string, options?: StepOptions): Promise<Digest> {
  return (await publishFolder(chain, from, join(MODELS, name), options)).root;
}

/**
 * Puts models on chain that no gateway of the project has. Each is the named one, with another number as its last
 * weight: from `first` on.
 */
export async function publishVariants(
  chain: Chain,
  from: Account,
  name: string,
  count: number,
  first = 0,
): Promise<Digest[]> {
  const folder = await mkdtemp(join(tmpdir(), "atelier-models-"));
  try {
    const steps = Array.from({ length: count }, async (_, i) => {
      const variant = join(folder, `${i}`);
      await cp(join(MODELS, name), variant, { recursive: true });
      const weights = join(variant, "model.safetensors");
      const bytes = await readFile(weights);
      bytes[bytes.length - 2] = first + i;
      await writeFile(weights, bytes);
      return (await publishFolder(chain, from, variant)).root;
    });
    return await Promise.all(steps);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Makes workers of operators who are none yet, who then serve the models. Returns when they can be drawn. */
export async function hire(
  chain: Chain,
  operators: readonly Operator[],
  served: readonly Digest[],
  options?: StepOptions,
): Promise<void> {
  const { register, serve } = chain.api.tx.Workers;
  const maxOutput = await chain.api.constants.Jobs.MaxOutput();
  const offers = served.map((root) => serve({ root, min_price: PRICE, max_output: maxOutput }));
  const steps = operators.map(async (worker) => {
    const isWorker = await workers.worker(chain, worker.address);
    const registering = isWorker ? [] : [register({ key: worker.key.publicKey, stake: STAKE })];
    // In one transaction: a node takes only sixteen at the same time from a connection.
    return submit(chain, batch(chain, [...registering, ...offers]), worker, options);
  });
  const blocks = (await Promise.all(steps)).map(({ block }) => block.number);
  // Only for jobs of later blocks.
  await produced(chain, Math.max(...blocks) + 1);
}

/** Accounts that nobody has used before, with money. */
export async function fund(
  chain: Chain,
  count: number,
  amount = 1_000n * ATL,
  options?: StepOptions,
): Promise<Account[]> {
  const accounts = Array.from({ length: count }, freshAccount);
  await transfer(
    chain,
    devAccount("Alice"),
    accounts.map(({ address }) => ({ address, amount })),
    options,
  );
  return accounts;
}

/** A job, and what is held for it. */
export interface Ordered {
  readonly job: jobs.JobHash;
  readonly escrow: bigint;
}

/** Orders a job at the usual price. It costs what it must: models and adapters that ask for anything are refused. */
export async function order(
  chain: Chain,
  from: Account,
  model: Digest,
  rest: Partial<jobs.Order> = {},
  options?: StepOptions,
): Promise<Ordered> {
  const whole = { model, input: SMALL, price: PRICE, n: COMMITTEE, ...rest };
  const maxTotal = (whole.price + JOB_FEE) * BigInt(whole.n);
  const { job, escrow } = await jobs.request(chain, from, { ...whole, maxTotal }, options);
  return { job, escrow };
}

/** A job that has ended. */
export interface Ended {
  readonly job: jobs.Job;
  /** What was held for it. */
  readonly escrow: bigint;
  /** The block of the last agreement; nothing if there was none. */
  readonly agreedAt: number | null;
  readonly endedAt: number;
}

/** Waits until a job is final, or refunded, and until the connection knows the block in which it ended. */
export async function ending(chain: Chain, { job, escrow }: Ordered): Promise<Ended> {
  let agreedAt: number | null = null;
  const follow = (now: jobs.Job) => {
    agreedAt = now.agreedAt ?? agreedAt;
  };
  const ended = await jobs.followJob(chain, job, follow).catch((error: unknown) => {
    if (error instanceof jobs.JobRefunded) return error.job;
    throw error;
  });
  // The node tells of jobs by itself, and may do so before it has told of the block.
  const endedAt = ended.due - (await chain.api.constants.Jobs.Retention());
  await produced(chain, endedAt);
  return { job: ended, escrow, agreedAt, endedAt };
}
