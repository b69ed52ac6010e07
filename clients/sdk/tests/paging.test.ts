import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { firstMissing, take } from "../src/core/paging.ts";

/** A list in the order in which a chain might give it. It counts what is read. */
function listOf(numbers: readonly number[]) {
  const reads: number[] = [];
  const read = async (cursor: number | undefined, size: number) => {
    const start = cursor === undefined ? 0 : numbers.indexOf(cursor) + 1;
    const items = numbers.slice(start, start + Math.min(size, 256));
    reads.push(items.length);
    const next = start + items.length < numbers.length ? items.at(-1) : undefined;
    return { items, next };
  };
  return { reads, read };
}

describe("the first number that is missing", () => {
  test("is found in few steps", async () => {
    for (const count of [0, 1, 2, 3, 7, 8, 1_000, 123_456]) {
      let asked = 0;
      const exists = async (number: number) => {
        asked++;
        return number < count;
      };
      assert.equal(await firstMissing(exists), count);
      assert(asked <= 40, `${asked} were asked for`);
    }
  });

  test("is found from what was known, also when that is gone", async () => {
    const exists = async (number: number) => number < 50;
    for (const known of [1, 49, 50, 51, 200]) assert.equal(await firstMissing(exists, known), 50);
  });
});

describe("a list that grows", () => {
  const thousand = Array.from({ length: 1_000 }, (_, i) => (i * 7) % 1_000);

  test("is read as far as it is wanted", async () => {
    const { reads, read } = listOf(thousand);
    assert.deepEqual(await take(20, read), { items: thousand.slice(0, 20), more: true });
    assert.deepEqual(reads, [20]);
    assert.deepEqual(await take(2_000, read), { items: thousand, more: false });
  });
});
