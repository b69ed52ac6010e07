import assert from "node:assert/strict";
import { describe, test } from "node:test";
import {
  ATL,
  digestBytes,
  formatAmount,
  formatDigest,
  formatIp,
  formatRate,
  parseAmount,
  parseDigest,
  parseIp,
  percent,
} from "../src/core/format.ts";
import { chainError } from "../src/core/errors.ts";

describe("digests", () => {
  test("are written with their algorithm, and read back", () => {
    for (const algorithm of ["sha256", "blake2b-256"]) {
      const text = `${algorithm}:${"0f".repeat(32)}`;
      assert.equal(formatDigest(parseDigest(text)), text);
    }
  });

  test("have their bytes without the algorithm", () => {
    assert.deepEqual(digestBytes(parseDigest(`sha256:${"0f".repeat(32)}`)), new Uint8Array(32).fill(15));
  });

  test("of another form are refused", () => {
    for (const text of ["", "sha256:61d4", `md5:${"0".repeat(64)}`, `sha256:${"G".repeat(64)}`, "0".repeat(64)]) {
      assert.throws(() => parseDigest(text), /no digest/, text);
    }
  });
});

describe("IP assets", () => {
  test("are written collection-item, and read back", () => {
    for (const text of ["0-0", "12-345", "4294967295-1"]) assert.equal(formatIp(parseIp(text)), text);
  });

  test("of another form are refused", () => {
    for (const text of ["", "1", "1-", "-1", "01-2", "1-2-3", "4294967296-0", "a-b"]) {
      assert.throws(() => parseIp(text), /no IP asset/, text);
    }
  });
});

describe("amounts", () => {
  test("have all digits that they need", () => {
    const amounts = [
      [0n, "0"],
      [1n, "0.000000000001"],
      [ATL, "1"],
      [-ATL / 2n, "-0.5"],
      [12_345n * ATL + 10n, "12345.00000000001"],
    ] as const;
    for (const [amount, text] of amounts) {
      assert.equal(formatAmount(amount), text);
      assert.equal(parseAmount(text), amount);
    }
  });

  test("of another form are refused", () => {
    for (const text of ["", ".", "1.", "1e3", "0.0000000000001", "1,5"]) {
      assert.throws(() => parseAmount(text), /no amount/, text);
    }
  });
});

test("rates are billionths, shown in percent", () => {
  assert.equal(percent(20), 200_000_000);
  assert.equal(formatRate(percent(2.5)), "2.5 %");
});

describe("errors", () => {
  test("of a pallet bring its words, whatever they are wrapped in", async () => {
    const inner = { type: "Module", value: { type: "Royalties", value: { type: "NothingToClaim", value: undefined } } };
    for (const error of [inner, { success: false, value: { post_info: {}, error: inner } }]) {
      const found = await chainError("Royalties.claim", error);
      assert(found.is("Royalties", "NothingToClaim"));
      assert.match(found.docs, /not one whole unit to claim/);
      assert.match(found.message, /^Royalties\.claim was refused: Royalties\.NothingToClaim\. The account/);
    }
  });

  test("of the runtime itself have its names", async () => {
    const token = await chainError("x", { type: "Token", value: { type: "FundsUnavailable", value: undefined } });
    assert(token.is("Token", "FundsUnavailable"));
    assert((await chainError("x", { type: "BadOrigin", value: undefined })).is("Runtime", "BadOrigin"));
  });
});
