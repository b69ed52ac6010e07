// Lists that come in pages, and what is numbered as it comes.

/** Some of many. */
export interface Listed<T> {
  readonly items: readonly T[];
  readonly more: boolean;
}

/** The first number that is missing, if none before it is. `known`: a number that it was at least. */
export async function firstMissing(exists: (number: number) => Promise<boolean>, known = 0): Promise<number> {
  // A re-organization may have taken what was there.
  let low = known > 0 && !(await exists(known - 1)) ? 0 : known;
  let high: number | undefined;
  for (let step = 1; high === undefined || low < high; step *= 2) {
    const probe = high === undefined ? low + step - 1 : Math.floor((low + high) / 2);
    if (await exists(probe)) low = probe + 1;
    else high = probe;
  }
  return low;
}

/** A page of a list of the chain, and where the next one begins. */
export interface Page<T, Cursor> {
  readonly items: readonly T[];
  readonly next?: Cursor | undefined;
}

type ReadPage<T, Cursor> = (cursor: Cursor | undefined, size: number) => Promise<Page<T, Cursor>>;

/** The chain gives no larger pages. */
export const LARGEST_PAGE = 256;

/** As many of a list as are wanted, in its own order. */
export async function take<T, Cursor>(count: number, read: ReadPage<T, Cursor>): Promise<Listed<T>> {
  const items: T[] = [];
  let cursor: Cursor | undefined;
  do {
    const page = await read(cursor, Math.min(count - items.length, LARGEST_PAGE));
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined && items.length < count);
  return { items, more: cursor !== undefined };
}

/** All of a list. */
export async function all<T, Cursor>(read: ReadPage<T, Cursor>): Promise<T[]> {
  const { items } = await take(Number.POSITIVE_INFINITY, read);
  return [...items];
}
