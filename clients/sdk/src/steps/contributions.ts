import type { Transaction } from "polkadot-api";
import type { Account } from "../core/account.ts";
import { type AtelierApi, BEST, type Chain } from "../core/chain.ts";
import * as checked from "../core/checks.ts";
import type { Digest, IpId } from "../core/format.ts";
import { all } from "../core/paging.ts";
import { type Done, done, only, type StepOptions, submit } from "../core/transactions.ts";
import type { StudioId } from "./studios.ts";

type Views = AtelierApi["view"]["Studios"];
/** Something that was made for an IP asset of a studio. */
export type Contribution = Awaited<ReturnType<Views["contributions"]>>["items"][number];
/** Somebody who accepts contributions for a studio. */
export type Curator = Awaited<ReturnType<Views["curators"]>>["items"][number];
/** The number of a contribution to a studio. */
export type ContributionId = { readonly studio: StudioId; readonly number: number };

/** The most bytes of a role, and of what a human did. */
const ROLE = 64;
const STATEMENT = 512;

/** Submits something that the signer claims in the registry, and says what a human did for it. */
export async function contribute(
  chain: Chain,
  from: Account,
  what: {
    readonly studio: StudioId;
    readonly ip: IpId;
    readonly digest: Digest;
    readonly role: string;
    readonly human: string;
  },
  options?: StepOptions,
): Promise<Done<{ readonly contribution: ContributionId }>> {
  const { studio, ip, digest, role, human } = what;
  const call = chain.api.tx.Studios.submit_contribution({
    studio: checkedStudio(studio),
    ip: checked.ip(ip),
    digest: checked.digest("an artifact", digest),
    role: checked.text("a role", role, ROLE),
    human: checked.text("what a human did", human, STATEMENT),
  });
  const tx = await submit(chain, call, from, options);
  const event = only("ContributionSubmitted", chain.api.event.Studios.ContributionSubmitted.filter(tx.events));
  return { contribution: { studio, number: event.contribution }, tx };
}

/** Withdraws a contribution that was not accepted. The deposit comes back. */
export async function withdraw(
  chain: Chain,
  from: Account,
  contribution: ContributionId,
  options?: StepOptions,
): Promise<Done> {
  return done(chain, chain.api.tx.Studios.withdraw_contribution(encode(contribution)), from, options);
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

/** The same, as a call: for the studio to sign. */
export function acceptCall({ api }: Chain, contribution: ContributionId, score: bigint): Transaction {
  const call = { ...encode(contribution), score: checked.score("a score", score) };
  return api.tx.Studios.accept_contribution(call);
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

/** The same, as a call: for the studio to sign. */
export function rejectCall({ api }: Chain, contribution: ContributionId): Transaction {
  return api.tx.Studios.reject_contribution(encode(contribution));
}

/**
 * Makes somebody a curator who can give so much from now on; no limit named: takes that away. For the studio to sign.
 */
export function setCuratorCall({ api }: Chain, who: string, limit: bigint | undefined): Transaction {
  checked.address("a curator", who);
  return api.tx.Studios.set_curator({
    who,
    limit: limit === undefined ? undefined : checked.score("a limit", limit),
  });
}

/** All contributions to a studio, the newest first. */
export async function contributions({ api }: Chain, studio: StudioId): Promise<Contribution[]> {
  checkedStudio(studio);
  return all((after: number | undefined, size) => api.view.Studios.contributions(studio, after, size, BEST));
}

/** All who accept contributions for a studio, and the scores that each can still give. */
export async function curators({ api }: Chain, studio: StudioId): Promise<Curator[]> {
  checkedStudio(studio);
  return all((after: string | undefined, size) => api.view.Studios.curators(studio, after, size, BEST));
}

function checkedStudio(studio: StudioId): StudioId {
  return checked.count("the number of a studio", studio);
}

function encode({ studio, number }: ContributionId) {
  return { studio: checkedStudio(studio), contribution: checked.count("the number of a contribution", number) };
}
