import { type Chain, SS58_PREFIX } from "@atelier/sdk/core";
import { Binary } from "@polkadot-api/substrate-bindings";
import { ss58Address } from "@polkadot-labs/hdkd-helpers";
import type { BlockHeader, HexString, SS58String } from "polkadot-api";
import { concatMap, filter, scan } from "rxjs";
import { first } from "./deadline.ts";

/** The BABE key of the author of a block, as an address: for `//Name` that of the account `//Name`. */
async function authorOf({ client, api }: Chain, block: HexString): Promise<SS58String> {
  const authorities = await api.query.Babe.Authorities.getValue({ at: block });
  const author = authorities[authorityIndex(await client.getBlockHeader(block))];
  if (!author) throw new Error(`block ${block} names an author that is no authority`);
  return ss58Address(author[0], SS58_PREFIX);
}

function authorityIndex(header: BlockHeader): number {
  return preDigest(header).getUint32(1, true);
}

/** The slot of a block. */
export function slotOf(header: BlockHeader): bigint {
  return preDigest(header).getBigUint64(5, true);
}

/**
 * BABE's pre-digest in each of its three forms: one byte for the form, then the index of the author as u32 and the slot
 * as u64, little-endian.
 */
function preDigest(header: BlockHeader): DataView {
  for (const digest of header.digests) {
    if (digest.type === "preRuntime" && digest.value.engine === "BABE") {
      const payload = Binary.fromHex(digest.value.payload);
      return new DataView(payload.buffer, payload.byteOffset);
    }
  }
  throw new Error(`block ${header.number} has no BABE pre-digest`);
}

/** Follows the finalized chain until `count` different authors have produced a block of it, from block `from` on. */
export function authors(connection: Chain, count: number, from = 1, seconds = 120): Promise<Set<SS58String>> {
  const seen = connection.client.finalizedBlock$.pipe(
    filter(({ number }) => number >= from),
    concatMap(({ hash }) => authorOf(connection, hash)),
    scan((all, author) => all.add(author), new Set<SS58String>()),
    filter((all) => all.size >= count),
  );
  return first(seconds, `blocks of ${count} authors`, seen);
}
