import assert from "node:assert/strict";
import { test } from "node:test";
import { type Attestation, committeeOf, type GenerationRecord } from "../src/read/rpc.ts";

const committee = { job: `0x${"00".repeat(32)}`, n: 3, m: 2, stake: "12", window: 6 };
const record = (attestation: Attestation | null) => ({ attestation }) as GenerationRecord;

test("a record has a committee if one answers for it", () => {
  for (const name of ["bitExact", "proved", "traced", "median"] as const) {
    const attestation = { class: name, ...committee };
    assert.equal(committeeOf(record(attestation)), attestation);
  }
});

test("a record has no committee if nobody attests it, or the chain or a gateway alone", () => {
  assert.equal(committeeOf(record({ class: "direct", job: committee.job })), undefined);
  assert.equal(committeeOf(record({ class: "provider", channel: 1, receipt: 2 })), undefined);
  for (const none of [record(null), null, undefined]) assert.equal(committeeOf(none), undefined);
});
