import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
  type Account,
  type Chain,
  Chronicle,
  type Digest,
  type FinalizedBlock,
  formatDigest,
  provenance,
} from "@atelier/sdk";
import { connect, devAccount } from "@atelier/sdk/node";
import { filter } from "rxjs";
import { first } from "../src/deadline.ts";
import { disconnect } from "../src/disconnect.ts";
import { Gateway, type Fault } from "../src/gateway.ts";
import { gaps, report } from "../src/pace.ts";
import { Settlement } from "../src/settlement.ts";
import { suiteWithNode } from "../src/suite.ts";
import { Switchboard } from "../src/switchboard.ts";
import {
  ending,
  fund,
  giveKey,
  hire,
  OPERATORS,
  order,
  publish,
  publishVariants,
  SMALL,
  SMALL_LENGTH,
} from "../src/workshop.ts";
import type { Ended } from "../src/workshop.ts";

// A node with three workers, whose gateway does everything wrong that a gateway can do, each with another model.

/** Nothing comes of these. The workers are silent, then. */
const USELESS: readonly Fault[] = [
  ...(["busy", "close", "endless", "garbage", "hang-body", "hang-head"] as const),
  ...(["no-json", "running", "short-body", "wrong-length", "wrong-root"] as const),
];
/** These give answers, and the workers cannot know that they are wrong. */
const FALSE: readonly Fault[] = ["lie", "changing"];
const FAULTS = [...USELESS, ...FALSE];
/** What is wrong with the gateway of a job: nothing, or nothing any more, or a fault. */
type Kind = Fault | "none" | "late";
/** These come many times at once, as often as one account may have a job open. */
const MANY_TIMES: readonly Fault[] = ["lie", "hang-head", "hang-body"];
const MANY = 16;
/** As large as the chain can still check, and the length of its file. */
const LARGE = { ...SMALL, width: 256, height: 256 };
const LARGE_LENGTH = 196_947;
const FULL = process.env.ATELIER_FULL === "1";
/** Blocks may be so many slots apart at most. */
const MOST_SLOTS = 3;

// Before the node, which is told its address.
const board = await Switchboard.open();
const running = suiteWithNode(["--dev", "--inference-url", board.url, "--inference-watcher"]);

describe("a node with a gateway that misbehaves", () => {
  let chain: Chain;
  let chronicle: Chronicle;
  const gateways: Gateway[] = [];
  const models = new Map<Kind, Digest>();
  let requesters: Account[];
  let settlement: Settlement;
  const ended: { readonly kind: Kind; readonly end: Ended }[] = [];
  let last: FinalizedBlock;

  before(async () => {
    chain = await connect(running().node.wsUrl);
    chronicle = new Chronicle(chain);
    const registrar = devAccount("Alice");
    gateways.push(await Gateway.honest());
    for (const fault of FAULTS) gateways.push(await Gateway.faulty(fault, SMALL_LENGTH));
    const [honest, late, ...variants] = (
      await Promise.all([
        publish(chain, registrar, "night-garden"),
        publish(chain, registrar, "paper-cut"),
        publishVariants(chain, registrar, "velvet-folds", FAULTS.length),
      ])
    ).flat() as [Digest, Digest, ...Digest[]];
    models.set("none", honest).set("late", late);
    for (const [i, fault] of FAULTS.entries()) models.set(fault, variants[i]!);
    board.connect(honest, gateways[0]!);
    board.connect(late, gateways[1]!);
    for (const [i, model] of variants.entries()) board.connect(model, gateways[i + 1]!);
    for (const worker of OPERATORS) await giveKey(running().node, worker);
    requesters = await fund(chain, 1 + MANY_TIMES.length);
    await hire(chain, OPERATORS, [...models.values()]);
    settlement = await Settlement.open(
      chain,
      chronicle,
      [...requesters, ...OPERATORS].map(({ address }) => address),
    );
  });
  after(async () => {
    chronicle.close();
    await disconnect(chain);
    board.close();
    await Promise.all(gateways.map((gateway) => gateway.stop()));
  });

  /** Orders jobs at the same time, one of each model. */
  function orderAll(from: Account, what: readonly Kind[]) {
    return Promise.all(what.map(async (kind) => ({ kind, ordered: await order(chain, from, models.get(kind)!) })));
  }

  /** How the jobs ended whose gateway was so. */
  function of(kind: Kind): Ended[] {
    return ended.filter((one) => one.kind === kind).map(({ end }) => end);
  }

  test("goes on producing blocks while its calls hang, and all jobs end", async () => {
    const [one, ...others] = requesters as [Account, ...Account[]];
    const start = chronicle.blocks.at(-1)!;
    const asked = board.asked.pipe(filter((model) => model === models.get("late")));
    const mended = first(60, "a request that fails", asked).then((model) => board.connect(model, gateways[0]!));
    const ordered = await orderAll(one, [...FAULTS, "none", "late"]);
    for (const [i, kind] of MANY_TIMES.entries()) ordered.push(...(await orderAll(others[i]!, Array(MANY).fill(kind))));
    const all = ordered.map(async ({ kind, ordered }) => {
      ended.push({ kind, end: await ending(chain, ordered) });
    });
    await Promise.all([mended, ...all]);
    last = await chronicle.reaches((await chain.client.getBestBlocks())[0]!.number);
    const slots = gaps([start, ...chronicle.between(start, last)]);
    report("slots from block to block while gateways hang", slots);
    assert(Math.max(...slots) <= MOST_SLOTS);
  });

  for (const fault of USELESS) {
    test(`says nothing if the gateway does: ${fault}`, () => {
      const jobs = of(fault);
      assert(jobs.length > 0);
      for (const { job } of jobs) {
        assert.deepEqual([job.phase, job.refundReason, job.answer], ["refunded", "noWorkers", null]);
        assert.deepEqual(
          job.seats.map(({ fault }) => fault),
          ["noCommit", "noCommit", "noCommit"],
        );
      }
    });
  }

  for (const fault of FALSE) {
    test(`believes the gateway, and loses everything, if it does: ${fault}`, async () => {
      for (const { job } of of(fault)) {
        assert.deepEqual([job.phase, job.refundReason, job.answer], ["refunded", "noWorkers", null]);
        assert.deepEqual(
          job.seats.map(({ fault }) => fault),
          ["wrong", "wrong", "wrong"],
        );
        // The workers of a node share what its gateway said first.
        const roots = new Set(job.seats.map(({ answer }) => formatDigest(answer!.output)));
        assert.equal(roots.size, 1);
        const { claims } = await provenance.verify(chain, job.seats[0]!.answer!.output);
        assert.deepEqual(claims, []);
      }
    });
  }

  test("does its other jobs in the meantime", () => {
    const [{ job }] = of("none") as [Ended];
    assert.deepEqual([job.phase, job.round, job.recorded], ["finalized", 1, true]);
    assert.deepEqual(
      job.seats.map(({ fault }) => fault),
      [null, null, null],
    );
  });

  test("loses nothing if the gateway is mended in time", () => {
    const [{ job }] = of("late") as [Ended];
    assert.deepEqual([job.phase, job.round, job.recorded], ["finalized", 1, true]);
    assert.deepEqual(
      job.seats.map(({ fault }) => fault),
      [null, null, null],
    );
  });

  const skip = FULL ? false : "set ATELIER_FULL=1";
  test("is found out however many lies it tells, as large as they can be", { skip }, async () => {
    const liar = await Gateway.faulty("lie", LARGE_LENGTH);
    gateways.push(liar);
    const [model] = (await publishVariants(chain, devAccount("Alice"), "velvet-folds", 1, FAULTS.length)) as [Digest];
    board.connect(model, liar);
    await hire(chain, OPERATORS, [model]);
    const ordered = [];
    // As many in a block as may become final in one.
    for (const from of requesters.slice(0, 2)) {
      ordered.push(
        ...(await Promise.all(Array.from({ length: MANY }, () => order(chain, from, model, { input: LARGE })))),
      );
    }
    for (const end of await Promise.all(ordered.map((one) => ending(chain, one)))) {
      ended.push({ kind: "lie", end });
      assert.equal(end.job.phase, "refunded");
      assert.deepEqual(
        end.job.seats.map(({ fault }) => fault),
        ["wrong", "wrong", "wrong"],
      );
    }
    last = await chronicle.reaches((await chain.client.getBestBlocks())[0]!.number);
  });

  test("accounts for every unit", async () => {
    const { burnt } = await settlement.close(
      ended.map(({ end }) => end),
      last.number,
    );
    assert(burnt > 0n);
  });
});
