// What everybody of the story has, and where it came from and went.

import { type Chain, formatAmount } from "@atelier/sdk";
import { atl, sum, sums } from "./amounts.ts";
import { settleJobs } from "./costs.ts";
import { settleRoyalties } from "./ledger.ts";
import { lostBondsOf, settleBonds } from "./opposing.ts";
import { bold, green, line, red, table, tell, type Row } from "./narrator.ts";
import type { Party, Stage } from "./stage.ts";

/** What came and went, by the events of the chain. */
interface Flow {
  readonly received: bigint;
  readonly paid: bigint;
  readonly slashed: bigint;
}

/** An account at the end. What it had before the story is left out. */
interface Account extends Flow {
  readonly name: string;
  readonly start: bigint;
  readonly fees: bigint;
  readonly held: bigint;
  readonly free: bigint;
  readonly difference: bigint;
}

/** Accounts for every unit, from finalized blocks. Returns what is wrong, in sentences. */
export async function settleAccounts(stage: Stage): Promise<string[]> {
  const complaints: string[] = [];
  const accountsOf = (whose: readonly Party[]) => Promise.all(whose.map((who) => accountOf(stage, who, complaints)));
  const people = await accountsOf([...stage.everybody, ...stage.studios]);
  const workers = await accountsOf(stage.everyWorker);
  line();
  totaled(["people", "start", "+ received", "− paid", "− fees", "− held", "= free", "diff"], people, (account) => {
    const { start, received, paid, fees, held, free, difference } = account;
    return [start, received, paid, fees, held, free, difference];
  });
  line();
  totaled(["workers", "+ received", "− slashed", "− fees", "− staked", "= more", "diff"], workers, (account) => {
    const { received, slashed, fees, held, free, difference } = account;
    return [received, slashed, fees, held, free, difference];
  });
  line();
  tell(
    "Fees are those of transactions; what is held are deposits, which come back with what they are for. Mira and the " +
      `workers are the same in each telling: what they had before is left out. ${whatLasts(stage)}`,
  );
  for (const { name, difference } of [...people, ...workers]) {
    if (difference !== 0n) complaints.push(`${name}: ${atl(difference)} are unaccounted for`);
  }
  const jobs = await settleJobs(stage);
  const royalties = await settleRoyalties(stage);
  const bonds = settleBonds(stage);
  complaints.push(...jobs.complaints, ...royalties.complaints, ...bonds.complaints);
  complaints.push(...(await settleWhole(stage, [...people, ...workers], jobs, royalties, bonds)));
  line();
  line(
    complaints.length === 0
      ? `   ${green("✓")} ${bold("Every unit is accounted for.")}`
      : `   ${red("✗ Not every unit is accounted for.")}`,
  );
  return complaints;
}

/** What is different for a studio. */
function whatLasts({ studios }: Stage): string {
  const names = studios.map(({ name }) => name).join(", ");
  return (
    `${names} is a studio: its members pay the fees of what it signs. It lasts, and so does what it accepted: ` +
    "what is held for these stays."
  );
}

function totaled(
  header: readonly string[],
  accounts: readonly Account[],
  columns: (account: Account) => bigint[],
): void {
  const rows = accounts.map((account): Row => ({ name: account.name, amounts: columns(account) }));
  table(header, rows, { name: "in all", amounts: sums(rows.map(({ amounts }) => amounts)) });
}

/** Where all of what was given out at the beginning is now. */
async function settleWhole(
  { chain, chronicle }: Stage,
  accounts: readonly Account[],
  jobs: { readonly jobFees: bigint; readonly burnt: bigint },
  royalties: { readonly owed: bigint; readonly toTreasury: bigint },
  bonds: { readonly toTreasury: bigint; readonly burnt: bigint },
): Promise<string[]> {
  const total = (of: (account: Account) => bigint) => accounts.reduce((sum, account) => sum + of(account), 0n);
  const parts: Row[] = [
    { name: "in the accounts, free or held", amounts: [total(({ free, held }) => free + held)] },
    { name: "owed by the pools", amounts: [royalties.owed] },
    { name: "in the treasury, of payments", amounts: [royalties.toTreasury] },
    { name: "in the treasury, of jobs", amounts: [jobs.jobFees] },
    { name: "in the treasury, of bonds", amounts: [bonds.toTreasury] },
    { name: "fees of transactions", amounts: [total(({ fees }) => fees)] },
    { name: "burnt", amounts: [jobs.burnt + bonds.burnt] },
  ];
  const given = total(({ start }) => start);
  const found = sums(parts.map(({ amounts }) => amounts))[0]!;
  line();
  table([`the ${atl(given)} of the beginning`, "are now"], parts, { name: "in all", amounts: [found] });
  const complaints = given === found ? [] : [`${atl(given - found)} of the beginning are nowhere`];
  const [before, after] = await Promise.all(
    [chronicle.blocks[0]!, chronicle.blocks.at(-1)!].map(({ hash }) =>
      chain.api.query.Balances.TotalIssuance.getValue({ at: hash }),
    ),
  );
  const slashes = chain.api.event.Jobs.Slashed.filter(chronicle.events);
  const burnt = slashes.reduce((sum, { payload }) => sum + payload.burnt, bonds.burnt);
  if (before! - after! !== burnt) {
    const fell = formatAmount(before! - after!);
    complaints.push(`there are ${fell} ATL less than before, and ${atl(burnt)} were burnt`);
  }
  return complaints;
}

async function accountOf(stage: Stage, who: Party, complaints: string[]): Promise<Account> {
  const { chain, chronicle } = stage;
  const { name, address, start } = who;
  const [before, after] = await Promise.all(
    [chronicle.blocks[0]!, chronicle.blocks.at(-1)!].map(({ hash }) => balanceOf(chain, address, hash)),
  );
  if (after!.reserved !== after!.held) complaints.push(`${name}: what is reserved is not what is held`);
  const paidFees = chain.api.event.TransactionPayment.TransactionFeePaid.filter(chronicle.events);
  const fees = sum(paidFees.filter(({ payload }) => payload.who === address).map(({ payload }) => payload.actual_fee));
  const told = flowOf(stage, address);
  for (const side of ["received", "paid", "slashed"] as const) {
    if (told[side] === who[side]) continue;
    complaints.push(
      `${name} ${side} ${atl(told[side])} by the events of the chain, ` + `and ${atl(who[side])} were expected`,
    );
  }
  const [free, held] = [after!.free - before!.free, after!.held - before!.held];
  const difference = start + told.received - told.paid - told.slashed - fees - held - free;
  return { name, start, ...told, fees, held, free, difference };
}

async function balanceOf({ api }: Chain, address: string, at: string) {
  const [{ data }, holds] = await Promise.all([
    api.query.System.Account.getValue(address, { at }),
    api.query.Balances.Holds.getValue(address, { at }),
  ]);
  return { free: data.free, reserved: data.reserved, held: sum(holds.map(({ amount }) => amount)) };
}

function flowOf({ chain, chronicle: { events }, everybody, studios }: Stage, address: string): Flow {
  const { api } = chain;
  const { Royalties, Market, Balances, Jobs } = api.event;
  const claimed = Royalties.Claimed.filter(events).filter(({ payload }) => payload.who === address);
  const paid = Royalties.Paid.filter(events).filter(({ payload }) => payload.payer === address);
  // The royalty of a sale is a payment of its own.
  const sales = Market.Sold.filter(events).map(({ payload: { seller, buyer, price, royalty } }) => {
    return { seller, buyer, part: price - royalty };
  });
  // Wages come out of what requesters have held, shares of slashes out of stakes.
  const wages = Balances.TransferOnHold.filter(events).filter(
    ({ payload: { reason, dest } }) => ["Jobs", "Workers"].includes(reason.type) && dest === address,
  );
  const ordered = Jobs.Requested.filter(events).filter(({ payload }) => payload.requester === address);
  const returned = [...Jobs.Finalized.filter(events), ...Jobs.Refunded.filter(events)].filter(({ payload }) =>
    ordered.some((order) => order.payload.job === payload.job),
  );
  const slashed = Jobs.Slashed.filter(events).filter(({ payload }) => payload.worker === address);
  const lost = lostBondsOf(chain, events, address);
  const isOf = (parties: readonly Party[], address: string) => parties.some((party) => party.address === address);
  // What people put into a studio is a transfer and nothing else.
  const purses = Balances.Transfer.filter(events).filter(
    ({ payload: { from, to } }) => isOf(everybody, from) && isOf(studios, to),
  );
  return {
    received:
      sum(claimed.map(({ payload }) => payload.amount)) +
      sum(sales.filter(({ seller }) => seller === address).map(({ part }) => part)) +
      sum(wages.map(({ payload }) => payload.amount)) +
      sum(purses.filter(({ payload }) => payload.to === address).map(({ payload }) => payload.amount)),
    paid:
      sum(paid.map(({ payload }) => payload.amount)) +
      sum(sales.filter(({ buyer }) => buyer === address).map(({ part }) => part)) +
      sum(purses.filter(({ payload }) => payload.from === address).map(({ payload }) => payload.amount)) +
      sum(ordered.map(({ payload }) => payload.escrow)) +
      lost.toTreasury +
      lost.burnt -
      sum(returned.map(({ payload }) => payload.refund)),
    slashed: sum(slashed.map(({ payload }) => payload.amount)),
  };
}
