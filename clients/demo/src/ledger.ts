// What the pools of the story's IP assets owe, and where the rest of what they got went.

import { type Chain, formatAmount, formatIp, type IpId, palletAccount } from "@atelier/sdk";
import { atl, sum, sums } from "./amounts.ts";
import { line, table, tell, type Row } from "./narrator.ts";
import type { Opening } from "./split.ts";
import type { Stage } from "./stage.ts";

const SCALE = 1n << 64n;

/** The account that holds all royalties: by its ledger, and by its balance. What it owes more than before the story. */
export async function settleRoyalties(
  stage: Stage,
): Promise<{ owed: bigint; toTreasury: bigint; complaints: string[] }> {
  const complaints: string[] = [];
  const { api } = stage.chain;
  const { events, blocks } = stage.chronicle;
  const [first, last] = [blocks[0]!, blocks.at(-1)!];
  const paid = api.event.Royalties.Paid.filter(events).map(({ payload }) => payload);
  const claimed = api.event.Royalties.Claimed.filter(events).map(({ payload }) => payload);
  const collected = api.event.Royalties.FeesCollected.filter(events).map(({ payload }) => payload);

  const credited = api.event.Royalties.Credited.filter(events).map(({ payload }) => payload);

  const rows: Row[] = [];
  for (const { name, ip, pool } of stage.assets) {
    const ours = ({ ip: other }: { ip: IpId }) => formatIp(other) === formatIp(ip);
    const flow = {
      in: sum(paid.filter(ours).map(({ amount }) => amount)),
      claimed: sum(claimed.filter(ours).map(({ amount }) => amount)),
      treasury: sum(collected.filter(ours).map(({ amount }) => amount)),
      between:
        sum(credited.filter(ours).map(({ amount }) => amount)) -
        sum(credited.filter(({ from }) => ours({ ip: from })).map(({ amount }) => amount)),
    };
    const [before, owed] = await Promise.all([first, last].map(({ hash }) => ledgerOf(api, ip, hash)));
    const due = flow.in + flow.between - flow.claimed - flow.treasury;
    const more = owed! - before!;
    const whole = more / SCALE;
    rows.push({
      name: formatIp(ip),
      amounts: [flow.in, flow.between, flow.claimed, flow.treasury, whole, due - whole],
    });
    // Exact, to the 2⁻⁶⁴ of a unit.
    if (due * SCALE !== more) {
      complaints.push(`${name}: the ledger owes ${atl(whole)}, and ${atl(due)} are left`);
    }
    if (pool.owed !== owed) {
      complaints.push(`${name}: the ledger does not owe the ${atl(pool.owed / SCALE)} that were expected`);
    }
  }
  line();
  const together = sums(rows.map(({ amounts }) => amounts));
  const header = ["royalties", "+ paid in", "± passed up", "− claimed", "− treasury", "= owed", "diff"];
  table(header, rows, { name: "in all", amounts: together });
  line();
  tell(
    `${stage.assets.map(({ name, ip }) => `${formatIp(ip)} is "${name}"`).join(", ")}. ` +
      "Owed is what the ledger of the pools says: what members can claim, their fractions of a unit, what is set " +
      "aside for ancestors, and protocol fees that were not handed over.",
  );

  const account = palletAccount(await api.constants.Royalties.PalletId());
  const [before, after] = await Promise.all(
    [first, last].map(async ({ hash }) => (await api.query.System.Account.getValue(account, { at: hash })).data.free),
  );
  const moved = sum(paid.map(({ amount }) => amount)) - sum([...claimed, ...collected].map(({ amount }) => amount));
  const others = after! - before! - (together.at(-2) ?? 0n);
  tell(
    `The account of the royalties, ${account}, grew by ${atl(after! - before!)}` +
      `${others === 0n ? "" : `, ${formatAmount(others)} of it by what others did meanwhile`}.`,
  );
  if (after! - before! !== moved) {
    complaints.push(
      `the account of the royalties grew by ${atl(after! - before!)}, ` +
        `and all payments less all payouts are ${atl(moved)}`,
    );
  }
  return { owed: together.at(-2) ?? 0n, toTreasury: together.at(-3) ?? 0n, complaints };
}

/** What a pool owes to members, ancestors and the treasury, in 2⁻⁶⁴ of a unit. */
async function ledgerOf(api: Chain["api"], ip: IpId, at: string): Promise<bigint> {
  const [pool, stack, opening] = await Promise.all([
    api.query.Royalties.Pools.getValue(ip, { at }),
    api.query.Royalties.Stacks.getValue(ip, { at }),
    openingOf(api, ip, at),
  ]);
  if (!pool || !opening) return 0n;
  // What was set aside, less what each ancestor has received: the dust of the division is in it.
  const share = (amount: bigint, rate: number) => (amount * BigInt(rate)) / 1_000_000_000n;
  const received = (stack?.ancestors ?? []).map(({ rate }, i) => {
    const to = pool.run && i < pool.run.next ? pool.run.target : pool.settled;
    return share(to, rate);
  });
  const reserve = share(pool.gross, pool.stack) - sum(received);
  return sum(opening.members.map(({ scaled }) => scaled)) + opening.remainder + (reserve + pool.fees) * SCALE;
}

/** A pool as it stands, and what its next payments are computed from. Nothing before its first payment. */
export async function openingOf(api: Chain["api"], ip: IpId, at: string): Promise<Opening | undefined> {
  const [pool, entries] = await Promise.all([
    api.query.Royalties.Pools.getValue(ip, { at }),
    api.query.Royalties.Members.getEntries(ip, { at }),
  ]);
  if (!pool) return undefined;
  const { received, fees } = pool;
  const index = wide(pool.index.idx);
  // The creator of an IP asset has no record until the first claim or change.
  const founder = { address: pool.authority ?? "", score: pool.total_score, scaled: pool.total_score * index };
  const members = entries.map(({ keyArgs: [, address], value: { score, accrual } }) => {
    return { address, score, scaled: wide(accrual.scaled) + score * (index - wide(accrual.seen)) };
  });
  return { received, fees, remainder: wide(pool.index.rem), members: pool.founding ? [founder] : members };
}

/** A number of 256 bits, in four parts. */
function wide(limbs: readonly bigint[]): bigint {
  return limbs.reduceRight((number, limb) => (number << 64n) + limb, 0n);
}
