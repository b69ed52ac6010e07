import { formatDigest } from "@atelier/sdk/core";
import type { Job, JobSeat } from "@atelier/sdk/read";
import { atl, plural } from "../text.ts";
import { Account } from "./account.tsx";
import { Amount, Digest } from "./figures.tsx";
import { Icon, type IconName } from "./icon.tsx";

interface Props {
  readonly job: Job;
  /** What a worker lost in this job, as far as that is known. */
  readonly lost: (worker: string) => bigint | undefined;
}

/** Who sat in the committees, and what they said. */
export function Seats({ job, lost }: Props) {
  const rounds = [...new Set(job.seats.map(({ round }) => round))].sort((a, b) => b - a);
  if (rounds.length === 0) return <p class="muted">No committee is drawn yet.</p>;
  return (
    <>
      {rounds.map((round) => (
        <section key={round}>
          {rounds.length > 1 && (
            <h3>
              Committee {round} of {rounds.length}
            </h3>
          )}
          <ul class="seats">
            {job.seats
              .filter((seat) => seat.round === round)
              .map((seat) => (
                <Seat key={seat.worker} seat={seat} job={job} lost={lost(seat.worker)} />
              ))}
          </ul>
        </section>
      ))}
    </>
  );
}

function Seat({ seat, job, lost }: { readonly seat: JobSeat; readonly job: Job; readonly lost: bigint | undefined }) {
  const { mood, icon, sentence } = conduct(seat, job);
  return (
    <li class={`seat ${mood}`}>
      <p class="who">
        <Account address={seat.worker} />
        {seat.fault === "wrong" && <strong class="liar">lied</strong>}
      </p>
      <p class="did">
        <Icon name={icon} />
        {sentence}
      </p>
      {seat.answer && (
        <p class="said">
          said <Digest of={formatDigest(seat.answer.output)} />
        </p>
      )}
      {seat.fault && lost !== undefined && <p class="lost">lost {atl(lost)}</p>}
      {seat.exposure > 0n && (
        <p class="muted">
          <Amount of={seat.exposure} /> of its stake are locked
        </p>
      )}
    </li>
  );
}

/** How a worker behaved. */
export function conduct(seat: JobSeat, job: Job): { mood: "good" | "bad" | "open"; icon: IconName; sentence: string } {
  switch (seat.fault) {
    case "wrong":
      return {
        mood: "bad",
        icon: "cross",
        sentence: "Gave a wrong answer, which the chain computed again: all of its locked stake is gone.",
      };
    case "noReveal":
      return {
        mood: "bad",
        icon: "cross",
        sentence: "Committed to an answer and did not open it: a quarter of its locked stake is gone.",
      };
    case "noCommit":
      return { mood: "bad", icon: "cross", sentence: "Said nothing in time: a twentieth of its locked stake is gone." };
    case null:
  }
  if (seat.answer) {
    const agreed = job.answer && formatDigest(job.answer.output);
    if (!agreed) return { mood: "open", icon: "check", sentence: "Opened its answer." };
    return formatDigest(seat.answer.output) === agreed
      ? { mood: "good", icon: "check", sentence: "Gave the answer that was agreed on." }
      : { mood: "open", icon: "blank", sentence: "Gave another answer. Nobody proved it wrong." };
  }
  if (seat.committed)
    return { mood: "open", icon: "clock", sentence: "Committed to an answer that nobody can read yet." };
  return { mood: "open", icon: "clock", sentence: "Is at work." };
}

/** What a job waits for, in a sentence. */
export function progress(
  { phase, due, n, m, seats, round, refundReason, trait }: Job,
  block: number | undefined,
): string {
  const committee = seats.filter((seat) => seat.round === round);
  const count = (did: (seat: JobSeat) => unknown) => committee.filter(did).length;
  const left = block === undefined || due <= block ? "" : `, ${plural(due - block, "block")} left`;
  switch (phase) {
    case "requested":
      return `Ordered. A committee of ${n} workers is drawn by the randomness of the next blocks.`;
    case "committing":
      return `${count(({ committed }) => committed)} of ${n} workers have committed to an answer${left}.`;
    case "revealing":
      return `${count(({ answer }) => answer)} of ${n} workers have opened their answer; ${m} must agree${left}.`;
    case "agreed":
      return `Enough workers gave the same answer. Anybody may challenge it${left}.`;
    case "reassigned":
      return "The committee did not come to an answer that stands. Another one is drawn.";
    case "finalized":
      return trait
        ? "Final: the workers are paid, and the work has a new trait."
        : "Final: the workers are paid, and the record is written.";
    case "refunded":
      return `It came to nothing, and the money went back: ${REASONS[refundReason ?? "noAgreement"]}.`;
  }
}

const REASONS = {
  noWorkers: "too few workers were there",
  noAgreement: "no committee agreed",
  noRandomness: "the blocks had no randomness for too long",
} as const;
