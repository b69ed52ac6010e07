import type { SizedHex, Transaction } from "polkadot-api";
import type { Account } from "../core/account.ts";
import { type AtelierApi, BEST, type Chain } from "../core/chain.ts";
import * as checked from "../core/checks.ts";
import { formatIp, type IpId } from "../core/format.ts";
import { type Done, done, only, type StepOptions, submit } from "../core/transactions.ts";
import {
  checkedTerms,
  encodeLimits,
  encodeParents,
  type Limits,
  PARENTS,
  type Parent,
  parentsHash,
  refusal,
  type TermsId,
} from "./licensing-arguments.ts";

// What others have to agree to: derivatives, links, commercial use, and what that costs at least.

type Views = AtelierApi["view"]["Licensing"];
/** Whether a derivative may be made: asked for, agreed to before anybody asked, or paid. */
export type Approval = NonNullable<Awaited<ReturnType<Views["approval"]>>>;
/** What asking for an approval would cost and bind to. */
export type ApprovalQuote = Extract<Awaited<ReturnType<Views["quote_approval"]>>, { success: true }>["value"];
/** What the link of an IP asset to its parents still needs. */
export type LinkStanding = Extract<Awaited<ReturnType<Views["link_standing"]>>, { success: true }>["value"];
/** That somebody with a part of the income, or the authority over it, agreed to a link. */
export type LinkApproval = Awaited<ReturnType<Views["link_approvals"]>>[number];
/** Whether an IP asset may be sold and licensed for a fee; if not, what its parents ask for that. */
export type CommercialStanding = Extract<Awaited<ReturnType<Views["commercial_standing"]>>, { success: true }>["value"];
/** The floor under the price of commercial use: the one in force, and one that is to come. */
export type FloorInfo = Awaited<ReturnType<Views["license_floor"]>>;
/** A rise of the floor that waits for the owner, or for the authority over scores. */
export type FloorProposal = NonNullable<Awaited<ReturnType<Views["floor_proposal"]>>>;
/** The least that commercial use costs: the fee of a unit, and the share of the income. */
export type Floor = FloorInfo["now"];

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
 * Agrees to one derivative, under terms that ask for it: to the child with the description that has this SHA-256, and
 * no other. Who has asked pays now; the result says how much.
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
 * Agrees that a derivative made under non-commercial terms becomes commercial, for a fee to the pool of the parent; no
 * fee named: takes that back. As the owner of the parent, or the authority over its scores: both have to.
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

/** Whether an IP asset may be sold and licensed for a fee; if not, what its parents ask for, and who has to agree. */
export async function commercialStanding({ api }: Chain, ip: IpId): Promise<CommercialStanding> {
  const standing = await api.view.Licensing.commercial_standing(checked.ip(ip), BEST);
  if (standing.success) return standing.value;
  throw await refusal(`the standing of ${formatIp(ip)}`, standing.value);
}

/**
 * Says what commercial use of an IP asset costs at least, as the authority over its scores. A rise needs the owner too:
 * the first of the two proposes it, the other accepts by the same step. Nothing named: withdraws what was proposed.
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
