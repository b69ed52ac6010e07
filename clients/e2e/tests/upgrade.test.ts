import assert from "node:assert/strict";
import { test } from "node:test";
import { decAnyMetadata, unifyMetadata } from "@polkadot-api/substrate-bindings";
import { devAccount, freshAccount } from "@atelier/sdk/node";
import { finalized, transferCall } from "@atelier/sdk/core";
import { ROOT } from "../src/governance.ts";
import type { RuntimeVersion } from "../src/rpc.ts";
import { suiteWithNode } from "../src/suite.ts";
import { fail, succeed } from "../src/transactions.ts";
import { applyUpgrade, authorizeUpgrade, nextRuntime } from "../src/upgrade.ts";

const running = suiteWithNode(["--dev"]);
const [alice, bob] = [devAccount("Alice"), devAccount("Bob")];

const version = () => running().node.rpc<RuntimeVersion>("state_getRuntimeVersion");

// The tests tell one story on one chain, in this order.

test("nobody has root by signing", async () => {
  const chain = running();
  const { api, client } = chain;
  const { code, code_hash } = await nextRuntime();
  const authorize = api.tx.System.authorize_upgrade({ code_hash });
  assert.equal(await fail(chain, authorize, alice), "BadOrigin");
  assert.equal(await fail(chain, api.tx.System.set_code({ code: code.subarray(0, 64) }), alice), "BadOrigin");
  const asRoot = api.tx.Utility.dispatch_as({ as_origin: ROOT, call: authorize.decodedCall });
  assert.equal(await fail(chain, asRoot, alice), "BadOrigin");

  const metadata = await client.getMetadata((await client.getFinalizedBlock()).hash);
  const { pallets } = unifyMetadata(decAnyMetadata(metadata));
  assert(!pallets.some(({ name }) => name === "Sudo"), "there is a sudo pallet");
});

test("no code is applied that nobody authorized", async () => {
  const chain = running();
  const { api } = chain;
  const { code } = await nextRuntime();
  const apply = api.tx.System.apply_authorized_upgrade({ code });
  assert.equal(await fail(chain, apply, bob), "System.NothingAuthorized");
});

test("a referendum of the root track authorizes an upgrade", async () => {
  await authorizeUpgrade(running(), await nextRuntime());
});

test("no other code is applied than the authorized one", async () => {
  const chain = running();
  const { api } = chain;
  const { code } = await nextRuntime();
  const { specVersion } = await version();
  const other = Uint8Array.from(code);
  other[other.length - 1]! ^= 1;
  const apply = api.tx.System.apply_authorized_upgrade({ code: other });
  assert.equal(await fail(chain, apply, bob), "System.Unauthorized");
  assert.equal((await version()).specVersion, specVersion);
});

test("anybody applies the authorized code, and the chain goes on with it", async () => {
  const chain = running();
  const old = await version();
  const applied = await applyUpgrade(chain, await nextRuntime(), bob);
  await finalized(chain, applied + 3);

  const now = await version();
  assert.equal(now.specName, old.specName);
  assert(now.specVersion > old.specVersion, `spec version ${now.specVersion}, was ${old.specVersion}`);
});

test("a transfer succeeds with the new runtime", async () => {
  const chain = running();
  const { api } = chain;
  const receiver = freshAccount().address;
  const value = 10n ** 12n;
  const { block } = await succeed(chain, transferCall(chain, receiver, value), alice, { until: "final" });
  assert.equal((await api.query.System.Account.getValue(receiver, { at: block.hash })).data.free, value);
});
