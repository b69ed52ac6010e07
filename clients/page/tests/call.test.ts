import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { getDynamicBuilder, getLookupFn } from "@polkadot-api/metadata-builders";
import { decAnyMetadata, unifyMetadata } from "@polkadot-api/substrate-bindings";
import { inWords, linesOf, textOf, type Leaf } from "../src/call.ts";
import { type Call, Runtime, type Value } from "@atelier/sdk/read";

const ALICE = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
const metadata = readFileSync(new URL("../../sdk/metadata/atelier.scale", import.meta.url));
const lookup = getLookupFn(unifyMetadata(decAnyMetadata(metadata)));
const codec = getDynamicBuilder(lookup).buildDefinition(lookup.call!);
const runtime = new Runtime(metadata);

const call = (pallet: string, name: string, value?: unknown) => ({ type: pallet, value: { type: name, value } });
const pay = (value: bigint) => call("Balances", "transfer_keep_alive", { dest: { type: "Id", value: ALICE }, value });
const batch = (...calls: unknown[]) => call("Utility", "batch_all", { calls });

/** What a page would show of it, each line behind its depth. */
function shown(decoded: unknown, most = 100): string[] {
  const call = runtime.call(codec.enc(decoded));
  assert(call);
  return linesOf(call, most).lines.map(({ depth, name, head }) => {
    const of = ({ kind, ...rest }: Leaf | (typeof head & { kind: "group" })) =>
      `${kind} ${Object.values(rest).map(String)}`;
    const what =
      head.kind === "call"
        ? `call ${head.call.pallet}.${head.call.name}`
        : head.kind === "row"
          ? head.values.map(of).join(" and ")
          : of(head);
    return `${depth} ${name} ${what}`.trimEnd();
  });
}

describe("a call", () => {
  test("is read with its arguments, and those inside of it too", () => {
    assert.deepEqual(shown(batch(pay(5n), batch(call("System", "remark", { remark: new Uint8Array([104, 105]) })))), [
      "0  call Utility.batch_all",
      "1 calls group",
      "2  call Balances.transfer_keep_alive",
      `3 dest: Id account ${ALICE}`,
      "3 value amount 5",
      "2  call Utility.batch_all",
      "3 calls group",
      "4  call System.remark",
      "5 remark bytes 104,105",
    ]);
  });

  test("names IP assets, rates and options as they are read", () => {
    const rule = {
      voting: { type: "Scores", value: { collection: 3, item: 7 } },
      ...{ approval: 500_000_000, quorum: 1, period: 4, delay: 1 },
    };
    assert.deepEqual(shown(call("Studios", "set_rule", { rule, max_members: 5 })), [
      "0  call Studios.set_rule",
      "1 rule group",
      "2 voting: Scores ip 3-7",
      "2 approval rate 500000000",
      "2 quorum rate 1",
      "2 period number 4",
      "2 delay number 1",
      "1 max_members number 5",
    ]);
    const changes = [[ALICE, 5n]];
    assert.deepEqual(shown(call("Royalties", "propose_scores", { ip: { collection: 0, item: 1 }, changes })).slice(1), [
      "1 ip ip 0-1",
      "1 changes group",
      `2  account ${ALICE} and number 5`,
    ]);
    const other = call("Assets", "transfer", { id: 7, target: { type: "Id", value: ALICE }, amount: 9n });
    assert.deepEqual(shown(other).at(-1), "1 amount number 9");
    const create = call("IpAssets", "create_collection", { metadata: new Uint8Array(), max_items: undefined });
    assert.deepEqual(shown(create).slice(2), ["1 max_items text none"]);
  });

  test("is cut where it is too long", () => {
    const many = runtime.call(codec.enc(batch(...Array.from({ length: 5_000 }, () => pay(1n)))))!;
    const { lines, more } = linesOf(many, 12);
    assert.deepEqual([lines.length, more], [12, true]);
    assert.equal(linesOf(many, 20_000).more, false);
  });

  test("is nothing if the bytes are none", () => {
    const good = codec.enc(pay(5n));
    assert.equal(runtime.call(new Uint8Array([...good, 0])), undefined);
    assert.equal(runtime.call(good.subarray(0, -1)), undefined);
    assert.equal(runtime.call(new Uint8Array()), undefined);
    assert.equal(runtime.call(new Uint8Array(99).fill(255)), undefined);
  });

  test("is cut also when calls are inside of calls, as deep as can be", () => {
    let value: Value = { kind: "text", text: "here" };
    for (let i = 0; i < 500; i++) {
      const inner: Call = { pallet: "Utility", name: "batch", fields: [{ name: "", value }] };
      value = { kind: "call", call: inner };
    }
    assert(value.kind === "call");
    assert.equal(linesOf(value.call, 1_000).lines.length, 501);
  });
});

test("errors are told with what the pallet says of them", () => {
  const error = { type: "Module", value: { type: "IpAssets", value: { type: "CollectionNotFound" } } };
  const { by, error: name, docs } = runtime.failure(error);
  assert.deepEqual([by, inWords(name)], ["IpAssets", "collection not found"]);
  assert.match(docs, /collection/);
  assert.deepEqual(runtime.failure({ type: "BadOrigin" }), { by: "Runtime", error: "BadOrigin", docs: "" });
  const token = { type: "Token", value: { type: "FundsUnavailable" } };
  assert.deepEqual(runtime.failure(token), { by: "Token", error: "FundsUnavailable", docs: "" });
});

test("bytes are a text only if all of them are", () => {
  const utf8 = (text: string) => textOf(new TextEncoder().encode(text));
  assert.equal(utf8("works of five hands"), "works of five hands");
  assert.equal(utf8("a\u0000b"), undefined);
  assert.equal(textOf(new Uint8Array([0xff, 0xfe])), undefined);
  assert.equal(textOf(new Uint8Array()), undefined);
});
