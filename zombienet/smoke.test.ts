import assert from "node:assert/strict";
import { createServer } from "node:net";
import { after, afterEach, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { devAccount, freshAccount } from "../clients/e2e/src/accounts.ts";
import { authors } from "../clients/e2e/src/authorship.ts";
import { connect } from "../clients/e2e/src/chain.ts";
import { finalized, produced } from "../clients/e2e/src/finality.ts";
import { Network } from "../clients/e2e/src/network.ts";
import { RunningNode, tail } from "../clients/e2e/src/node.ts";
import { finalize, transfer } from "../clients/e2e/src/transactions.ts";

const VALIDATORS = ["Alice", "Bob", "Charlie", "Dave"];
const VICTIM = "dave";
const FULL = process.env.ATELIER_FULL === "1";

let network: Network;
const times: { event: string; seconds: number }[] = [];

/** Notes how long `event` took from `start` on, for the table at the end. */
async function timed<T>(event: string, start: number, happened: Promise<T>): Promise<T> {
  const result = await happened;
  times.push({ event, seconds: Math.round((Date.now() - start) / 100) / 10 });
  return result;
}

/** The hash of block `number` on each of the given nodes. */
function hashes(names: readonly string[], number: number): Promise<(string | null)[]> {
  return Promise.all(names.map((name) => network.node(name).client._request("chain_getBlockHash", [number])));
}

/** Fails when something still listens on `port`. */
function free(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(port, "127.0.0.1", () => server.close(() => resolve()));
  });
}

// The tests tell one story on one network, in this order.

before(async () => {
  const start = Date.now();
  network = await Network.spawn(fileURLToPath(new URL("local.toml", import.meta.url)));
  const alice = network.node("alice");
  await Promise.all([
    timed("first block, after spawn", start, produced(alice, 1, 300)),
    timed("first finalized block, after spawn", start, finalized(alice, 1, 300)),
    timed("all nodes up, after spawn", start, network.launched),
  ]);
});

let failed = false;
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

test("every validator produces blocks, and every node finalizes the same ones", async () => {
  const alice = network.node("alice");
  const expected = VALIDATORS.map((name) => devAccount(name).address);
  assert.deepEqual([...(await authors(alice, expected.length))].sort(), expected.sort());

  const { number, hash } = await alice.client.getFinalizedBlock();
  await Promise.all(network.names.map((name) => finalized(network.node(name), number)));
  assert.deepEqual(await hashes(network.names, number), network.names.map(() => hash));
});

test("a transfer submitted to one node is final on another", async () => {
  const [submitter, observer] = [network.node("eve"), network.node("bob")];
  const receiver = freshAccount().address;
  const value = 10n ** 12n;
  const start = Date.now();
  const { ok, block } = await finalize(transfer(submitter.api, receiver, value), devAccount("Alice"));
  assert(ok);
  await timed("transfer final on another node, after signing", start, finalized(observer, block.number));
  const { data } = await observer.api.query.System.Account.getValue(receiver, { at: block.hash });
  assert.equal(data.free, value);
});

test("finality goes on when one validator of four is killed", async () => {
  const rest = network.names.filter((name) => name !== VICTIM);
  const { number } = await network.node("alice").client.getFinalizedBlock();
  await network.kill(VICTIM);
  const start = Date.now();
  const finalizedBy = rest.map((name) => finalized(network.node(name), number + 4));
  await timed("four more blocks final, after a kill", start, Promise.all(finalizedBy));
});

test("a killed validator comes back and catches up", async () => {
  const { number, hash } = await network.node("alice").client.getFinalizedBlock();
  const start = Date.now();
  network.restart(VICTIM);
  await timed("caught up with the finalized head, after a restart", start, finalized(network.node(VICTIM), number));
  assert.deepEqual(await hashes([VICTIM], number), [hash]);
});

test("a new node joins by warp sync", { skip: FULL ? false : "set ATELIER_FULL=1" }, async () => {
  const { number } = await network.node("alice").client.getFinalizedBlock();
  const start = Date.now();
  const node = await RunningNode.start(["--chain", network.chainSpec, "--name", "ferdie", "--sync", "warp"]);
  try {
    await node.logs(/Warp sync is complete/, 120);
    await node.logs(/State sync is complete/, 120);
    // Only now: a connection made before sees no block at all after the jump.
    const joined = connect(node.wsUrl);
    const reached = finalized(joined, number);
    const head = await timed("finalized head reached by warp sync, after start", start, reached);
    joined.client.destroy();
    assert.deepEqual(await hashes(["bob"], head.number), [head.hash]);
  } catch (error) {
    console.error(`end of ferdie's log:\n${await tail(node.logFile)}`);
    throw error;
  } finally {
    await node.stop();
  }
  await node.remove();
});
