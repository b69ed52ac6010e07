import type { Chain, Included } from "@atelier/sdk";
import { concatMap, filter, ReplaySubject, type Subscription } from "rxjs";
import { slotOf } from "./authorship.ts";
import { first } from "./deadline.ts";

const SECONDS = 120;

/** A finalized block. */
export interface Page {
  readonly number: number;
  readonly hash: string;
  /** When it was produced, in slots of three seconds. */
  readonly slot: bigint;
  readonly events: Included["events"];
}

/** Writes down what happens in finalized blocks. */
export class Chronicle {
  readonly pages: Page[] = [];
  private readonly written = new ReplaySubject<Page>(1);
  private readonly subscription: Subscription;

  constructor({ client, api }: Chain) {
    const read = async ({ number, hash }: { number: number; hash: string }): Promise<Page> => {
      const [header, records] = await Promise.all([
        client.getBlockHeader(hash),
        api.query.System.Events.getValue({ at: hash }),
      ]);
      const events = records.map((record) => ({ ...record, ...record.event }));
      const page = { number, hash, slot: slotOf(header), events };
      this.pages.push(page);
      return page;
    };
    // The first block of all has no slot.
    const blocks = client.finalizedBlock$.pipe(filter(({ number }) => number > 0));
    this.subscription = blocks.pipe(concatMap(read)).subscribe(this.written);
  }

  /** Waits until a finalized block with at least this number is written down. */
  reaches(number: number, seconds = SECONDS): Promise<Page> {
    const reached = this.written.pipe(filter((page) => page.number >= number));
    return first(seconds, `block ${number} in the chronicle`, reached);
  }

  /** The blocks after one of them, up to another. */
  between(after: Page, last: Page): Page[] {
    return this.pages.filter(({ number }) => number > after.number && number <= last.number);
  }

  close(): void {
    this.subscription.unsubscribe();
  }
}
