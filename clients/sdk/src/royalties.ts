import type { Account } from "./accounts.ts";
import type { AtelierApi, Chain } from "./connect.ts";
import { ChainError } from "./errors.ts";
import type { IpId } from "./format.ts";
import { only, submit, type Done, type Included, type StepOptions } from "./transactions.ts";

/** What a payment would bring to whom. */
export type PaymentQuote = NonNullable<Awaited<ReturnType<AtelierApi["view"]["Royalties"]["quote_payment"]>>>;
/** The money of an IP asset. */
export type Pool = NonNullable<Awaited<ReturnType<AtelierApi["view"]["Royalties"]["pool"]>>>;

/** How a payment was split. */
export interface Receipt {
  readonly amount: bigint;
  /** The part of the protocol. */
  readonly fee: bigint;
  /** The part reserved for ancestors. */
  readonly ancestors: bigint;
  /** The part of the members. */
  readonly members: bigint;
}

/** A participation score. Zero: leaves the pool. */
export interface Score {
  readonly address: string;
  readonly score: bigint;
}

/** A settlement credits at most this many ancestors at a time. */
const CHUNK = 64;

/** Pays an IP asset. */
export async function pay(
  chain: Chain,
  from: Account,
  ip: IpId,
  amount: bigint,
  options?: StepOptions,
): Promise<Done<Receipt>> {
  const tx = await submit(chain, chain.api.tx.Royalties.pay({ ip, amount }), from, options);
  const { fee, ancestors, members } = only("Paid", chain.api.event.Royalties.Paid.filter(tx.events));
  return { amount, fee, ancestors, members, tx };
}

/** What a payment would bring to whom; nothing if the IP asset cannot receive it. */
export function quotePayment({ api }: Chain, ip: IpId, amount: bigint): Promise<PaymentQuote | undefined> {
  return api.view.Royalties.quote_payment(ip, amount, { at: "best" });
}

/**
 * Credits ancestors and hands over fees, chunk by chunk, until nothing is due. The chain does so too in idle blocks:
 * without transactions in the result, it was faster.
 */
export async function settle(
  chain: Chain,
  from: Account,
  ip: IpId,
  options?: StepOptions,
): Promise<{ readonly credited: readonly { ip: IpId; amount: bigint }[]; readonly txs: readonly Included[] }> {
  const [credited, txs]: [{ ip: IpId; amount: bigint }[], Included[]] = [[], []];
  for (;;) {
    const due = await pool(chain, ip);
    if (!due || (due.gross === due.settled && due.fees === 0n && !due.run)) return { credited, txs };
    try {
      const tx = await submit(chain, chain.api.tx.Royalties.settle({ ip, limit: CHUNK }), from, options);
      const events = chain.api.event.Royalties.Credited.filter(tx.events);
      credited.push(...events.map(({ payload: { ip, amount } }) => ({ ip, amount })));
      txs.push(tx);
      const settled = await pool(chain, ip);
      // Fees that their collector cannot receive stay, and no further call would help.
      if (settled && settled.gross === settled.settled && !settled.run) return { credited, txs };
    } catch (error) {
      if (error instanceof ChainError && error.is("Royalties", "NothingToSettle")) return { credited, txs };
      throw error;
    }
  }
}

/** Pays out what the signer is owed, in whole units. */
export async function claim(
  chain: Chain,
  from: Account,
  ip: IpId,
  options?: StepOptions,
): Promise<Done<{ readonly amount: bigint }>> {
  const tx = await submit(chain, chain.api.tx.Royalties.claim({ ip }), from, options);
  const { amount } = only("Claimed", chain.api.event.Royalties.Claimed.filter(tx.events));
  return { amount, tx };
}

/** What somebody could claim now. */
export function claimable({ api }: Chain, ip: IpId, address: string): Promise<bigint> {
  return api.view.Royalties.claimable(ip, address, { at: "best" });
}

/** The money of an IP asset; nothing if there is no such asset. */
export function pool({ api }: Chain, ip: IpId): Promise<Pool | undefined> {
  return api.view.Royalties.pool(ip, { at: "best" });
}

/** Proposes other participation scores. The result says from which block on they can be applied. */
export async function proposeScores(
  chain: Chain,
  from: Account,
  ip: IpId,
  scores: readonly Score[],
  options?: StepOptions,
): Promise<Done<{ readonly applyAt: number }>> {
  const changes = scores.map(({ address, score }): [string, bigint] => [address, score]);
  const tx = await submit(chain, chain.api.tx.Royalties.propose_scores({ ip, changes }), from, options);
  const { apply_at } = only("ScoresProposed", chain.api.event.Royalties.ScoresProposed.filter(tx.events));
  return { applyAt: apply_at, tx };
}

/** Puts proposed scores in force. Anybody may. */
export async function applyScores(
  chain: Chain,
  from: Account,
  ip: IpId,
  options?: StepOptions,
): Promise<Done<{ readonly total: bigint; readonly members: number }>> {
  const tx = await submit(chain, chain.api.tx.Royalties.apply_scores({ ip }), from, options);
  const { weight, members } = only("ScoresApplied", chain.api.event.Royalties.ScoresApplied.filter(tx.events));
  return { total: weight, members, tx };
}

/** Says who may change scores from now on; nobody named: the owner of the IP asset. */
export async function setScoreAuthority(
  chain: Chain,
  from: Account,
  ip: IpId,
  authority: string | undefined,
  options?: StepOptions,
): Promise<Done> {
  return { tx: await submit(chain, chain.api.tx.Royalties.set_score_authority({ ip, authority }), from, options) };
}
