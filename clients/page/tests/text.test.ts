import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { ATL } from "@atelier/sdk/core";
import {
  ago,
  amountParts,
  bytes,
  clean,
  duration,
  number,
  percentOf,
  safeUrl,
  share,
  shortDigest,
  shorten,
  studioName,
} from "../src/text.ts";

describe("texts of strangers", () => {
  test("lose what is invisible or turns the direction, and stay on one line", () => {
    assert.equal(clean("a\u202eb\u2066c\u0000d\ne\t f\u200bg\u{e0041}h"), "a b c d e f g h");
    assert.equal(clean("  \u0007 \u2028 "), "");
  });

  test("keep the joiners of scripts and emoji", () => {
    for (const text of ["می\u200cخواهم", "👩\u200d🎨", "naïve 模型"]) assert.equal(clean(text), text);
  });

  test("are clipped between characters", () => {
    assert.equal(clean("a word too many", 8), "a word…");
    assert.equal(clean("🎨🎨🎨🎨", 3), "🎨🎨…");
    assert.equal(clean("exactly", 7), "exactly");
  });

  test("are markup to nobody: they stay as they are", () => {
    assert.equal(clean("<b>&amp;</b>"), "<b>&amp;</b>");
  });
});

describe("addresses that a browser may open", () => {
  test("are those of the web", () => {
    assert.equal(safeUrl("https://example.org/a b"), "https://example.org/a%20b");
    assert.equal(safeUrl("http://example.org"), "http://example.org/");
  });

  test("are no others", () => {
    const others = [
      "javascript:alert(1)",
      "JavaScript:alert(1)",
      "java\tscript:alert(1)",
      " javascript:alert(1)",
      "data:text/html,x",
    ];
    others.push(
      "vbscript:x",
      "blob:https://example.org/x",
      "file:///etc/passwd",
      "//example.org",
      "ipfs://x",
      "",
      "https://",
      "x\u202e",
    );
    for (const uri of others) assert.equal(safeUrl(uri), undefined, uri);
  });
});

test("amounts are read to four digits, and shown with all", () => {
  const written = (amount: bigint) => Object.values(amountParts(amount));
  assert.deepEqual(written(0n), ["0", ""]);
  assert.deepEqual(written(5n * ATL), ["5", ""]);
  assert.deepEqual(written(1n), ["0.0000", "00000001"]);
  assert.deepEqual(written(41_134_208_364_356n), ["41.1342", "08364356"]);
  assert.deepEqual(written(1_234_567n * ATL + ATL / 2n), ["1\u2009234\u2009567.5", ""]);
});

test("shares are never nothing for something, nor all for less", () => {
  const shares = [
    share(0n, 5n),
    share(1n, 3n),
    share(1n, 2n),
    share(5n, 5n),
    share(1n, 10_000n),
    share(9_999n, 10_000n),
    share(1n, 0n),
  ];
  assert.deepEqual(shares, ["0 %", "33.3 %", "50 %", "100 %", "< 0.1 %", "> 99.9 %", "0 %"]);
});

test("rates are written in percent, to the last digit", () => {
  const rates = ["0", "1", "0.2", "0.05", "0.123456789", "0.000000001", "nonsense"].map(percentOf);
  assert.deepEqual(rates, ["0 %", "100 %", "20 %", "5 %", "12.3456789 %", "0.0000001 %", "nonsense"]);
});

test("times are those of blocks", () => {
  assert.deepEqual([0, 1, 19, 20, 41, 1_200, 28_800, 86_400].map(duration), [
    ...["0 seconds", "3 seconds", "57 seconds", "1 minute", "2 minutes", "1 hour", "1 day", "3 days"],
  ]);
  assert.deepEqual([ago(5, undefined), ago(5, 5), ago(6, 5), ago(5, 25)], ["", "just now", "just now", "1 minute ago"]);
});

test("long things keep their ends", () => {
  assert.equal(shorten("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY"), "5Grwva…GKutQY");
  assert.equal(shorten("short"), "short");
  assert.equal(shortDigest(`sha256:${"ab".repeat(32)}`), "ababab…ababab");
});

test("studios without a name that can be read are called by their number", () => {
  const names = ["Five\u0000 Hands", "\ufffd\ufffd \u202e", ""].map((name) => studioName({ id: 3, name }));
  assert.deepEqual(names, ["Five Hands", "Studio 3", "Studio 3"]);
});

test("counts have spaces between thousands, and sizes units", () => {
  assert.deepEqual([0, 999, 1_000, 12_345_678].map(number), ["0", "999", "1\u2009000", "12\u2009345\u2009678"]);
  assert.deepEqual([1, 999, 1_500, 196_947, 536_870_912, 5e15].map(bytes), [
    "1 byte",
    "999 bytes",
    "1.5 kB",
    "197 kB",
    "537 MB",
    "5000 TB",
  ]);
});
