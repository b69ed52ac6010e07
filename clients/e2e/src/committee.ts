import { randomBytes } from "node:crypto";
import { answers, type Chain, hex32, jobs, parseDigest, produced } from "@atelier/sdk";
import { filter } from "rxjs";
import { first } from "./deadline.ts";
import type { Gateway } from "./gateway.ts";
import type { Operator, Ordered } from "./workshop.ts";

// Workers whose keys the test holds, so that they do what no node does.

const SECONDS = 120;

/** Waits until a job is in this phase of this round, or in one of these phases. */
export function reached(
  chain: Chain,
  { job }: Ordered,
  phase: jobs.Phase | readonly jobs.Phase[],
  round = 1,
): Promise<jobs.Job> {
  const states = jobs.watchJob(chain, job).pipe(
    filter((now) => now !== undefined),
    filter((now) => [phase].flat().includes(now.phase) && now.round === round),
  );
  return first(SECONDS, `round ${round} of job ${job} to be ${[phase].flat().join(" or ")}`, states);
}

/** A worker that has a seat in a round of a job, or says so. */
export class Member {
  /** What hides the answer. */
  readonly salt = hex32(randomBytes(32));

  constructor(
    private readonly chain: Chain,
    readonly operator: Operator,
    readonly job: jobs.JobHash,
    readonly round: number,
    /** What it says that came out. */
    readonly answer: jobs.Answer,
  ) {}

  get seat(): answers.Seat {
    return { job: this.job, round: this.round, worker: this.operator.address };
  }

  get commitment() {
    return answers.answerCommitment(this.seat, this.answer, this.salt);
  }

  commit(commitment = this.commitment, key = this.operator.key): Promise<string> {
    return answers.commitAnswer(this.chain, key, this.seat, commitment);
  }

  reveal({ answer, salt, operator } = this as Pick<Member, "answer" | "salt" | "operator">): Promise<string> {
    return answers.revealAnswer(this.chain, operator.key, this.seat, answer, salt);
  }
}

/** The members of the present committee, who all know the right answer. */
export async function membersOf(
  chain: Chain,
  job: jobs.Job,
  operators: readonly Operator[],
  gateway: Gateway,
): Promise<Member[]> {
  const answer = { output: parseDigest(await gateway.infer(job)), length: job.outputLength };
  return job.seats
    .filter(({ round }) => round === job.round)
    .map(({ worker }) => {
      const operator = operators.find(({ address }) => address === worker);
      if (!operator) throw new Error(`the test has no key of ${worker}`);
      return new Member(chain, operator, job.job, job.round, answer);
    });
}

/**
 * Why the pool of a node refuses a transaction, in the words of the node. The pool follows the best block a moment
 * later: as long as it still has a transaction that is in it, it takes no other in its place, and is asked again.
 */
export async function refusalOf(chain: Chain, send: () => Promise<string>): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const [best] = await chain.client.getBestBlocks();
    try {
      await send();
      return "taken";
    } catch (error) {
      const { code, data } = error as { readonly code?: unknown; readonly data?: unknown };
      if (code === INVALID_TRANSACTION && typeof data === "string") return data;
      if (code !== OCCUPIED || attempt === ATTEMPTS) throw error;
      await produced(chain, best!.number + 1);
    }
  }
}

/** The node's errors for a transaction that its pool does not take: it is not valid; another one is in its place. */
const INVALID_TRANSACTION = 1010;
const OCCUPIED = 1014;
const ATTEMPTS = 3;
