import type { Chain } from "@atelier/sdk";
import type { TxEventsPayload } from "polkadot-api";
import { concatMap, filter, firstValueFrom, map, ReplaySubject, timeout, type Subscription } from "rxjs";

type Events = Parameters<Chain["api"]["event"]["Royalties"]["Paid"]["filter"]>[0];

const SECONDS = 120;

/** A finalized block, and all that happened in it. */
export interface Page {
  readonly number: number;
  readonly hash: string;
  readonly events: Events;
}

/** Writes down what happens in finalized blocks, whoever did it: what the accounts at the end are made from. */
export class Chronicle {
  readonly pages: Page[] = [];
  private readonly written = new ReplaySubject<Page>(1);
  private readonly subscription: Subscription;

  constructor({ client, api }: Chain) {
    this.subscription = client.finalizedBlock$
      .pipe(
        concatMap(async ({ number, hash }): Promise<Page> => {
          return { number, hash, events: await api.query.System.Events.getValue({ at: hash }) };
        }),
        map((page) => {
          const last = this.pages.at(-1);
          if (last && page.number !== last.number + 1) throw new Error(`block ${last.number + 1} was not seen`);
          this.pages.push(page);
          return page;
        }),
      )
      .subscribe(this.written);
  }

  /** Waits until a finalized block with at least this number is written down. */
  reaches(number: number): Promise<Page> {
    const reached = this.written.pipe(filter((page) => page.number >= number));
    return firstValueFrom(reached.pipe(timeout({ first: SECONDS * 1000 })));
  }

  /** All events, but those of the first block, which happened before the story. */
  get events(): TxEventsPayload["events"] {
    return eventsIn(this.pages.slice(1));
  }

  /** What happened in a block that is written down. */
  eventsOf(number: number): TxEventsPayload["events"] {
    return eventsIn(this.pages.filter((page) => page.number === number));
  }

  close(): void {
    this.subscription.unsubscribe();
  }
}

function eventsIn(pages: readonly Page[]): TxEventsPayload["events"] {
  return pages.flatMap(({ events }) => events.map((record) => ({ ...record, ...record.event })));
}
