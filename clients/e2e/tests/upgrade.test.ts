import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { Binary, Blake2256, decAnyMetadata, unifyMetadata } from "@polkadot-api/substrate-bindings";
import type { SizedHex } from "polkadot-api";
import { filter } from "rxjs";
import { devAccount, freshAccount } from "../src/accounts.ts";
import { first } from "../src/deadline.ts";
import { finalized } from "../src/finality.ts";
import { enactByReferendum, ROOT } from "../src/governance.ts";
import type { RuntimeVersion } from "../src/rpc.ts";
import { suiteWithNode } from "../src/suite.ts";
import { errorName, fail, finalize, succeed, transfer } from "../src/transactions.ts";

const running = suiteWithNode(["--dev"]);
const [alice, bob] = [devAccount("Alice"), devAccount("Bob")];

/** The runtime to upgrade to: a build of this chain's runtime with a higher spec version. */
async function nextRuntime(): Promise<{ code: Uint8Array; code_hash: SizedHex<32> }> {
  const path = process.env.ATELIER_UPGRADE_WASM;
  if (!path) throw new Error("set ATELIER_UPGRADE_WASM to a runtime of this chain with a higher spec version");
  const code = await readFile(path);
  return { code, code_hash: Binary.toHex(Blake2256(code)) as SizedHex<32> };
}

const version = () => running().node.rpc<RuntimeVersion>("state_getRuntimeVersion");

// The tests tell one story on one chain, in this order.

test("nobody has root by signing", async () => {
  const { api, client } = running();
  const { code, code_hash } = await nextRuntime();
  const authorize = api.tx.System.authorize_upgrade({ code_hash });
  assert.equal(await fail(api, authorize, alice), "BadOrigin");
  assert.equal(await fail(api, api.tx.System.set_code({ code: code.subarray(0, 64) }), alice), "BadOrigin");
  const asRoot = api.tx.Utility.dispatch_as({ as_origin: ROOT, call: authorize.decodedCall });
  assert.equal(await fail(api, asRoot, alice), "BadOrigin");

  const metadata = await client.getMetadata((await client.getFinalizedBlock()).hash);
  const { pallets } = unifyMetadata(decAnyMetadata(metadata));
  assert(!pallets.some(({ name }) => name === "Sudo"), "there is a sudo pallet");
});

test("no code is applied that nobody authorized", async () => {
  const { api } = running();
  const { code } = await nextRuntime();
  const apply = api.tx.System.apply_authorized_upgrade({ code });
  assert.equal(await fail(api, apply, bob), "System.NothingAuthorized");
});

test("a referendum of the root track authorizes an upgrade", async () => {
  const { api } = running();
  const { code_hash } = await nextRuntime();
  const events = api.event.System.UpgradeAuthorized.watch().pipe(filter(({ events }) => events.length > 0));
  const authorized = first(200, "System.UpgradeAuthorized", events);
  const enacted = await enactByReferendum(api, api.tx.System.authorize_upgrade({ code_hash }));
  const { block, events: [event] } = await authorized;
  assert.equal(block.number, enacted.block);
  assert.equal(event?.payload.code_hash, code_hash);
});

test("no other code is applied than the authorized one", async () => {
  const { api } = running();
  const { code } = await nextRuntime();
  const { specVersion } = await version();
  const other = Uint8Array.from(code);
  other[other.length - 1]! ^= 1;
  const apply = api.tx.System.apply_authorized_upgrade({ code: other });
  assert.equal(await fail(api, apply, bob), "System.Unauthorized");
  assert.equal((await version()).specVersion, specVersion);
});

test("anybody applies the authorized code, and the chain goes on with it", async () => {
  const { api, client } = running();
  const { code } = await nextRuntime();
  const old = await version();
  const { block, events } = await succeed(api, api.tx.System.apply_authorized_upgrade({ code }), bob);
  assert.equal(api.event.System.CodeUpdated.filter(events).length, 1);
  await finalized({ client }, block.number + 3);

  const now = await version();
  assert.equal(now.specName, old.specName);
  assert(now.specVersion > old.specVersion, `spec version ${now.specVersion}, was ${old.specVersion}`);
});

test("a transfer succeeds with the new runtime", async () => {
  const { api } = running();
  const receiver = freshAccount().address;
  const value = 10n ** 12n;
  const { ok, block, dispatchError } = await finalize(transfer(api, receiver, value), alice);
  assert(ok, dispatchError && errorName(dispatchError));
  assert.equal((await api.query.System.Account.getValue(receiver, { at: block.hash })).data.free, value);
});
