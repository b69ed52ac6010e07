import { Blake2256, SizedBytes, Struct, u32, u64, Variant, Vector } from "@polkadot-api/substrate-bindings";
import type { SizedHex, Transaction } from "polkadot-api";
import type { Account } from "../core/account.ts";
import { type AtelierApi, BEST, type Chain } from "../core/chain.ts";
import * as checked from "../core/checks.ts";
import { chainError } from "../core/errors.ts";
import { formatIp, hex32, type IpId } from "../core/format.ts";
import { all } from "../core/paging.ts";
import { type Done, done, only, type StepOptions, submit } from "../core/transactions.ts";
import { encodeWork, type Work } from "./ip-assets.ts";

type Views = AtelierApi["view"]["Licensing"];
type ParentArguments = Parameters<AtelierApi["tx"]["Licensing"]["register_derivative"]>[0]["parents"];
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
/** Whether a derivative may be made: asked for, agreed to before anybody asked, or paid. */
export type Approval = NonNullable<Awaited<ReturnType<Views["approval"]>>>;
/** What asking for an approval would cost and bind to. */
export type ApprovalQuote = Extract<Awaited<ReturnType<Views["quote_approval"]>>, { success: true }>["value"];
/** What the link of an IP asset to its parents still needs. */
export type LinkStanding = Extract<Awaited<ReturnType<Views["link_standing"]>>, { success: true }>["value"];
/** That somebody with a part of the income, or the authority over it, agreed to a link. */
export type LinkApproval = Awaited<ReturnType<Views["link_approvals"]>>[number];
/** Whether an IP asset may be sold and licensed for a fee; if not, what its parents ask for that. */
export type CommercialStanding = Extract<
  Awaited<ReturnType<Views["commercial_standing"]>>,
  { success: true }
>["value"];
/** The floor under the price of commercial use: the one in force, and one that is to come. */
export type FloorInfo = Awaited<ReturnType<Views["license_floor"]>>;
/** A rise of the floor that waits for the owner, or for the authority over scores. */
export type FloorProposal = NonNullable<Awaited<ReturnType<Views["floor_proposal"]>>>;
/** The least that commercial use costs: the fee of a unit, and the share of the income. */
export type Floor = FloorInfo["now"];
/** An ancestor, and its part of the income. */
export type Ancestor = Awaited<ReturnType<Views["ancestors"]>>["items"][number];

/** What a derivative is made from, and what allows it. */
export interface Parent {
  readonly ip: IpId;
  readonly under: Under;
}

/** The bounds of pallet-licensing. */
const URI = 256;
const PARENTS = 16;

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

/** Asks the owner of `parent` for an approval of a derivative, and has its fee held: see `quoteApproval`. */
export async function requestApproval(
  chain: Chain,
  from: Account,
  wanted: Limits & { readonly parent: IpId; readonly child: IpId; readonly terms: TermsId },
  options?: StepOptions,
): Promise<Done<{ readonly fee: bigint; readonly share: number; readonly until: number }>> {
  const call = chain.api.tx.Licensing.request_approval({
    parent: checked.ip(wanted.parent),
    terms: checkedTerms(wanted.terms),
    child: checked.ip(wanted.child),
    ...encodeLimits(wanted),
  });
  const tx = await submit(chain, call, from, options);
  const requested = chain.api.event.Licensing.ApprovalRequested.filter(tx.events);
  const { fee, share, until } = only("ApprovalRequested", requested);
  return { fee, share, until, tx };
}

/**
 * Agrees to one derivative, under terms that ask for it: to the child with the description that has this SHA-256, and no
 * other. Who has asked pays now; the result says how much.
 */
export async function approveDerivative(
  chain: Chain,
  from: Account,
  agreed: { readonly parent: IpId; readonly child: IpId; readonly terms: TermsId; readonly metadata: SizedHex<32> },
  options?: StepOptions,
): Promise<Done<{ readonly fee: bigint }>> {
  const call = chain.api.tx.Licensing.approve_derivative({
    parent: checked.ip(agreed.parent),
    child: checked.ip(agreed.child),
    terms: checkedTerms(agreed.terms),
    metadata: checked.hex("the hash of metadata", agreed.metadata, 32),
  });
  const tx = await submit(chain, call, from, options);
  const { fee } = only("DerivativeApproved", chain.api.event.Licensing.DerivativeApproved.filter(tx.events));
  return { fee, tx };
}

/** Takes an approval, or the request of one, back, as long as it is not paid. */
export async function revokeApproval(
  chain: Chain,
  from: Account,
  { parent, child }: { readonly parent: IpId; readonly child: IpId },
  options?: StepOptions,
): Promise<Done> {
  const approval = { parent: checked.ip(parent), child: checked.ip(child) };
  return done(chain, chain.api.tx.Licensing.revoke_approval(approval), from, options);
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
 * What linking would cost and bind to; without a child: that of one which is minted with the link. Fails with `ChainError` if
 * the chain would refuse it.
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

/** Names a list of parents: the BLAKE2-256 of its encoding. Who agrees to a link agrees to this list, and no other. */
export function parentsHash(parents: readonly Parent[]): SizedHex<32> {
  return hex32(Blake2256(Parents.enc(encodeParents(parents))));
}

/** Agrees to the link of an IP asset, as an account with a score in its pool or the authority over the scores. */
export async function approveLink(
  chain: Chain,
  from: Account,
  link: { readonly ip: IpId; readonly parents: readonly Parent[]; readonly maxShare: number },
  options?: StepOptions,
): Promise<Done> {
  return done(chain, approveLinkCall(chain, link), from, options);
}

/** The same, as a call: for a studio to sign. */
export function approveLinkCall(
  { api }: Chain,
  link: { readonly ip: IpId; readonly parents: readonly Parent[]; readonly maxShare: number },
): Transaction {
  return api.tx.Licensing.approve_link({
    ip: checked.ip(link.ip),
    parents: parentsHash(link.parents),
    max_share: checked.rate("the most of the income that it may bind to", link.maxShare),
  });
}

/** Takes the approval of a link back: one's own, or that of anybody once it is void. */
export async function revokeLinkApproval(
  chain: Chain,
  from: Account,
  ip: IpId,
  who = from.address,
  options?: StepOptions,
): Promise<Done> {
  checked.address("who approved", who);
  return done(chain, chain.api.tx.Licensing.revoke_link_approval({ ip: checked.ip(ip), who }), from, options);
}

/** Whom a link still needs. Fails with `ChainError` if the chain would refuse it whoever agreed. */
export async function linkStanding(
  { api }: Chain,
  { ip, parents }: { readonly ip: IpId; readonly parents: readonly Parent[] },
): Promise<LinkStanding> {
  const standing = await api.view.Licensing.link_standing(checked.ip(ip), encodeParents(parents), BEST);
  if (standing.success) return standing.value;
  throw await refusal(`a link of ${formatIp(ip)}`, standing.value);
}

/** Who agreed to which link of an IP asset. */
export async function linkApprovals({ api }: Chain, ip: IpId): Promise<LinkApproval[]> {
  return api.view.Licensing.link_approvals(checked.ip(ip), BEST);
}

/**
 * Agrees that a derivative made under non-commercial terms becomes commercial, for a fee to the pool of the parent; no fee
 * named: takes that back. As the owner of the parent, or the authority over its scores: both have to.
 */
export async function approveCommercialization(
  chain: Chain,
  from: Account,
  { parent, child, fee }: { readonly parent: IpId; readonly child: IpId; readonly fee: bigint | undefined },
  options?: StepOptions,
): Promise<Done> {
  const call = chain.api.tx.Licensing.approve_commercialization({
    parent: checked.ip(parent),
    child: checked.ip(child),
    fee: fee === undefined ? undefined : checked.amount("a fee", fee),
  });
  return done(chain, call, from, options);
}

/** Makes a derivative commercial, for good, and pays each parent what it asks for that: `maxFee` at most. */
export async function commercialize(
  chain: Chain,
  from: Account,
  ip: IpId,
  parents: readonly { readonly ip: IpId; readonly maxFee: bigint }[],
  options?: StepOptions,
): Promise<Done<{ readonly paid: bigint }>> {
  const fees = checked.list("parents", parents, PARENTS).map(({ ip, maxFee }): [IpId, bigint] => {
    return [checked.ip(ip), checked.amount("the most that a parent may ask", maxFee)];
  });
  const tx = await submit(chain, chain.api.tx.Licensing.commercialize({ ip: checked.ip(ip), fees }), from, options);
  const { paid } = only("Commercialized", chain.api.event.Licensing.Commercialized.filter(tx.events));
  return { paid, tx };
}

/** Whether an IP asset may be sold and licensed for a fee; if not, what its parents ask for that, and who has to agree. */
export async function commercialStanding({ api }: Chain, ip: IpId): Promise<CommercialStanding> {
  const standing = await api.view.Licensing.commercial_standing(checked.ip(ip), BEST);
  if (standing.success) return standing.value;
  throw await refusal(`the standing of ${formatIp(ip)}`, standing.value);
}

/**
 * Says what commercial use of an IP asset costs at least, as the authority over its scores. A rise needs the owner, too: the
 * first of the two proposes it, the other accepts by the same step. Nothing named: withdraws what was proposed.
 */
export async function setLicenseFloor(
  chain: Chain,
  from: Account,
  ip: IpId,
  floor: Floor | undefined,
  options?: StepOptions,
): Promise<Done> {
  return done(chain, setLicenseFloorCall(chain, ip, floor), from, options);
}

/** The same, as a call: for a studio to sign. */
export function setLicenseFloorCall({ api }: Chain, ip: IpId, floor: Floor | undefined): Transaction {
  if (floor) {
    checked.amount("the fee of a floor", floor.fee);
    checked.rate("the share of a floor", floor.share);
  }
  return api.tx.Licensing.set_license_floor({ ip: checked.ip(ip), floor });
}

/** What commercial use of an IP asset costs at least, now and in time to come. */
export async function licenseFloor({ api }: Chain, ip: IpId): Promise<FloorInfo> {
  return api.view.Licensing.license_floor(checked.ip(ip), BEST);
}

/** The rise of a floor that waits for the other one; nothing if none does. */
export async function floorProposal({ api }: Chain, ip: IpId): Promise<FloorProposal | undefined> {
  return api.view.Licensing.floor_proposal(checked.ip(ip), BEST);
}

/** The approval of a derivative, from its request on; nothing if there is none. */
export async function approval(
  { api }: Chain,
  { parent, child }: { readonly parent: IpId; readonly child: IpId },
): Promise<Approval | undefined> {
  return api.view.Licensing.approval(checked.ip(parent), checked.ip(child), BEST);
}

/** What asking for an approval would cost and bind to. Fails with `ChainError` if the chain would refuse it. */
export async function quoteApproval(
  { api }: Chain,
  wanted: { readonly parent: IpId; readonly child: IpId; readonly terms: TermsId; readonly who: string },
): Promise<ApprovalQuote> {
  const { parent, child, terms, who } = wanted;
  checked.address("who asks", who);
  const ips = [checked.ip(parent), checked.ip(child)] as const;
  const quote = await api.view.Licensing.quote_approval(ips[0], checkedTerms(terms), ips[1], who, BEST);
  if (quote.success) return quote.value;
  throw await refusal(`an approval by ${formatIp(parent)}`, quote.value);
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

function refusal(step: string, error: unknown) {
  return chainError(step, { type: "Module", value: { type: "Licensing", value: error } });
}

function checkedTerms(terms: TermsId): TermsId {
  return checked.hex("the name of terms", terms, 32);
}

function encodeLimits({ maxFee, maxShare }: Limits) {
  return {
    max_fee: checked.amount("the most that a step may cost", maxFee),
    max_share: checked.rate("the most of the income that it may bind to", maxShare),
  };
}

const Parents = Vector(
  Struct({
    ip: Struct({ collection: u32, item: u32 }),
    under: Variant({ License: u64, Terms: SizedBytes(32) }),
  }),
);

function encodeParents(parents: readonly Parent[]): ParentArguments {
  return checked.list("parents", parents, PARENTS).map(({ ip, under }) => ({
    ip: checked.ip(ip),
    under:
      "license" in under
        ? { type: "License" as const, value: checked.wide("a license", under.license) }
        : { type: "Terms" as const, value: checkedTerms(under.terms) },
  }));
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
