import { AccountId, Binary } from "@polkadot-api/substrate-bindings";

/** The account that a pallet derives from its id. */
export function sovereign(id: string | Uint8Array): string {
  const bytes = new Uint8Array(32);
  bytes.set(Binary.fromText("modl"));
  bytes.set(typeof id === "string" ? Binary.fromHex(id) : id, 4);
  return AccountId().dec(bytes);
}
