import assert from "node:assert/strict";
import {
  type Chain,
  type Chronicle,
  type Digest,
  type FinalizedBlock,
  formatAmount,
  formatDigest,
  jobs,
} from "@atelier/sdk";
import type { Ended } from "./workshop.ts";

// What jobs must do with money, computed from the rules of the pallet: see pallets/jobs/README.md. Models ask for
// nothing here.

/** What of the exposure a fault costs, in percent. */
const COST: Record<jobs.Fault, bigint> = { noCommit: 5n, noReveal: 25n, wrong: 100n };
const MAX_ROUNDS = 3n;

/** What jobs cost and brought. */
class Flow {
  readonly changes = new Map<string, bigint>();
  /** What the treasury gets. */
  fees = 0n;
  burnt = 0n;

  constructor(
    /** The least that is locked of a worker. */
    private readonly minExposure: bigint,
    /** Who proved which answer of which job to be wrong. */
    private readonly challengers: ReadonlyMap<string, string>,
  ) {}

  /** Takes a job into account that has ended. */
  add({ job, escrow }: Ended): void {
    const jobFee = escrow - job.price * BigInt(job.n);
    // Those of the last round first, each once.
    const right = new Set(
      job.seats
        .toReversed()
        .filter((seat) => jobs.isRight(job, seat))
        .map(worker),
    );
    const payees = job.phase === "finalized" ? [...right].slice(0, job.n) : [];
    for (const payee of payees) this.move(job.requester, payee, job.price);
    const acted = new Set(job.seats.filter(({ committed }) => committed).map(({ round }) => round));
    const fee = job.phase === "finalized" ? jobFee : (jobFee * BigInt(acted.size)) / MAX_ROUNDS;
    this.change(job.requester, -fee);
    this.fees += fee;
    for (const liar of new Set(job.seats.filter(({ fault }) => fault).map(worker))) this.punish(job, liar);
  }

  private punish(job: jobs.Job, liar: string): void {
    const exposure = jobs.exposureOf(job.price, this.minExposure);
    const seats = job.seats.filter(({ worker, fault }) => worker === liar && fault);
    const fault = seats[0]!.fault!;
    const amount = (exposure * BigInt(seats.length) * COST[fault]) / 100n;
    const receivers = [job.requester];
    if (fault === "wrong") {
      const lie = seats.flatMap(({ answer }) => (answer ? [formatDigest(answer.output)] : []))[0]!;
      const challenger = this.challengers.get(`${job.job} ${lie}`);
      assert(challenger, `${liar} was punished for a wrong answer, and nobody proved that`);
      receivers.push(challenger);
    }
    for (const receiver of receivers) this.move(liar, receiver, amount / 4n);
    const burnt = amount - (amount / 4n) * BigInt(receivers.length);
    this.change(liar, -burnt);
    this.burnt += burnt;
  }

  private move(from: string, to: string, amount: bigint): void {
    this.change(from, -amount);
    this.change(to, amount);
  }

  change(address: string, amount: bigint): void {
    this.changes.set(address, (this.changes.get(address) ?? 0n) + amount);
  }
}

/** Compares what accounts have, free or held, with what they must have after jobs. */
export class Settlement {
  private constructor(
    private readonly chain: Chain,
    private readonly chronicle: Chronicle,
    private readonly accounts: readonly string[],
    private readonly start: FinalizedBlock,
    private readonly before: readonly bigint[],
  ) {}

  /** From the best block on, once it is final. */
  static async open(chain: Chain, chronicle: Chronicle, accounts: readonly string[]): Promise<Settlement> {
    const [best] = await chain.client.getBestBlocks();
    const start = await chronicle.reaches(best!.number);
    return new Settlement(chain, chronicle, accounts, start, await wealths(chain, accounts, start.hash));
  }

  /**
   * Up to the first finalized block from `number` on. `ended` are all jobs since the start. Fails unless each account
   * has changed by what jobs brought it, less its fees, and the total issuance by what was burnt.
   */
  async close(ended: readonly Ended[], number: number): Promise<{ readonly burnt: bigint; readonly fees: bigint }> {
    const { api } = this.chain;
    const last = await this.chronicle.reaches(number);
    const events = this.chronicle.between(this.start, last).flatMap(({ events }) => events);
    const proved = api.event.Jobs.ChallengeSucceeded.filter(events);
    const challengers = proved.map(({ payload: { job, answer, challenger } }) => {
      const { output } = answer.value as { readonly output: Digest };
      return [`${job} ${formatDigest(output)}`, challenger] as const;
    });
    const flow = new Flow(await api.constants.Jobs.MinExposure(), new Map(challengers));
    for (const one of ended) flow.add(one);
    const orders = api.event.Jobs.Requested.filter(events).map(({ payload }) => payload);
    for (const { payload } of api.event.Jobs.Canceled.filter(events)) {
      const { requester } = orders.find(({ job }) => job === payload.job)!;
      flow.change(requester, -payload.fee);
    }
    for (const { payload } of api.event.TransactionPayment.TransactionFeePaid.filter(events)) {
      flow.change(payload.who, -payload.actual_fee);
    }

    const after = await wealths(this.chain, this.accounts, last.hash);
    const found = this.accounts.map((account, i) => `${account} ${formatAmount(after[i]! - this.before[i]!)}`);
    const right = this.accounts.map((account) => `${account} ${formatAmount(flow.changes.get(account) ?? 0n)}`);
    assert.deepEqual(found, right, "what accounts have more than before, in ATL");
    const slashed = api.event.Jobs.Slashed.filter(events).map(({ payload }) => payload.burnt);
    assert.equal(
      slashed.reduce((sum, amount) => sum + amount, 0n),
      flow.burnt,
      "what was burnt",
    );
    const [issued, left] = await Promise.all(
      [this.start, last].map(({ hash }) => api.query.Balances.TotalIssuance.getValue({ at: hash })),
    );
    assert.equal(issued! - left!, flow.burnt, "what the total issuance fell by");
    return flow;
  }
}

function wealths({ api }: Chain, accounts: readonly string[], at: string): Promise<bigint[]> {
  return Promise.all(
    accounts.map(async (account) => {
      const { data } = await api.query.System.Account.getValue(account, { at });
      return data.free + data.reserved;
    }),
  );
}

function worker({ worker }: jobs.JobSeat): string {
  return worker;
}
