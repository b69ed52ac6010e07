import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { numberOfAccount, palletAccount } from "../src/core/account.ts";
import * as checked from "../src/core/checks.ts";
import { percent } from "../src/core/format.ts";

const refused = (act: () => unknown, says: RegExp) =>
  assert.throws(act, (error) => error instanceof checked.InvalidArgument && says.test(error.message));

describe("arguments that the chain could not read", () => {
  test("are refused in a sentence that says what is right", () => {
    refused(() => checked.text("a name", "é".repeat(33), 64), /a name has 64 bytes at most, and this has 66/);
    refused(() => checked.list("founders", new Array(17), 16), /17 founders are too many: name 16 at most/);
    refused(() => checked.rate("a royalty", percent(101)), /from 0 to 1000000000 billionths, not 1010000000/);
    refused(() => checked.rate("a royalty", 0.2), /percent\(20\) is 20 %/);
    refused(() => checked.part("an approval", 0.4, 0.5), /from 0.5 to 1, not 0.4/);
    refused(() => checked.part("a quorum", Number.NaN), /not NaN/);
    refused(() => checked.amount("a price", -1n), /a bigint from 0 to 2\^128 - 1/);
    refused(() => checked.amount("a price", 2n ** 128n), /a bigint/);
    refused(() => checked.score("a score", 2n ** 64n), /below 2\^64/);
    refused(() => checked.count("a block", 2 ** 32), /from 0 to 4294967295/);
    refused(() => checked.byte("a round", 256), /from 0 to 255/);
    refused(() => checked.hex("a salt", "0x12", 32), /0x and 64 hexadecimal digits, not "0x12"/);
    refused(() => checked.digest("a model", { type: "Sha2_256", value: "0x00" }), /hexadecimal/);
    refused(() => checked.address("a buyer", "Alice"), /a buyer is an address, not "Alice"/);
    refused(() => checked.ip({ collection: 1.5, item: 0 }), /whole number/);
    refused(() => checked.noted(200, undefined), /nobody noted a preimage/);
    refused(() => checked.noted(200, 201), /the preimage has 201 bytes, not 200/);
    refused(() => checked.noted(200, 199), /the preimage has 199 bytes, not 200/);
  });

  test("are none at the bounds", () => {
    assert.equal(checked.text("a name", "a".repeat(64), 64).length, 64);
    assert.equal(checked.rate("a royalty", percent(100)), 1_000_000_000);
    assert.equal(checked.part("an approval", 1, 0.5), 1_000_000_000);
    assert.equal(checked.amount("a price", 2n ** 128n - 1n), 2n ** 128n - 1n);
    assert.equal(checked.count("a block", 2 ** 32 - 1), 2 ** 32 - 1);
    assert.equal(checked.noted(200, 200), 200);
  });
});

test("the account of a pallet contains its id, and a number", () => {
  const id = new TextEncoder().encode("at/studo");
  const account = palletAccount(id, 7);
  assert.equal(numberOfAccount(id, account), 7);
  assert.equal(numberOfAccount(new TextEncoder().encode("at/other"), account), undefined);
  // That of the treasury, as everybody knows it.
  assert.equal(palletAccount("0x70792f7472737279"), "5EYCAe5ijiYfyeZ2JJCGq56LmPyNRAKzpG4QkoQkkQNB5e6Z");
});
