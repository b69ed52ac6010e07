import assert from "node:assert/strict";
import { after, afterEach, before, describe, test } from "node:test";
import { type Account, type Chain, type Digest, formatDigest, jobs } from "@atelier/sdk";
import { connect, devAccount } from "@atelier/sdk/node";
import { disconnect } from "../src/disconnect.ts";
import { Gateway } from "../src/gateway.ts";
import { RunningNode, tail } from "../src/node.ts";
import { ending, fund, giveKey, hire, OPERATORS, order, publishVariants, SMALL_LENGTH } from "../src/workshop.ts";
import type { Ordered } from "../src/workshop.ts";

// A node that stops in the middle of jobs. Its gateway never says the same twice: what the node did not keep it cannot
// find out again.

/** One in each block, so that the node stops in all phases of a job. */
const JOBS = 5;
const FULL = process.env.ATELIER_FULL === "1";

describe("a node that starts again in the middle of jobs", () => {
  let gateway: Gateway;
  let node: RunningNode;
  let chain: Chain;
  let model: Digest;
  let painter: Account;
  let failed = false;
  afterEach((context) => {
    failed ||= "passed" in context && !context.passed;
  });

  async function start(folder?: string): Promise<void> {
    const args = ["--dev", "--inference-url", gateway.url];
    node = await (folder ? RunningNode.startIn(folder, args) : RunningNode.start(args));
    chain = await connect(node.wsUrl);
  }

  before(async () => {
    gateway = await Gateway.faulty("changing", SMALL_LENGTH);
    await start();
    for (const worker of OPERATORS) await giveKey(node, worker);
    const [[variant], [requester]] = await Promise.all([
      publishVariants(chain, devAccount("Alice"), "velvet-folds", 1),
      fund(chain, 1),
    ]);
    [model, painter] = [variant!, requester!];
    await hire(chain, OPERATORS, [model]);
  });
  after(async () => {
    if (chain) await disconnect(chain);
    await node?.stop();
    if (failed) console.error(`end of ${node.logFile}:\n${await tail(node.logFile)}`);
    else await node?.remove();
    await gateway?.stop();
  });

  for (const [how, end, skip] of [
    ["it was killed", () => node.kill(), false],
    ["it was stopped", () => node.stop(), FULL ? false : "set ATELIER_FULL=1"],
  ] as const) {
    test(`says what it had committed to, after ${how}`, { skip }, async () => {
      const ordered: Ordered[] = [];
      for (let i = 0; i < JOBS; i++) ordered.push(await order(chain, painter, model));
      const before = await Promise.all(ordered.map(({ job }) => jobs.job(chain, job)));
      await disconnect(chain);
      await end();
      console.log(`${how} when jobs were ${before.map((job) => job?.phase).join(", ")}`);
      const hidden = before.flatMap((job) => job?.seats.filter(({ committed, answer }) => committed && !answer));
      assert(hidden.length > 0, "no worker had committed to an answer that it had not revealed");
      await start(node.folder);
      for (const { job } of await Promise.all(ordered.map((one) => ending(chain, one)))) {
        assert.equal(job.round, 1);
        // Nobody knows that the answers are wrong, but for the node itself if it watches.
        const silent = job.seats.filter(({ fault }) => fault === "noCommit" || fault === "noReveal");
        assert.deepEqual(silent, []);
        assert.equal(new Set(job.seats.map(({ answer }) => answer && formatDigest(answer.output))).size, 1);
      }
    });
  }
});
