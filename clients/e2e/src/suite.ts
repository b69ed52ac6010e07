import assert from "node:assert/strict";
import { createServer } from "node:net";
import { after, afterEach, before } from "node:test";
import { type Chain, finalized, produced } from "@atelier/sdk/core";
import { reach } from "@atelier/sdk/node";
import { Network } from "./network.ts";
import { RunningNode, tail } from "./node.ts";

/** What the tests of a suite share: one node, and a connection to it. */
export interface Suite extends Chain {
  readonly node: RunningNode;
}

/**
 * Starts a node before the tests of the calling file and stops it after them. When a test fails, the end of the node's
 * log is printed, and the whole log is kept. The result holds the node only while tests run.
 */
export function suiteWithNode(args: readonly string[]): () => Suite {
  let suite: Suite | undefined;
  let failed = false;
  before(async () => {
    const node = await RunningNode.start(args);
    suite = { node, ...reach(node.wsUrl) };
  });
  afterEach(async (context) => {
    if (!suite || !("passed" in context) || context.passed) return;
    failed = true;
    console.error(`end of ${suite.node.logFile}:\n${await tail(suite.node.logFile)}`);
  });
  after(async () => {
    suite?.client.destroy();
    await suite?.node.stop();
    if (!failed) await suite?.node.remove();
  });
  return () => {
    if (!suite) throw new Error("the node is not running");
    return suite;
  };
}

/** What the tests of a suite share: one network, and a table of how long things took on it. */
export interface NetworkSuite {
  readonly network: Network;
  /** Notes how long `event` took from `start` on, for the table at the end. */
  timed<T>(event: string, start: number, happened: Promise<T>): Promise<T>;
}

/**
 * Spawns the network of `file` before the tests of the calling file and takes it down after them, with everything that
 * it left behind. When a test fails, the ends of the nodes' logs are printed, and the whole logs are kept. The result
 * holds the network only while tests run.
 */
export function suiteWithNetwork(file: string): () => NetworkSuite {
  let network: Network | undefined;
  let failed = false;
  const times: { event: string; seconds: number }[] = [];
  async function timed<T>(event: string, start: number, happened: Promise<T>): Promise<T> {
    const result = await happened;
    times.push({ event, seconds: Math.round((Date.now() - start) / 100) / 10 });
    return result;
  }
  before(async () => {
    const start = Date.now();
    network = await Network.spawn(file);
    const node = network.node(network.names[0]!);
    await Promise.all([
      timed("first block, after spawn", start, produced(node, 1, 300)),
      timed("first finalized block, after spawn", start, finalized(node, 1, 300)),
      timed("all nodes up, after spawn", start, network.launched),
    ]);
  });
  afterEach((context) => {
    failed ||= "passed" in context && !context.passed;
  });
  after(async () => {
    if (!network) return;
    console.table(times);
    if (failed) await network.showLogs();
    assert.deepEqual(await network.stop(), [], "processes that had to be killed");
    await Promise.all(network.ports.map(free));
    if (!failed) await network.remove();
  });
  return () => {
    if (!network) throw new Error("the network is not running");
    return { network, timed };
  };
}

/** Fails when something still listens on `port`. */
function free(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(port, "127.0.0.1", () => server.close(() => resolve()));
  });
}
