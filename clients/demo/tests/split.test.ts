import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { percent } from "@atelier/sdk";
import { ExpectedPool } from "../src/split.ts";

const SCALE = 1n << 64n;

// What the demo expects of the chain must itself be right.
describe("the expected split", () => {
  test("is that of the documentation", () => {
    const parent = new ExpectedPool("a", percent(1));
    const child = new ExpectedPool("b", percent(1), { parent, rate: percent(20) });
    assert.deepEqual(child.pay(1_000n), { fee: 10n, ancestors: 198n, members: 792n });
    assert.equal(child.settle(), 198n);
    assert.equal(child.claim("b") + parent.claim("a"), 990n);
    assert.equal(child.claim("nobody"), 0n);
  });

  test("does not depend on how a payment is divided", () => {
    const [whole, parts] = [new ExpectedPool("a", percent(1)), new ExpectedPool("a", percent(1))];
    whole.pay(10_007n);
    for (const amount of [1n, 6n, 10_000n]) parts.pay(amount);
    assert.equal(whole.fees, parts.fees);
    assert.equal(whole.owed, parts.owed);
    assert.equal(whole.claim("a"), parts.claim("a"));
  });

  test("gives a new member nothing of what was paid before", () => {
    const pool = new ExpectedPool("a", 0);
    pool.pay(100n);
    pool.setScores([
      { address: "a", score: 1n },
      { address: "b", score: 1n },
    ]);
    assert.equal(pool.claim("b"), 0n);
    pool.pay(100n);
    assert.equal(pool.claim("b"), 50n);
  });

  test("goes on from where a pool was left", () => {
    const whole = new ExpectedPool("a", percent(1));
    whole.pay(10_007n);
    const fees = whole.fees;
    whole.claim("a");
    // One scaled unit of a thousandth is owed still.
    const members = [{ address: "a", score: 7n, scaled: SCALE / 1_000n }];
    const opening = { received: 10_007n, fees, remainder: 3n, members };
    const resumed = new ExpectedPool("b", percent(1), undefined, opening);
    assert.equal(resumed.owed, fees * SCALE + SCALE / 1_000n + 3n);
    // Fees are those of the running total, and who opens it is no member.
    assert.equal(resumed.pay(93n).fee, whole.pay(93n).fee);
    assert.equal(resumed.claim("b"), 0n);
    assert.equal(resumed.claim("a"), 92n);
  });

  test("loses no unit", () => {
    const parent = new ExpectedPool("a", percent(1));
    const child = new ExpectedPool("b", percent(1), { parent, rate: percent(33.3) });
    let [paid, out, seed] = [0n, 0n, 12_345n];
    const next = (below: bigint) => {
      seed = (seed * 6_364_136_223_846_793_005n + 1n) & (SCALE - 1n);
      return seed % below;
    };
    for (let i = 0; i < 2_000; i++) {
      const pool = next(2n) === 0n ? parent : child;
      const amount = next(1_000_000n) + 1n;
      paid += amount;
      pool.pay(amount);
      if (i % 7 === 0) {
        out += child.fees;
        child.settle();
      }
      if (i % 11 === 0) pool.setScores([{ address: `m${i % 5}`, score: next(100n) + 1n }]);
      for (const who of ["a", "b", "m0", "m1", "m2", "m3", "m4"]) out += pool.claim(who);
      assert.equal(parent.owed + child.owed, (paid - out) * SCALE);
    }
  });
});
