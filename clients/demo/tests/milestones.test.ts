import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type jobs, sha256Digest } from "@atelier/sdk";
import { news } from "../src/milestones.ts";

const context = {
  periods: { commit: 8, reveal: 8, retention: 100 },
  nameOf: (address: string) => address.toUpperCase(),
};
const [right, wrong] = [1, 2].map((byte) => ({ output: sha256Digest(new Uint8Array(32).fill(byte)), length: 9 }));

function seat(worker: string, told: Partial<jobs.JobSeat> = {}): jobs.JobSeat {
  return { worker, round: 1, exposure: 4n, committed: true, answer: null, fault: null, ...told };
}

/** As much of a job as is told of. */
function job(state: Partial<jobs.Job>): jobs.Job {
  const known = { job: "0x01", requestedAt: 5, n: 3, round: 1, due: 0, seats: [], answer: null, refundReason: null };
  return { ...known, ...state } as unknown as jobs.Job;
}

const labels = (before: jobs.Job | undefined, now: jobs.Job) => news(before, now, context).map(({ label }) => label);

describe("what is told of a job", () => {
  const requested = job({ phase: "requested" });
  const committing = job({ phase: "committing", due: 16, seats: ["a", "b", "c"].map((name) => seat(name)) });
  const answers = [right, right, wrong].map((answer, i) => seat("abc"[i]!, { answer }));
  const agreed = job({ phase: "agreed", due: 16, agreedAt: 10, answer: right, seats: answers });

  test("is each phase once, in the block in which it began", () => {
    assert.deepEqual(labels(undefined, requested), ["requested, block 5"]);
    assert.deepEqual(news(requested, committing, context), [{ label: "assigned, block 8", text: "A, B, C" }]);
    assert.deepEqual(labels(committing, committing), []);
    assert.deepEqual(labels(agreed, job({ phase: "finalized", due: 116, recorded: true })), ["final, block 16"]);
    assert.deepEqual(labels(agreed, job({ phase: "refunded", due: 116 })), ["refunded, block 16"]);
  });

  test("catches up with a job that has gone on", () => {
    assert.deepEqual(labels(undefined, committing), ["requested, block 5", "assigned, block 8"]);
  });

  test("counts the answers that are the same", () => {
    const [revealed] = news(committing, agreed, context);
    assert.deepEqual(revealed, { label: "revealed, block 10", text: "3 of 3, 2 of them the same" });
  });

  test("names who is punished, once", () => {
    const caught = { ...agreed, seats: [...answers.slice(0, 2), seat("c", { answer: wrong, fault: "wrong" })] };
    const [punished] = news(agreed, caught, context);
    assert.match(punished!.text, /^C, who gave an answer/);
    assert.deepEqual(news(caught, caught, context), []);
    assert.deepEqual(labels(committing, caught), ["revealed, block 10", "agreed", "", "punished"]);
  });
});
