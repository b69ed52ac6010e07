import { getDynamicBuilder, getLookupFn } from "@polkadot-api/metadata-builders";
import type { PolkadotClient } from "polkadot-api";
import { formatIp, type IpId } from "../core/format.ts";
import { readMetadata } from "../core/metadata.ts";

// What was paid, passed on, claimed and lost is told by the events of blocks, and by nothing that stays in storage. A
// node keeps them as long as the state of their block: the last 256 blocks, or all if it is an archive node.

/** More would keep a reader waiting. */
const MOST_BLOCKS = 600;
const BLOCKS_AT_ONCE = 50;

/** What moved since a block. */
export interface Movements {
  /** The newest first. */
  readonly list: readonly Movement[];
  /** The first block that was read. */
  readonly since: number;
  /** Whether that is the block that was asked for, and no later one. */
  readonly complete: boolean;
}

/** Money that came or went. */
export type Movement = { readonly block: number } & (
  | {
      readonly kind: "paid";
      readonly ip: string;
      readonly who: string;
      readonly amount: bigint;
      readonly purpose: string;
    }
  | { readonly kind: "credited"; readonly ip: string; readonly from: string; readonly amount: bigint }
  | { readonly kind: "claimed"; readonly ip: string; readonly who: string; readonly amount: bigint }
  | { readonly kind: "slashed"; readonly job: string; readonly who: string; readonly amount: bigint }
);

/** Where a block keeps its events, and how they are read. */
interface Events {
  readonly key: string;
  readonly decode: (events: string) => readonly { readonly event: Event }[];
}

interface Event {
  readonly type: string;
  readonly value: { readonly type: string; readonly value: unknown };
}

/** The events of past blocks that tell of money. Each block is read once. */
export class History {
  private readonly read = new Map<string, readonly Movement[]>();
  private events: Promise<Events> | undefined;
  private readonly client: PolkadotClient;

  constructor(client: PolkadotClient) {
    this.client = client;
  }

  /** What moved since a block. */
  async since(wanted: number): Promise<Movements> {
    const [best] = await this.client.getBestBlocks();
    if (!best) return { list: [], since: wanted, complete: true };
    const first = Math.max(1, wanted, best.number - MOST_BLOCKS + 1);
    const list: Movement[] = [];
    for (let to = best.number; to >= first; to -= BLOCKS_AT_ONCE) {
      const from = Math.max(first, to - BLOCKS_AT_ONCE + 1);
      const blocks = await this.movementsOf(from, to, best.hash);
      for (const [i, block] of blocks.entries()) {
        if (!block) return { list, since: to - i + 1, complete: false };
        list.push(...block);
      }
    }
    return { list, since: first, complete: first <= Math.max(1, wanted) };
  }

  /** The movements of each of these blocks, the newest first; nothing for those that the node has forgotten. */
  private async movementsOf(from: number, to: number, best: string): Promise<(readonly Movement[] | undefined)[]> {
    const numbers = Array.from({ length: to - from + 1 }, (_, i) => to - i);
    const hashes = await this.client._request<(string | null)[]>("chain_getBlockHash", [numbers]);
    this.events ??= this.eventsBy(best);
    const { key, decode } = await this.events;
    return Promise.all(
      hashes.map(async (hash, i) => {
        if (hash === null) return undefined;
        const known = this.read.get(hash);
        if (known) return known;
        try {
          const events = await this.client._request<string | null>("state_getStorage", [key, hash]);
          const movements = events ? decode(events).flatMap(({ event }) => movementOf(numbers[i]!, event)) : [];
          this.read.set(hash, movements.reverse());
          return movements;
        } catch {
          return undefined;
        }
      }),
    );
  }

  /** Reads events as the runtime of the best block writes them. */
  private async eventsBy(best: string): Promise<Events> {
    const lookup = getLookupFn(readMetadata(await this.client.getMetadata(best)));
    const { keys, value } = getDynamicBuilder(lookup).buildStorage("System", "Events");
    return { key: keys.enc(), decode: value.dec as Events["decode"] };
  }
}

/** The fields of the events that are read. */
interface Fields {
  readonly ip: IpId;
  readonly from: IpId;
  readonly who: string;
  readonly payer: string;
  readonly worker: string;
  readonly job: string;
  readonly amount: bigint;
  readonly kind: { readonly type: string };
}

export function movementOf(block: number, { type: pallet, value: { type, value } }: Event): Movement[] {
  const { ip, from, who, payer, worker, job, amount, kind } = (value ?? {}) as Fields;
  switch (`${pallet}.${type}`) {
    case "Royalties.Paid":
      return [{ block, kind: "paid", ip: formatIp(ip), who: payer, amount, purpose: kind.type.toLowerCase() }];
    case "Royalties.Credited":
      return [{ block, kind: "credited", ip: formatIp(ip), from: formatIp(from), amount }];
    case "Royalties.Claimed":
      return [{ block, kind: "claimed", ip: formatIp(ip), who, amount }];
    case "Jobs.Slashed":
      return [{ block, kind: "slashed", job, who: worker, amount }];
    default:
      return [];
  }
}
