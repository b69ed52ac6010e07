import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { blocks, course, needed, part } from "../src/decision.ts";
import type { Proposal, ProposalState, Rule } from "../src/reader.ts";

const RULE: Rule = { voting: { kind: "members" }, approval: 600_000_000, quorum: 500_000_000, period: 100, delay: 20 };

function told(state: ProposalState, more: Partial<Proposal> = {}, block: number | undefined = 100) {
  const proposal = { number: 0, proposer: "", call: null, callHash: "", closesAt: 140, ayes: 0n, nays: 0n, state };
  const { label, mood, sentence } = course({ ...proposal, ...more }, RULE, block);
  return [mood, label, sentence];
}

test("parts are read in percent, and what is needed is rounded up as on the chain", () => {
  assert.deepEqual([500_000_000, 333_333_333, 1].map(part), ["50 %", "33.3 %", "< 0.1 %"]);
  assert.deepEqual([needed(500_000_000, 3n), needed(500_000_000, 4n), needed(1, 1n)], [2n, 2n, 1n]);
  assert.equal(blocks(40), "40 blocks (2 minutes)");
});

describe("a proposal", () => {
  const open = { kind: "open", electorate: 5n, passes: false } as const;

  test("that is open says when it closes, and what it lacks", () => {
    const lacks = (ayes: bigint, nays: bigint, electorate = 5n) => told({ ...open, electorate }, { ayes, nays })[2];
    assert.equal(
      lacks(0n, 0n, 0n),
      "Closes in 40 blocks (2 minutes). As it stands, it does not pass: nobody has a vote.",
    );
    assert.match(lacks(0n, 0n)!, /nobody has voted\.$/);
    assert.match(lacks(2n, 0n)!, /too few have voted\.$/);
    assert.match(lacks(2n, 2n)!, /too few are for it\.$/);
    assert.match(told({ ...open, passes: true }, { ayes: 3n })[2]!, /As it stands, it passes\.$/);
    assert.deepEqual(told(open, {}, 140).slice(0, 2), ["open", "to be closed"]);
  });

  test("that is approved says when it is enacted, or why not", () => {
    const approved = { kind: "approved", enactAt: 120, failure: null } as const;
    assert.equal(told({ ...approved, obstacle: "TooEarly" })[2], "The studio signs it in 20 blocks (1 minute).");
    assert.match(told({ ...approved, obstacle: null }, {}, 120)[2]!, /^It is time/);
    assert.deepEqual(told({ ...approved, obstacle: "Expired" }).slice(0, 2), ["bad", "expired"]);
    for (const obstacle of ["CallFiltered", "CallUnavailable"]) {
      assert.match(told({ ...approved, obstacle })[2]!, /^It can only fail/);
    }
    assert.match(told({ ...approved, obstacle: "CallPaused" })[2]!, /somebody enacts it when/);
  });

  test("that failed says why in words", () => {
    const failure = { by: "IpAssets", error: "CollectionNotFound", docs: "There is no such collection" };
    assert.equal(
      told({ kind: "failed", failure })[2],
      "The studio signed it, and it failed: collection not found (IpAssets). There is no such collection. " +
        "Nothing was changed.",
    );
  });

  test("that failed when the scheduler tried it can be tried again", () => {
    const failure = { by: "IpAssets", error: "CollectionNotFound", docs: "There is no such collection" };
    const approved = { kind: "approved", enactAt: 120, obstacle: null, failure } as const;
    assert.deepEqual(told(approved, {}, 121), [
      "bad",
      "failed once",
      "The scheduler had the studio sign it, and it failed: collection not found (IpAssets). There is no such " +
        "collection. Nothing was changed. It stays approved: anybody can try again.",
    ]);
  });
});
