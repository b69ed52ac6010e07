import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { endingOf, escrowOf, slashOf } from "../src/wages.ts";

const rates = { jobFee: 5n, minExposure: 400n };
const terms = { price: 1_000n, n: 3, modelFee: 70n };

// What the demo expects of the chain must itself be right.
describe("the expected cost of a job", () => {
  test("is that of the documentation", () => {
    assert.equal(escrowOf(terms, rates), 3_085n);
    assert.deepEqual(endingOf(terms, rates, 3), { wages: 3_000n, modelFee: 70n, jobFee: 15n, refund: 0n });
  });

  test("loses no unit, however many workers are paid", () => {
    for (const right of [0, 1, 2, 3]) {
      const { wages, modelFee, jobFee, refund } = endingOf(terms, rates, right);
      assert.equal(wages + modelFee + jobFee + refund, escrowOf(terms, rates));
    }
  });
});

describe("the expected slash", () => {
  test("is four times the price, or the least that is at stake", () => {
    assert.deepEqual(slashOf(terms, rates), { amount: 4_000n, share: 1_000n, burnt: 2_000n });
    assert.equal(slashOf({ ...terms, price: 1n }, rates).amount, 400n);
  });

  test("burns what cannot be divided", () => {
    assert.deepEqual(slashOf({ ...terms, price: 1n }, { ...rates, minExposure: 403n }), {
      amount: 403n,
      share: 100n,
      burnt: 203n,
    });
  });
});
