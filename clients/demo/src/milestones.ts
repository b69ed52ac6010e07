// How a job goes on, told from what the chain says of it before and after.

import { type Chain, formatDigest, type jobs } from "@atelier/sdk";

/** A line of the story. */
export interface Milestone {
  readonly label: string;
  readonly text: string;
}

/** How long the chain gives for each step, in blocks: `due` counts from there. */
export interface Periods {
  readonly commit: number;
  readonly reveal: number;
  readonly retention: number;
}

/** What is known beside the job. */
export interface Context {
  readonly periods: Periods;
  /** The name of an account. */
  readonly nameOf: (address: string) => string;
}

/** Asks the chain for its periods. */
export async function periodsOf({ api }: Chain): Promise<Periods> {
  const { CommitPeriod, RevealPeriod, Retention } = api.constants.Jobs;
  const [commit, reveal, retention] = await Promise.all([CommitPeriod(), RevealPeriod(), Retention()]);
  return { commit, reveal, retention };
}

/** The block in which a job ended. */
export function endOf({ due }: jobs.Job, { periods }: Context): number {
  return due - periods.retention;
}

/** What there is to tell when a job stands so, and stood so before. */
export function news(before: jobs.Job | undefined, now: jobs.Job, context: Context): Milestone[] {
  const requested = before ? [] : [{ label: `requested, block ${now.requestedAt}`, text: now.job }];
  const isCaught = ({ fault }: jobs.JobSeat, i: number) => fault !== null && !before?.seats[i]?.fault;
  const caught = now.seats.filter(isCaught).map(({ worker, fault }) => {
    return { label: "punished", text: `${context.nameOf(worker)}, who ${FAULTS[fault!]}` };
  });
  return [...requested, ...(before?.phase === now.phase ? [] : entered(now, context)), ...caught];
}

const FAULTS: Record<jobs.Fault, string> = {
  noCommit: "did not commit in time",
  noReveal: "did not reveal in time",
  wrong: "gave an answer that the chain found to be wrong",
};

/** What there is to tell of the phase that a job has come to. */
function entered(job: jobs.Job, context: Context): Milestone[] {
  const { periods, nameOf } = context;
  const { phase, due } = job;
  const committee = job.seats.filter(({ round }) => round === job.round);
  if (phase === "requested") return [];
  if (phase === "committing") {
    const names = committee.map(({ worker }) => nameOf(worker)).join(", ");
    return [{ label: `assigned, block ${due - periods.commit}`, text: names }];
  }
  if (phase === "revealing") {
    const committed = committee.filter((seat) => seat.committed).length;
    return [{ label: `committed, block ${due - periods.reveal}`, text: `${committed} of ${job.n}` }];
  }
  if (phase === "agreed" && job.answer) {
    const agreed = formatDigest(job.answer.output);
    const revealed = committee.flatMap(({ answer }) => (answer ? [formatDigest(answer.output)] : []));
    const same = revealed.filter((root) => root === agreed).length;
    return [
      { label: `revealed, block ${job.agreedAt}`, text: `${revealed.length} of ${job.n}, ${same} of them the same` },
      { label: "agreed", text: agreed },
      { label: "", text: `until block ${due} anybody may challenge it` },
    ];
  }
  if (phase === "reassigned") return [{ label: "reassigned", text: `committee ${job.round} did not agree` }];
  if (phase === "refunded") return [{ label: `refunded, block ${endOf(job, context)}`, text: `${job.refundReason}` }];
  return [{ label: `final, block ${endOf(job, context)}`, text: job.recorded ? "paid, and recorded" : "paid" }];
}
