// A job of the story: ordered, followed, and compared with what it had to cost.

import { jobs } from "@atelier/sdk";
import { concatMap, firstValueFrom, pairwise, ReplaySubject, startWith } from "rxjs";
import { sum } from "./amounts.ts";
import { expect } from "./expect.ts";
import { endOf, news } from "./milestones.ts";
import { fact } from "./narrator.ts";
import { COMMITTEE, WAGE, type Commission, type Person, type Stage, type Wish } from "./stage.ts";
import { endingOf, escrowOf } from "./wages.ts";

/** Orders a job, and follows it. */
export async function commission(stage: Stage, requester: Person, wish: Wish): Promise<Commission> {
  const { chain, rates } = stage;
  const { model, adapters, picture: input, pass, trait, pays } = wish;
  const order = { model, adapters, input, pass, trait, price: WAGE, n: COMMITTEE };
  const bill = { price: WAGE, n: COMMITTEE, modelFee: pays?.fee ?? 0n };
  const maxTotal = escrowOf(bill, rates);
  const quote = await jobs.quoteRequest(chain, order, requester.address);
  expect("the quoted cost of the job", quote.total, maxTotal);
  expect("the quoted fees of models", sum(quote.fees.map(({ amount }) => amount)), bill.modelFee);
  const request = jobs.request(chain, requester, { ...order, maxTotal });
  const [{ job, escrow }] = await stage.together(request);
  expect("what is held for the job", escrow, maxTotal);
  const states = new ReplaySubject<jobs.Job>();
  const ended = jobs
    .followJob(chain, job, (state) => states.next(state))
    .then((last) => {
      enter(stage, { requester, wish, bill }, last);
      states.complete();
      return last;
    });
  // Nobody waits for it yet. Whoever does hears of a failure, and so does whoever looks at the states.
  ended.catch((error: unknown) => states.error(error));
  return stage.entrust({ wish, requester, job, bill, states, ended });
}

/** Tells how a job went and goes on, until it is final. */
export async function tellOf({ context }: Stage, { states, ended }: Commission): Promise<jobs.Job> {
  const steps = states.pipe(
    startWith(undefined),
    pairwise(),
    concatMap(([before, now]) => (now ? news(before, now, context) : [])),
  );
  await steps.forEach(({ label, text }) => {
    fact(label, text);
  });
  return ended;
}

/** The answer of a job, as soon as its workers agree. */
export async function agreement({ states }: Commission): Promise<jobs.Answer> {
  return firstValueFrom(states.pipe(concatMap(({ answer }) => (answer ? [answer] : []))));
}

/** Takes a job into the accounts, as it had to end. */
function enter(
  stage: Stage,
  { requester, wish, bill }: Pick<Commission, "requester" | "wish" | "bill">,
  job: jobs.Job,
) {
  stage.reached(endOf(job, stage.context));
  const right = job.seats.filter((seat) => jobs.isRight(job, seat)).map(({ worker }) => stage.workerAt(worker));
  const { wages, modelFee, jobFee } = endingOf(bill, stage.rates, right.length);
  requester.paid += wages + modelFee + jobFee;
  for (const worker of right) worker.received += bill.price;
  if (modelFee > 0n) wish.pays?.asset.pool.pay(modelFee);
  expect(`whether the record of ${wish.name} is written`, job.recorded, true);
}
