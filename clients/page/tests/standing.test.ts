import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { encodePicture } from "@atelier/sdk/core";
import { toHex } from "polkadot-api/utils";
import { knownModel } from "../src/known-models.ts";
import type { Claim, GenerationRecord, Verification } from "@atelier/sdk/read";
import type { Work } from "../src/reader.ts";
import {
  className,
  kindOf,
  label,
  limitsOf,
  oppositionOf,
  ownerShareOf,
  pictureOf,
  proves,
  readPicture,
  revisionOf,
  revocation,
  settlementOf,
  standingOf,
  titleOf,
  verdict,
} from "../src/standing.ts";

const RECORD: GenerationRecord = {
  model: `sha256:${"11".repeat(32)}`,
  adapters: [],
  effectiveSeed: `0x${"22".repeat(32)}`,
  parameters: toHex(encodePicture({ prompt: "a harbor", width: 128, height: 96 })),
  prompt: null,
  promptCommitment: null,
  outputs: [],
  iscc: [],
  engine: null,
  extra: [],
  proves: "nothing",
  attestation: null,
  human: null,
};
const ATTESTATION = {
  ...{ job: `0x${"33".repeat(32)}`, class: "bitExact" as const, n: 3, m: 2 },
  ...{ stake: "12000000000000", window: 6 },
};
const CLAIM: Claim = {
  owner: "maker",
  kind: "work",
  since: 1,
  registered: 1,
  manifestHash: null,
  proves: "nothing",
  madeFrom: [],
  committed: false,
  attestation: null,
  status: "active",
  reason: null,
  pinned: true,
  settlesAt: 1_011,
  settled: false,
  contested: false,
  oppositions: [],
  oppositionsEndAt: null,
  record: RECORD,
};

function work(claims: readonly Claim[], revokedAbove: Verification["revokedAbove"] = []): Work {
  const provenance = `sha256:${"44".repeat(32)}`;
  return {
    ip: "0-7",
    creator: "maker",
    mintedAt: 2,
    provenance,
    verification: {
      digest: provenance,
      known: claims.length > 0,
      claims,
      entitled: null,
      standing: "open",
      revokedAbove,
    },
  };
}

describe("how sure a work is", () => {
  test("depends on the claim of its creator, and on no other", () => {
    const attested: Claim = { ...CLAIM, record: { ...RECORD, attestation: ATTESTATION } };
    assert.equal(standingOf(work([attested])).kind, "attested");
    assert.equal(standingOf(work([{ ...attested, owner: "somebody" }, CLAIM])).kind, "claimed");
    assert.equal(standingOf(work([{ ...attested, owner: "somebody" }])).kind, "withdrawn");
    assert.equal(standingOf({ ...work([]), provenance: null, verification: null }).kind, "without");
  });

  test("is said in words", () => {
    const standing = { kind: "attested", attestation: ATTESTATION } as const;
    assert.equal(label(standing), "attested, bit exact");
    assert.match(verdict(standing), /at least 2 of 3/);
    assert.match(verdict({ kind: "attested", attestation: { ...ATTESTATION, m: 3 } }), /all 3/);
    assert.match(proves(ATTESTATION), /to the last bit\. They had 12 ATL at stake together\. For 6 blocks/);
    assert.match(proves({ ...ATTESTATION, class: "median" }), /weaker/);
    assert.equal(verdict({ kind: "claimed" }), "A claim, nobody checked it.");
    assert.equal(className("nonDeterministic"), "non deterministic");
  });

  test("is less if something was revoked", () => {
    assert.equal(revocation(work([CLAIM])), undefined);
    assert.equal(revocation(work([{ ...CLAIM, status: "revoked" }])), "revoked");
    assert.equal(revocation(work([CLAIM], [{ digest: RECORD.model, owner: "x" }])), "revoked origin");
  });
});

describe("a claim", () => {
  const opposed: Claim = {
    ...CLAIM,
    oppositions: [{ opponent: "somebody", evidence: "0x", bond: "10000000000000" }],
    oppositionsEndAt: 900,
  };

  test("is opposed, or contested, or neither", () => {
    assert.equal(oppositionOf(CLAIM), undefined);
    const one =
      "Opposed by 1 account: it does not settle before that ends, by a verdict, or from block 900 on without one.";
    assert.equal(oppositionOf(opposed), one);
    const two = [...opposed.oppositions, ...opposed.oppositions];
    assert.match(oppositionOf({ ...opposed, oppositions: two }) ?? "", /^Opposed by 2 accounts:/);
    assert.match(oppositionOf({ ...CLAIM, contested: true }) ?? "", /^Contested by another claim/);
  });

  test("settles after a time, if nobody opposes it", () => {
    const waiting = { ...CLAIM, settlesAt: 911 };
    assert.equal(settlementOf(waiting, 910), "in block 911, if nobody opposes it");
    assert.equal(settlementOf(waiting, undefined), "in block 911, if nobody opposes it");
    assert.equal(settlementOf(waiting, 911), "not by time, since an earlier claim stands");
    assert.equal(settlementOf(opposed, 890), "not by time, since somebody is against it");
    assert.equal(settlementOf({ ...waiting, contested: true }, 910), "not by time, since somebody is against it");
    assert.match(settlementOf({ ...waiting, settled: true }, 910), /^settled/);
    assert.match(settlementOf({ ...waiting, status: "revoked" }, 910), /revoked/);
  });
});

describe("what a buyer gets", () => {
  const RIGHTS = { revision: 0, moves: 0, ownerShare: 0, commercial: true, closed: false };

  test("is the part of the income that goes with it", () => {
    assert.equal(ownerShareOf(RIGHTS), "No part of its income goes with it.");
    assert.equal(ownerShareOf({ ...RIGHTS, ownerShare: 400_000_000 }), "40 % of its members’ income goes with it.");
  });

  test("is what owners before have changed", () => {
    assert.equal(revisionOf(RIGHTS), "Never changed, by 1 owner.");
    assert.equal(revisionOf({ ...RIGHTS, revision: 3, moves: 1 }), "Revision 3, by 2 owners.");
  });

  test("is less where it is non-commercial, or closed", () => {
    assert.deepEqual(limitsOf(RIGHTS), []);
    const [nonCommercial, closed] = limitsOf({ ...RIGHTS, commercial: false, closed: true });
    assert.match(nonCommercial ?? "", /^Non-commercial: it cannot be sold/);
    assert.match(closed ?? "", /^Closed: nobody can order/);
  });
});

describe("a work is called", () => {
  test("by its prompt, told or in what the model took", () => {
    assert.equal(titleOf(work([CLAIM])), "a harbor");
    assert.equal(titleOf(work([{ ...CLAIM, record: { ...RECORD, prompt: "told" } }])), "told");
  });

  test("by what it is, if there is none", () => {
    assert.equal(titleOf(work([{ ...CLAIM, record: null }])), "Work 0-7");
    assert.equal(titleOf(work([{ ...CLAIM, record: { ...RECORD, prompt: "\u202e " } }])), "Work 0-7");
    assert.equal(kindOf({ ...work([]), provenance: null, verification: null }), "Item");
    const azulejo = "sha256:ce5335b6d2ca4b41d19967583e2f64c2cca63939f44f83401b4ca5a1effff005";
    assert.equal(titleOf({ ...work([{ ...CLAIM, kind: "model", record: null }]), provenance: azulejo }), "azulejo");
  });
});

describe("what a model took", () => {
  test("is a picture if it is one to the last byte", () => {
    assert.deepEqual(pictureOf(RECORD), {
      prompt: "a harbor",
      width: 128,
      height: 96,
      zoom: 16,
      guidance: 10,
      palette: 0,
    });
  });

  test("may be anything else", () => {
    const picture = encodePicture({ prompt: "x", width: 128, height: 96 });
    const others: Uint8Array[] = [
      new Uint8Array(),
      new TextEncoder().encode('{"steps":24}'),
      picture.slice(1),
      new Uint8Array([...picture, 0]),
    ];
    others.push(encodePicture({ prompt: "x", width: 8, height: 96 }));
    for (const bytes of others) assert.equal(readPicture(bytes), undefined);
    assert.equal(pictureOf({ ...RECORD, parameters: "no bytes" }), undefined);
  });
});

test("the names of the project's models are those of the book", () => {
  const book = readFileSync(new URL("../../../docs/src/models.md", import.meta.url), "utf8");
  const rows = [...book.matchAll(/^\| `([a-z-]+)` \|.*`([0-9a-f]{64})` \|$/gm)].map(
    ([, name, root]) => [name, root] as const,
  );
  const folders = readdirSync(new URL("../../../gateway/engine/models", import.meta.url));
  assert.deepEqual(rows.map(([name]) => name).sort(), folders.sort());
  for (const [name, root] of rows) assert.equal(knownModel(`sha256:${root}`), name);
  assert.equal(knownModel("sha256:toString"), undefined);
});
