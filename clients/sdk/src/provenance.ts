import { randomBytes } from "node:crypto";
import { AccountId, Blake2256, SizedBytes, Tuple } from "@polkadot-api/substrate-bindings";
import type { SizedHex } from "polkadot-api";
import type { Account } from "./accounts.ts";
import type { AtelierApi, Chain } from "./connect.ts";
import { hex32, type Digest } from "./format.ts";
import { DigestCodec } from "./hashing.ts";
import { only, submit, type Done, type StepOptions } from "./transactions.ts";

type RegisterArguments = Parameters<AtelierApi["tx"]["Provenance"]["register"]>[0]["registration"];
export type ArtifactKind = RegisterArguments["kind"]["type"];
export type Relation = RegisterArguments["edges"][number]["relation"]["type"];
export type GenerationRecord = NonNullable<RegisterArguments["record"]>;
/** Everything that is known of a digest. */
export type Verification = Awaited<ReturnType<AtelierApi["view"]["Provenance"]["verify"]>>;

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
  const salt = hex32(randomBytes(32));
  const hash = commitmentHash(from.address, digest, salt);
  const tx = await submit(chain, chain.api.tx.Provenance.commit({ hash }), from, options);
  return { hash, salt, tx };
}

/** Claims an artifact that was committed to in an earlier block; the claim counts from then. */
export async function reveal(
  chain: Chain,
  from: Account,
  { salt }: Commitment,
  registration: Registration,
  options?: StepOptions,
): Promise<Done<Claim>> {
  const call = chain.api.tx.Provenance.reveal({ salt, registration: encode(registration) });
  return claimOf(chain, await submit(chain, call, from, options));
}

/** Says whether an artifact is still to be used. A revocation is final, and shows on everything made from it. */
export async function setStatus(
  chain: Chain,
  from: Account,
  digest: Digest,
  status: Status,
  options?: StepOptions,
): Promise<Done> {
  const value =
    typeof status === "string"
      ? ({ type: status, value: undefined } as const)
      : ({ type: "Revoked", value: { reason: new TextEncoder().encode(status.revoked) } } as const);
  return { tx: await submit(chain, chain.api.tx.Provenance.set_status({ digest, status: value }), from, options) };
}

/** Who claims a digest, how sure that is, and what was revoked above it. No claims: nobody has registered it. */
export function verify({ api }: Chain, digest: Digest): Promise<Verification> {
  return api.view.Provenance.verify(digest, { at: "best" });
}

/** What `commit` publishes: BLAKE2-256 of owner, digest and salt. */
export function commitmentHash(owner: string, digest: Digest, salt: SizedHex<32>): SizedHex<32> {
  return hex32(Blake2256(Promised.enc([owner, digest, salt])));
}

const Promised = Tuple(AccountId(), DigestCodec, SizedBytes(32));

function encode({ digest, kind, manifestHash, madeFrom = [], record }: Registration): RegisterArguments {
  return {
    digest,
    kind: { type: kind, value: undefined },
    manifest_hash: manifestHash,
    edges: madeFrom.map(({ parent, owner, relation }) => ({
      parent,
      owner,
      relation: { type: relation, value: undefined },
    })),
    record,
  };
}

function claimOf({ api }: Chain, tx: Done["tx"]): Done<Claim> {
  const { digest, owner, since, committed } = only(
    "ClaimRegistered",
    api.event.Provenance.ClaimRegistered.filter(tx.events),
  );
  return { digest, owner, since, committed, tx };
}
