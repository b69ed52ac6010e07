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
  pictureOf,
  proves,
  readPicture,
  revocation,
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
  record: RECORD,
};

function work(claims: readonly Claim[], revokedAbove: Verification["revokedAbove"] = []): Work {
  const provenance = `sha256:${"44".repeat(32)}`;
  return {
    ip: "0-7",
    creator: "maker",
    mintedAt: 2,
    provenance,
    verification: { digest: provenance, known: claims.length > 0, claims, entitled: null, revokedAbove },
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
