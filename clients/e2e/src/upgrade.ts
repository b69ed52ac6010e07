import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { Account, Chain } from "@atelier/sdk/core";
import { Binary, Blake2256 } from "@polkadot-api/substrate-bindings";
import type { SizedHex } from "polkadot-api";
import { filter } from "rxjs";
import { first } from "./deadline.ts";
import { enactByReferendum, type Enacted } from "./governance.ts";
import { succeed } from "./transactions.ts";

const SECONDS_TO_AUTHORIZE = 200;
/** Each node compiles the new code before it goes on: all of them at once, when they share a machine. */
const SECONDS_TO_APPLY = 300;

/** The blob of a runtime, and what a referendum names it by. */
export interface Runtime {
  readonly code: Uint8Array;
  readonly code_hash: SizedHex<32>;
}

/** The runtime to upgrade to: a build of this chain's runtime with a higher spec version. */
export async function nextRuntime(): Promise<Runtime> {
  const path = process.env.ATELIER_UPGRADE_WASM;
  if (!path) throw new Error("set ATELIER_UPGRADE_WASM to a runtime of this chain with a higher spec version");
  const code = await readFile(path);
  return { code, code_hash: Binary.toHex(Blake2256(code)) as SizedHex<32> };
}

/** Has a referendum of the root track authorize an upgrade. Returns when that is final. */
export async function authorizeUpgrade(chain: Chain, { code_hash }: Runtime): Promise<Enacted> {
  const { api } = chain;
  const events = api.event.System.UpgradeAuthorized.watch().pipe(filter(({ events }) => events.length > 0));
  const authorized = first(SECONDS_TO_AUTHORIZE, "System.UpgradeAuthorized", events);
  const enacting = enactByReferendum(chain, api.tx.System.authorize_upgrade({ code_hash }));
  // Together, so that neither fails while nobody waits for it.
  const [
    enacted,
    {
      block,
      events: [event],
    },
  ] = await Promise.all([enacting, authorized]);
  assert.equal(block.number, enacted.block, "an upgrade was authorized, but not by this referendum");
  assert.equal(event?.payload.code_hash, code_hash, "other code was authorized");
  return enacted;
}

/**
 * Applies an authorized upgrade. Returns the number of the block that stored its code, which is final: the one after it
 * is the first that runs it.
 */
export async function applyUpgrade(chain: Chain, { code }: Runtime, from: Account): Promise<number> {
  const { api } = chain;
  const apply = api.tx.System.apply_authorized_upgrade({ code });
  const { block, events } = await succeed(chain, apply, from, { until: "final", seconds: SECONDS_TO_APPLY });
  assert.equal(api.event.System.CodeUpdated.filter(events).length, 1, "the code was not updated once");
  return block.number;
}
