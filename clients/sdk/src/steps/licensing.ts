import { Blake2256 } from "@polkadot-api/substrate-bindings";
import type { Account } from "../core/account.ts";
import { type AtelierApi, BEST, type Chain } from "../core/chain.ts";
import * as checked from "../core/checks.ts";
import { formatIp, hex32, type IpId } from "../core/format.ts";
import { all } from "../core/paging.ts";
import { type Done, done, only, type StepOptions, submit } from "../core/transactions.ts";
import { encodeWork, type Work } from "./ip-assets.ts";
import {
  checkedTerms,
  encodeLimits,
  encodeParents,
  type Limits,
  type Parent,
  refusal,
  type TermsId,
} from "./licensing-arguments.ts";

type Views = AtelierApi["view"]["Licensing"];
type TermsArguments = Parameters<AtelierApi["tx"]["Licensing"]["register_terms"]>[0]["terms"];

/** The conditions of a license. What is left out is not allowed, not asked for, or free. */
export interface Terms {
  readonly transferable?: boolean;
  /** What each unit of a license costs. */
  readonly mintingFee?: bigint;
  /** For how many blocks a license is good; for ever if it is left out. */
  readonly expiration?: number;
  readonly commercialUse?: boolean;
  readonly commercialAttribution?: boolean;
  /** The share of the income of every descendant, in billionths: see `percent`. */
  readonly revenueShare?: number;
  readonly derivativesAllowed?: boolean;
  readonly derivativesAttribution?: boolean;
  readonly derivativesApproval?: boolean;
  /** Derivatives carry the same terms. */
  readonly derivativesReciprocal?: boolean;
  /** Where the text is. */
  readonly uri?: string;
}

/** What a license would cost and give. */
export interface LicenseQuote {
  readonly fee: bigint;
  /** What a derivative owes to this IP asset. */
  readonly share: number;
  /** What it owes to this IP asset and its ancestors. */
  readonly total: number;
  readonly expires?: number;
}

/** Terms as the chain keeps them. */
export type TermsInfo = NonNullable<Awaited<ReturnType<Views["terms"]>>>;
/** Terms of an IP asset, and whether licenses can be had under them. */
export type Attachment = Awaited<ReturnType<Views["attached"]>>[number][1];
/** A license, and what it allows. */
export type License = NonNullable<Awaited<ReturnType<Views["license"]>>>;
/** What linking a derivative would cost and bind to. */
export type DerivativeQuote = Extract<Awaited<ReturnType<Views["can_derive"]>>, { success: true }>["value"];
/** What an IP asset was made from, and under which conditions. */
export type Derivation = NonNullable<Awaited<ReturnType<Views["parents"]>>>;
/** An ancestor, and its part of the income. */
export type Ancestor = Awaited<ReturnType<Views["ancestors"]>>["items"][number];

/** The bounds of pallet-licensing. */
const URI = 256;

/** Registers terms that anybody may attach. Refused if they are registered: see `findTerms`. */
export async function registerTerms(
  chain: Chain,
  from: Account,
  terms: Terms,
  options?: StepOptions,
): Promise<Done<{ readonly terms: TermsId }>> {
  const tx = await submit(chain, chain.api.tx.Licensing.register_terms({ terms: encode(terms) }), from, options);
  const event = only("TermsRegistered", chain.api.event.Licensing.TermsRegistered.filter(tx.events));
  return { terms: event.terms, tx };
}

/** The name of terms, if somebody has registered the same: then anybody may attach them. */
export async function findTerms({ api }: Chain, terms: Terms): Promise<TermsId | undefined> {
  // A call is the index of its pallet, its own, and its arguments.
  const call = await api.tx.Licensing.register_terms({ terms: encode(terms) }).getEncodedData();
  const id = hex32(Blake2256(call.slice(2)));
  return (await api.view.Licensing.terms(id, BEST)) && id;
}

/** Removes terms that one has registered, and that are attached to nothing. The deposit comes back. */
export async function removeTerms(chain: Chain, from: Account, terms: TermsId, options?: StepOptions): Promise<Done> {
  return done(chain, chain.api.tx.Licensing.remove_terms({ terms: checkedTerms(terms) }), from, options);
}

/** Licenses an IP asset under terms. */
export async function attachTerms(
  chain: Chain,
  from: Account,
  ip: IpId,
  terms: TermsId,
  options?: StepOptions,
): Promise<Done> {
  const call = chain.api.tx.Licensing.attach_terms({ ip: checked.ip(ip), terms: checkedTerms(terms) });
  return done(chain, call, from, options);
}

/** Takes terms off an IP asset that nothing was licensed under. */
export async function detachTerms(
  chain: Chain,
  from: Account,
  ip: IpId,
  terms: TermsId,
  options?: StepOptions,
): Promise<Done> {
  const call = chain.api.tx.Licensing.detach_terms({ ip: checked.ip(ip), terms: checkedTerms(terms) });
  return done(chain, call, from, options);
}

/** Stops licensing an IP asset under terms, or resumes it. What was licensed stays good. */
export async function setDisabled(
  chain: Chain,
  from: Account,
  ip: IpId,
  terms: TermsId,
  disabled: boolean,
  options?: StepOptions,
): Promise<Done> {
  const call = chain.api.tx.Licensing.set_disabled({ ip: checked.ip(ip), terms: checkedTerms(terms), disabled });
  return done(chain, call, from, options);
}

/** What a license costs and gives. Fails with `ChainError` if there is none to have. */
export async function quoteLicense({ api }: Chain, ip: IpId, terms: TermsId, quantity = 1): Promise<LicenseQuote> {
  checked.count("a quantity", quantity);
  const quote = await api.view.Licensing.quote_license(checked.ip(ip), checkedTerms(terms), quantity, BEST);
  if (quote.success) return quote.value;
  throw await refusal(`a license of ${formatIp(ip)}`, quote.value);
}

/** Buys a license. */
export async function mintLicense(
  chain: Chain,
  from: Account,
  wanted: Limits & {
    readonly ip: IpId;
    readonly terms: TermsId;
    readonly quantity?: number;
    /** The holder; the signer if nobody is named. */
    readonly to?: string;
  },
  options?: StepOptions,
): Promise<Done<{ readonly license: bigint; readonly fee: bigint; readonly expires?: number }>> {
  const { ip, terms, quantity = 1, to = from.address } = wanted;
  checked.count("a quantity", quantity);
  checked.address("a holder", to);
  const limits = encodeLimits(wanted);
  const call = chain.api.tx.Licensing.mint_license({
    ip: checked.ip(ip),
    terms: checkedTerms(terms),
    quantity,
    to,
    ...limits,
  });
  const tx = await submit(chain, call, from, options);
  const { license, fee, expires } = only("LicenseMinted", chain.api.event.Licensing.LicenseMinted.filter(tx.events));
  return { license, fee, expires, tx };
}

/** Hands a license on, free of charge. */
export async function transferLicense(
  chain: Chain,
  from: Account,
  license: bigint,
  to: string,
  options?: StepOptions,
): Promise<Done> {
  checked.wide("a license", license);
  checked.address("a holder", to);
  return done(chain, chain.api.tx.Licensing.transfer_license({ license, to }), from, options);
}

/** Ends a license: one's own, or that of anybody once it has expired. The fee does not come back. */
export async function burnLicense(chain: Chain, from: Account, license: bigint, options?: StepOptions): Promise<Done> {
  checked.wide("a license", license);
  return done(chain, chain.api.tx.Licensing.burn_license({ license }), from, options);
}

/** Links an IP asset to those that it was made from, for good. */
export async function registerDerivative(
  chain: Chain,
  from: Account,
  link: Limits & { readonly child: IpId; readonly parents: readonly Parent[] },
  options?: StepOptions,
): Promise<Done<{ readonly ancestors: number; readonly total: number; readonly fee: bigint }>> {
  const call = chain.api.tx.Licensing.register_derivative({
    child: checked.ip(link.child),
    parents: encodeParents(link.parents),
    ...encodeLimits(link),
  });
  const tx = await submit(chain, call, from, options);
  const { ancestors, total, fee } = only(
    "DerivativeRegistered",
    chain.api.event.Licensing.DerivativeRegistered.filter(tx.events),
  );
  return { ancestors, total, fee, tx };
}

/** Mints an IP asset that is linked to those that it was made from, in one: nobody else has to agree. */
export async function mintDerivative(
  chain: Chain,
  from: Account,
  link: Work & Limits & { readonly parents: readonly Parent[] },
  options?: StepOptions,
): Promise<
  Done<{
    readonly ip: IpId;
    readonly account: string;
    readonly ancestors: number;
    readonly total: number;
    readonly fee: bigint;
  }>
> {
  const { provenance: digest, ...work } = encodeWork(link);
  const call = chain.api.tx.Licensing.mint_derivative({
    ...work,
    digest,
    parents: encodeParents(link.parents),
    ...encodeLimits(link),
  });
  const tx = await submit(chain, call, from, options);
  const { ip, account } = only("Minted", chain.api.event.IpAssets.Minted.filter(tx.events));
  const { ancestors, total, fee } = only(
    "DerivativeRegistered",
    chain.api.event.Licensing.DerivativeRegistered.filter(tx.events),
  );
  return { ip, account, ancestors, total, fee, tx };
}

/**
 * What linking would cost and bind to; without a child: that of one which is minted with the link. Fails with
 * `ChainError` if the chain would refuse it.
 */
export async function quoteDerivative(
  { api }: Chain,
  link: { readonly child?: IpId; readonly parents: readonly Parent[]; readonly who: string },
): Promise<DerivativeQuote> {
  const { child, who } = link;
  checked.address("who links", who);
  const parents = encodeParents(link.parents);
  const quote = child
    ? await api.view.Licensing.can_derive(checked.ip(child), parents, who, BEST)
    : await api.view.Licensing.quote_derivative(parents, who, BEST);
  if (quote.success) return quote.value;
  throw await refusal(child ? `a link of ${formatIp(child)}` : "a derivative", quote.value);
}

/** Terms by their name; nothing if nobody has registered them. */
export async function termsInfo({ api }: Chain, terms: TermsId): Promise<TermsInfo | undefined> {
  return api.view.Licensing.terms(checkedTerms(terms), BEST);
}

/** The terms of an IP asset. */
export async function attached(
  { api }: Chain,
  ip: IpId,
): Promise<{ readonly terms: TermsId; readonly attachment: Attachment }[]> {
  const found = await api.view.Licensing.attached(checked.ip(ip), BEST);
  return found.map(([terms, attachment]) => ({ terms, attachment }));
}

/** A license; nothing if there is none any more. */
export async function license({ api }: Chain, id: bigint): Promise<License | undefined> {
  return api.view.Licensing.license(checked.wide("a license", id), BEST);
}

/** What an IP asset was made from; nothing if it is an original. */
export async function parents({ api }: Chain, ip: IpId): Promise<Derivation | undefined> {
  return api.view.Licensing.parents(checked.ip(ip), BEST);
}

/** All that an IP asset comes from, with the part of the income that each gets. */
export async function ancestors({ api }: Chain, ip: IpId): Promise<Ancestor[]> {
  checked.ip(ip);
  return all((after: IpId | undefined, size) => api.view.Licensing.ancestors(ip, after, size, BEST));
}

/** What was made from an IP asset. */
export async function children({ api }: Chain, ip: IpId): Promise<IpId[]> {
  checked.ip(ip);
  return all((after: IpId | undefined, size) => api.view.Licensing.descendants(ip, after, size, BEST));
}

function encode(terms: Terms): TermsArguments {
  return {
    transferable: terms.transferable ?? false,
    royalty_policy: { type: "Absolute", value: undefined },
    minting_fee: checked.amount("a minting fee", terms.mintingFee ?? 0n),
    expiration: checked.count("an expiration", terms.expiration ?? 0),
    commercial_use: terms.commercialUse ?? false,
    commercial_attribution: terms.commercialAttribution ?? false,
    commercializer: undefined,
    revenue_share: checked.rate("a revenue share", terms.revenueShare ?? 0),
    revenue_ceiling: undefined,
    derivatives_allowed: terms.derivativesAllowed ?? false,
    derivatives_attribution: terms.derivativesAttribution ?? false,
    derivatives_approval: terms.derivativesApproval ?? false,
    derivatives_reciprocal: terms.derivativesReciprocal ?? false,
    derivative_revenue_ceiling: undefined,
    currency: undefined,
    uri: checked.text("a URI", terms.uri ?? "", URI),
  };
}

export { type Limits, type Parent, parentsHash, type TermsId, type Under } from "./licensing-arguments.ts";
// What others have to agree to.
export * from "./licensing-consents.ts";
