import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { devAccount, freshAccount } from "../clients/sdk/src/node/index.ts";
import { authors } from "../clients/e2e/src/authorship.ts";
import { finalized, transferCall } from "../clients/sdk/src/core/index.ts";
import type { Health, RuntimeVersion } from "../clients/e2e/src/rpc.ts";
import { suiteWithNetwork } from "../clients/e2e/src/suite.ts";
import { succeed } from "../clients/e2e/src/transactions.ts";
import { applyUpgrade, authorizeUpgrade, nextRuntime } from "../clients/e2e/src/upgrade.ts";

const VALIDATORS = ["Alice", "Bob", "Charlie", "Dave"];
/** People talk to the archive node, as on a live network: validators hear of everything by gossip. */
const ARCHIVE = "eve";
/** How many more blocks must become final once each validator has produced one. */
const FURTHER = 5;

const running = suiteWithNetwork(fileURLToPath(new URL("local.toml", import.meta.url)));
/** The nodes' processes before the upgrade. */
let pids: Record<string, number>;
/** The number of the first block that runs the new runtime. */
let firstNew: number;

/** The runtime's version in the state after block `number`, on each node. */
async function versions(number: number): Promise<RuntimeVersion[]> {
  const { network } = running();
  const hashes = await network.hashes(number);
  return Promise.all(
    network.names.map((name, i) => network.rpc<RuntimeVersion>(name, "state_getRuntimeVersion", [hashes[i]])),
  );
}

/** What every one of `values` is; fails when they differ. */
function agreed<T>(what: string, values: readonly T[]): T {
  const { network } = running();
  const byNode = Object.fromEntries(network.names.map((name, i) => [name, values[i]]));
  for (const value of values) assert.deepEqual(value, values[0], `${what}: ${JSON.stringify(byNode)}`);
  return values[0]!;
}

/** Waits until block `number` is final on every node. */
async function finalEverywhere(number: number): Promise<void> {
  const { network } = running();
  const waits = network.names.map((name) =>
    finalized(network.node(name), number, 120).catch((cause: unknown) => {
      throw new Error(`${name} has not finalized block ${number}`, { cause });
    }),
  );
  await Promise.all(waits);
}

// The tests tell one story on one network, in this order.

test("token holders authorize an upgrade by a referendum", async () => {
  const { network, timed } = running();
  pids = await network.pids();
  const chain = network.node(ARCHIVE);
  const { api } = chain;
  const start = Date.now();
  const authorizing = authorizeUpgrade(chain, await nextRuntime());
  const { index, block } = await timed("upgrade authorized by referendum, after its proposal", start, authorizing);
  const referendum = await api.query.Referenda.ReferendumInfoFor.getValue(index);
  assert.equal(referendum?.type, "Approved", "what became of the referendum");

  await finalEverywhere(block);
  const { specVersion } = agreed("runtime after the referendum", await versions(block));
  assert.equal(specVersion, (await versions(0))[0]!.specVersion, "an authorization alone changes no code");
});

test("every node runs the new runtime from the same block on, once somebody applies it", async () => {
  const { network, timed } = running();
  const chain = network.node(ARCHIVE);
  const { api } = chain;
  // Neither proposed nor voted.
  const somebody = devAccount("Ferdie//stash");
  const start = Date.now();
  firstNew = 1 + (await applyUpgrade(chain, await nextRuntime(), somebody));
  const everywhere = finalEverywhere(firstNew);
  await timed("first block of the new runtime final on every node, after signing", start, everywhere);

  agreed(`block ${firstNew}`, await network.hashes(firstNew));
  const old = agreed("runtime before the upgrade", await versions(firstNew - 2));
  const now = agreed("runtime after the upgrade", await versions(firstNew));
  assert.equal(now.specName, old.specName, "name of the runtime");
  assert(now.specVersion > old.specVersion, `spec version ${now.specVersion}, was ${old.specVersion}`);
  // Written by the new code when it begins its first block.
  const [hash] = await network.hashes(firstNew, [ARCHIVE]);
  const last = await api.query.System.LastRuntimeUpgrade.getValue({ at: hash! });
  assert.equal(last?.spec_version, now.specVersion, `runtime that executed block ${firstNew}`);
});

test("all four validators go on producing, and every node finalizes the same blocks", async () => {
  const { network, timed } = running();
  const archive = network.node(ARCHIVE);
  const expected = VALIDATORS.map((name) => devAccount(name).address);
  const start = Date.now();
  const seen = authors(archive, expected.length, firstNew);
  const producing = await timed("a final block of each validator, after the upgrade was final", start, seen);
  assert.deepEqual([...producing].sort(), expected.sort(), "authors of blocks of the new runtime");

  const head = (await archive.client.getFinalizedBlock()).number + FURTHER;
  await finalEverywhere(head);
  agreed(`block ${head}`, await network.hashes(head));
});

test("a transfer with the new metadata is final on every node", async () => {
  const { network } = running();
  const sender = network.node(ARCHIVE);
  const { specVersion } = (await versions(firstNew))[0]!;
  const { spec_version } = await sender.api.constants.System.Version();
  assert.equal(spec_version, specVersion, "spec version of the metadata that the transfer is made with");

  const receiver = freshAccount().address;
  const value = 10n ** 12n;
  const call = transferCall(sender, receiver, value);
  const { block } = await succeed(sender, call, devAccount("Alice"), { until: "final" });
  const received = network.names.map(async (name) => {
    const node = network.node(name);
    await finalized(node, block.number);
    return (await node.api.query.System.Account.getValue(receiver, { at: block.hash })).data.free;
  });
  assert.equal(agreed("received", (await Promise.all(received)).map(String)), String(value));
});

test("no node has fallen over", async () => {
  const { network } = running();
  assert.deepEqual(await network.pids(), pids, "processes of the nodes, now and before the upgrade");
  for (const name of network.names) {
    const { peers, isSyncing } = await network.rpc<Health>(name, "system_health");
    assert(peers > 0, `${name} has no peers`);
    assert(!isSyncing, `${name} lags behind`);
  }
});
