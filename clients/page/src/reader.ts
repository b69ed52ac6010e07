import type { Job } from "@atelier/sdk/jobs";
import type { Observable } from "rxjs";

// All that the page asks of a chain. A node answers (see `chain/`), or a fake one that the page is looked at with.
//
// IP assets, digests, amounts and rates are written as in the node's JSON-RPC: see docs/src/json-rpc.md.

/** Answers questions about the best block. */
export interface ChainReader {
  /** The best block, and each one after it. */
  readonly blocks: Observable<Block>;
  /** The newest IP assets. */
  newest(count: number): Promise<Newest>;
  /** What stands on the label of an IP asset. */
  work(ip: string): Promise<Work>;
  /** All about an IP asset itself. */
  asset(ip: string): Promise<Asset>;
  /** What an IP asset comes from, and what comes from it. */
  family(ip: string): Promise<Family>;
  /** What an IP asset earns, and for whom. */
  money(ip: string): Promise<Money>;
  /** What came and went since a block, as far back as the node remembers. */
  movements(since: number): Promise<Movements>;
  /** What an IP asset became over time. */
  traits(ip: string): Promise<readonly Trait[]>;
  /** Who claims a digest. */
  verify(digest: string): Promise<Verification>;
  /** The IP assets that were minted from an artifact. */
  mintedFrom(digest: string): Promise<readonly string[]>;
  /** The file that a digest names, if the chain can make it again. */
  output(digest: string): Promise<Uint8Array<ArrayBuffer>>;
  /** The jobs that have not ended. */
  openJobs(): Promise<readonly OpenJob[]>;
  /** A job, now and whenever it goes on; nothing if there is none any more. */
  job(hash: string): Observable<Job | undefined>;
  /** The newest studios. */
  newestStudios(count: number): Promise<Listed<Studio>>;
  /** A studio. */
  studio(id: number): Promise<Studio>;
  /** The studio that has this account; nothing if none has. */
  studioOf(account: string): Promise<Studio | undefined>;
  /** What an account has. */
  balance(account: string): Promise<Balance>;
  /** IP assets that an account owns. */
  ownedBy(account: string, count: number): Promise<Listed<string>>;
  /** Members of a studio. */
  members(studio: number, count: number): Promise<Listed<StudioMember>>;
  /** Accounts that may join a studio. */
  invited(studio: number, count: number): Promise<Listed<string>>;
  /** The newest proposals of a studio. */
  proposals(studio: number, count: number): Promise<Listed<Proposal>>;
  /** The newest contributions to a studio. */
  contributions(studio: number, count: number): Promise<Listed<Contribution>>;
}

/** Some of many. */
export interface Listed<T> {
  readonly items: readonly T[];
  readonly more: boolean;
}

/** Something is not on the chain. The message says what, in a sentence. */
export class NotFound extends Error {
  override readonly name = "NotFound";
}

export interface Block {
  readonly number: number;
  /** Whether anything happened in it that this page shows. */
  readonly changed: boolean;
}

export interface Newest {
  readonly ips: readonly string[];
  readonly more: boolean;
}

export interface Work {
  readonly ip: string;
  readonly creator: string;
  readonly mintedAt: number;
  /** The artifact that its creator claimed when minting it. */
  readonly provenance: string | null;
  /** What is known of that artifact. */
  readonly verification: Verification | null;
}

/** The answer of `ip_asset`, as far as it is shown. */
export interface Asset {
  readonly ip: string;
  readonly owner: string;
  readonly creator: string;
  readonly metadata: { readonly uri: string; readonly sha256: string | null; readonly frozen: boolean };
  readonly mintedAt: number;
  readonly listing: { readonly price: string; readonly obstacle: string | null } | null;
}

export interface Verification {
  readonly digest: string;
  /** By precedence. */
  readonly claims: readonly Claim[];
  readonly entitled: string | null;
  readonly revokedAbove: readonly { readonly digest: string; readonly owner: string }[];
}

export interface Claim {
  readonly owner: string;
  readonly kind: string;
  /** The block that precedence counts from. */
  readonly since: number;
  readonly committed: boolean;
  /** That the arbiter of the chain found the claim to be true. */
  readonly attestation: { readonly by: string; readonly block: number } | null;
  readonly status: "active" | "deprecated" | "revoked";
  readonly reason: string | null;
  readonly record: GenerationRecord | null;
}

export interface GenerationRecord {
  readonly model: string;
  readonly adapters: readonly string[];
  readonly effectiveSeed: string;
  /** The bytes that the model took. */
  readonly parameters: string;
  readonly prompt: string | null;
  readonly promptCommitment: string | null;
  readonly attestation: Attestation | null;
  readonly human: Human | null;
}

/** That workers ran the model. */
export interface Attestation {
  readonly job: string;
  readonly class: string;
  readonly n: number;
  readonly m: number;
  readonly stake: string;
  /** For how many blocks the result could be challenged. */
  readonly window: number;
}

export interface Human {
  readonly account: string;
  readonly directed: boolean;
  readonly selected: boolean;
  readonly edited: boolean;
  readonly note: string;
}

export interface Family {
  readonly ip: string;
  /** From a parent to a child, among those that are shown. */
  readonly links: readonly { readonly parent: string; readonly child: string }[];
  /** All ancestors that are shown, with the part of the income that each gets. */
  readonly ancestors: readonly { readonly ip: string; readonly rate: string }[];
  readonly children: readonly string[];
  /** What all ancestors get together. */
  readonly totalRate: string;
  /** Whether there are more than are shown. */
  readonly moreAncestors: boolean;
  readonly moreChildren: boolean;
}

export interface Money {
  /** All payments ever, before the protocol fee. */
  readonly received: bigint;
  /** What was set aside for ancestors, ever. */
  readonly setAside: bigint;
  /** What of that has not reached them. */
  readonly pending: bigint;
  readonly members: readonly Member[];
  readonly moreMembers: boolean;
  readonly totalScore: bigint;
  /** Who would get how much of a payment; nothing if there can be none. */
  readonly quote: Quote | null;
}

export interface Member {
  readonly address: string;
  readonly score: bigint;
  readonly claimable: bigint;
}

export interface Quote {
  readonly amount: bigint;
  readonly fee: bigint;
  readonly ancestors: bigint;
  readonly members: bigint;
}

export interface Movements {
  /** The newest first. */
  readonly list: readonly Movement[];
  /** The first block that was read. */
  readonly since: number;
  /** Whether that is the block that was asked for, and no later one. */
  readonly complete: boolean;
}

export type Movement = { readonly block: number } & (
  | {
      readonly kind: "paid";
      readonly ip: string;
      readonly who: string;
      readonly amount: bigint;
      readonly purpose: string;
    }
  | { readonly kind: "credited"; readonly ip: string; readonly from: string; readonly amount: bigint }
  | { readonly kind: "claimed"; readonly ip: string; readonly who: string; readonly amount: bigint }
  | { readonly kind: "slashed"; readonly job: string; readonly who: string; readonly amount: bigint }
);

export interface Trait {
  readonly key: string;
  /** The newest last. */
  readonly values: readonly { readonly root: string; readonly job: string; readonly block: number }[];
}

export interface OpenJob {
  readonly job: string;
  readonly requester: string;
  readonly phase: string;
  readonly model: string;
  readonly input: Uint8Array;
}

export interface Studio {
  readonly id: number;
  readonly name: string;
  readonly account: string;
  readonly rule: Rule;
  /** The voting power of all members together. */
  readonly electorate: bigint;
  readonly members: number;
  readonly openProposals: number;
  readonly createdAt: number;
}

/** How a studio decides. Parts are in billionths, times in blocks. */
export interface Rule {
  readonly voting:
    | { readonly kind: "members" }
    | { readonly kind: "scores"; readonly ip: string }
    | { readonly kind: "tokens" };
  readonly approval: number;
  readonly quorum: number;
  readonly period: number;
  readonly delay: number;
}

export interface Balance {
  readonly free: bigint;
  /** What is held for something. */
  readonly held: bigint;
}

export interface StudioMember {
  readonly address: string;
  readonly power: bigint;
  /** The power of those who let it vote. */
  readonly received: bigint;
  readonly delegators: number;
  /** Who votes for it. */
  readonly delegate: string | null;
  readonly joinedAt: number;
}

export interface Proposal {
  readonly number: number;
  readonly proposer: string;
  /** The call; only its bytes if nobody can read them, and nothing when they are no longer kept. */
  readonly call: Call | Uint8Array | null;
  readonly callHash: string;
  /** The first block in which nobody can vote any more. */
  readonly closesAt: number;
  readonly ayes: bigint;
  readonly nays: bigint;
  readonly state: ProposalState;
}

export type ProposalState =
  | { readonly kind: "open"; readonly electorate: bigint; readonly passes: boolean }
  /** `obstacle`: why it cannot be enacted now. */
  | { readonly kind: "approved"; readonly enactAt: number; readonly obstacle: string | null }
  | { readonly kind: "rejected" | "void" | "canceled" | "enacted" }
  | { readonly kind: "failed"; readonly failure: Failure };

/** Why a call did not work. */
export interface Failure {
  /** Who refused: a pallet, as a rule. */
  readonly by: string;
  readonly error: string;
  /** What the chain says about it. */
  readonly docs: string;
}

export interface Contribution {
  readonly number: number;
  readonly who: string;
  readonly ip: string;
  readonly digest: string;
  readonly role: string;
  readonly human: string;
  readonly submittedAt: number;
  readonly accepted: { readonly score: bigint; readonly by: string; readonly block: number } | null;
}

/** A call that can be read. */
export interface Call {
  readonly pallet: string;
  readonly name: string;
  readonly fields: readonly Field[];
}

export interface Field {
  /** Nothing in a list. */
  readonly name: string;
  readonly value: Value;
}

export type Value =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "number"; readonly number: bigint }
  | { readonly kind: "amount"; readonly amount: bigint }
  /** In billionths. */
  | { readonly kind: "rate"; readonly rate: number }
  | { readonly kind: "account"; readonly address: string }
  | { readonly kind: "ip"; readonly ip: string }
  | { readonly kind: "call"; readonly call: Call }
  /** Several values. `name`: which one it is of those that it could be. */
  | { readonly kind: "fields"; readonly name: string; readonly fields: readonly Field[] };
