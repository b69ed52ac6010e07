import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { type Account, type Chain, ChainError, type Digest, formatDigest, jobs, sha256Digest } from "@atelier/sdk";
import { connect } from "@atelier/sdk/node";
import { filter } from "rxjs";
import { Member, membersOf, reached, refusalOf } from "../../src/committee.ts";
import { first } from "../../src/deadline.ts";
import { disconnect } from "../../src/disconnect.ts";
import { Gateway } from "../../src/gateway.ts";
import { ending, operator, order, type Ended, type Ordered } from "../../src/workshop.ts";

// Workers that do what no node of the project does. Their keys are those of the test.

/** Enough for two committees. */
export const STRANGE_OPERATORS = ["Dave", "Eve", "Ferdie", "Gina", "Hugo", "Ida"].map((who) =>
  operator(`${who}//worker`),
);

const SECONDS = 60;
const NOT_ASSIGNED = "Custom error: 1";
const WRONG_REVEAL = "Custom error: 2";
const STALE = "Transaction is outdated";
const FUTURE = "Transaction will be valid in the future";
const BAD_PROOF = "Transaction has a bad signature";

/** What these tests need of the suite that they are in. */
export interface Running {
  readonly url: string;
  /** A model that only the strange operators serve. */
  readonly model: Digest;
  readonly painter: Account;
  /** All jobs that have ended, to be accounted for. */
  readonly ended: Ended[];
}

/** Declares the tests. The node watches. */
export function strangeWorkers(running: () => Running): void {
  describe("a worker", { concurrency: true }, () => {
    let chain: Chain;
    let gateway: Gateway;
    before(async () => {
      [chain, gateway] = await Promise.all([connect(running().url), Gateway.honest()]);
    });
    after(async () => {
      await disconnect(chain);
      await gateway.stop();
    });

    /** A job that has its first committee. */
    async function assigned(m = 2): Promise<{ readonly ordered: Ordered; readonly members: Member[] }> {
      const ordered = await order(chain, running().painter, running().model, { m });
      const job = await reached(chain, ordered, "committing");
      return { ordered, members: await membersOf(chain, job, STRANGE_OPERATORS, gateway) };
    }

    /** Waits until a job is final as it must be: after how many rounds, and who did what wrong. */
    async function endsWith(
      ordered: Ordered,
      rounds: number,
      faults: readonly (readonly [who: Member, fault: jobs.Fault])[],
    ): Promise<Ended> {
      const end = await ending(chain, ordered);
      running().ended.push(end);
      const { job } = end;
      assert.deepEqual([job.phase, job.round], ["finalized", rounds]);
      const found = job.seats.flatMap(({ worker, round, fault }) => (fault ? [`${worker} ${round} ${fault}`] : []));
      const right = faults.map(([{ operator, round }, fault]) => `${operator.address} ${round} ${fault}`);
      assert.deepEqual(found.sort(), right.sort());
      return end;
    }

    /** Commits, and waits for the time to reveal. */
    async function commitAll(ordered: Ordered, members: readonly Member[], round = 1): Promise<void> {
      await Promise.all(members.map((member) => member.commit()));
      await reached(chain, ordered, "revealing", round);
    }

    /** Waits until some seat of a job is so. */
    async function seen({ job }: Ordered, what: string, isSo: (seat: jobs.JobSeat) => boolean): Promise<void> {
      const states = jobs.watchJob(chain, job).pipe(filter((now) => now?.seats.some(isSo) ?? false));
      await first(SECONDS, `${what} of job ${job}`, states);
    }

    function revealAll(members: readonly Member[]): Promise<unknown> {
      return Promise.all(members.map((member) => member.reveal()));
    }

    /** Somebody with a seat who says something that the model did not make. */
    function liar({ operator, job, round, answer }: Member, output = sha256Digest(randomBytes(32))): Member {
      return new Member(chain, operator, job, round, { ...answer, output });
    }

    test("that copies a commitment cannot open it, and loses a quarter", async () => {
      const { ordered, members } = await assigned();
      const [copyist, other, third] = members as [Member, Member, Member];
      // It looks like any other.
      await copyist.commit(other.commitment);
      await commitAll(ordered, [other, third]);
      assert.equal(await refusalOf(chain, () => copyist.reveal()), WRONG_REVEAL);
      assert.equal(await refusalOf(chain, () => copyist.reveal({ ...copyist, salt: other.salt })), WRONG_REVEAL);
      await revealAll([other, third]);
      await endsWith(ordered, 1, [[copyist, "noReveal"]]);
    });

    test("that withholds its answer loses a quarter", async () => {
      const { ordered, members } = await assigned();
      const [silent, ...others] = members as [Member, ...Member[]];
      await commitAll(ordered, members);
      await revealAll(others);
      await endsWith(ordered, 1, [[silent, "noReveal"]]);
      assert.equal(await refusalOf(chain, () => silent.reveal()), STALE);
    });

    test("that commits late is refused, and loses a twentieth", async () => {
      const { ordered, members } = await assigned();
      const [late, ...others] = members as [Member, ...Member[]];
      await commitAll(ordered, others);
      assert.equal(await refusalOf(chain, () => late.commit()), STALE);
      await revealAll(others);
      await endsWith(ordered, 1, [[late, "noCommit"]]);
    });

    test("cannot say again in a later round what it said before", async () => {
      const { ordered, members } = await assigned(3);
      const [silent, other, third] = members as [Member, Member, Member];
      await Promise.all([other.commit(), third.commit()]);
      const job = await reached(chain, ordered, "committing", 2);
      assert(job.seats.every(({ worker, round }) => worker !== silent.operator.address || round === 1));
      assert.equal(await refusalOf(chain, () => other.commit()), STALE);
      assert.equal(await refusalOf(chain, () => other.reveal()), STALE);
      const second = await membersOf(chain, job, STRANGE_OPERATORS, gateway);
      await commitAll(ordered, second, 2);
      assert.equal(await refusalOf(chain, () => other.reveal()), STALE);
      await revealAll(second);
      await endsWith(ordered, 2, [[silent, "noCommit"]]);
    });

    test("that lies is found out, and loses everything", async () => {
      const { ordered, members } = await assigned();
      const [one, ...others] = members as [Member, ...Member[]];
      const lying = liar(one);
      await commitAll(ordered, [lying, ...others]);
      await revealAll([lying, ...others]);
      await seen(ordered, "the end of the lie", ({ fault }) => fault === "wrong");
      const again = jobs.challenge(chain, running().painter, ordered.job, lying.answer);
      await assert.rejects(again, (error) => error instanceof ChainError && error.is("Jobs", "NotRevealed"));
      const { job } = await endsWith(ordered, 1, [[lying, "wrong"]]);
      assert.deepEqual(job.answer, others[0]!.answer);
    });

    test("is found out also if most of the committee lie: others run the job again", async () => {
      const { ordered, members } = await assigned();
      const [one, other, honest] = members as [Member, Member, Member];
      const lying = liar(one);
      const accomplice = liar(other, lying.answer.output);
      await commitAll(ordered, [lying, accomplice, honest]);
      await revealAll([lying, accomplice, honest]);
      const agreed = await reached(chain, ordered, "agreed");
      assert.equal(formatDigest(agreed.answer!.output), formatDigest(lying.answer.output));
      const second = await membersOf(chain, await reached(chain, ordered, "committing", 2), STRANGE_OPERATORS, gateway);
      await commitAll(ordered, second, 2);
      await revealAll(second);
      const faults = [
        [lying, "wrong"],
        [accomplice, "wrong"],
      ] as const;
      const { job } = await endsWith(ordered, 2, faults);
      assert.deepEqual(job.answer, honest.answer);
    });

    test("does everything in its turn and once, with its own key", async () => {
      const { ordered, members } = await assigned();
      const [one, other, third] = members as [Member, Member, Member];
      const stranger = STRANGE_OPERATORS.find(({ address }) =>
        members.every(({ operator }) => operator.address !== address),
      )!;
      const { job, answer } = one;
      assert.equal(await refusalOf(chain, () => new Member(chain, stranger, job, 1, answer).commit()), NOT_ASSIGNED);
      assert.equal(await refusalOf(chain, () => one.commit(one.commitment, stranger.key)), BAD_PROOF);
      assert.equal(await refusalOf(chain, () => one.commit(one.commitment, other.operator.key)), BAD_PROOF);
      assert.equal(await refusalOf(chain, () => one.reveal()), FUTURE);
      assert.equal(await refusalOf(chain, () => new Member(chain, one.operator, job, 2, answer).commit()), FUTURE);

      await one.commit();
      await seen(ordered, "the first commitment", ({ committed }) => committed);
      assert.equal(await refusalOf(chain, () => liar(one).commit()), NOT_ASSIGNED);
      await commitAll(ordered, [other, third]);
      assert.equal(await refusalOf(chain, () => one.commit()), STALE);
      assert.equal(await refusalOf(chain, () => liar(one).reveal()), WRONG_REVEAL);
      const longer = { ...answer, length: answer.length + 1 };
      assert.equal(await refusalOf(chain, () => one.reveal({ ...one, answer: longer })), WRONG_REVEAL);
      assert.equal(
        await refusalOf(chain, () => one.reveal({ ...one, operator: { ...one.operator, key: stranger.key } })),
        BAD_PROOF,
      );
      await revealAll(members);
      await reached(chain, ordered, "agreed");
      assert.equal(await refusalOf(chain, () => one.reveal()), STALE);
      const { job: final } = await endsWith(ordered, 1, []);
      assert.deepEqual(
        final.seats.map((seat) => seat.answer),
        members.map((member) => member.answer),
      );
    });
  });
}
