import type { SizedHex } from "polkadot-api";
import { fromHex } from "polkadot-api/utils";
import { filter, map, tap, type Observable } from "rxjs";
import type { Chain } from "../core/chain.ts";
import { first } from "../core/deadline.ts";
import { type Digest, formatDigest, type IpId, parseDigest, parseIp } from "../core/format.ts";
import { hashBytes } from "../core/hashing.ts";
import type { PictureRequest } from "../core/pictures.ts";
import { ask, askFor, JOB_CHANGES } from "./rpc.ts";

// Jobs as the node tells of them: the state of the chain, with what follows from it.

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

/** A job came to nothing. The requester has the money back. */
export class JobRefunded extends Error {
  override readonly name = "JobRefunded";

  readonly job: Job;

  constructor(job: Job) {
    super(`job ${job.job} was refunded: ${job.refundReason}`);
    this.job = job;
  }
}

/** Long enough for all committees that a job may get on a development chain. */
const SECONDS = 300;

/** All about a job; nothing if there is none: never ordered, canceled, or pruned. */
export async function job(chain: Pick<Chain, "client">, hash: SizedHex<32>): Promise<Job | undefined> {
  const answered = await askFor(chain, "inference_job", hash);
  return answered && read(answered);
}

/**
 * The bytes of an output, from the node. They are hashed here: whatever comes back is what the digest names. Fails with
 * `NotFound` if the chain cannot make them.
 */
export async function output(chain: Pick<Chain, "client">, digest: Digest): Promise<Uint8Array> {
  const wanted = formatDigest(digest);
  const { bytes } = await ask(chain, "inference_output", wanted);
  const file = fromHex(bytes);
  const found = formatDigest(hashBytes(file));
  if (found !== wanted) throw new Error(`the node gave ${found} for ${wanted}`);
  return file;
}

/** Whether a seat gave the answer that was agreed on. */
export function isRight({ answer: agreed }: Job, { answer, fault }: JobSeat): boolean {
  if (agreed === null || answer === null || fault) return false;
  return answer.length === agreed.length && formatDigest(answer.output) === formatDigest(agreed.output);
}

/** What is locked of a worker for a job: four times its price, and no less than the chain asks for. */
export function exposureOf(price: bigint, minExposure: bigint): bigint {
  return price * 4n > minExposure ? price * 4n : minExposure;
}

/** A job now, and at each change of it in a best block. Nothing, and the end: it was canceled or pruned. */
export function watchJob({ client }: Pick<Chain, "client">, hash: SizedHex<32>): Observable<Job | undefined> {
  return client
    ._subscribe<JobAnswered | null>(JOB_CHANGES.subscribe, JOB_CHANGES.unsubscribe, [hash])
    .pipe(map((answered) => (answered ? read(answered) : undefined)));
}

/**
 * Waits until a job is final, and tells of each change on the way. Fails with `JobRefunded` if it comes to nothing.
 * The changes are those of best blocks, which a re-organization may undo.
 */
export async function followJob(
  chain: Pick<Chain, "client">,
  hash: SizedHex<32>,
  onProgress: (job: Job) => void = () => {},
  seconds = SECONDS,
): Promise<Job> {
  const ends = watchJob(chain, hash).pipe(
    tap((job) => job && onProgress(job)),
    filter((job) => !job || job.phase === "finalized" || job.phase === "refunded"),
  );
  const ended = await first(seconds, `the end of job ${hash}`, ends);
  if (!ended) throw new Error(`job ${hash} is gone: it was canceled or pruned`);
  if (ended.phase === "refunded") throw new JobRefunded(ended);
  return ended;
}

/** How the node writes something. */
type Json<T> = T extends string | number | boolean | null
  ? T
  : T extends bigint | Digest | Uint8Array
    ? string
    : { readonly [K in keyof T]: Json<T[K]> };

/** How the node writes an answer. */
type JobAnswerJson =
  | { readonly kind: "output"; readonly output: string; readonly length: number }
  | { readonly kind: "values"; readonly values: readonly string[] };

/** The answer of `inference_job`. */
export type JobAnswered = Json<Omit<Job, "trait" | "answer" | "seats">> & {
  readonly answer: JobAnswerJson | null;
  readonly seats: readonly (Json<Omit<JobSeat, "answer">> & { readonly answer: JobAnswerJson | null })[];
  readonly purpose: { readonly kind: "work" } | { readonly kind: "trait"; readonly ip: string; readonly key: string };
};

function read({ purpose, ...answered }: JobAnswered): Job {
  return {
    ...answered,
    model: parseDigest(answered.model),
    adapters: answered.adapters.map(parseDigest),
    input: fromHex(answered.input),
    cost: BigInt(answered.cost),
    price: BigInt(answered.price),
    trait: purpose.kind === "trait" ? { ip: parseIp(purpose.ip), key: purpose.key } : null,
    answer: readAnswer(answered.answer),
    seats: answered.seats.map((seat) => ({
      ...seat,
      exposure: BigInt(seat.exposure),
      answer: readAnswer(seat.answer),
    })),
    escrow: amount(answered.escrow),
    deposit: BigInt(answered.deposit),
    proves: { ...answered.proves, stake: amount(answered.proves.stake) },
  };
}

function readAnswer(answer: JobAnswerJson | null): Answer | null {
  if (answer === null) return null;
  if (answer.kind !== "output") throw new Error(`this SDK reads answers that are files, not ${answer.kind}: update it`);
  return { output: parseDigest(answer.output), length: answer.length };
}

function amount(text: string | null): bigint | null {
  return text === null ? null : BigInt(text);
}
