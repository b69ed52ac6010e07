import { AccountId } from "@polkadot-api/substrate-bindings";
import type { PolkadotSigner, SS58String } from "polkadot-api";
import { fromHex } from "polkadot-api/utils";

/** Prefix of the addresses of this chain. */
export const SS58_PREFIX = 42;

/** An account that can sign. Any signer of polkadot-api will do, so that of a browser extension too. */
export interface Account {
  readonly address: SS58String;
  readonly signer: PolkadotSigner;
}

/** What the accounts of pallets begin with. */
const PALLET = new TextEncoder().encode("modl");
const LENGTH = 32;

/** The account that a pallet derives from its id, and from a number if it has several. */
export function palletAccount(id: string | Uint8Array, number?: number): SS58String {
  const bytes = new Uint8Array(LENGTH);
  const start = startOf(id);
  bytes.set(start);
  if (number !== undefined) new DataView(bytes.buffer).setUint32(start.length, number, true);
  return AccountId(SS58_PREFIX).dec(bytes);
}

/** The number in an account of a pallet; nothing if the account is none of it. */
export function numberOfAccount(id: string | Uint8Array, account: SS58String): number | undefined {
  const bytes = AccountId().enc(account);
  const start = startOf(id);
  if (start.some((byte, i) => bytes[i] !== byte)) return undefined;
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(start.length, true);
}

function startOf(id: string | Uint8Array): Uint8Array {
  return new Uint8Array([...PALLET, ...(typeof id === "string" ? fromHex(id) : id)]);
}
