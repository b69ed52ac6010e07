import type { SizedHex } from "polkadot-api";
import type { Digest, IpId } from "../core/format.ts";
import type { PictureRequest } from "../core/pictures.ts";

// What a job is: as the SDK tells it, and as the node writes it.

export type Phase = "requested" | "committing" | "revealing" | "agreed" | "reassigned" | "finalized" | "refunded";
export type Fault = "noCommit" | "noReveal" | "wrong";
export type RefundReason = "noWorkers" | "noAgreement" | "noRandomness";

/** An answer: SHA-256 and length of an output file. */
export interface Answer {
  readonly output: Digest;
  readonly length: number;
}

/** The place of a worker in one of the committees of a job. */
export interface JobSeat {
  readonly worker: string;
  readonly round: number;
  /** What of its stake is locked for it, still. */
  readonly exposure: bigint;
  readonly committed: boolean;
  readonly answer: Answer | null;
  /** What it was punished for. */
  readonly fault: Fault | null;
}

/** How sure an output is. */
export interface Proof {
  readonly class: string;
  readonly n: number;
  readonly m: number;
  /** What the workers that gave the answer had at stake together; nothing before the job is final. */
  readonly stake: bigint | null;
  /** For how many blocks it could be challenged. */
  readonly window: number | null;
  readonly sentence: string;
}

/** All about a job. */
export interface Job {
  readonly job: SizedHex<32>;
  readonly requester: string;
  readonly nonce: number;
  readonly requestedAt: number;
  readonly model: Digest;
  readonly adapters: readonly Digest[];
  readonly class: string;
  readonly input: Uint8Array;
  /** The input, if it is one that asks for a picture. */
  readonly request: Required<PictureRequest> | null;
  readonly seed: SizedHex<32>;
  /** What the model gets: the seed, mixed with the requester. */
  readonly effectiveSeed: SizedHex<32>;
  readonly maxOutput: number;
  readonly outputLength: number;
  readonly cost: bigint;
  /** What each worker gets. */
  readonly price: bigint;
  readonly n: number;
  readonly m: number;
  readonly pass: number | null;
  /** The trait that the output is the next value of; nothing if it is a work. */
  readonly trait: { readonly ip: IpId; readonly key: string } | null;
  readonly phase: Phase;
  readonly round: number;
  /** The block in which the job goes on by itself; once it has ended, when it may be pruned. */
  readonly due: number;
  /** What was agreed on. */
  readonly answer: Answer | null;
  readonly agreedAt: number | null;
  readonly seats: readonly JobSeat[];
  /** What is held for it of the requester; nothing once it has ended. */
  readonly escrow: bigint | null;
  readonly deposit: bigint;
  /** Whether the record is written. */
  readonly recorded: boolean;
  /** Whether the output became what it is for: minted, or the value of the trait. */
  readonly used: boolean;
  readonly refundReason: RefundReason | null;
  readonly proves: Proof;
}

/** How the node writes something. */
type Json<T> = T extends string | number | boolean | null
  ? T
  : T extends bigint | Digest | Uint8Array
    ? string
    : { readonly [K in keyof T]: Json<T[K]> };

/** How the node writes an answer. */
export type JobAnswerJson =
  | { readonly kind: "output"; readonly output: string; readonly length: number }
  | { readonly kind: "values"; readonly values: readonly string[] };

/** The answer of `inference_job`. */
export type JobAnswered = Json<Omit<Job, "trait" | "answer" | "seats">> & {
  readonly answer: JobAnswerJson | null;
  readonly seats: readonly (Json<Omit<JobSeat, "answer">> & { readonly answer: JobAnswerJson | null })[];
  readonly purpose: { readonly kind: "work" } | { readonly kind: "trait"; readonly ip: string; readonly key: string };
};
