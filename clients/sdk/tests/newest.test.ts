import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { formatIp } from "../src/core/format.ts";
import { newest, type ReadMinted } from "../src/read/newest.ts";

/** A chain where these items were minted in these blocks. It counts what is read. */
function chainWith(minted: Readonly<Record<string, number>>) {
  const reads: string[] = [];
  const read: ReadMinted = async (ips) =>
    ips.map((ip) => {
      reads.push(formatIp(ip));
      return minted[formatIp(ip)];
    });
  return { reads, read };
}

describe("the newest works", () => {
  test("come from all collections, the newest first", async () => {
    const { read } = chainWith({ "0-0": 5, "0-1": 9, "1-0": 7, "2-0": 10, "2-1": 11 });
    const collections = [0, 1, 2].map((id) => ({ id, nextItem: 2, items: 2 }));
    assert.deepEqual(await newest(collections, 4, read), { ips: ["2-1", "2-0", "0-1", "1-0"], more: true });
    assert.deepEqual(await newest(collections, 5, read), { ips: ["2-1", "2-0", "0-1", "1-0", "0-0"], more: false });
  });

  test("of one block stand in an order that does not change", async () => {
    const { read } = chainWith({ "0-0": 5, "1-0": 5 });
    const collections = [0, 1].map((id) => ({ id, nextItem: 1, items: 1 }));
    assert.deepEqual((await newest(collections, 2, read)).ips, ["1-0", "0-0"]);
    assert.deepEqual((await newest(collections.toReversed(), 2, read)).ips, ["1-0", "0-0"]);
  });

  test("are found behind those that were burned", async () => {
    const { read } = chainWith({ "0-3": 1 });
    assert.deepEqual(await newest([{ id: 0, nextItem: 50, items: 1 }], 3, read), { ips: ["0-3"], more: false });
  });

  test("are found without reading all", async () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`0-${i}`, i]));
    const { read, reads } = chainWith(many);
    assert.equal((await newest([{ id: 0, nextItem: 10_000, items: 10_000 }], 12, read)).ips[0], "0-9999");
    assert(reads.length < 30, `${reads.length} were read`);
  });

  test("of an empty chain are none", async () => {
    const { read } = chainWith({});
    assert.deepEqual(await newest([{ id: 0, nextItem: 3, items: 0 }], 3, read), { ips: [], more: false });
  });
});
