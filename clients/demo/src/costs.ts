// What the jobs of the story cost, and who got it.

import { type Chronicle, type Included, palletAccount } from "@atelier/sdk";
import { atl, sum, sums } from "./amounts.ts";
import { line, table, tell, type Row } from "./narrator.ts";
import type { Stage } from "./stage.ts";
import { endingOf, escrowOf, type Ending } from "./wages.ts";

type Events = Included["events"];

/** Follows what was held for each job, by the events of the blocks in which jobs ended. */
export async function settleJobs(
  stage: Stage,
): Promise<{ readonly jobFees: bigint; readonly burnt: bigint; readonly complaints: string[] }> {
  const { api } = stage.chain;
  const treasury = palletAccount(await api.constants.Treasury.PalletId());
  const pallet = palletAccount(await api.constants.Jobs.PalletId());
  const ends = endsOf(stage.chronicle);
  const complaints: string[] = [];
  const rows = stage.commissions.map((commission): Row => {
    const { job, wish, bill } = commission;
    const { held, ...went } = flowOf(stage, job, ends.get(job) ?? [], { treasury, pallet });
    const expected = endingOf(bill, stage.rates, Number(went.wages / bill.price));
    const parts = ["wages", "modelFee", "jobFee", "refund"] as const;
    if (held !== escrowOf(bill, stage.rates) || parts.some((part) => went[part] !== expected[part])) {
      complaints.push(`${wish.name}: what was held for the job did not go where it had to`);
    }
    const amounts = parts.map((part) => went[part]);
    return { name: wish.name, amounts: [held, ...amounts, held - sum(amounts)] };
  });
  const together = sums(rows.map(({ amounts }) => amounts));
  line();
  const header = ["jobs", "held", "− wages", "− model", "− treasury", "− back", "diff"];
  table(header, rows, { name: "in all", amounts: together });
  line();
  const ours = (hash: string) => stage.commissions.some(({ job }) => job === hash);
  const slashed = api.event.Jobs.Slashed.filter(stage.chronicle.events).filter(({ payload }) => ours(payload.job));
  const [lost, burnt] = [
    sum(slashed.map(({ payload }) => payload.amount)),
    sum(slashed.map(({ payload }) => payload.burnt)),
  ];
  tell(`Of the ${atl(lost)} that the liar lost, ${atl(burnt)} are gone for good: that much less exists now.`);
  return { jobFees: together[3] ?? 0n, burnt, complaints };
}

/** What was held for a job, and what went where when it ended. */
function flowOf(
  { chain: { api }, chronicle }: Stage,
  job: string,
  end: Events,
  accounts: { readonly treasury: string; readonly pallet: string },
): Ending & { readonly held: bigint } {
  const { Balances, Jobs, Royalties } = api.event;
  const ours = <T extends { readonly job: string }>({ payload }: { readonly payload: T }) => payload.job === job;
  const requested = Jobs.Requested.filter(chronicle.events).filter(ours);
  const finalized = Jobs.Finalized.filter(end).filter(ours);
  // The fee of the model passes through the account of the pallet.
  const paid = Balances.TransferOnHold.filter(end).filter(
    ({ payload: { reason, dest } }) => reason.type === "Jobs" && dest !== accounts.pallet,
  );
  const used = Royalties.Paid.filter(end).filter(({ payload }) => payload.kind.type === "Use");
  const fees = Balances.Deposit.filter(end).filter(({ payload }) => payload.who === accounts.treasury);
  return {
    held: sum(requested.map(({ payload }) => payload.escrow)),
    wages: sum(paid.map(({ payload }) => payload.amount)),
    modelFee: sum(used.map(({ payload }) => payload.amount)),
    jobFee: sum(fees.map(({ payload }) => payload.amount)),
    refund: sum(finalized.map(({ payload }) => payload.refund)),
  };
}

/** What happened at the end of each job: the events before the one that says so, back to the end of another. */
function endsOf({ blocks }: Chronicle): ReadonlyMap<string, Events> {
  const ends = new Map<string, Events>();
  for (const { events } of blocks.slice(1)) {
    let end: Events = [];
    for (const record of events.filter(({ phase }) => phase.type === "Initialization")) {
      const { event } = record;
      end = [...end, record];
      if (event.type !== "Jobs") continue;
      if (event.value.type !== "Finalized" && event.value.type !== "Refunded") continue;
      ends.set(event.value.value.job, end);
      end = [];
    }
  }
  return ends;
}
