import { decodePicture, encodePicture, type PictureRequest } from "@atelier/sdk/core";
import { fromHex, toHex } from "polkadot-api/utils";
import { knownModel } from "./known-models.ts";
import { type Claim, type CommitteeAttestation, committeeOf, type GenerationRecord } from "@atelier/sdk/read";
import type { Rights, Work } from "./reader.ts";
import { atl, clean, number, plural, share } from "./text.ts";

// What a work is worth believing, in the words of the page.

/** How sure it is that a work is what it says. */
export type Standing =
  | { readonly kind: "attested"; readonly attestation: CommitteeAttestation }
  | { readonly kind: "claimed" }
  | { readonly kind: "withdrawn" }
  | { readonly kind: "without" };

/** The claim that the creator of an IP asset has of its artifact. */
export function ownClaim({ creator, verification }: Work): Claim | undefined {
  return verification?.claims.find(({ owner }) => owner === creator);
}

export function standingOf(work: Work): Standing {
  if (!work.provenance) return { kind: "without" };
  const claim = ownClaim(work);
  if (!claim) return { kind: "withdrawn" };
  return standingOfClaim(claim);
}

export function standingOfClaim({ record }: Claim): Standing {
  const attestation = committeeOf(record);
  return attestation ? { kind: "attested", attestation } : { kind: "claimed" };
}

/** In two or three words. */
export function label(standing: Standing): string {
  switch (standing.kind) {
    case "attested":
      return `attested, ${className(standing.attestation.class)}`;
    case "claimed":
      return "a claim";
    case "withdrawn":
      return "claim withdrawn";
    case "without":
      return "no provenance";
  }
}

/** What is known, in a sentence. */
export function verdict(standing: Standing): string {
  switch (standing.kind) {
    case "attested": {
      const { n, m } = standing.attestation;
      const agreed = m === n ? `all ${n}` : `at least ${m} of ${n}`;
      return `Workers ran the model, and ${agreed} of them gave this very file.`;
    }
    case "claimed":
      return "A claim, nobody checked it.";
    case "withdrawn":
      return "Its creator claimed it when minting it, and has withdrawn the claim.";
    case "without":
      return "Minted without provenance: nobody says where it comes from.";
  }
}

/** What an attestation proves. */
export function proves(attestation: CommitteeAttestation): string {
  const { window, stake, class: kind } = attestation;
  const challenged =
    `They had ${atl(BigInt(stake))} at stake together. For ${plural(window, "block")} anybody could have had the ` +
    "answer computed again; nobody proved it wrong.";
  return kind !== "median"
    ? `The file comes from this model, these adapters, this seed and this prompt, to the last bit. ${challenged}`
    : `The workers gave numbers close to each other, and nobody else can compute them again. That is weaker than bit exact.`;
}

/** What no attestation proves. */
export const PROVES_NOT =
  "It does not prove that the model is what its name says, that anybody had a right to train it, or that a person " +
  "had no other picture to choose from.";

/** The name of a class as it is read: `bitExact` is "bit exact". */
export function className(kind: string): string {
  return clean(kind, 40)
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase();
}

/** What the bytes that a model took ask for, if they ask for a picture. */
export function readPicture(input: Uint8Array): Required<PictureRequest> | undefined {
  try {
    const request = decodePicture(input);
    const { width, height, zoom, guidance } = request;
    const inBounds = [width, height].every((side) => side >= 16 && side <= 1024) && zoom >= 4 && guidance <= 16;
    // Other bytes may happen to decode; only a request gives the same bytes again.
    return inBounds && toHex(encodePicture(request)) === toHex(input) ? request : undefined;
  } catch {
    return undefined;
  }
}

/** What a record says that was asked for. */
export function pictureOf({ parameters }: GenerationRecord): Required<PictureRequest> | undefined {
  try {
    return readPicture(fromHex(parameters));
  } catch {
    return undefined;
  }
}

/** The prompt of a record, if it is told. */
export function promptOf(record: GenerationRecord): string | undefined {
  return record.prompt ?? pictureOf(record)?.prompt;
}

/** What a work is called. The chain knows no titles: it is called by its prompt. */
export function titleOf(work: Work, most = 80): string {
  const record = ownClaim(work)?.record;
  const prompt = clean((record && promptOf(record)) ?? "", most);
  if (prompt) return prompt;
  const model = work.provenance && knownModel(work.provenance);
  return model || `${kindOf(work)} ${work.ip}`;
}

/** What a work is: `Work`, `Model` and so on. */
export function kindOf(work: Work): string {
  const kind = clean(ownClaim(work)?.kind ?? "", 20);
  return kind ? `${kind[0]?.toUpperCase()}${kind.slice(1)}` : "Item";
}

/** What was revoked: the work itself, or something that it was made from. */
export function revocation(work: Work): "revoked" | "revoked origin" | undefined {
  if (ownClaim(work)?.status === "revoked") return "revoked";
  return work.verification && work.verification.revokedAbove.length > 0 ? "revoked origin" : undefined;
}

/** How often an IP asset was changed, and by how many owners. */
export function revisionOf({ revision, moves }: Rights): string {
  const owners = plural(moves + 1, "owner");
  return revision === 0 ? `Never changed, by ${owners}.` : `Revision ${number(revision)}, by ${owners}.`;
}

/** What of its income goes with an IP asset, when somebody buys it. */
export function ownerShareOf({ ownerShare }: Rights): string {
  if (ownerShare === 0) return "No part of its income goes with it.";
  return `${share(BigInt(ownerShare), 1_000_000_000n)} of its members’ income goes with it.`;
}

/** What an owner cannot do with an IP asset. */
export function limitsOf({ commercial, closed }: Rights): string[] {
  const limits = commercial ? [] : ["Non-commercial: it cannot be sold, and no license of it costs a fee."];
  return closed ? [...limits, "Closed: nobody can order from this model."] : limits;
}

/** What others say against a claim, in a sentence; nothing if they say nothing. */
export function oppositionOf({ oppositions, oppositionsEndAt, contested }: Claim): string | undefined {
  if (oppositions.length > 0) {
    const by = plural(oppositions.length, "account");
    const end = oppositionsEndAt === null ? "" : `, or from block ${number(oppositionsEndAt)} on without one`;
    return `Opposed by ${by}: it does not settle before that ends, by a verdict${end}.`;
  }
  return contested ? "Contested by another claim: it settles by a verdict only, or when the other goes." : undefined;
}

/** When a claim can be opposed no more. */
export function settlementOf(claim: Claim, block: number | undefined): string {
  const { settled, settlesAt, attestation, status, oppositions, contested } = claim;
  if (settled || attestation) return "settled: nobody can oppose it any more";
  if (status === "revoked") return "never, it was revoked";
  if (oppositions.length > 0 || contested) return "not by time, since somebody is against it";
  if (block !== undefined && block >= settlesAt) return "not by time, since an earlier claim stands";
  return `in block ${number(settlesAt)}, if nobody opposes it`;
}
