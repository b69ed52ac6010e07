import assert from "node:assert/strict";
import { after, afterEach, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { reached } from "../clients/e2e/src/committee.ts";
import { disconnect } from "../clients/e2e/src/disconnect.ts";
import { Gateway } from "../clients/e2e/src/gateway.ts";
import { Network } from "../clients/e2e/src/network.ts";
import { blocksToAgree, gaps, report } from "../clients/e2e/src/pace.ts";
import { Settlement } from "../clients/e2e/src/settlement.ts";
import { ending, fund, giveKey, hire, operator, order, publish, SMALL_LENGTH } from "../clients/e2e/src/workshop.ts";
import type { Ended } from "../clients/e2e/src/workshop.ts";
import {
  type Account,
  type Chain,
  Chronicle,
  type Digest,
  finalized,
  formatDigest,
  type jobs,
  produced,
} from "../clients/sdk/src/index.ts";
import { connect, devAccount } from "../clients/sdk/src/node/index.ts";

// Four validators with a worker and a gateway each. The gateway of one lies, another watches.

const NAMES = ["alice", "bob", "charlie", "dave"] as const;
const OPERATORS = ["Alice", "Bob", "Charlie", "Dave"].map((who) => operator(`${who}//worker`));
const [ALICE, BOB, CHARLIE, DAVE] = OPERATORS as [Operator, Operator, Operator, Operator];
type Operator = ReturnType<typeof operator>;
const WATCHER = "alice";
const VICTIM = "charlie";
const FULL = process.env.ATELIER_FULL === "1";
/** Signed with a block that no fork can take back. */
const FINAL = { until: "final" } as const;
/** Of two jobs each. */
const WAVES = FULL ? 12 : 4;

let network: Network;
let gateways: Gateway[];
let chain: Chain;
let chronicle: Chronicle;
/** Nobody may have more than sixteen open jobs. */
let painters: Account[];
/** Alice, Bob and Charlie serve the one; Alice, Bob and Dave the other: Dave is in each committee. */
let [model, doubtful]: Digest[] = [];
let settlement: Settlement;
const ended: Ended[] = [];

// The tests tell one story on one network, in this order.

before(async () => {
  gateways = await Promise.all([...NAMES.slice(0, 3).map(() => Gateway.honest()), Gateway.faulty("lie", SMALL_LENGTH)]);
  const args = NAMES.map((name, i) => {
    const url = `--inference-url=${gateways[i]!.url}`;
    return [name, name === WATCHER ? [url, "--inference-watcher"] : [url]] as const;
  });
  network = await Network.spawn(fileURLToPath(new URL("inference.toml", import.meta.url)), Object.fromEntries(args));
  await network.launched;
  chain = await connect(network.wsUrl("bob"), 120);
  chronicle = new Chronicle(chain);
  for (const [i, name] of NAMES.entries()) {
    await giveKey({ rpc: (method, params) => network.rpc(name, method, params) }, OPERATORS[i]!);
  }
  const registrar = devAccount("Alice");
  [model, doubtful, painters] = await Promise.all([
    publish(chain, registrar, "rose-window", FINAL),
    publish(chain, registrar, "azulejo", FINAL),
    fund(chain, 2, undefined, FINAL),
  ]);
  await Promise.all([
    hire(chain, [ALICE, BOB], [model, doubtful], FINAL),
    hire(chain, [CHARLIE], [model], FINAL),
    hire(chain, [DAVE], [doubtful], FINAL),
  ]);
  settlement = await Settlement.open(
    chain,
    chronicle,
    [...painters, ...OPERATORS].map(({ address }) => address),
  );
});

let failed = false;
afterEach((context) => {
  failed ||= "passed" in context && !context.passed;
});

after(async () => {
  chronicle?.close();
  if (chain) await disconnect(chain);
  if (network) {
    if (failed) await network.showLogs();
    assert.deepEqual(await network.stop(), [], "processes that had to be killed");
    if (!failed) await network.remove();
  }
  await Promise.all((gateways ?? []).map((gateway) => gateway.stop()));
});

/** Orders a job, and waits for its end. */
async function run(from: Digest, painter = painters[0]!): Promise<Ended> {
  const end = await ending(chain, await order(chain, painter, from, {}, FINAL));
  ended.push(end);
  return end;
}

/** Who did what wrong. */
function faultsOf({ seats }: jobs.Job): string[] {
  const nameOf = (worker: string) => OPERATORS.find(({ address }) => address === worker)?.path;
  return seats.flatMap(({ worker, fault }) => (fault ? [`${nameOf(worker)} ${fault}`] : []));
}

test("workers of several nodes agree, and the one that lies is found out", async () => {
  const start = chronicle.blocks.at(-1)!;
  const lie = run(doubtful!);
  const waves = [];
  for (let wave = 0; wave < WAVES; wave++) {
    waves.push(...painters.map((painter) => run(model!, painter)));
    await produced(chain, (await chain.client.getBestBlocks())[0]!.number + 1);
  }
  const honest = await Promise.all(waves);
  for (const { job } of honest) assert.deepEqual([job.phase, job.round, ...faultsOf(job)], ["finalized", 1]);
  const { job } = await lie;
  assert.deepEqual([job.phase, job.round, ...faultsOf(job)], ["finalized", 1, "Dave//worker wrong"]);
  assert.equal(formatDigest(job.answer!.output), await gateways[0]!.infer(job));
  report("blocks from the order to the agreement, four nodes", blocksToAgree([...honest, await lie]));
  const last = await chronicle.reaches((await lie).endedAt);
  report("slots from block to block, four nodes", gaps([start, ...chronicle.between(start, last)]));
});

test("every node has the honest record", async () => {
  const { job, endedAt } = ended.find(({ job }) => faultsOf(job).length > 0)!;
  const root = formatDigest(job.answer!.output);
  for (const name of NAMES) {
    await finalized(network.node(name), endedAt);
    const { claims } = await network.rpc<Verification>(name, "provenance_verify", [root]);
    assert.deepEqual(
      claims.map(({ record }) => record.attestation.job),
      [job.job],
      name,
    );
    const { bytes } = await network.rpc<{ bytes: string }>(name, "inference_output", [root]);
    assert.equal(bytes.length, 2 + 2 * SMALL_LENGTH, name);
  }
});

interface Verification {
  readonly claims: readonly { readonly record: { readonly attestation: { readonly job: string } } }[];
}

test("a job ends when a validator with one of its workers is killed in the middle of it", async () => {
  const ordered = await order(chain, painters[0]!, model!, {}, FINAL);
  const { phase } = await reached(chain, ordered, ["committing", "revealing", "agreed"]);
  await network.kill(VICTIM);
  const end = await ending(chain, ordered);
  ended.push(end);
  const { job } = end;
  console.log(`killed while the job was ${phase}: ${job.phase}, punished: ${faultsOf(job).join(", ") || "nobody"}`);
  // The two others are enough.
  assert.deepEqual([job.phase, job.round], ["finalized", 1]);
  assert.deepEqual(
    faultsOf(job).filter((fault) => !/^Charlie\/\/worker no(Commit|Reveal)$/.test(fault)),
    [],
  );
});

test("a validator that comes back works again", { skip: FULL ? false : "set ATELIER_FULL=1" }, async () => {
  network.restart(VICTIM);
  await finalized(network.node(VICTIM), ended.at(-1)!.endedAt, 120);
  const { job } = await run(model!);
  assert.deepEqual([job.phase, job.round, ...faultsOf(job)], ["finalized", 1]);
});

test("every unit is where it belongs", async () => {
  const { burnt } = await settlement.close(ended, (await chain.client.getBestBlocks())[0]!.number);
  assert(burnt > 0n);
});
