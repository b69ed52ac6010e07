import { Blake2256 } from "@polkadot-api/substrate-bindings";
import type { SizedHex } from "polkadot-api";
import type { Account } from "./accounts.ts";
import type { AtelierApi, Chain } from "./connect.ts";
import { chainError } from "./errors.ts";
import { formatIp, hex32, type IpId } from "./format.ts";
import { only, submit, type Done, type StepOptions } from "./transactions.ts";

type TermsArguments = Parameters<AtelierApi["tx"]["Licensing"]["register_terms"]>[0]["terms"];

/** Names terms. */
export type TermsId = SizedHex<32>;

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

/** What allows a derivative: a license, or terms whose fee is paid now. */
export type Under = { readonly license: bigint } | { readonly terms: TermsId };

/** The most that a step may cost and bind to. */
export interface Limits {
  readonly maxFee: bigint;
  readonly maxShare: number;
}

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
  return (await api.view.Licensing.terms(id, { at: "best" })) && id;
}

/** Licenses an IP asset under terms. */
export async function attachTerms(
  chain: Chain,
  from: Account,
  ip: IpId,
  terms: TermsId,
  options?: StepOptions,
): Promise<Done> {
  return { tx: await submit(chain, chain.api.tx.Licensing.attach_terms({ ip, terms }), from, options) };
}

/** What a license costs and gives. Fails with `ChainError` if there is none to have. */
export async function quoteLicense({ api }: Chain, ip: IpId, terms: TermsId, quantity = 1): Promise<LicenseQuote> {
  const quote = await api.view.Licensing.quote_license(ip, terms, quantity, { at: "best" });
  if (quote.success) return quote.value;
  const reason = { type: "Module", value: { type: "Licensing", value: quote.value } };
  throw await chainError(`a license of ${formatIp(ip)}`, reason);
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
  const { ip, terms, quantity = 1, to = from.address, maxFee, maxShare } = wanted;
  const limits = { max_fee: maxFee, max_share: maxShare };
  const call = chain.api.tx.Licensing.mint_license({ ip, terms, quantity, to, ...limits });
  const tx = await submit(chain, call, from, options);
  const { license, fee, expires } = only("LicenseMinted", chain.api.event.Licensing.LicenseMinted.filter(tx.events));
  return { license, fee, expires, tx };
}

/** Agrees to one derivative, under terms that ask for it. */
export async function approveDerivative(
  chain: Chain,
  from: Account,
  approval: { readonly parent: IpId; readonly child: IpId; readonly terms: TermsId },
  options?: StepOptions,
): Promise<Done> {
  return { tx: await submit(chain, chain.api.tx.Licensing.approve_derivative(approval), from, options) };
}

/** Takes an approval back, as long as the derivative is not linked. */
export async function revokeApproval(
  chain: Chain,
  from: Account,
  approval: { readonly parent: IpId; readonly child: IpId },
  options?: StepOptions,
): Promise<Done> {
  return { tx: await submit(chain, chain.api.tx.Licensing.revoke_approval(approval), from, options) };
}

/** Links an IP asset to those that it was made from, for good. */
export async function registerDerivative(
  chain: Chain,
  from: Account,
  link: Limits & { readonly child: IpId; readonly parents: readonly { readonly ip: IpId; readonly under: Under }[] },
  options?: StepOptions,
): Promise<Done<{ readonly ancestors: number; readonly total: number; readonly fee: bigint }>> {
  const { child, parents, maxFee, maxShare } = link;
  const call = chain.api.tx.Licensing.register_derivative({
    child,
    parents: parents.map(({ ip, under }) => ({
      ip,
      under:
        "license" in under
          ? { type: "License" as const, value: under.license }
          : { type: "Terms" as const, value: under.terms },
    })),
    max_fee: maxFee,
    max_share: maxShare,
  });
  const tx = await submit(chain, call, from, options);
  const { ancestors, total, fee } = only(
    "DerivativeRegistered",
    chain.api.event.Licensing.DerivativeRegistered.filter(tx.events),
  );
  return { ancestors, total, fee, tx };
}

function encode(terms: Terms): TermsArguments {
  return {
    transferable: terms.transferable ?? false,
    royalty_policy: { type: "Absolute", value: undefined },
    minting_fee: terms.mintingFee ?? 0n,
    expiration: terms.expiration ?? 0,
    commercial_use: terms.commercialUse ?? false,
    commercial_attribution: terms.commercialAttribution ?? false,
    commercializer: undefined,
    revenue_share: terms.revenueShare ?? 0,
    revenue_ceiling: undefined,
    derivatives_allowed: terms.derivativesAllowed ?? false,
    derivatives_attribution: terms.derivativesAttribution ?? false,
    derivatives_approval: terms.derivativesApproval ?? false,
    derivatives_reciprocal: terms.derivativesReciprocal ?? false,
    derivative_revenue_ceiling: undefined,
    currency: undefined,
    uri: new TextEncoder().encode(terms.uri ?? ""),
  };
}
