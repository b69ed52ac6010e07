import { readFile } from "node:fs/promises";
import { Bytes, Option } from "@polkadot-api/substrate-bindings";
import { fromHex, toHex } from "polkadot-api/utils";

/** The metadata that the descriptors are generated from. */
export const METADATA_FILE = new URL("../../metadata/atelier.scale", import.meta.url);
/** The newest version that polkadot-api reads. */
const VERSION = 16;

const Answer = Option(Bytes());

/** The metadata of the runtime that a node is at, by its HTTP or WebSocket address. */
export async function metadataOf(url: string): Promise<Uint8Array> {
  const response = await fetch(url.replace(/^ws/, "http"), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      jsonrpc: "2.0",
      id: 1,
      method: "state_call",
      params: ["Metadata_metadata_at_version", toHex(new Uint8Array([VERSION, 0, 0, 0]))],
    }),
    signal: AbortSignal.timeout(30_000),
  });
  const { result, error } = (await response.json()) as { result?: string; error?: { message: string } };
  const metadata = result === undefined ? undefined : Answer.dec(fromHex(result));
  if (!metadata) throw new Error(`${url} has no metadata of version ${VERSION}: ${error?.message ?? "not supported"}`);
  return metadata;
}

/** The committed metadata. */
export async function committedMetadata(): Promise<Uint8Array> {
  return new Uint8Array(await readFile(METADATA_FILE));
}
