import assert from "node:assert/strict";
import { test } from "node:test";
import { movementOf } from "../src/read/history.ts";

const event = (type: string, name: string, value?: unknown) => ({ type, value: { type: name, value } });
const ip = { collection: 0, item: 7 };

test("the events that tell of money are read", () => {
  const told = [
    event("Royalties", "Paid", { ip, payer: "a", amount: 5n, kind: { type: "Sale" } }),
    event("Royalties", "Credited", { ip, from: { collection: 1, item: 2 }, amount: 4n }),
    event("Royalties", "Claimed", { ip, who: "b", amount: 3n }),
    event("Jobs", "Slashed", { job: "0x1", worker: "w", amount: 8n, burnt: 4n, fault: { type: "Wrong" } }),
  ].flatMap((one) => movementOf(9, one));
  assert.deepEqual(told, [
    { block: 9, kind: "paid", ip: "0-7", who: "a", amount: 5n, purpose: "sale" },
    { block: 9, kind: "credited", ip: "0-7", from: "1-2", amount: 4n },
    { block: 9, kind: "claimed", ip: "0-7", who: "b", amount: 3n },
    { block: 9, kind: "slashed", job: "0x1", who: "w", amount: 8n },
  ]);
});

test("all other events are not", () => {
  for (const other of [event("System", "CodeUpdated"), event("Royalties", "Settled", { ip, gross: 1n })]) {
    assert.deepEqual(movementOf(9, other), []);
  }
});
