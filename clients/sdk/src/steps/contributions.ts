import type { Transaction } from "polkadot-api";
import type { Account } from "../core/account.ts";
import { type AtelierApi, BEST, type Chain } from "../core/chain.ts";
import * as checked from "../core/checks.ts";
import type { Digest, IpId } from "../core/format.ts";
import { all } from "../core/paging.ts";
import { type Done, done, only, type StepOptions, submit } from "../core/transactions.ts";

type Views = AtelierApi["view"]["Contributions"];
/** Something that was made for an IP asset, and submitted to the authority over its scores. */
export type Contribution = Awaited<ReturnType<Views["contributions"]>>["items"][number];
/** Somebody who accepts contributions for an authority. */
export type Curator = Awaited<ReturnType<Views["curators"]>>["items"][number];
/** The number of a contribution to an authority over scores: an owner, a creator, or the account of a studio. */
export type ContributionId = { readonly authority: string; readonly number: number };

/** The most bytes of a role, and of what a human did. */
const ROLE = 64;
const STATEMENT = 512;

/** Submits something that the signer claims in the registry, and says what a human did for it. */
export async function contribute(
  chain: Chain,
  from: Account,
  what: {
    /** The address of the authority over the scores of the IP asset: see `authority`. */
    readonly authority: string;
    readonly ip: IpId;
    readonly digest: Digest;
    readonly role: string;
    readonly human: string;
  },
  options?: StepOptions,
): Promise<Done<{ readonly contribution: ContributionId }>> {
  const { authority, ip, digest, role, human } = what;
  const call = chain.api.tx.Contributions.submit({
    authority: checked.address("an authority", authority),
    ip: checked.ip(ip),
    digest: checked.digest("an artifact", digest),
    role: checked.text("a role", role, ROLE),
    human: checked.text("what a human did", human, STATEMENT),
  });
  const tx = await submit(chain, call, from, options);
  const event = only("Submitted", chain.api.event.Contributions.Submitted.filter(tx.events));
  return { contribution: { authority, number: event.contribution }, tx };
}

/** Withdraws a contribution that was not accepted. The deposit comes back. */
export async function withdraw(
  chain: Chain,
  from: Account,
  contribution: ContributionId,
  options?: StepOptions,
): Promise<Done> {
  return done(chain, chain.api.tx.Contributions.withdraw(encode(contribution)), from, options);
}

/** Accepts a contribution, as a curator: a higher score of the contributor is proposed in the pool. */
export async function accept(
  chain: Chain,
  from: Account,
  contribution: ContributionId,
  score: bigint,
  options?: StepOptions,
): Promise<Done> {
  return done(chain, acceptCall(chain, contribution, score), from, options);
}

/** The same, as a call: for the authority to sign. */
export function acceptCall({ api }: Chain, contribution: ContributionId, score: bigint): Transaction {
  const call = { ...encode(contribution), score: checked.score("a score", score) };
  return api.tx.Contributions.accept(call);
}

/** Rejects a contribution, as a curator. Its record goes, and the deposit goes back. */
export async function reject(
  chain: Chain,
  from: Account,
  contribution: ContributionId,
  options?: StepOptions,
): Promise<Done> {
  return done(chain, rejectCall(chain, contribution), from, options);
}

/** The same, as a call: for the authority to sign. */
export function rejectCall({ api }: Chain, contribution: ContributionId): Transaction {
  return api.tx.Contributions.reject(encode(contribution));
}

/**
 * Makes somebody a curator of the signer, who can give so much from now on; no limit named: takes that away. Counts
 * where the signer is the authority over scores.
 */
export async function setCurator(
  chain: Chain,
  from: Account,
  who: string,
  limit: bigint | undefined,
  options?: StepOptions,
): Promise<Done> {
  return done(chain, setCuratorCall(chain, who, limit), from, options);
}

/** The same, as a call: for a studio to sign. */
export function setCuratorCall({ api }: Chain, who: string, limit: bigint | undefined): Transaction {
  checked.address("a curator", who);
  return api.tx.Contributions.set_curator({
    who,
    limit: limit === undefined ? undefined : checked.score("a limit", limit),
  });
}

/** Account that decides about the scores of an IP asset, and so about contributions to it; nothing if it is gone. */
export async function authority({ api }: Chain, ip: IpId): Promise<string | undefined> {
  return api.view.Contributions.authority(checked.ip(ip), BEST);
}

/** All contributions to an authority, the newest first. */
export async function contributions({ api }: Chain, authority: string): Promise<Contribution[]> {
  checked.address("an authority", authority);
  return all((after: number | undefined, size) => api.view.Contributions.contributions(authority, after, size, BEST));
}

/** All who accept contributions for an authority, and the scores that each can still give. */
export async function curators({ api }: Chain, authority: string): Promise<Curator[]> {
  checked.address("an authority", authority);
  return all((after: string | undefined, size) => api.view.Contributions.curators(authority, after, size, BEST));
}

function encode({ authority, number }: ContributionId) {
  return {
    authority: checked.address("an authority", authority),
    contribution: checked.count("the number of a contribution", number),
  };
}
