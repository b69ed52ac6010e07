// What a studio decides: proposed by a member, voted on, signed by the studio, and compared with what its rule says.

import { type Included, studios } from "@atelier/sdk";
import type { Transaction } from "polkadot-api";
import { sum } from "./amounts.ts";
import { expect } from "./expect.ts";
import { fact } from "./narrator.ts";
import type { Decision, Person, Stage, Studio } from "./stage.ts";

/** Enough blocks that all votes come in time, and one in which anybody can see what was decided. */
export const PACE = { approval: 0.5, quorum: 0.5, period: 4, delay: 1 } as const;

/** What a member wants the studio to sign. */
export interface Motion {
  readonly proposer: Person;
  /** What the call does, after "proposes". */
  readonly what: string;
  readonly call: Transaction;
  readonly ayes: readonly Person[];
  readonly nays?: readonly Person[];
}

/** Somebody proposes, others vote, and the chain does the rest by itself. */
export async function decide(stage: Stage, studio: Studio, motion: Motion): Promise<Decision> {
  const { chain } = stage;
  const { proposer, what, call, ayes, nays = [] } = motion;
  const [{ proposal, closesAt, tx }] = await stage.together(studios.propose(chain, proposer, studio.id, call));
  fact(`${proposer.name} proposes`, what);
  expect(`when proposal ${proposal.number} is closed`, closesAt, tx.block.number + PACE.period);
  const vote = (aye: boolean) => (who: Person) => studios.vote(chain, who, proposal, aye);
  await stage.together(...ayes.map(vote(true)), ...nays.map(vote(false)));
  const outcome = await studios.outcome(chain, proposal);
  expect(`what became of proposal ${proposal.number} of the studio`, outcome, "Enacted");

  const decision: Decision = {
    proposer,
    proposal,
    ayes: weightOf(studio, ayes),
    nays: weightOf(studio, nays),
    electorate: weightOf(studio, studio.members),
    closesAt,
    enactedAt: closesAt + PACE.delay,
    deposit: moved(stage, "Held", tx, proposer),
  };
  stage.reached(decision.enactedAt);
  studio.decisions.push(decision);
  const [inFavor, against, all] = (["ayes", "nays", "electorate"] as const).map(
    (side) => decision[side] / studio.unit.weight,
  );
  fact(`closed, block ${closesAt}`, `${inFavor} for it, ${against} against, of ${all} ${studio.unit.name}`);
  return decision;
}

function weightOf({ powers, unit }: Studio, members: readonly Person[]): bigint {
  return sum(members.map((member) => (powers.get(member) ?? 0n) * unit.weight));
}

/** Compares what each vote of the studio weighs now. */
export async function expectPowers({ chain }: Stage, studio: Studio): Promise<void> {
  const powers = new Map((await studios.members(chain, studio.id)).map(({ who, power }) => [who, power]));
  expect("the number of members", powers.size, studio.members.length);
  for (const member of studio.members) {
    const [power, weight] = [powers.get(member.address) ?? -1n, weightOf(studio, [member])];
    expect(`what the vote of ${member.name} weighs`, Number(power), Number(weight));
  }
}

/** Compares all that the studio decided with the events of final blocks. */
export async function expectDecisions({ chain, chronicle }: Stage, { id, decisions }: Studio): Promise<void> {
  const { Closed, Enacted } = chain.api.event.Studios;
  await chronicle.reaches(Math.max(...decisions.map(({ enactedAt }) => enactedAt)));
  for (const { proposal, closesAt, enactedAt, ...votes } of decisions) {
    const ours = <T extends { readonly studio: number; readonly proposal: number }>({ payload }: { payload: T }) =>
      payload.studio === id && payload.proposal === proposal.number;
    const closed = Closed.filter(chronicle.eventsOf(closesAt)).find(ours)?.payload;
    expect(`whether proposal ${proposal.number} was closed in block ${closesAt}`, closed !== undefined, true);
    expect(`the votes for proposal ${proposal.number}`, Number(closed!.tally.ayes), Number(votes.ayes));
    expect(`the votes against proposal ${proposal.number}`, Number(closed!.tally.nays), Number(votes.nays));
    expect(
      `the votes that proposal ${proposal.number} could have`,
      Number(closed!.electorate),
      Number(votes.electorate),
    );
    const enacted = Enacted.filter(chronicle.eventsOf(enactedAt)).find(ours)?.payload;
    const success = enacted?.result.success ?? false;
    expect(`whether proposal ${proposal.number} was enacted in block ${enactedAt}`, success, true);
  }
}

/** What is over is removed, and each proposer gets back what was held. The sum of that. */
export async function prune(stage: Stage, { decisions }: Studio): Promise<bigint> {
  const steps = decisions.map(({ proposer, proposal }) => studios.prune(stage.chain, proposer, proposal));
  const done = await stage.together<{ readonly tx: Included }[]>(...steps);
  decisions.forEach(({ proposer, proposal, deposit }, i) => {
    const released = moved(stage, "Released", done[i]!.tx, proposer);
    expect(`what ${proposer.name} gets back for proposal ${proposal.number}`, released, deposit);
  });
  return sum(decisions.map(({ deposit }) => deposit));
}

/** What a step has held of somebody for studios, or released. */
function moved({ chain }: Stage, what: "Held" | "Released", { events }: Included, { address }: Person): bigint {
  const found = chain.api.event.Balances[what].filter(events).map(({ payload }) => payload);
  const ours = found.filter(({ reason, who }) => reason.type === "Studios" && who === address);
  return sum(ours.map(({ amount }) => amount));
}
