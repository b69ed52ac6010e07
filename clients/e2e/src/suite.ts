import { after, afterEach, before } from "node:test";
import { connect, type Connection } from "./chain.ts";
import { RunningNode, tail } from "./node.ts";

/** What the tests of a suite share: one node, and a connection to it. */
export interface Suite extends Connection {
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
    suite = { node, ...connect(node.wsUrl) };
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
