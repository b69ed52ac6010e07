import { AccountId, Binary } from "@polkadot-api/substrate-bindings";
import { formatAmount, formatIp, type Chain, type IpId } from "@atelier/sdk";
import type { Chronicle } from "./chronicle.ts";
import { bold, green, line, red, table, tell } from "./narrator.ts";

/** Somebody of the story, with what the story says about the money. */
export interface Entry {
  readonly name: string;
  readonly address: string;
  readonly start: bigint;
  readonly received: bigint;
  readonly paid: bigint;
}

/** An IP asset of the story, and what its pool should owe, in 2⁻⁶⁴ of a unit. */
export interface Ip {
  readonly name: string;
  readonly ip: IpId;
  readonly pool: { readonly owed: bigint };
}

interface Row extends Entry {
  readonly fees: bigint;
  readonly held: bigint;
  readonly free: bigint;
  readonly difference: bigint;
}

const SCALE = 1n << 64n;

/** Accounts for every unit, from finalized blocks. Returns what is wrong, in sentences. */
export async function settleAccounts(
  chain: Chain,
  chronicle: Chronicle,
  entries: readonly Entry[],
  ips: readonly Ip[],
): Promise<string[]> {
  const complaints: string[] = [];
  const rows = await Promise.all(entries.map((entry) => rowOf(chain, chronicle, entry, complaints)));
  line();
  table(
    ["account", "start", "+ received", "− paid", "− fees", "− held", "= free", "diff"],
    rows.map((row) => ({ name: row.name, amounts: columns(row) })),
    { name: "together", amounts: sums(rows.map(columns)) },
  );
  line();
  tell("Fees are those of transactions; what is held are deposits, which come back with what they are for.");
  for (const { name, difference } of rows) {
    if (difference !== 0n) complaints.push(`${name}: ${formatAmount(difference)} ATL are unaccounted for`);
  }
  complaints.push(...(await royalties(chain, chronicle, ips)));
  line();
  line(
    complaints.length === 0
      ? `   ${green("✓")} ${bold("Every unit is accounted for.")}`
      : `   ${red("✗ Not every unit is accounted for.")}`,
  );
  return complaints;
}

function columns({ start, received, paid, fees, held, free, difference }: Row): bigint[] {
  return [start, received, paid, fees, held, free, difference];
}

function sums(rows: readonly (readonly bigint[])[]): bigint[] {
  return (rows[0] ?? []).map((_, i) => rows.reduce((sum, row) => sum + (row[i] ?? 0n), 0n));
}

async function rowOf({ api }: Chain, chronicle: Chronicle, entry: Entry, complaints: string[]): Promise<Row> {
  const { name, address, start } = entry;
  const { events, pages } = chronicle;
  const at = pages.at(-1)!.hash;
  const [{ data }, holds] = await Promise.all([
    api.query.System.Account.getValue(address, { at }),
    api.query.Balances.Holds.getValue(address, { at }),
  ]);
  const held = sum(holds.map(({ amount }) => amount));
  const fees = sum(
    api.event.TransactionPayment.TransactionFeePaid.filter(events)
      .filter(({ payload }) => payload.who === address)
      .map(({ payload }) => payload.actual_fee),
  );
  const claimed = api.event.Royalties.Claimed.filter(events).filter(({ payload }) => payload.who === address);
  const paid = api.event.Royalties.Paid.filter(events).filter(({ payload }) => payload.payer === address);
  // The royalty of a sale is a payment of its own.
  const sales = api.event.Market.Sold.filter(events).map(({ payload: { seller, buyer, price, royalty } }) => {
    return { seller, buyer, part: price - royalty };
  });
  const told = {
    received:
      sum(claimed.map(({ payload }) => payload.amount)) +
      sum(sales.filter(({ seller }) => seller === address).map(({ part }) => part)),
    paid:
      sum(paid.map(({ payload }) => payload.amount)) +
      sum(sales.filter(({ buyer }) => buyer === address).map(({ part }) => part)),
  };
  for (const side of ["received", "paid"] as const) {
    if (told[side] === entry[side]) continue;
    complaints.push(
      `${name} ${side} ${formatAmount(told[side])} ATL by the events of the chain, ` +
        `and ${formatAmount(entry[side])} ATL were expected`,
    );
  }
  if (data.reserved !== held) complaints.push(`${name}: what is reserved is not what is held`);
  const difference = start + told.received - told.paid - fees - held - data.free;
  return { ...entry, ...told, fees, held, free: data.free, difference };
}

/** The account that holds all royalties: by its ledger, and by its balance. */
async function royalties({ api }: Chain, chronicle: Chronicle, ips: readonly Ip[]): Promise<string[]> {
  const complaints: string[] = [];
  const { events, pages } = chronicle;
  const [first, last] = [pages[0]!, pages.at(-1)!];
  const paid = api.event.Royalties.Paid.filter(events).map(({ payload }) => payload);
  const claimed = api.event.Royalties.Claimed.filter(events).map(({ payload }) => payload);
  const collected = api.event.Royalties.FeesCollected.filter(events).map(({ payload }) => payload);

  const credited = api.event.Royalties.Credited.filter(events).map(({ payload }) => payload);

  const rows: { readonly name: string; readonly amounts: readonly bigint[] }[] = [];
  for (const { name, ip, pool } of ips) {
    const ours = ({ ip: other }: { ip: IpId }) => formatIp(other) === formatIp(ip);
    const flow = {
      in: sum(paid.filter(ours).map(({ amount }) => amount)),
      claimed: sum(claimed.filter(ours).map(({ amount }) => amount)),
      treasury: sum(collected.filter(ours).map(({ amount }) => amount)),
      between:
        sum(credited.filter(ours).map(({ amount }) => amount)) -
        sum(credited.filter(({ from }) => ours({ ip: from })).map(({ amount }) => amount)),
    };
    const owed = await ledgerOf(api, ip, last.hash);
    const due = flow.in + flow.between - flow.claimed - flow.treasury;
    const whole = owed.scaled / SCALE;
    rows.push({
      name: formatIp(ip),
      amounts: [flow.in, flow.between, flow.claimed, flow.treasury, whole, due - whole],
    });
    // Exact, to the 2⁻⁶⁴ of a unit.
    if (due * SCALE !== owed.scaled) {
      complaints.push(`${name}: the ledger owes ${formatAmount(whole)} ATL, and ${formatAmount(due)} ATL are left`);
    }
    if (pool.owed !== owed.scaled) {
      complaints.push(`${name}: the ledger does not owe the ${formatAmount(pool.owed / SCALE)} ATL that were expected`);
    }
  }
  line();
  const together = sums(rows.map(({ amounts }) => amounts));
  const header = ["royalties", "+ paid in", "± passed up", "− claimed", "− treasury", "= owed", "diff"];
  table(header, rows, { name: "together", amounts: together });
  line();
  tell(
    `${ips.map(({ name, ip }) => `${formatIp(ip)} is "${name}"`).join(", ")}. ` +
      "Owed is what the ledger of the pools says: what members can claim, their fractions of a unit, what is set " +
      "aside for ancestors, and protocol fees that were not handed over.",
  );

  const account = await sovereign(api);
  const [before, after] = await Promise.all(
    [first, last].map(async ({ hash }) => (await api.query.System.Account.getValue(account, { at: hash })).data.free),
  );
  const moved = sum(paid.map(({ amount }) => amount)) - sum([...claimed, ...collected].map(({ amount }) => amount));
  const others = after! - before! - (together.at(-2) ?? 0n);
  tell(
    `The account of the royalties, ${account}, grew by ${formatAmount(after! - before!)} ATL` +
      `${others === 0n ? "" : `, ${formatAmount(others)} of it by what others did meanwhile`}.`,
  );
  if (after! - before! !== moved) {
    complaints.push(
      `the account of the royalties grew by ${formatAmount(after! - before!)} ATL, ` +
        `and all payments less all payouts are ${formatAmount(moved)} ATL`,
    );
  }
  return complaints;
}

/** What a pool owes to members, ancestors and the treasury, in 2⁻⁶⁴ of a unit. */
async function ledgerOf(api: Chain["api"], ip: IpId, at: string) {
  const [pool, entries, stack] = await Promise.all([
    api.query.Royalties.Pools.getValue(ip, { at }),
    api.query.Royalties.Members.getEntries(ip, { at }),
    api.query.Royalties.Stacks.getValue(ip, { at }),
  ]);
  if (!pool) return { scaled: 0n };
  const index = wide(pool.index.idx);
  const founder = [{ weight: pool.weight, seen: 0n, scaled: 0n }];
  const members = pool.founding
    ? founder
    : entries.map(({ value: { weight, accrual } }) => {
        return { weight, seen: wide(accrual.seen), scaled: wide(accrual.scaled) };
      });
  const owed = members.map(({ weight, seen, scaled }) => scaled + weight * (index - seen));
  // What was set aside, less what each ancestor has received: the dust of the division is in it.
  const share = (amount: bigint, rate: number) => (amount * BigInt(rate)) / 1_000_000_000n;
  const received = (stack?.ancestors ?? []).map(({ rate }, i) => {
    const to = pool.run && i < pool.run.next ? pool.run.target : pool.settled;
    return share(to, rate);
  });
  const reserve = share(pool.gross, pool.stack) - sum(received);
  return { scaled: sum(owed) + wide(pool.index.rem) + (reserve + pool.fees) * SCALE };
}

/** A number of 256 bits, in four parts. */
function wide(limbs: readonly bigint[]): bigint {
  return limbs.reduceRight((number, limb) => (number << 64n) + limb, 0n);
}

/** The account that pallets derive from their id. */
async function sovereign(api: Chain["api"]): Promise<string> {
  const id = await api.constants.Royalties.PalletId();
  const bytes = new Uint8Array(32);
  bytes.set(Binary.fromText("modl"));
  bytes.set(typeof id === "string" ? Binary.fromHex(id) : id, 4);
  return AccountId().dec(bytes);
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}
