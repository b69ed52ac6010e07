import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
  type Account,
  assets,
  ATL,
  type Chain,
  ChainError,
  Chronicle,
  type Digest,
  encodePicture,
  formatDigest,
  hex32,
  jobs,
  produced,
  sha256Digest,
  submit,
  transfer,
} from "@atelier/sdk";
import { connect, devAccount } from "@atelier/sdk/node";
import { reached } from "../src/committee.ts";
import { disconnect } from "../src/disconnect.ts";
import { Gateway } from "../src/gateway.ts";
import { blocksToAgree, percentile, report } from "../src/pace.ts";
import { Settlement } from "../src/settlement.ts";
import { suiteWithNode } from "../src/suite.ts";
import {
  ending,
  fund,
  hire,
  JOB_FEE,
  OPERATORS,
  order,
  PRICE,
  publish,
  SMALL,
  SMALL_LENGTH,
  STAKE,
} from "../src/workshop.ts";
import type { Ended } from "../src/workshop.ts";
import { STRANGE_OPERATORS, strangeWorkers } from "./inference/workers.ts";

// Jobs on a development node, which has a gateway and three workers of its own, and which watches.

/** As many as one account may have open. */
const MOST_OPEN = 16;
/** Of four jobs each. */
const WAVES = MOST_OPEN / 4;
/** As large as the chain can still check. */
const LARGE = { prompt: "a quiet harbor at dawn", width: 256, height: 256 };
const MIDDLE = { ...LARGE, width: 128, height: 128 };
/** The window in which an answer can be challenged, on a development chain. */
const WINDOW = 6;
const MOST_BLOCKS_TO_AGREE = 6;
const HALF = 8;

const running = suiteWithNode(["--dev"]);

let chain: Chain;
let chronicle: Chronicle;
let model: Digest;
let adapter: Digest;
let other: Digest;
/** Who orders, and others. */
let [painter, stranger, ditherer, patron]: Account[] = [];
let settlement: Settlement;
/** All jobs that have ended, and those of the first test. */
const ended: Ended[] = [];
let pictures: Ended[];

describe("attested inference", () => {
  before(async () => {
    chain = await connect(running().node.wsUrl);
    chronicle = new Chronicle(chain);
    const registrar = devAccount("Alice");
    const stakes = STRANGE_OPERATORS.map(({ address }) => ({ address, amount: STAKE + ATL }));
    [model, other, [painter, stranger, ditherer, patron]] = await Promise.all([
      publish(chain, registrar, "rose-window"),
      publish(chain, registrar, "azulejo"),
      fund(chain, 4),
      transfer(chain, registrar, stakes),
    ]);
    [adapter] = await Promise.all([
      publish(chain, registrar, "rose-window-lace"),
      hire(chain, OPERATORS, [model]),
      hire(chain, STRANGE_OPERATORS, [other]),
    ]);
    const everybody = [painter!, stranger!, ditherer!, patron!, ...OPERATORS, ...STRANGE_OPERATORS];
    settlement = await Settlement.open(chain, chronicle, everybody.map(addressOf));
  });
  after(async () => {
    chronicle.close();
    await disconnect(chain);
  });

  /** Orders a job of the painter, and waits for its end. */
  async function picture(rest: Partial<jobs.Order>): Promise<Ended> {
    const end = await ending(chain, await order(chain, painter!, model, rest));
    ended.push(end);
    return end;
  }

  test("workers agree on jobs within six blocks, several at once", async () => {
    const waves = [];
    for (let wave = 0; wave < WAVES; wave++) {
      const wishes = [{ input: LARGE }, { input: MIDDLE, adapters: [adapter] }, {}, { adapters: [adapter] }];
      waves.push(Promise.all(wishes.map((wish) => picture(wish))));
      await produced(chain, (await best()).number + 1);
    }
    assert.equal(await errorOf(order(chain, painter!, model)), "Jobs.MaxOpenJobsExceeded");
    pictures = (await Promise.all(waves)).flat();

    const blocks = blocksToAgree(pictures);
    report("blocks from the order to the agreement, one node", blocks);
    for (const { job } of pictures) {
      assert.deepEqual([job.phase, job.round, job.recorded, job.used], ["finalized", 1, true, false]);
      assert.equal(job.proves.window, WINDOW);
      assert.deepEqual(job.seats.map(({ worker }) => worker).sort(), OPERATORS.map(addressOf).sort());
      for (const { answer, fault } of job.seats) assert.deepEqual([answer, fault], [job.answer, null]);
    }
    assert(percentile(95, blocks) <= MOST_BLOCKS_TO_AGREE);
  });

  describe("at the same time", { concurrency: true }, () => {
    strangeWorkers(() => ({ url: running().node.wsUrl, model: other, painter: patron!, ended }));

    describe("a final job", { concurrency: true }, () => {
      test("has an output that its root names, and a gateway elsewhere makes the same", async () => {
        const [{ job }, { job: small }] = [pictures[0]!, pictures.at(-1)!];
        assert.notDeepEqual(job.answer, small.answer);
        // The SDK has hashed it.
        const file = await jobs.output(chain, job.answer!.output);
        assert.equal(file.length, job.outputLength);
        assert.equal(Buffer.from(file.subarray(1, 4)).toString(), "PNG");
        const gateway = await Gateway.honest();
        try {
          assert.equal(await gateway.infer(job), formatDigest(job.answer!.output));
        } finally {
          await gateway.stop();
        }
      });

      test("is in the registry, which tells what that proves", async () => {
        const { job, agreedAt } = pictures[0]!;
        const root = formatDigest(job.answer!.output);
        const { claims } = await running().node.rpc<Verification>("provenance_verify", [root]);
        assert.equal(claims.length, 1);
        const [claim] = claims;
        assert.equal(claim!.owner, painter!.address);
        // From before the order, or from as long ago as the registry lets anything count; before anybody knew the
        // answer.
        assert(
          claim!.since >= job.requestedAt - 1 && claim!.since < agreedAt!,
          `the claim counts from block ${claim!.since}`,
        );
        const { attestation, ...record } = claim!.record;
        assert.deepEqual([record.model, record.outputs], [formatDigest(model), [root]]);
        assert.equal(record.effectiveSeed, job.effectiveSeed);
        const { n, m, window, stake } = attestation;
        assert.deepEqual([attestation.job, n, m, window], [job.job, 3, 2, WINDOW]);
        assert.equal(BigInt(stake), job.proves.stake);
      });

      test("is minted once by who ordered it, and then evolves as its owner orders it", async () => {
        const { job, answer } = pictures[0]!.job;
        const { collection } = await assets.createCollection(chain, painter!);
        const mint = (who: Account, of = job) => jobs.claimMint(chain, who, of, { collection });
        assert.equal(await errorOf(mint(stranger!)), "Jobs.NotRequester");
        const { ip } = await mint(painter!);
        assert.equal(await errorOf(mint(painter!)), "Jobs.AlreadyMinted");
        assert.deepEqual((await assets.ipInfo(chain, ip))?.provenance, answer!.output);

        const trait = { ip, key: "dusk" };
        assert.equal(await errorOf(order(chain, stranger!, model, { trait })), "Jobs.NotAuthorized");
        const { job: dusk } = await picture({ trait });
        assert.deepEqual([dusk.phase, dusk.used], ["finalized", true]);
        const [evolved] = await assets.traits(chain, ip);
        assert.deepEqual(
          [evolved?.key, evolved?.history.map(({ value }) => value.output)],
          ["dusk", [dusk.answer!.output]],
        );
        assert.equal(await errorOf(mint(painter!, dusk.job)), "Jobs.NotAWork");
      });

      test("is none of an order that is refused, which costs a fee", async () => {
        const unknown = sha256Digest(new Uint8Array(32));
        const least = await chain.api.constants.Jobs.MinPrice();
        const [poor] = await fund(chain, 1, ATL);
        const wrong: readonly [what: string, error: string, order: Partial<jobs.Order>][] = [
          ["a model that nobody has published", "Models.NotFound", { model: unknown }],
          ["an adapter that nobody has published", "Models.NotFound", { adapters: [unknown] }],
          ["an adapter as a model", "Models.NotAModel", { model: adapter }],
          ["a model as an adapter", "Models.AdapterMismatch", { adapters: [other] }],
          ["an adapter of another model", "Models.AdapterMismatch", { model: other, adapters: [adapter] }],
          ["an input out of bounds", "InvalidInput", { input: { ...SMALL, zoom: 255 } }],
          ["an input that cannot be read", "InvalidInput", { input: new Uint8Array(8).fill(255) }],
          ["a picture larger than the chain can check", "MaxOutputExceeded", { input: { ...LARGE, width: 257 } }],
          ["a picture larger than it allows itself", "MaxOutputExceeded", { maxOutput: SMALL_LENGTH - 1 }],
          ["more workers that agree than there are", "InvalidCommittee", { n: 3, m: 4 }],
          ["half of the workers that agree", "InvalidCommittee", { n: 4, m: 2 }],
          ["a committee below the floor", "InvalidCommittee", { n: 2, m: 2 }],
          ["a committee that is too large", "InvalidCommittee", { n: 9, m: 5 }],
          ["a price below the minimum of the chain", "MinPriceNotReached", { price: least - 1n }],
          ["a price below that of the workers", "NotEnoughWorkers", { price: PRICE - 1n }],
          ["more workers than serve the model", "NotEnoughWorkers", { n: 4, m: 3 }],
        ];
        const found: string[] = [];
        // A node takes sixteen transactions at the same time from a connection, and other tests have some.
        for (let i = 0; i < wrong.length; i += HALF) {
          const some = wrong.slice(i, i + HALF).map(([, , part]) => errorOf(order(chain, stranger!, model, part)));
          found.push(...(await Promise.all(some)));
        }
        assert.deepEqual(
          found.map((error, i) => [wrong[i]![0], error]),
          wrong.map(([what, error]) => [what, error.includes(".") ? error : `Jobs.${error}`]),
        );
        const classes = (["Median"] as const).map((type) => errorOf(orderOfClass(type)));
        assert.deepEqual(
          await Promise.all(classes),
          classes.map(() => "Jobs.ClassNotAvailable"),
        );
        assert.equal(await errorOf(order(chain, poor!, model)), "Token.FundsUnavailable");
        await assertNothingLeft(stranger!);
      });

      test("is not changed by others", async () => {
        const ordered = await order(chain, painter!, model);
        assert.equal(await errorOf(jobs.cancel(chain, stranger!, ordered.job)), "Jobs.NotRequester");
        const { answer } = await reached(chain, ordered, "agreed");
        // The right answer, and one that nobody gave.
        const answers = [answer!, { ...answer!, output: sha256Digest(new Uint8Array(32).fill(1)) }];
        const challenges = answers.map((one) => errorOf(jobs.challenge(chain, stranger!, ordered.job, one)));
        assert.deepEqual(await Promise.all(challenges), ["Jobs.OutputCorrect", "Jobs.NotRevealed"]);
        const end = await ending(chain, ordered);
        ended.push(end);
        assert.deepEqual([end.job.phase, end.job.answer], ["finalized", answer]);
        const late = [
          jobs.challenge(chain, stranger!, ordered.job, answer!),
          jobs.cancel(chain, painter!, ordered.job),
          jobs.deliver(chain, painter!, ordered.job),
          jobs.prune(chain, stranger!, ordered.job),
        ].map(errorOf);
        const errors = ["Ended", "TooLate", "AlreadyDelivered", "NotExpired"].map((error) => `Jobs.${error}`);
        assert.deepEqual(await Promise.all(late), errors);
      });

      test("is none of an order that is taken back in time, which costs a fee", async () => {
        const { job } = await order(chain, ditherer!, model);
        await jobs.cancel(chain, ditherer!, job);
        assert.equal(await jobs.job(chain, job), undefined);
        await assertNothingLeft(ditherer!);
      });

      function orderOfClass(type: "Median") {
        const call = chain.api.tx.Jobs.request({
          order: {
            model,
            adapters: [],
            class: { type, value: undefined },
            input: encodePicture(SMALL),
            seed: hex32(new Uint8Array(32)),
            max_output: SMALL_LENGTH,
            price: PRICE,
            n: 3,
            m: 2,
            pass: undefined,
            purpose: { type: "Work", value: undefined },
          },
          max_total: (PRICE + JOB_FEE) * 3n,
        });
        return submit(chain, call, stranger!);
      }

      /** Fails unless somebody has no job, and nothing is held. What was paid is accounted for in the end. */
      async function assertNothingLeft({ address }: Account): Promise<void> {
        const { System, Jobs } = chain.api.query;
        const [{ data }, open] = await Promise.all([
          System.Account.getValue(address, { at: "best" }),
          Jobs.OpenOf.getValue(address, { at: "best" }),
        ]);
        assert.deepEqual([data.reserved, open], [0n, 0]);
      }
    });
  });

  test("every unit is where it belongs", async () => {
    const { burnt } = await settlement.close(ended, (await best()).number);
    assert(burnt > 0n);
  });
});

/** What the chain refuses a step with. */
async function errorOf(step: Promise<unknown>): Promise<string> {
  try {
    await step;
  } catch (refusal) {
    if (refusal instanceof ChainError) return `${refusal.pallet}.${refusal.error}`;
    throw refusal;
  }
  throw new Error("the chain has refused nothing");
}

interface Verification {
  readonly claims: readonly {
    readonly owner: string;
    readonly since: number;
    readonly record: {
      readonly model: string;
      readonly outputs: readonly string[];
      readonly effectiveSeed: string;
      readonly attestation: { job: string; n: number; m: number; window: number; stake: string };
    };
  }[];
}

async function best() {
  return (await chain.client.getBestBlocks())[0]!;
}

function addressOf({ address }: Account): string {
  return address;
}
