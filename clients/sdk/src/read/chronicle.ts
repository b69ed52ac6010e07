import type { BlockHeader } from "polkadot-api";
import { concatMap, filter, ReplaySubject, type Subscription } from "rxjs";
import type { Chain } from "../core/chain.ts";
import { first } from "../core/deadline.ts";
import type { Included } from "../core/included.ts";

const SECONDS = 120;

/** A finalized block, and all that happened in it. */
export interface FinalizedBlock {
  readonly number: number;
  readonly hash: string;
  readonly header: BlockHeader;
  readonly events: Included["events"];
}

/** Writes down what happens in finalized blocks, whoever did it. */
export class Chronicle {
  /** All blocks since it began, the oldest first. */
  readonly blocks: FinalizedBlock[] = [];
  private readonly written = new ReplaySubject<FinalizedBlock>(1);
  private readonly subscription: Subscription;

  constructor({ client, api }: Chain) {
    const read = async ({ hash }: { hash: string }): Promise<FinalizedBlock> => {
      const last = this.blocks.at(-1);
      // A node that is short of time tells of a later one only: those between are asked for, from the newest back.
      const missed: Omit<FinalizedBlock, "events">[] = [];
      for (let at = hash; ; ) {
        const header = await client.getBlockHeader(at);
        if (last && header.number <= last.number) break;
        missed.unshift({ number: header.number, hash: at, header });
        if (!last || header.number === last.number + 1) break;
        at = header.parentHash;
      }
      for (const block of missed) {
        const records = await api.query.System.Events.getValue({ at: block.hash });
        this.blocks.push({ ...block, events: records.map((record) => ({ ...record, ...record.event })) });
      }
      return this.blocks.at(-1)!;
    };
    this.subscription = client.finalizedBlock$.pipe(concatMap(read)).subscribe(this.written);
  }

  /** Waits until a finalized block with at least this number is written down. */
  reaches(number: number, seconds = SECONDS): Promise<FinalizedBlock> {
    const reached = this.written.pipe(filter((block) => block.number >= number));
    return first(seconds, `block ${number} in the chronicle`, reached);
  }

  /** The blocks after one of them, up to another. */
  between(after: FinalizedBlock, last: FinalizedBlock): FinalizedBlock[] {
    return this.blocks.filter(({ number }) => number > after.number && number <= last.number);
  }

  /** All events, but those of the first block: that is the one before it began. */
  get events(): Included["events"] {
    return this.blocks.slice(1).flatMap(({ events }) => events);
  }

  /** What happened in a block that is written down. */
  eventsOf(number: number): Included["events"] {
    return this.blocks.find((block) => block.number === number)?.events ?? [];
  }

  close(): void {
    this.subscription.unsubscribe();
  }
}
