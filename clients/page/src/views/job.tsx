import { formatDigest } from "@atelier/sdk/core";
import { type Job, NotFound } from "@atelier/sdk/read";
import { useEffect, useState } from "preact/hooks";
import { sentenceOf, useAsk, useLive, type Asked } from "../asking.ts";
import { Account } from "../parts/account.tsx";
import { Fact, Model } from "../parts/attestation.tsx";
import { Amount, BlockNumber, Digest } from "../parts/figures.tsx";
import { Picture } from "../parts/picture.tsx";
import { progress, Seats } from "../parts/seats.tsx";
import { href } from "../routes.ts";
import { atl, clean, plural, shorten } from "../text.ts";
import { NowhereView, useTitle } from "./nowhere.tsx";

const GONE =
  "There is no such job: it was never ordered, was canceled, or ended long ago. What it made stays on record.";

/** A job as it goes. */
export function JobView({ job: hash }: { readonly job: string }) {
  const asked = useJob(hash);
  const job = asked.state === "known" ? asked.value : undefined;
  const title = clean(job?.request?.prompt ?? "", 160) || `Job ${shorten(hash)}`;
  useTitle(title);
  if (asked.state === "asking") return <p class="muted waiting">Asking the chain about the job …</p>;
  if (asked.state === "failed") return <NowhereView sentence={asked.sentence} />;
  return (
    <article class="work">
      <div class="wall">
        <Picture
          digest={asked.value.answer && formatDigest(asked.value.answer.output)}
          alt={title}
          missing={asked.value.answer ? "There is no picture of it on this node." : "It is not made yet."}
        />
      </div>
      <header class="label">
        <p class="kind">Job {shorten(hash)}</p>
        <h1>
          <bdi>{title}</bdi>
        </h1>
        <Order job={asked.value} />
      </header>
      <section class="panel wide" aria-labelledby="job">
        <h2 id="job">{hasEnded(asked.value) ? "Who computed it?" : "How far is it?"}</h2>
        <Course job={asked.value} />
      </section>
      <MadeBy job={asked.value} />
    </article>
  );
}

/** The job of a work, on the sheet of the work. */
export function JobPanel({ job: hash }: { readonly job: string }) {
  const asked = useJob(hash);
  return (
    <section class="panel wide" aria-labelledby="job">
      <h2 id="job">
        <a href={href.job(hash)}>Who computed it?</a>
      </h2>
      {asked.state === "asking" && <p class="muted">Asking the chain …</p>}
      {asked.state === "failed" && (
        <p class="muted">
          {asked.missing ? "The job ended long ago and is no longer on chain. The record stays." : asked.sentence}
        </p>
      )}
      {asked.state === "known" && <Course job={asked.value} />}
    </section>
  );
}

function hasEnded({ phase }: Job): boolean {
  return phase === "finalized" || phase === "refunded";
}

function Course({ job }: { readonly job: Job }) {
  const { block } = useLive();
  const hasFault = job.seats.some(({ fault }) => fault !== null);
  const moved = useAsk(hasFault ? `slashes ${job.job}` : undefined, (reader) => reader.movements(job.requestedAt));
  const lost = (worker: string) => {
    const slashes = moved.state === "known" ? moved.value.list : [];
    const ours = slashes.filter((one) => one.kind === "slashed" && one.job === job.job && one.who === worker);
    return ours.length > 0 ? ours.reduce((sum, { amount }) => sum + amount, 0n) : undefined;
  };
  return (
    <>
      <Steps job={job} />
      <p role="status">{progress(job, block)}</p>
      <Seats job={job} lost={lost} />
      <p class="muted">
        {sentenceOf(`it proves ${clean(job.proves.sentence, 300)}`)}
        {job.proves.stake !== null && ` At stake: ${atl(job.proves.stake)}.`}
        {job.proves.window !== null && ` Open to challenge: ${plural(job.proves.window, "block")}.`}
      </p>
    </>
  );
}

const STEPS = ["requested", "committing", "revealing", "agreed", "finalized"] as const;
const NAMES: Record<(typeof STEPS)[number], string> = {
  requested: "ordered",
  committing: "computing",
  revealing: "opening",
  agreed: "agreed",
  finalized: "final",
};

/** How far a job has come. */
function Steps({ job: { phase, round } }: { readonly job: Job }) {
  const at = phase === "reassigned" ? 0 : STEPS.indexOf(phase as (typeof STEPS)[number]);
  return (
    <ol class={`steps ${phase}`}>
      {STEPS.map((step, i) => (
        <li key={step} class={i < at ? "past" : i === at ? "now" : ""} aria-current={i === at ? "step" : undefined}>
          {NAMES[step]}
          {step === "committing" && round > 1 && <span class="muted"> (round {round})</span>}
        </li>
      ))}
      {phase === "refunded" && (
        <li class="now bad" aria-current="step">
          refunded
        </li>
      )}
    </ol>
  );
}

/** What was ordered. */
function Order({ job }: { readonly job: Job }) {
  return (
    <dl class="facts">
      <Fact name="Ordered by">
        <Account address={job.requester} />
      </Fact>
      <Fact name="Ordered in">
        <BlockNumber of={job.requestedAt} />
      </Fact>
      <Fact name="Model">
        <Model digest={formatDigest(job.model)} />
      </Fact>
      {job.adapters.map(formatDigest).map((adapter) => (
        <Fact name="Adapter" key={adapter}>
          <Model digest={adapter} />
        </Fact>
      ))}
      {job.trait && (
        <Fact name="For">
          <bdi>{clean(job.trait.key, 32)}</bdi>, a trait of{" "}
          <a href={href.work(`${job.trait.ip.collection}-${job.trait.ip.item}`)}>
            {job.trait.ip.collection}-{job.trait.ip.item}
          </a>
        </Fact>
      )}
      <Fact name="Committee">
        {job.m} of {job.n} must agree
      </Fact>
      <Fact name="Price">
        <Amount of={job.price} /> for each worker
      </Fact>
      {job.escrow !== null && (
        <Fact name="Held">
          <Amount of={job.escrow} />
        </Fact>
      )}
      <Fact name="Seed">
        <Digest of={job.effectiveSeed} />
      </Fact>
    </dl>
  );
}

/** The works that were minted from its answer. */
function MadeBy({ job }: { readonly job: Job }) {
  const root = job.answer && formatDigest(job.answer.output);
  const minted = useAsk(root ? `minted ${root}` : undefined, (reader) => reader.mintedFrom(root!));
  if (!root || minted.state !== "known" || minted.value.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="made">
      <h2 id="made">What became of it?</h2>
      <p>
        Minted as{" "}
        {minted.value.map((ip, i) => (
          <>
            {i > 0 && ", "}
            <a key={ip} href={href.work(ip)}>
              {ip}
            </a>
          </>
        ))}
        .
      </p>
    </section>
  );
}

/** A job, as it goes on. */
function useJob(hash: string): Asked<Job> {
  const { reader } = useLive();
  const [asked, setAsked] = useState<Asked<Job>>({ state: "asking" });
  useEffect(() => {
    if (!reader) return undefined;
    const subscription = reader.job(hash).subscribe({
      next: (job) =>
        setAsked(job ? { state: "known", value: job } : { state: "failed", sentence: GONE, missing: true }),
      error: (error: unknown) => {
        const missing = error instanceof NotFound;
        setAsked((before) =>
          before.state === "known"
            ? before
            : { state: "failed", sentence: missing ? GONE : sentenceOf(error), missing },
        );
      },
    });
    return () => subscription.unsubscribe();
  }, [reader, hash]);
  return asked;
}
