import { BEST, type Chain } from "../core/chain.ts";
import { formatIp, type IpId } from "../core/format.ts";

// The newest IP assets without reading them all: those of a collection are numbered as they are minted, so that only
// the last ones of each are looked at.

/** The newest IP assets, the newest first. */
export interface Newest {
  readonly ips: readonly string[];
  readonly more: boolean;
}

/** A collection, as far as it matters here. */
export interface Numbered {
  readonly id: number;
  /** The number of the item that will be minted next. */
  readonly nextItem: number;
  /** How many are there. */
  readonly items: number;
}

/** In which blocks IP assets were minted; nothing for those that were burned. */
export type ReadMinted = (ips: readonly IpId[]) => Promise<readonly (number | undefined)[]>;

const BATCH = 8;

/** What is known of a collection, the newest first. */
interface Reading {
  readonly collection: Numbered;
  readonly known: { readonly ip: IpId; readonly mintedAt: number }[];
  /** Where to read on. */
  next: number;
}

/** The newest `count` IP assets of a chain. */
export async function newestOf({ api }: Chain, count: number): Promise<Newest> {
  const collections = await api.query.IpAssets.Collections.getEntries(BEST);
  return newest(
    collections.map(({ keyArgs: [id], value }) => ({ id, nextItem: value.next_item, items: value.items })),
    count,
    async (ips) => {
      const keys = ips.map((ip): [IpId] => [ip]);
      const records = await api.query.IpAssets.Ips.getValues(keys, BEST);
      return records.map((record) => record?.minted_at);
    },
  );
}

/** The newest `count` IP assets of these collections, the newest first. */
export async function newest(collections: readonly Numbered[], count: number, read: ReadMinted): Promise<Newest> {
  const readings = collections
    .filter(({ items }) => items > 0)
    .map((collection): Reading => ({ collection, known: [], next: collection.nextItem - 1 }));
  const ips: string[] = [];
  for (;;) {
    await readOn(readings, ips.length === 0 ? 1 : BATCH, read);
    const first = readings.filter(({ known }) => known.length > 0).sort(byAge)[0];
    if (!first) return { ips, more: false };
    if (ips.length === count) return { ips, more: true };
    ips.push(formatIp(first.known.shift()!.ip));
  }
}

/** Reads until each collection has something known, or is at its end. */
async function readOn(readings: readonly Reading[], batch: number, read: ReadMinted): Promise<void> {
  for (;;) {
    const hungry = readings.filter(({ known, next }) => known.length === 0 && next >= 0);
    if (hungry.length === 0) return;
    const wanted = hungry.flatMap((reading) => {
      const items = Array.from({ length: Math.min(batch, reading.next + 1) }, (_, i) => reading.next - i);
      reading.next -= items.length;
      return items.map((item) => ({ reading, ip: { collection: reading.collection.id, item } }));
    });
    const minted = await read(wanted.map(({ ip }) => ip));
    wanted.forEach(({ reading, ip }, i) => {
      const mintedAt = minted[i];
      if (mintedAt !== undefined) reading.known.push({ ip, mintedAt });
    });
  }
}

function byAge(a: Reading, b: Reading): number {
  const [left, right] = [a.known[0]!, b.known[0]!];
  return right.mintedAt - left.mintedAt || right.ip.collection - left.ip.collection;
}
