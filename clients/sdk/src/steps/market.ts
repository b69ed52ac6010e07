import type { Account } from "../core/account.ts";
import { type AtelierApi, BEST, type Chain } from "../core/chain.ts";
import * as checked from "../core/checks.ts";
import type { IpId } from "../core/format.ts";
import { all } from "../core/paging.ts";
import { type Done, done, only, type StepOptions, submit } from "../core/transactions.ts";

/** A listing, and whether it can be bought. */
export type ListingState = NonNullable<Awaited<ReturnType<AtelierApi["view"]["Market"]["listing"]>>>;
/** How a price would be divided, what a buyer names, and what the next change of owner costs at least. */
export type SaleQuote = NonNullable<Awaited<ReturnType<AtelierApi["view"]["Market"]["quote_sale"]>>>;

/** What a sale conveys of the income: what goes elsewhere, what goes with the IP asset, how freely it may be used. */
export type Income = SaleQuote["income"];
/** What a buyer saw, in a quote or in that of a listing: a sale of something else, or of a worse income, fails. */
export type Seen = Pick<SaleQuote, "revision" | "income">;

/** A sale that happened. */
export interface Sale {
  readonly seller: string;
  readonly buyer: string;
  /** What the buyer paid in all. */
  readonly price: bigint;
  /** The part that went to the pool of the IP asset. The seller has the rest. */
  readonly royalty: bigint;
}

/** What each change of owner in a collection pays to the pool of the IP asset: now, and once a fall counts. */
export type Policy = Awaited<ReturnType<AtelierApi["view"]["Market"]["policy"]>>;
/** An offer, and whether it can be accepted. */
export type OfferState = Awaited<ReturnType<AtelierApi["view"]["Market"]["offers"]>>["items"][number][1];

/**
 * Enforces a royalty on sales and gifts: the first while the collection is empty, from then on only a lower one, which
 * waits.
 */
export async function setPolicy(
  chain: Chain,
  from: Account,
  collection: number,
  { rate, floor }: { readonly rate: number; readonly floor: bigint },
  options?: StepOptions,
): Promise<Done<{ readonly from: number }>> {
  checked.count("a collection", collection);
  checked.rate("a royalty", rate);
  checked.amount("a floor", floor);
  const tx = await submit(chain, chain.api.tx.Market.set_policy({ collection, rate, floor }), from, options);
  const set = only("PolicySet", chain.api.event.Market.PolicySet.filter(tx.events));
  // The first block in which it is in force.
  return { from: set.from, tx };
}

/** What each change of owner in a collection pays. */
export async function policy({ api }: Chain, collection: number): Promise<Policy> {
  return api.view.Market.policy(checked.count("a collection", collection), BEST);
}

/** The quote of a sale; nothing if there is no such IP asset. */
export async function quoteSale({ api }: Chain, ip: IpId, price: bigint): Promise<SaleQuote | undefined> {
  return api.view.Market.quote_sale(checked.ip(ip), checked.amount("a price", price), BEST);
}

/** What a buyer sees now, to be handed to `buy` or `offer`; nothing if there is no such IP asset. */
export async function seen(chain: Chain, ip: IpId): Promise<Seen | undefined> {
  const quote = await quoteSale(chain, ip, 0n);
  return quote && { revision: quote.revision, income: quote.income };
}

/** The listing of an IP asset, with its quote. */
export async function listing({ api }: Chain, ip: IpId): Promise<ListingState | undefined> {
  return api.view.Market.listing(checked.ip(ip), BEST);
}

/** All that is on sale. */
export async function listings({ api }: Chain): Promise<{ readonly ip: IpId; readonly state: ListingState }[]> {
  const found = await all((after: IpId | undefined, size) => api.view.Market.listings(after, size, BEST));
  return found.map(([ip, state]) => ({ ip, state }));
}

/** All offers for an IP asset. */
export async function offers(
  { api }: Chain,
  ip: IpId,
): Promise<{ readonly buyer: string; readonly state: OfferState }[]> {
  checked.ip(ip);
  const found = await all((after: string | undefined, size) => api.view.Market.offers(ip, after, size, BEST));
  return found.map(([buyer, state]) => ({ buyer, state }));
}

/** Puts an IP asset on sale. The price is all that a buyer pays. */
export async function list(
  chain: Chain,
  from: Account,
  ip: IpId,
  { price, expires }: { readonly price: bigint; readonly expires?: number },
  options?: StepOptions,
): Promise<Done> {
  checked.amount("a price", price);
  if (expires !== undefined) checked.count("the block in which it ends", expires);
  return done(chain, chain.api.tx.Market.list({ ip: checked.ip(ip), price, expires }), from, options);
}

/** Takes an IP asset off sale. Anybody may, if the listing does not stand any more. */
export async function delist(chain: Chain, from: Account, ip: IpId, options?: StepOptions): Promise<Done> {
  return done(chain, chain.api.tx.Market.delist({ ip: checked.ip(ip) }), from, options);
}

/** Buys at the listed price, unless that is above the maximum, or what is sold is not what the buyer saw, or better. */
export async function buy(
  chain: Chain,
  from: Account,
  ip: IpId,
  { maxPrice, seen }: { readonly maxPrice: bigint; readonly seen: Seen },
  options?: StepOptions,
): Promise<Done<Sale>> {
  checked.amount("a price", maxPrice);
  const { revision, income } = checkedSeen(seen);
  const call = chain.api.tx.Market.buy({ ip: checked.ip(ip), max_price: maxPrice, revision, income });
  return saleOf(chain, await submit(chain, call, from, options));
}

/** Offers a price to whoever owns the IP asset, as long as it is what the buyer saw, or better. The money is held. */
export async function offer(
  chain: Chain,
  from: Account,
  ip: IpId,
  { price, seen, expires }: { readonly price: bigint; readonly seen: Seen; readonly expires?: number },
  options?: StepOptions,
): Promise<Done> {
  checked.amount("a price", price);
  if (expires !== undefined) checked.count("the block in which it ends", expires);
  const call = chain.api.tx.Market.offer({ ip: checked.ip(ip), price, expires, ...checkedSeen(seen) });
  return done(chain, call, from, options);
}

/** Sells at an offered price, unless that is below the minimum. */
export async function accept(
  chain: Chain,
  from: Account,
  ip: IpId,
  { buyer, minPrice }: { readonly buyer: string; readonly minPrice: bigint },
  options?: StepOptions,
): Promise<Done<Sale>> {
  checked.address("a buyer", buyer);
  checked.amount("a price", minPrice);
  const call = chain.api.tx.Market.accept({ ip: checked.ip(ip), buyer, min_price: minPrice });
  return saleOf(chain, await submit(chain, call, from, options));
}

/** Takes an offer back. Anybody may, once its time is over. */
export async function withdrawOffer(
  chain: Chain,
  from: Account,
  ip: IpId,
  buyer = from.address,
  options?: StepOptions,
): Promise<Done> {
  checked.address("a buyer", buyer);
  return done(chain, chain.api.tx.Market.withdraw_offer({ ip: checked.ip(ip), buyer }), from, options);
}

function checkedSeen({ revision, income }: Seen): Seen {
  checked.count("a revision", revision);
  checked.rate("a royalty stack", income.stack);
  checked.rate("an owner share", income.owner_share);
  checked.amount("the fee of a floor", income.floor.fee);
  checked.rate("the share of a floor", income.floor.share);
  return { revision, income };
}

function saleOf({ api }: Chain, tx: Done["tx"]): Done<Sale> {
  const { seller, buyer, price, royalty } = only("Sold", api.event.Market.Sold.filter(tx.events));
  return { seller, buyer, price, royalty, tx };
}
