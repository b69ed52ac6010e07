import type { Transaction } from "polkadot-api";
import type { Account } from "../core/account.ts";
import { type AtelierApi, BEST, type Chain } from "../core/chain.ts";
import * as checked from "../core/checks.ts";
import { ChainError } from "../core/errors.ts";
import type { IpId } from "../core/format.ts";
import { all } from "../core/paging.ts";
import type { Included } from "../core/included.ts";
import { type Done, done, only, type StepOptions, submit } from "../core/transactions.ts";

type Views = AtelierApi["view"]["Royalties"];
/** What a payment would bring to whom. */
export type PaymentQuote = NonNullable<Awaited<ReturnType<Views["quote_payment"]>>>;
/** The money of an IP asset. */
export type Pool = NonNullable<Awaited<ReturnType<Views["pool"]>>>;
/** An offer of the authority over scores. Nobody named: it is to follow the IP asset. */
export type AuthorityOffer = NonNullable<Awaited<ReturnType<Views["authority_offer"]>>>;
/** What an IP asset owes to its ancestors. */
export type Stack = Awaited<ReturnType<Views["stack"]>>;

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
/** The most scores that one proposal changes. */
const CHANGES = 64;

/** Pays an IP asset. */
export async function pay(
  chain: Chain,
  from: Account,
  ip: IpId,
  amount: bigint,
  options?: StepOptions,
): Promise<Done<Receipt>> {
  checked.amount("a payment", amount);
  const tx = await submit(chain, chain.api.tx.Royalties.pay({ ip: checked.ip(ip), amount }), from, options);
  const { fee, ancestors, members } = only("Paid", chain.api.event.Royalties.Paid.filter(tx.events));
  return { amount, fee, ancestors, members, tx };
}

/** What a payment would bring to whom; nothing if the IP asset cannot receive it. */
export async function quotePayment({ api }: Chain, ip: IpId, amount: bigint): Promise<PaymentQuote | undefined> {
  return api.view.Royalties.quote_payment(checked.ip(ip), checked.amount("a payment", amount), BEST);
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
  return claimed(chain, await submit(chain, chain.api.tx.Royalties.claim({ ip: checked.ip(ip) }), from, options));
}

/** Pays out what somebody else is owed, to them. Anybody may. */
export async function claimFor(
  chain: Chain,
  from: Account,
  ip: IpId,
  who: string,
  options?: StepOptions,
): Promise<Done<{ readonly amount: bigint }>> {
  checked.address("a member", who);
  const call = chain.api.tx.Royalties.claim_for({ ip: checked.ip(ip), who });
  return claimed(chain, await submit(chain, call, from, options));
}

function claimed({ api }: Chain, tx: Included): Done<{ readonly amount: bigint }> {
  const { amount } = only("Claimed", api.event.Royalties.Claimed.filter(tx.events));
  return { amount, tx };
}

/** What somebody could claim now. */
export async function claimable({ api }: Chain, ip: IpId, address: string): Promise<bigint> {
  return api.view.Royalties.claimable(checked.ip(ip), checked.address("a member", address), BEST);
}

/** The money of an IP asset; nothing if there is no such asset. */
export async function pool({ api }: Chain, ip: IpId): Promise<Pool | undefined> {
  return api.view.Royalties.pool(checked.ip(ip), BEST);
}

/** Which ancestors get which part of the income of an IP asset. */
export async function stack({ api }: Chain, ip: IpId): Promise<Stack> {
  return api.view.Royalties.stack(checked.ip(ip), BEST);
}

/** All members of a pool, with their scores. */
export async function scores({ api }: Chain, ip: IpId): Promise<Score[]> {
  checked.ip(ip);
  const found = await all((after: string | undefined, size) => api.view.Royalties.scores(ip, after, size, BEST));
  return found.map(([address, score]) => ({ address, score }));
}

/** Proposes other participation scores. The result says from which block on they can be applied. */
export async function proposeScores(
  chain: Chain,
  from: Account,
  ip: IpId,
  scores: readonly Score[],
  options?: StepOptions,
): Promise<Done<{ readonly applyAt: number }>> {
  const tx = await submit(chain, proposeScoresCall(chain, ip, scores), from, options);
  const { apply_at } = only("ScoresProposed", chain.api.event.Royalties.ScoresProposed.filter(tx.events));
  return { applyAt: apply_at, tx };
}

/** The same, as a call: for a studio to sign. */
export function proposeScoresCall({ api }: Chain, ip: IpId, scores: readonly Score[]) {
  const changes = checked.list("changes of scores", scores, CHANGES).map(({ address, score }): [string, bigint] => {
    return [checked.address("a member", address), checked.score("a score", score)];
  });
  return api.tx.Royalties.propose_scores({ ip: checked.ip(ip), changes });
}

/** Withdraws a proposal of scores. Its deposit goes back. */
export async function cancelScores(chain: Chain, from: Account, ip: IpId, options?: StepOptions): Promise<Done> {
  return done(chain, chain.api.tx.Royalties.cancel_scores({ ip: checked.ip(ip) }), from, options);
}

/** Puts proposed scores in force. Anybody may. */
export async function applyScores(
  chain: Chain,
  from: Account,
  ip: IpId,
  options?: StepOptions,
): Promise<Done<{ readonly total: bigint; readonly members: number }>> {
  const tx = await submit(chain, chain.api.tx.Royalties.apply_scores({ ip: checked.ip(ip) }), from, options);
  const { total_score: total, members } = only(
    "ScoresApplied",
    chain.api.event.Royalties.ScoresApplied.filter(tx.events),
  );
  return { total, members, tx };
}

/**
 * Offers the authority over scores to somebody; nobody named: to the owner of the IP asset, and whoever owns it later.
 * Nothing changes before they accept.
 */
export async function offerScoreAuthority(
  chain: Chain,
  from: Account,
  ip: IpId,
  authority: string | undefined,
  options?: StepOptions,
): Promise<Done> {
  if (authority !== undefined) checked.address("an authority", authority);
  return done(chain, chain.api.tx.Royalties.offer_score_authority({ ip: checked.ip(ip), authority }), from, options);
}

/** Accepts the authority over scores that was offered to the signer. A proposal of scores that waits is canceled. */
export async function acceptScoreAuthority(
  chain: Chain,
  from: Account,
  ip: IpId,
  options?: StepOptions,
): Promise<Done> {
  return done(chain, acceptScoreAuthorityCall(chain, ip), from, options);
}

/** The same, as a call: for a studio to sign. */
export function acceptScoreAuthorityCall({ api }: Chain, ip: IpId): Transaction {
  return api.tx.Royalties.accept_score_authority({ ip: checked.ip(ip) });
}

/** Takes an offer of the authority over scores back. Anybody may, once it is void. */
export async function withdrawAuthorityOffer(
  chain: Chain,
  from: Account,
  ip: IpId,
  options?: StepOptions,
): Promise<Done> {
  return done(chain, chain.api.tx.Royalties.withdraw_authority_offer({ ip: checked.ip(ip) }), from, options);
}

/** Locks the score of a member until a block: it cannot fall, and the total cannot rise. Only the member undoes it. */
export async function lockScore(
  chain: Chain,
  from: Account,
  ip: IpId,
  { member, until }: { readonly member: string; readonly until: number },
  options?: StepOptions,
): Promise<Done> {
  const call = chain.api.tx.Royalties.lock_score({
    ip: checked.ip(ip),
    member: checked.address("a member", member),
    until: checked.count("the block in which it ends", until),
  });
  return done(chain, call, from, options);
}

/** Gives up the lock of the signer's score. That of others anybody may remove, once it has expired. */
export async function unlockScore(
  chain: Chain,
  from: Account,
  ip: IpId,
  member = from.address,
  options?: StepOptions,
): Promise<Done> {
  checked.address("a member", member);
  return done(chain, chain.api.tx.Royalties.unlock_score({ ip: checked.ip(ip), member }), from, options);
}

/** The block in which the lock of a score ends; nothing if it has none. */
export async function lockedUntil({ api }: Chain, ip: IpId, address: string): Promise<number | undefined> {
  return api.view.Royalties.locked_until(checked.ip(ip), checked.address("a member", address), BEST);
}

/** The offer of the authority over scores that waits; nothing if none does. */
export async function authorityOffer({ api }: Chain, ip: IpId): Promise<AuthorityOffer | undefined> {
  return api.view.Royalties.authority_offer(checked.ip(ip), BEST);
}
