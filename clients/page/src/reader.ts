import type { Listed } from "@atelier/sdk/core";
import type { Asset, Balance, Call, Failure, Family, Job, Movements, Newest, Verification } from "@atelier/sdk/read";
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
  /** What an owner has of an IP asset, and may do with it. */
  rights(ip: string): Promise<Rights>;
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

export interface Block {
  readonly number: number;
  /** Whether anything happened in it that this page shows. */
  readonly changed: boolean;
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

export interface Rights {
  /** How often the owner, or an agent, changed what a buyer gets. */
  readonly revision: number;
  /** How often it got another owner. */
  readonly moves: number;
  /** The part of the members' income that goes with the IP asset, in billionths. */
  readonly ownerShare: number;
  /** Whether it may be sold, and licensed for a fee. */
  readonly commercial: boolean;
  /** Whether it is a model or an adapter that nobody can order from. */
  readonly closed: boolean;
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
  /** `obstacle`: why it cannot be enacted now. `failure`: why the call failed when the scheduler tried it. */
  | {
      readonly kind: "approved";
      readonly enactAt: number;
      readonly obstacle: string | null;
      readonly failure: Failure | null;
    }
  | { readonly kind: "rejected" | "void" | "canceled" | "enacted" }
  | { readonly kind: "failed"; readonly failure: Failure };

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
