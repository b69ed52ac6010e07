import type { Account } from "./accounts.ts";
import type { AtelierApi, Chain } from "./connect.ts";
import type { IpId } from "./format.ts";
import { only, submit, type Done, type StepOptions } from "./transactions.ts";

/** A listing, and whether it can be bought. */
export type ListingState = NonNullable<Awaited<ReturnType<AtelierApi["view"]["Market"]["listing"]>>>;
/** How a price would be divided. */
export type SaleQuote = NonNullable<Awaited<ReturnType<AtelierApi["view"]["Market"]["quote_sale"]>>>;

/** Where the income of an IP asset goes: what a buyer looks at, in a quote or a listing, before the price. */
export type Income = SaleQuote["income"];

/** A sale that happened. */
export interface Sale {
  readonly seller: string;
  readonly buyer: string;
  /** What the buyer paid in all. */
  readonly price: bigint;
  /** The part that went to the pool of the IP asset. The seller has the rest. */
  readonly royalty: bigint;
}

/** Enforces a royalty on sales and gifts: the first while the collection is empty, from then on only a lower one. */
export async function setPolicy(
  chain: Chain,
  from: Account,
  collection: number,
  { rate, floor }: { readonly rate: number; readonly floor: bigint },
  options?: StepOptions,
): Promise<Done> {
  return { tx: await submit(chain, chain.api.tx.Market.set_policy({ collection, rate, floor }), from, options) };
}

/** How a price would be divided; nothing if there is no such IP asset. */
export function quoteSale({ api }: Chain, ip: IpId, price: bigint): Promise<SaleQuote | undefined> {
  return api.view.Market.quote_sale(ip, price, { at: "best" });
}

/** The listing of an IP asset. */
export function listing({ api }: Chain, ip: IpId): Promise<ListingState | undefined> {
  return api.view.Market.listing(ip, { at: "best" });
}

/** Puts an IP asset on sale. The price is all that a buyer pays. */
export async function list(
  chain: Chain,
  from: Account,
  ip: IpId,
  { price, expires }: { readonly price: bigint; readonly expires?: number },
  options?: StepOptions,
): Promise<Done> {
  return { tx: await submit(chain, chain.api.tx.Market.list({ ip, price, expires }), from, options) };
}

/** Buys at the listed price, unless that is above the maximum, or the income is not what the buyer saw. */
export async function buy(
  chain: Chain,
  from: Account,
  ip: IpId,
  { maxPrice, income }: { readonly maxPrice: bigint; readonly income: Income },
  options?: StepOptions,
): Promise<Done<Sale>> {
  return saleOf(
    chain,
    await submit(chain, chain.api.tx.Market.buy({ ip, max_price: maxPrice, income }), from, options),
  );
}

/** Offers a price to whoever owns the IP asset, as long as its income is what the buyer saw. The money is held. */
export async function offer(
  chain: Chain,
  from: Account,
  ip: IpId,
  { price, income, expires }: { readonly price: bigint; readonly income: Income; readonly expires?: number },
  options?: StepOptions,
): Promise<Done> {
  return { tx: await submit(chain, chain.api.tx.Market.offer({ ip, price, expires, income }), from, options) };
}

/** Sells at an offered price, unless that is below the minimum. */
export async function accept(
  chain: Chain,
  from: Account,
  ip: IpId,
  { buyer, minPrice }: { readonly buyer: string; readonly minPrice: bigint },
  options?: StepOptions,
): Promise<Done<Sale>> {
  const call = chain.api.tx.Market.accept({ ip, buyer, min_price: minPrice });
  return saleOf(chain, await submit(chain, call, from, options));
}

/** Takes an offer back. */
export async function withdrawOffer(
  chain: Chain,
  from: Account,
  ip: IpId,
  buyer = from.address,
  options?: StepOptions,
): Promise<Done> {
  return { tx: await submit(chain, chain.api.tx.Market.withdraw_offer({ ip, buyer }), from, options) };
}

function saleOf({ api }: Chain, tx: Done["tx"]): Done<Sale> {
  const { seller, buyer, price, royalty } = only("Sold", api.event.Market.Sold.filter(tx.events));
  return { seller, buyer, price, royalty, tx };
}
