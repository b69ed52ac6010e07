// How a worker lies, is found out, and pays for it.

import { randomBytes } from "node:crypto";
import { answers, type Digest, formatDigest, hex32, type jobs, only, sha256Digest } from "@atelier/sdk";
import { concatMap, distinctUntilChanged, ignoreElements, lastValueFrom } from "rxjs";
import { atl } from "./amounts.ts";
import { commission, tellOf } from "./commission.ts";
import { expect } from "./expect.ts";
import { endOf } from "./milestones.ts";
import { chapter, fact, tell } from "./narrator.ts";
import type { Model } from "./publishing.ts";
import type { Commission, Stage } from "./stage.ts";
import { slashOf } from "./wages.ts";

const TILE = { prompt: "a boat on a tile", width: 128, height: 128 };

/** A job that somebody lies about. */
export interface Lie {
  readonly order: Commission;
  /** What the liar says that came out. */
  readonly root: Digest;
  /** Once there is nothing left to lie about. */
  readonly told: Promise<void>;
}

/** Clara orders a tile, and one of the three workers lies. */
export async function orderTile(stage: Stage, model: Model): Promise<Lie> {
  const order = await commission(stage, stage.people.Clara, { name: "Tile", model: model.other, picture: TILE });
  const root = sha256Digest(randomBytes(32));
  const told = lie(stage, order, root);
  // Heard of in the chapter.
  told.catch(() => {});
  return { order, root, told };
}

/** Commits to something that the model did not make, and reveals it. */
async function lie({ chain, workers: { liar } }: Stage, { states }: Commission, root: Digest): Promise<void> {
  const salt = hex32(randomBytes(32));
  const act = async (job: jobs.Job): Promise<void> => {
    const { job: hash, round, phase } = job;
    if (!job.seats.some((seat) => seat.round === round && seat.worker === liar.address)) return;
    const seat = { job: hash, round, worker: liar.address };
    const answer = { output: root, length: job.outputLength };
    if (phase === "committing") {
      await answers.commitAnswer(chain, liar.key, seat, answers.answerCommitment(seat, answer, salt));
    } else if (phase === "revealing") {
      await answers.revealAnswer(chain, liar.key, seat, answer, salt);
    }
  };
  const acts = states.pipe(
    distinctUntilChanged((a, b) => a.phase === b.phase && a.round === b.round),
    concatMap(act),
  );
  await lastValueFrom(acts.pipe(ignoreElements()), { defaultValue: undefined });
}

/** The liar is found out. */
export async function justice(stage: Stage, { order, root, told }: Lie): Promise<void> {
  const { rates } = stage;
  const { Clara } = stage.people;
  const { liar } = stage.workers;
  chapter("Meanwhile Clara orders a tile, and one of her workers lies");
  tell("It is made by another model of Mira's, for which she has set no terms: everybody may use it, for no fee.");
  await Promise.all([told, tellOf(stage, order)]);
  const job = await order.ended;
  const fault = job.seats.find(({ worker }) => worker === liar.address)?.fault;
  expect("what the liar was punished for", fault ?? "nothing", "wrong");

  const { challenger, slashed } = await verdict(stage, order, root);
  const { amount, share, burnt } = slashOf(order.bill, rates);
  expect("what the lie cost", slashed.amount, amount);
  expect("what of it was burnt", slashed.burnt, burnt);
  liar.slashed += amount;
  Clara.received += share;
  challenger.received += share;
  tell(
    `${liar.name} said that ${formatDigest(root).slice(0, 15)}… came out. The node of ${challenger.name} made the ` +
      "picture again and challenged that; then the chain made it itself, and saw who was right.",
  );
  fact(`${liar.name} loses`, atl(amount));
  fact(`  to ${challenger.name}`, `${atl(share)}, for the proof`);
  fact("  to Clara", atl(share));
  fact("  burnt", atl(burnt));
  const right = job.seats.filter(({ fault }) => !fault).map(({ worker }) => stage.workerAt(worker).name);
  tell(`${right.join(" and ")} are paid, and Clara has the wage of ${liar.name} back.`);
}

/** Who proved the lie, and what that cost, by the events of final blocks. */
async function verdict(stage: Stage, { job, ended }: Commission, root: Digest) {
  const { chronicle } = stage;
  const { ChallengeSucceeded, Slashed } = stage.chain.api.event.Jobs;
  await chronicle.reaches(endOf(await ended, stage.context));
  const ours = <T extends { readonly job: string }>({ payload }: { readonly payload: T }) => payload.job === job;
  const proved = only("ChallengeSucceeded", ChallengeSucceeded.filter(chronicle.events).filter(ours));
  expect(
    "the answer that was proved wrong",
    formatDigest((proved.answer.value as jobs.Answer).output),
    formatDigest(root),
  );
  const slashed = only("Slashed", Slashed.filter(chronicle.events).filter(ours));
  expect("who was punished", slashed.worker, stage.workers.liar.address);
  return { challenger: stage.workerAt(proved.challenger), slashed };
}
