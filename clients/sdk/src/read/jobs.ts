import type { SizedHex } from "polkadot-api";
import { fromHex } from "polkadot-api/utils";
import { filter, map, tap, type Observable } from "rxjs";
import type { Chain } from "../core/chain.ts";
import { first } from "../core/deadline.ts";
import { type Digest, formatDigest, parseDigest, parseIp } from "../core/format.ts";
import { hashBytes } from "../core/hashing.ts";
import type { Answer, Job, JobAnswered, JobAnswerJson, JobSeat } from "./job.ts";
import { ask, askFor, JOB_CHANGES } from "./rpc.ts";

// Jobs as the node tells of them: the state of the chain, with what follows from it.

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
