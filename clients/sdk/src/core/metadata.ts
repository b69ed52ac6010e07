import { decAnyMetadata, type UnifiedMetadata, unifyMetadata } from "@polkadot-api/substrate-bindings";

/** Metadata of any version that is still in use. */
export function readMetadata(bytes: Uint8Array): UnifiedMetadata {
  return unifyMetadata(decAnyMetadata(bytes));
}

/** What a pallet says about one of its errors. Nothing if it says nothing, or has no such error. */
export function docsOfError({ pallets, lookup }: UnifiedMetadata, pallet: string, error: string): string {
  const type = pallets.find(({ name }) => name === pallet)?.errors?.type;
  const def = type === undefined ? undefined : lookup[type]?.def;
  const found = def?.tag === "variant" ? def.value.find(({ name }) => name === error) : undefined;
  const lines = (found?.docs ?? []).map((line) => line.trim());
  return lines.join(" ").trim();
}
