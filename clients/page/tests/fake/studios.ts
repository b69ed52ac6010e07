import { ATL } from "@atelier/sdk/core";
import type { Call, Field, Value } from "@atelier/sdk/read";
import type { Contribution, Proposal, Studio, StudioMember } from "../../src/reader.ts";
import { digestOf, PEOPLE, WORKS } from "./works.ts";

// Studios with a bit of everything, also of what only somebody who means harm would do.

const { mira, aiko, bruno, nora, wanda, walt, vera } = PEOPLE;
const RULE = { approval: 500_000_000, quorum: 333_333_333, period: 14_400, delay: 1_200 };
const SCORE = 1n << 20n;
const HOSTILE = "\u202e<img src=x onerror=alert(1)> \ufffd\u0000 a role";

const studio = (id: number, name: string, more: Partial<Studio> = {}): Studio => ({
  ...{ id, name, account: `5EYCAe5${"Studio".repeat(6)}${id}xAt1`, rule: { voting: { kind: "members" }, ...RULE } },
  ...{ electorate: 3n, members: 3, openProposals: 0, createdAt: 800 + id },
  ...more,
});

export const STUDIOS: readonly Studio[] = [
  studio(4, "Five Hands", {
    rule: { voting: { kind: "scores", ip: "4-2" }, ...RULE },
    ...{ electorate: 5n * SCORE, members: 7, openProposals: 3 },
  }),
  studio(3, "A thousand", { electorate: 1_000n * ATL, members: 1_000, rule: { voting: { kind: "tokens" }, ...RULE } }),
  studio(2, HOSTILE),
  studio(1, "\u0000\ufffd"),
  studio(0, "Night Garden", { openProposals: 1 }),
];

const member = (address: string, power: bigint, more: Partial<StudioMember> = {}): StudioMember => ({
  ...{ address, power, received: 0n, delegators: 0, delegate: null, joinedAt: 1_000 },
  ...more,
});

export const MEMBERS: Readonly<Record<number, readonly StudioMember[]>> = {
  4: [
    member(aiko, 2n * SCORE, { received: SCORE, delegators: 2 }),
    member(mira, SCORE),
    member(nora, SCORE, { delegate: aiko }),
    member(bruno, SCORE - 1n),
    member(vera, 1n, { delegate: aiko }),
    member(walt, 0n),
  ],
  3: Array.from({ length: 1_000 }, (_, i) => member(`5Member${i}${"x".repeat(40)}`, ATL)),
};

export const INVITED = [wanda];

const named = (name: string, value: Value): Field => ({ name, value });
const bytes = (text: string): Value => ({ kind: "bytes", bytes: new TextEncoder().encode(text) });
const call = (pallet: string, name: string, ...fields: Field[]): Call => ({ pallet, name, fields });
const list = (calls: readonly Call[]): Value => ({
  ...{ kind: "fields", name: "" },
  fields: calls.map((call) => named("", { kind: "call", call })),
});
const pay = (who: string, amount: bigint) =>
  call(
    "Balances",
    "transfer_keep_alive",
    named("dest", { kind: "fields", name: "Id", fields: [named("", { kind: "account", address: who })] }),
    named("value", { kind: "amount", amount }),
  );

const CREATE = call(
  "IpAssets",
  "create_collection",
  named("metadata", bytes("works of five hands")),
  named("max_items", { kind: "text", text: "none" }),
);
const BATCH = call(
  "Utility",
  "batch_all",
  named(
    "calls",
    list([
      pay(mira, 12n * ATL),
      call("Utility", "batch", named("calls", list([pay(nora, 3n * ATL), pay(bruno, 5n * ATL + 17n)]))),
    ]),
  ),
);
const LONG = call("System", "remark", named("remark", bytes("and so on ".repeat(900))));
const MANY = call("Utility", "batch", named("calls", list(Array.from({ length: 900 }, () => pay(walt, 1n)))));

/** One in each state. */
export function proposalsAt(best: number): readonly Proposal[] {
  const open = { kind: "open", electorate: 5n * SCORE, passes: true } as const;
  const states: readonly (Partial<Proposal> & Pick<Proposal, "call" | "state">)[] = [
    { call: MANY, state: { ...open, passes: false }, ayes: SCORE, closesAt: best + 14_000 },
    { call: BATCH, state: open, ayes: 2n * SCORE, nays: SCORE - 1n, closesAt: best + 42 },
    { call: LONG, state: { ...open, passes: false }, closesAt: best - 1 },
    { call: CREATE, state: { kind: "approved", enactAt: best + 900, obstacle: "TooEarly", failure: null } },
    { call: new Uint8Array(90).fill(7), state: { kind: "approved", enactAt: 1, obstacle: "Expired", failure: null } },
    { call: null, state: { kind: "enacted" }, ayes: 5n * SCORE },
    {
      ...{ call: null, ayes: 3n * SCORE },
      state: {
        kind: "failed",
        failure: { by: "IpAssets", error: "CollectionNotFound", docs: "There is no such collection." },
      },
    },
    { call: null, state: { kind: "rejected" }, ayes: SCORE, nays: 2n * SCORE },
    { call: null, state: { kind: "void" } },
    { call: null, state: { kind: "canceled" } },
  ];
  return states.map((more, i) => ({
    ...{ number: states.length - i, proposer: aiko, callHash: `0x${"c0de".repeat(16)}`, closesAt: best - 100 },
    ...{ ayes: 0n, nays: 0n },
    ...more,
  }));
}

const contribution = (number: number, who: string, role: string, human: string): Contribution => ({
  ...{ number, who, ip: "4-2", digest: digestOf(WORKS[number]!), role, human },
  ...{ submittedAt: 1_100 + number, accepted: null },
});

export const CONTRIBUTIONS: readonly Contribution[] = [
  contribution(3, walt, HOSTILE, "word ".repeat(100)),
  contribution(2, bruno, "palette", ""),
  {
    ...contribution(1, mira, "voice", "sung and recorded in one evening"),
    accepted: { score: SCORE, by: nora, block: 1_180 },
  },
];
