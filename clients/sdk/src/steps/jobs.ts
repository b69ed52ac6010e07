import type { SizedHex } from "polkadot-api";
import type { Account } from "../core/account.ts";
import { type AtelierApi, BEST, type Chain } from "../core/chain.ts";
import * as checked from "../core/checks.ts";
import { chainError } from "../core/errors.ts";
import { type Digest, hex32, type IpId } from "../core/format.ts";
import { type Listed, take } from "../core/paging.ts";
import { encodePicture, type PictureRequest } from "../core/pictures.ts";
import { type Done, done, only, type StepOptions, submit } from "../core/transactions.ts";
import type { Answer } from "../read/job.ts";
import { encodeWork, type Work } from "./ip-assets.ts";

type OrderArgument = Parameters<AtelierApi["tx"]["Jobs"]["request"]>[0]["order"];

type AnswerArgument = Parameters<AtelierApi["tx"]["Jobs"]["challenge"]>[0]["answer"];

type Views = AtelierApi["view"]["Jobs"];

/** Names a job. */
export type JobHash = SizedHex<32>;
/** A job as the chain keeps it. `Job` is what the node tells of it, which is more. */
export type JobInfo = NonNullable<Awaited<ReturnType<Views["job"]>>>;
/** What a worker has to do for a job. */
export type Task = Awaited<ReturnType<Views["assignments"]>>[number];

/** What is to be computed, and what becomes of it. */
export interface Order {
  readonly model: Digest;
  /** In the order in which they are applied. */
  readonly adapters?: readonly Digest[];
  /** A picture, or what another engine takes. */
  readonly input: PictureRequest | Uint8Array;
  /** Random if it is left out. The model gets it mixed with the requester. */
  readonly seed?: SizedHex<32>;
  /** What each worker gets. */
  readonly price: bigint;
  /** How many workers run it: 3 if it is left out. */
  readonly n?: number;
  /** How many of them must agree: as few as the chain allows if it is left out. */
  readonly m?: number;
  /** The longest output in bytes: as long as the chain allows if it is left out. */
  readonly maxOutput?: number;
  /** The item that lets the requester order, where only holders may. */
  readonly pass?: number;
  /** The trait that the output is the next value of. Otherwise the output is a work. */
  readonly trait?: { readonly ip: IpId; readonly key: string };
}

/** What a model or an adapter asks for a use, and who gets it. */
export type UseFee = Extract<Awaited<ReturnType<Views["quote_request"]>>, { success: true }>["value"]["fees"][number];

/** What an order would cost, in all that is held for it. */
export interface OrderQuote {
  /** What all workers get. */
  readonly price: bigint;
  /** For the transactions of workers, which pay no fee. */
  readonly jobFee: bigint;
  /** For the use of the model and its adapters: to the pool of an IP asset, or to a pot until somebody is entitled. */
  readonly fees: readonly UseFee[];
  /** What is held until the job ends: all of the above. */
  readonly total: bigint;
  /** What is held until the job is pruned, and then comes back. */
  readonly deposit: bigint;
  /** What is locked of the stake of each worker. */
  readonly exposure: bigint;
  /** The length of the output in bytes. */
  readonly outputLength: number;
  /** What it costs to compute, in units of the engine. */
  readonly cost: bigint;
  /** How many workers serve the model at this price. */
  readonly workers: number;
}

/** The bounds of an order. */
const ADAPTERS = 4;
const INPUT = 512;
const TRAIT_KEY = 32;

/** What an order would cost. Fails with `ChainError` if the chain would refuse it. */
export async function quoteRequest(chain: Chain, order: Order, requester: string): Promise<OrderQuote> {
  checked.address("a requester", requester);
  const encoded = await encode(chain, order);
  const quote = await chain.api.view.Jobs.quote_request(encoded, requester, BEST);
  if (!quote.success) throw await chainError("an order", quote.value);
  const { job_fee: jobFee, output_length: outputLength, ...rest } = quote.value;
  return { jobFee, outputLength, ...rest };
}

/** Orders a job. All that is held for it is `maxTotal` at most: pay, fees for the use of models, and the job fee. */
export async function request(
  chain: Chain,
  from: Account,
  { maxTotal, ...order }: Order & { readonly maxTotal: bigint },
  options?: StepOptions,
): Promise<Done<{ readonly job: JobHash; readonly escrow: bigint }>> {
  checked.amount("the most that an order may cost", maxTotal);
  const call = chain.api.tx.Jobs.request({ order: await encode(chain, order), max_total: maxTotal });
  const tx = await submit(chain, call, from, options);
  const { job, escrow } = only("Requested", chain.api.event.Jobs.Requested.filter(tx.events));
  return { job, escrow, tx };
}

/** Takes an order back before it has a committee. Costs the job fee, unless it is in the block after the order. */
export async function cancel(
  chain: Chain,
  from: Account,
  job: JobHash,
  options?: StepOptions,
): Promise<Done<{ readonly fee: bigint }>> {
  const tx = await submit(chain, chain.api.tx.Jobs.cancel({ job: checkedJob(job) }), from, options);
  const { fee } = only("Canceled", chain.api.event.Jobs.Canceled.filter(tx.events));
  return { fee, tx };
}

/** Proves that an answer is wrong: the chain computes the output itself. A wrong challenge fails, and costs a fee. */
export async function challenge(
  chain: Chain,
  from: Account,
  job: JobHash,
  answer: Answer,
  options?: StepOptions,
): Promise<Done> {
  const call = chain.api.tx.Jobs.challenge({ job: checkedJob(job), answer: encodeAnswer(answer) });
  return done(chain, call, from, options);
}

/** Tries again to deliver the outcome of a final job: to write the record, and to set the trait. */
export async function deliver(chain: Chain, from: Account, job: JobHash, options?: StepOptions): Promise<Done> {
  return done(chain, chain.api.tx.Jobs.deliver({ job: checkedJob(job) }), from, options);
}

/** Mints the output of a final job in a collection of the requester. */
export async function claimMint(
  chain: Chain,
  from: Account,
  job: JobHash,
  work: Omit<Work, "provenance" | "to">,
  options?: StepOptions,
): Promise<Done<{ readonly ip: IpId }>> {
  const { collection, metadata, owner_share } = encodeWork(work);
  const call = chain.api.tx.Jobs.claim_mint({ job: checkedJob(job), collection, metadata, owner_share });
  const tx = await submit(chain, call, from, options);
  const { ip } = only("OutputMinted", chain.api.event.Jobs.OutputMinted.filter(tx.events));
  return { ip, tx };
}

/** Removes a job that ended long ago. Its deposit goes back to the requester. */
export async function prune(chain: Chain, from: Account, job: JobHash, options?: StepOptions): Promise<Done> {
  return done(chain, chain.api.tx.Jobs.prune({ job: checkedJob(job) }), from, options);
}

/** A job as the chain keeps it; nothing if there is none: never ordered, canceled, or pruned. */
export async function jobInfo({ api }: Chain, job: JobHash): Promise<JobInfo | undefined> {
  return api.view.Jobs.job(checkedJob(job), BEST);
}

/** The jobs that have not ended: as many as are wanted, all if it is not said. */
export async function openJobs({ api }: Chain, count = Number.POSITIVE_INFINITY): Promise<Listed<JobInfo>> {
  return take(count, (after: JobHash | undefined, size) => api.view.Jobs.open_jobs(after, size, BEST));
}

/** What a worker has to do now. */
export async function assignments({ api }: Chain, worker: string): Promise<Task[]> {
  return api.view.Jobs.assignments(checked.address("a worker", worker), BEST);
}

/** What a model makes of an input, as the chain itself computes it. Fails with `ChainError` if it cannot. */
export async function outputOf(
  { api }: Chain,
  what: {
    readonly model: Digest;
    readonly adapters?: readonly Digest[];
    readonly effectiveSeed: SizedHex<32>;
    readonly input: Order["input"];
  },
): Promise<Uint8Array> {
  const { model, adapters = [], effectiveSeed, input } = what;
  const output = await api.view.Jobs.output_of(
    checked.digest("a model", model),
    checked.list("adapters", adapters, ADAPTERS),
    checked.hex("a seed", effectiveSeed, 32),
    encodeInput(input),
    BEST,
  );
  if (!output.success) throw await chainError("an output", output.value);
  return output.value;
}

/** What a challenge of a job would take: units of the engine, and weight. Nothing if there is no such job. */
export async function challengeCost(
  { api }: Chain,
  job: JobHash,
): Promise<{ readonly cost: bigint; readonly weight: { ref_time: bigint; proof_size: bigint } } | undefined> {
  const found = await api.view.Jobs.challenge_cost(checkedJob(job), BEST);
  return found && { cost: found[0], weight: found[1] };
}

/** An answer as calls take it. */
export function encodeAnswer({ output, length }: Answer): AnswerArgument {
  const value = {
    output: checked.digest("an answer", output),
    length: checked.count("the length of an answer", length),
  };
  return { type: "Output", value };
}

function checkedJob(job: JobHash): JobHash {
  return checked.hex("the hash of a job", job, 32);
}

function encodeInput(input: Order["input"]): Uint8Array {
  return checked.bytes("an input", input instanceof Uint8Array ? input : encodePicture(input), INPUT);
}

async function encode({ api }: Chain, order: Order): Promise<OrderArgument> {
  const { model, adapters = [], input, price, n = 3, trait } = order;
  const m = order.m ?? Math.floor(n / 2) + 1;
  return {
    model: checked.digest("a model", model),
    adapters: checked.list("adapters", adapters, ADAPTERS).map((adapter) => checked.digest("an adapter", adapter)),
    // The only class so far.
    class: { type: "BitExact", value: undefined },
    input: encodeInput(input),
    seed: checked.hex("a seed", order.seed ?? hex32(crypto.getRandomValues(new Uint8Array(32))), 32),
    max_output: checked.count("the length of an output", order.maxOutput ?? (await api.constants.Jobs.MaxOutput())),
    price: checked.amount("a price", price),
    n: checked.byte("the number of workers", n),
    m: checked.byte("the number of workers that must agree", m),
    pass: order.pass === undefined ? undefined : checked.count("a pass", order.pass),
    purpose: trait
      ? {
          type: "Trait",
          value: { ip: checked.ip(trait.ip), key: checked.text("a trait", trait.key, TRAIT_KEY) },
        }
      : { type: "Work", value: undefined },
  };
}

// A job from its order to its end in one place: what the node tells of it.
export * from "../read/job.ts";
export * from "../read/jobs.ts";
