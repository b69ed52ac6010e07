import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { devAccount, freshAccount, reach } from "../clients/sdk/src/node/index.ts";
import { authors } from "../clients/e2e/src/authorship.ts";
import { finalized, transferCall } from "../clients/sdk/src/core/index.ts";
import { RunningNode, tail } from "../clients/e2e/src/node.ts";
import { suiteWithNetwork } from "../clients/e2e/src/suite.ts";
import { succeed } from "../clients/e2e/src/transactions.ts";

const VALIDATORS = ["Alice", "Bob", "Charlie", "Dave"];
const VICTIM = "dave";
const FULL = process.env.ATELIER_FULL === "1";

const running = suiteWithNetwork(fileURLToPath(new URL("local.toml", import.meta.url)));

// The tests tell one story on one network, in this order.

test("every validator produces blocks, and every node finalizes the same ones", async () => {
  const { network } = running();
  const alice = network.node("alice");
  const expected = VALIDATORS.map((name) => devAccount(name).address);
  assert.deepEqual([...(await authors(alice, expected.length))].sort(), expected.sort());

  const { number, hash } = await alice.client.getFinalizedBlock();
  await Promise.all(network.names.map((name) => finalized(network.node(name), number)));
  assert.deepEqual(
    await network.hashes(number),
    network.names.map(() => hash),
  );
});

test("a transfer submitted to one node is final on another", async () => {
  const { network, timed } = running();
  const [submitter, observer] = [network.node("eve"), network.node("bob")];
  const receiver = freshAccount().address;
  const value = 10n ** 12n;
  const start = Date.now();
  const call = transferCall(submitter, receiver, value);
  const { block } = await succeed(submitter, call, devAccount("Alice"), { until: "final" });
  await timed("transfer final on another node, after signing", start, finalized(observer, block.number));
  const { data } = await observer.api.query.System.Account.getValue(receiver, { at: block.hash });
  assert.equal(data.free, value);
});

test("finality goes on when one validator of four is killed", async () => {
  const { network, timed } = running();
  const rest = network.names.filter((name) => name !== VICTIM);
  const { number } = await network.node("alice").client.getFinalizedBlock();
  await network.kill(VICTIM);
  const start = Date.now();
  const finalizedBy = rest.map((name) => finalized(network.node(name), number + 4));
  await timed("four more blocks final, after a kill", start, Promise.all(finalizedBy));
});

test("a killed validator comes back and catches up", async () => {
  const { network, timed } = running();
  const { number, hash } = await network.node("alice").client.getFinalizedBlock();
  const start = Date.now();
  network.restart(VICTIM);
  await timed("caught up with the finalized head, after a restart", start, finalized(network.node(VICTIM), number));
  assert.deepEqual(await network.hashes(number, [VICTIM]), [hash]);
});

test("a new node joins by warp sync", { skip: FULL ? false : "set ATELIER_FULL=1" }, async () => {
  const { network, timed } = running();
  const { number } = await network.node("alice").client.getFinalizedBlock();
  const start = Date.now();
  const node = await RunningNode.start(["--chain", network.chainSpec, "--name", "ferdie", "--sync", "warp"]);
  try {
    await node.logs(/Warp sync is complete/, 120);
    await node.logs(/State sync is complete/, 120);
    // Only now: a connection made before sees no block at all after the jump.
    const joined = reach(node.wsUrl);
    const reached = finalized(joined, number);
    const head = await timed("finalized head reached by warp sync, after start", start, reached);
    joined.client.destroy();
    assert.deepEqual(await network.hashes(head.number, ["bob"]), [head.hash]);
  } catch (error) {
    console.error(`end of ferdie's log:\n${await tail(node.logFile)}`);
    throw error;
  } finally {
    await node.stop();
  }
  await node.remove();
});
