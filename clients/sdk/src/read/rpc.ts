import type { Chain } from "../core/chain.ts";
import type { JobAnswered } from "./job.ts";

// The node's own JSON-RPC, typed once. Values are written as docs/src/json-rpc.md says: IP assets, digests and
// addresses as texts, amounts as decimal digits, rates as decimal fractions.

/** What a node tells by its own methods. Each takes the hash of a block as its last parameter; the best one if none. */
export interface Methods {
  /** Who claims a digest. */
  provenance_verify(digest: string, at?: string): Verification;
  /** All about an IP asset itself. */
  ip_asset(ip: string, at?: string): Asset;
  /** What an IP asset comes from, and what comes from it. */
  ip_lineage(
    ip: string,
    size?: number | null,
    ancestorsAfter?: string | null,
    childrenAfter?: string | null,
    at?: string,
  ): Lineage;
  /** What a license costs and gives. */
  ip_quoteLicense(ip: string, terms: string, quantity: number, at?: string): LicenseAnswer;
  /** What an account can claim of an IP asset now. */
  royalties_claimable(ip: string, account: string, at?: string): string;
  /** Who would get how much of a payment. */
  royalties_quotePayment(ip: string, amount: string, at?: string): PaymentAnswer;
  /** A job, with what follows from its state. */
  inference_job(job: string, at?: string): JobAnswered;
  /** The file that a digest names, if the chain can make it again. */
  inference_output(digest: string, at?: string): OutputAnswer;
}

export type Method = keyof Methods;

/** All of these methods. The compiler insists that none is missing. */
export const METHODS: readonly Method[] = Object.keys({
  provenance_verify: true,
  ip_asset: true,
  ip_lineage: true,
  ip_quoteLicense: true,
  royalties_claimable: true,
  royalties_quotePayment: true,
  inference_job: true,
  inference_output: true,
} satisfies Record<Method, true>) as Method[];

/** How a node tells of each change of a job. */
export const JOB_CHANGES = { subscribe: "inference_subscribeJob", unsubscribe: "inference_unsubscribeJob" } as const;

/** The node's error for what is not on the chain. */
const NOT_FOUND = 4001;

/** Something is not on the chain. The message says what, in a sentence. */
export class NotFound extends Error {
  override readonly name = "NotFound";
}

/** Asks a node. Fails with `NotFound` for what is not on the chain. */
export function ask<M extends Method>(
  chain: Pick<Chain, "client">,
  method: M,
  ...parameters: Parameters<Methods[M]>
): Promise<ReturnType<Methods[M]>> {
  return found(chain.client._request<ReturnType<Methods[M]>, unknown[]>(method, parameters));
}

/** As `ask`; nothing for what is not on the chain. */
export async function askFor<M extends Method>(
  chain: Pick<Chain, "client">,
  method: M,
  ...parameters: Parameters<Methods[M]>
): Promise<ReturnType<Methods[M]> | undefined> {
  try {
    return await ask(chain, method, ...parameters);
  } catch (error) {
    if (error instanceof NotFound) return undefined;
    throw error;
  }
}

/** Tells what is not on the chain from what went wrong. */
async function found<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    const { code, message } = error as { readonly code?: unknown; readonly message: string };
    throw code === NOT_FOUND ? new NotFound(message) : error;
  }
}

/** The answer of `provenance_verify`. */
export interface Verification {
  readonly digest: string;
  /** Whether anybody claims it. */
  readonly known: boolean;
  /** By precedence. */
  readonly claims: readonly Claim[];
  /** Who has the income of it. */
  readonly entitled: string | null;
  /** Whether it is claimed, and whether somebody is entitled to its income; closed: nothing of it is for use. */
  readonly standing: "unclaimed" | "open" | "entitled" | "closed";
  readonly revokedAbove: readonly { readonly digest: string; readonly owner: string }[];
}

export interface Claim {
  readonly owner: string;
  readonly kind: string;
  /** The block that precedence counts from. */
  readonly since: number;
  /** The block that it was registered in. */
  readonly registered: number;
  readonly committed: boolean;
  readonly manifestHash: string | null;
  /** That the arbiter of the chain found the claim to be true. */
  readonly attestation: { readonly by: string; readonly block: number; readonly note: string } | null;
  /** What the claim proves, after "That proves". */
  readonly proves: string;
  readonly status: "active" | "deprecated" | "revoked";
  readonly reason: string | null;
  /** Whether an IP asset was minted of the claim, which goes with that. */
  readonly pinned: boolean;
  /** The block in which it settles, if it is the first that stands then, neither opposed nor contested. */
  readonly settlesAt: number;
  readonly settled: boolean;
  /** Whether a claim that stands contests it: only a verdict settles it, or that the other goes. */
  readonly contested: boolean;
  /** Those that are open. */
  readonly oppositions: readonly { readonly opponent: string; readonly evidence: string; readonly bond: string }[];
  /** The block from which anybody may end them without a verdict. */
  readonly oppositionsEndAt: number | null;
  readonly madeFrom: readonly { readonly parent: string; readonly owner: string; readonly relation: string }[];
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
  readonly outputs: readonly string[];
  readonly iscc: readonly string[];
  readonly attestation: Attestation | null;
  /** The engine that ran the model, if it is told. */
  readonly engine: { readonly name: string; readonly version: number } | null;
  /** Fields of later conventions, by number; the values in hexadecimal. */
  readonly extra: readonly { readonly field: number; readonly value: string }[];
  /** What the record proves, after "That proves". */
  readonly proves: string;
  readonly human: Human | null;
}

/** The attestation of a committee of workers that ran the model. */
export interface CommitteeAttestation {
  /** How the output was verified. */
  readonly class: "bitExact" | "proved" | "traced" | "median";
  readonly job: string;
  readonly n: number;
  readonly m: number;
  readonly stake: string;
  /** The challenge window in blocks. */
  readonly window: number;
  /** Of numbers: the largest distance from the median among the answers that were paid. */
  readonly spread?: string;
}

/** The attestation of a record, by how its output was verified. */
export type Attestation =
  | CommitteeAttestation
  | { readonly class: "direct"; readonly job: string }
  | { readonly class: "provider"; readonly channel: number; readonly receipt: number };

/** The committee behind the attestation of a record. Nothing if the record has none, or there was no committee. */
export function committeeOf(record: GenerationRecord | null | undefined): CommitteeAttestation | undefined {
  const attestation = record?.attestation;
  return attestation && "stake" in attestation ? attestation : undefined;
}

export interface Human {
  readonly account: string;
  readonly directed: boolean;
  readonly selected: boolean;
  readonly edited: boolean;
  readonly note: string;
}

/** The answer of `ip_asset`. */
export interface Asset {
  readonly ip: string;
  readonly owner: string;
  /** The account of the IP asset itself. */
  readonly account: string;
  readonly creator: string;
  readonly collectionCreator: string;
  readonly provenance: string | null;
  readonly label: string;
  readonly metadata: { readonly uri: string; readonly sha256: string | null; readonly frozen: boolean };
  readonly mintedAt: number;
  readonly terms: readonly AssetTerms[];
  readonly income: AssetIncome | null;
  readonly listing: {
    readonly seller: string;
    readonly price: string;
    readonly expires: number | null;
    /** The least price of a resale; nothing if it cannot be sold. */
    readonly leastPrice: string | null;
    /** What a gift pays to the pool. */
    readonly gift: string;
    readonly obstacle: string | null;
  } | null;
}

/** Terms of an IP asset. */
export interface AssetTerms {
  readonly id: string;
  readonly disabled: boolean;
}

/** What an IP asset earns. */
export interface AssetIncome {
  /** What was paid to it directly, before the protocol fee. */
  readonly received: string;
  readonly pendingUpstream: string;
  readonly upstreamRate: string;
  readonly members: number;
  readonly totalScore: string;
  /** The owner if nobody is named. */
  readonly scoreAuthority: string | null;
}

/** Some of many, and where the next ones begin. */
export interface AnsweredPage<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** The answer of `ip_lineage`. */
export interface Lineage {
  readonly ip: string;
  readonly expires: number | null;
  readonly parents: readonly {
    readonly ip: string;
    readonly terms: string;
    readonly rate: string;
    readonly attribution: boolean;
    readonly commercialAttribution: boolean;
  }[];
  /** What all ancestors get together. */
  readonly totalRate: string;
  readonly ancestors: AnsweredPage<{ readonly ip: string; readonly rate: string }>;
  readonly children: AnsweredPage<string>;
}

/** The answer of `ip_quoteLicense`. */
export interface LicenseAnswer {
  readonly fee: string;
  readonly share: string;
  readonly totalShare: string;
  readonly expires: number | null;
}

/** The answer of `royalties_quotePayment`. */
export interface PaymentAnswer {
  readonly amount: string;
  readonly protocolFee: string;
  /** Set aside for all ancestors together. */
  readonly upstream: string;
  readonly ancestors: readonly { readonly ip: string; readonly amount: string }[];
  readonly membersTotal: string;
  /** The first 256 at most. */
  readonly members: readonly { readonly account: string; readonly amount: string }[];
  readonly hasMoreMembers: boolean;
}

/** The answer of `inference_output`. */
export interface OutputAnswer {
  readonly digest: string;
  readonly length: number;
  readonly mediaType: string;
  readonly bytes: string;
}
