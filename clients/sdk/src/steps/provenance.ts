import { AccountId, Blake2256, SizedBytes, Tuple } from "@polkadot-api/substrate-bindings";
import type { SizedHex, Transaction } from "polkadot-api";
import type { Account } from "../core/account.ts";
import { type AtelierApi, BEST, type Chain } from "../core/chain.ts";
import * as checked from "../core/checks.ts";
import { type Digest, hex32 } from "../core/format.ts";
import { DigestCodec } from "../core/hashing.ts";
import { type Done, done, only, type StepOptions, submit } from "../core/transactions.ts";

type RegisterArguments = Parameters<AtelierApi["tx"]["Provenance"]["register"]>[0]["registration"];
type Views = AtelierApi["view"]["Provenance"];
export type ArtifactKind = RegisterArguments["kind"]["type"];
export type Relation = RegisterArguments["edges"][number]["relation"]["type"];
export type GenerationRecord = NonNullable<RegisterArguments["record"]>;
/** Everything that is known of a digest. */
export type Verification = Awaited<ReturnType<Views["verify"]>>;
/** How the claims of an artifact stand. */
export type Standing = Awaited<ReturnType<Views["standing"]>>;
/** A claim above another one, and how far. */
export type ClaimAbove = Awaited<ReturnType<Views["ancestry"]>>[number];

/** What is said about an artifact. */
export interface Registration {
  readonly digest: Digest;
  readonly kind: ArtifactKind;
  /** Of a folder: see `hashFolder`. */
  readonly manifestHash?: SizedHex<32>;
  /** What it was made from, and whose claim of that is meant. */
  readonly madeFrom?: readonly { readonly parent: Digest; readonly owner: string; readonly relation: Relation }[];
  /** How a work was generated. */
  readonly record?: GenerationRecord;
}

/** Whether an artifact is still to be used; why not, in up to 64 bytes, once it is revoked. */
export type Status = "Active" | "Deprecated" | { readonly revoked: string };

/** A claim that stands. */
export interface Claim {
  readonly digest: Digest;
  readonly owner: string;
  /** The block that precedence counts from. */
  readonly since: number;
  /** Whether there was a commitment before. */
  readonly committed: boolean;
}

/** A promise. Keep the salt: without it nothing can be revealed. */
export interface Commitment {
  readonly hash: SizedHex<32>;
  readonly salt: SizedHex<32>;
}

/** The bounds of pallet-provenance and of the records it keeps. */
const EDGES = 16;
const REASON = 64;
const NOTE = 256;
const PARAMETERS = 512;
const PROMPT = 512;
const ADAPTERS = 4;
const OUTPUTS = 8;
const ISCC = 4;
const ISCC_LENGTH = 64;

/** Claims an artifact. Everybody sees the digest before the claim stands; `commit` first if that matters. */
export async function register(
  chain: Chain,
  from: Account,
  registration: Registration,
  options?: StepOptions,
): Promise<Done<Claim>> {
  const call = chain.api.tx.Provenance.register({ registration: encode(registration) });
  return claimOf(chain, await submit(chain, call, from, options));
}

/** Promises to claim an artifact, without telling which. */
export async function commit(
  chain: Chain,
  from: Account,
  digest: Digest,
  options?: StepOptions,
): Promise<Done<Commitment>> {
  const salt = hex32(crypto.getRandomValues(new Uint8Array(32)));
  const hash = commitmentHash(from.address, digest, salt);
  const tx = await submit(chain, chain.api.tx.Provenance.commit({ hash }), from, options);
  return { hash, salt, tx };
}

/** Claims an artifact that was committed to in an earlier block; the claim counts from then. */
export async function reveal(
  chain: Chain,
  from: Account,
  { salt }: Pick<Commitment, "salt">,
  registration: Registration,
  options?: StepOptions,
): Promise<Done<Claim>> {
  const call = chain.api.tx.Provenance.reveal({
    salt: checked.hex("a salt", salt, 32),
    registration: encode(registration),
  });
  return claimOf(chain, await submit(chain, call, from, options));
}

/** Removes a promise: one's own, or that of anybody once it has expired. The deposit goes back to whoever made it. */
export async function withdrawCommitment(
  chain: Chain,
  from: Account,
  { hash, owner = from.address }: { readonly hash: SizedHex<32>; readonly owner?: string },
  options?: StepOptions,
): Promise<Done> {
  checked.address("who committed", owner);
  checked.hex("a commitment", hash, 32);
  return done(chain, chain.api.tx.Provenance.withdraw_commitment({ owner, hash }), from, options);
}

/** Withdraws a claim that no other claim names as a parent. The deposit comes back. */
export async function withdrawClaim(chain: Chain, from: Account, digest: Digest, options?: StepOptions): Promise<Done> {
  const call = chain.api.tx.Provenance.withdraw_claim({ digest: checked.digest("an artifact", digest) });
  return done(chain, call, from, options);
}

/** Says whether an artifact is still to be used. A revocation is final, and shows on everything made from it. */
export async function setStatus(
  chain: Chain,
  from: Account,
  digest: Digest,
  status: Status,
  options?: StepOptions,
): Promise<Done> {
  checked.digest("an artifact", digest);
  const value =
    typeof status === "string"
      ? ({ type: status, value: undefined } as const)
      : ({ type: "Revoked", value: { reason: checked.text("a reason", status.revoked, REASON) } } as const);
  return done(chain, chain.api.tx.Provenance.set_status({ digest, status: value }), from, options);
}

/** Whose claim of what. */
export interface OwnedClaim {
  readonly digest: Digest;
  readonly owner: string;
}

/** Finds a claim to be true, for the reasons with this hash. For the arbiter of the chain to dispatch. */
export function attestCall({ api }: Chain, claim: OwnedClaim, note: SizedHex<32>): Transaction {
  return api.tx.Provenance.attest({ ...owned(claim), note: checked.hex("a note", note, 32) });
}

/** Takes back that a claim was found to be true. For the arbiter of the chain to dispatch. */
export function revokeAttestationCall({ api }: Chain, claim: OwnedClaim): Transaction {
  return api.tx.Provenance.revoke_attestation(owned(claim));
}

/** Takes a claim from its artifact. For the arbiter of the chain to dispatch. */
export function removeClaimCall({ api }: Chain, claim: OwnedClaim, reason: string): Transaction {
  return api.tx.Provenance.remove_claim({ ...owned(claim), reason: checked.text("a reason", reason, REASON) });
}

/** Whether the oppositions to a claim are right: `Upheld`, and the claim is revoked; or the claim is: `Rejected`. */
export type Verdict = Parameters<AtelierApi["tx"]["Provenance"]["decide"]>[0]["verdict"]["type"];

/**
 * Decides about the oppositions to a claim that were made up to a block, and about who contests it by such. What was
 * heard by then is in the hearing of `verify`, with its block; what came later stays open, unless the claim is revoked.
 * For the arbiter of the chain to dispatch.
 */
export function decideCall({ api }: Chain, claim: OwnedClaim, verdict: Verdict, heard: number): Transaction {
  const said = { verdict: { type: verdict, value: undefined }, heard: checked.count("the last block heard", heard) };
  return api.tx.Provenance.decide({ ...owned(claim), ...said });
}

/** Gives the oppositions to a claim a whole period from now. For the arbiter of the chain to dispatch. */
export function postponeCall({ api }: Chain, claim: OwnedClaim): Transaction {
  return api.tx.Provenance.postpone(owned(claim));
}

/** Opposes a claim before it is settled, by evidence with this hash. A bond is held, and lost if the claim is right. */
export async function oppose(
  chain: Chain,
  from: Account,
  claim: OwnedClaim,
  evidence: SizedHex<32>,
  options?: StepOptions,
): Promise<Done<{ readonly bond: bigint; readonly endsAt: number }>> {
  const call = { ...owned(claim), evidence: checked.hex("the hash of evidence", evidence, 32) };
  const tx = await submit(chain, chain.api.tx.Provenance.oppose(call), from, options);
  const { bond, ends_at: endsAt } = only("ClaimOpposed", chain.api.event.Provenance.ClaimOpposed.filter(tx.events));
  return { bond, endsAt, tx };
}

/** Withdraws an opposition. The bond is lost, unless the claim was revoked meanwhile. */
export async function withdrawOpposition(
  chain: Chain,
  from: Account,
  claim: OwnedClaim,
  options?: StepOptions,
): Promise<Done<{ readonly lost: bigint }>> {
  const tx = await submit(chain, chain.api.tx.Provenance.withdraw_opposition(owned(claim)), from, options);
  const withdrawn = chain.api.event.Provenance.OppositionWithdrawn.filter(tx.events);
  return { lost: only("OppositionWithdrawn", withdrawn).lost, tx };
}

/** Ends the oppositions to a claim without a verdict, once their time is over. Anybody may. */
export async function endOpposition(
  chain: Chain,
  from: Account,
  claim: OwnedClaim,
  options?: StepOptions,
): Promise<Done<{ readonly contested: boolean }>> {
  const tx = await submit(chain, chain.api.tx.Provenance.end_opposition(owned(claim)), from, options);
  const ended = chain.api.event.Provenance.OppositionEnded.filter(tx.events);
  return { contested: only("OppositionEnded", ended).contested, tx };
}

function owned({ digest, owner }: OwnedClaim): OwnedClaim {
  return { digest: checked.digest("an artifact", digest), owner: checked.address("who claims it", owner) };
}

/** Who claims a digest, how sure that is, and what was revoked above it. No claims: nobody has registered it. */
export async function verify({ api }: Chain, digest: Digest): Promise<Verification> {
  return api.view.Provenance.verify(checked.digest("an artifact", digest), BEST);
}

/** All claims that a digest was made from, the nearest first. */
export async function ancestry({ api }: Chain, digest: Digest): Promise<ClaimAbove[]> {
  return api.view.Provenance.ancestry(checked.digest("an artifact", digest), BEST);
}

/** Who has the income of an artifact: nobody as long as its claims are not settled. */
export async function entitledTo({ api }: Chain, digest: Digest): Promise<string | undefined> {
  return api.view.Provenance.entitled_to(checked.digest("an artifact", digest), BEST);
}

/** Whether an artifact is claimed, open, entitled or closed: who may set terms of its use, and where its fees go. */
export async function standing({ api }: Chain, digest: Digest): Promise<Standing> {
  return api.view.Provenance.standing(checked.digest("an artifact", digest), BEST);
}

/** What `commit` publishes: BLAKE2-256 of owner, digest and salt. */
export function commitmentHash(owner: string, digest: Digest, salt: SizedHex<32>): SizedHex<32> {
  checked.address("who commits", owner);
  checked.digest("an artifact", digest);
  return hex32(Blake2256(Promised.enc([owner, digest, checked.hex("a salt", salt, 32)])));
}

/** The same, as the chain computes it. Whoever is asked learns what is promised: for tests. */
export async function commitmentHashOf(
  { api }: Chain,
  owner: string,
  digest: Digest,
  salt: SizedHex<32>,
): Promise<SizedHex<32>> {
  checked.address("who commits", owner);
  checked.digest("an artifact", digest);
  return api.view.Provenance.commitment_hash(owner, digest, checked.hex("a salt", salt, 32), BEST);
}

const Promised = Tuple(AccountId(), DigestCodec, SizedBytes(32));

function encode({ digest, kind, manifestHash, madeFrom = [], record }: Registration): RegisterArguments {
  checked.digest("an artifact", digest);
  if (manifestHash) checked.hex("a manifest hash", manifestHash, 32);
  return {
    digest,
    kind: { type: kind, value: undefined },
    manifest_hash: manifestHash,
    edges: checked.list("parents", madeFrom, EDGES).map(({ parent, owner, relation }) => ({
      parent: checked.digest("a parent", parent),
      owner: checked.address("who claims a parent", owner),
      relation: { type: relation, value: undefined },
    })),
    record: record && checkedRecord(record),
  };
}

function checkedRecord(record: GenerationRecord): GenerationRecord {
  const { generation, human } = record;
  checked.bytes("the parameters of a record", generation.parameters, PARAMETERS);
  if (generation.prompt.type === "Plain") checked.bytes("a prompt", generation.prompt.value, PROMPT);
  checked.list("adapters of a record", generation.adapters, ADAPTERS);
  checked.list("outputs of a record", generation.outputs, OUTPUTS);
  for (const code of checked.list("ISCC codes", generation.iscc, ISCC)) {
    checked.bytes("an ISCC code", code, ISCC_LENGTH);
  }
  if (human) checked.bytes("what is said of a human's part", human.note, NOTE);
  return record;
}

function claimOf({ api }: Chain, tx: Done["tx"]): Done<Claim> {
  const { digest, owner, since, committed } = only(
    "ClaimRegistered",
    api.event.Provenance.ClaimRegistered.filter(tx.events),
  );
  return { digest, owner, since, committed, tx };
}
