import type { Transaction } from "polkadot-api";
import { type Account, numberOfAccount } from "../core/account.ts";
import { type AtelierApi, BEST, type Chain, produced } from "../core/chain.ts";
import * as checked from "../core/checks.ts";
import { chainError } from "../core/errors.ts";
import { hex32 } from "../core/format.ts";
import { all } from "../core/paging.ts";
import { type Done, done, only, type StepOptions, submit, wrapped } from "../core/transactions.ts";

type Arguments<Call extends keyof AtelierApi["tx"]["Studios"]> = Parameters<AtelierApi["tx"]["Studios"][Call]>[0];
type Views = AtelierApi["view"]["Studios"];

/** A studio, and its account. */
export type StudioInfo = NonNullable<Awaited<ReturnType<Views["studio"]>>>;
/** A member, with its voting power. */
export type Member = Awaited<ReturnType<Views["members"]>>["items"][number];
/** A proposal, and where it is on its way. */
export type Proposal = NonNullable<Awaited<ReturnType<Views["proposal"]>>>;
/** How a vote stands. */
export type Standing = NonNullable<Awaited<ReturnType<Views["tally"]>>>;
/** Why an approved proposal cannot be enacted now. */
export type Obstacle = Extract<Awaited<ReturnType<Views["can_enact"]>>, { success: false }>["value"]["type"];
/** What voting power is: one for each member, scores in a pool, or locked tokens. */
export type VotingRule = Arguments<"create">["rule"]["voting"];

/** How a studio decides. Parts are between 0 and 1, times in blocks. */
export interface Rule {
  readonly voting: VotingRule;
  /** Of the votes, ayes that a proposal needs: a half at least. */
  readonly approval: number;
  /** Of the electorate, votes that a proposal needs. */
  readonly quorum: number;
  /** How long one can vote. */
  readonly period: number;
  /** Between approval and enactment. */
  readonly delay: number;
}

/** The number of a studio. */
export type StudioId = number;
/** The number of a proposal in its studio. */
export type InStudio = { readonly studio: StudioId; readonly number: number };

/** What a studio says about itself. */
export interface StudioMetadata {
  readonly name: string;
  /** Of what it says elsewhere. */
  readonly metadataHash?: Uint8Array;
}

/** Blocks after the time of a step in which the scheduler must have done it. */
const PATIENCE = 10;
/** The most bytes of a name, and the most founders beside the creator. */
const NAME = 64;
const FOUNDERS = 16;

/** Creates a studio. Founders, others than the signer, become members when they join. */
export async function createStudio(
  chain: Chain,
  from: Account,
  what: StudioMetadata & { readonly founders: readonly string[]; readonly rule: Rule },
  options?: StepOptions,
): Promise<Done<{ readonly studio: StudioId; readonly account: string }>> {
  const founders = checked.list("founders", what.founders, FOUNDERS);
  const call = chain.api.tx.Studios.create({
    ...encodeMetadata(what),
    founders: founders.map((founder) => checked.address("a founder", founder)),
    rule: encodeRule(what.rule),
  });
  const tx = await submit(chain, call, from, options);
  const { studio, account } = only("Created", chain.api.event.Studios.Created.filter(tx.events));
  return { studio, account, tx };
}

function encodeMetadata({ name, metadataHash }: StudioMetadata) {
  return {
    name: checked.text("a name", name, NAME),
    metadata_hash: hex32(metadataHash ?? new Uint8Array(32)),
  };
}

/** How the chain writes a rule. */
export function encodeRule({ voting, approval, quorum, period, delay }: Rule): Arguments<"create">["rule"] {
  if (!(quorum > 0)) throw new checked.InvalidArgument(`a quorum is more than 0 and at most 1, not ${quorum}`);
  return {
    voting,
    approval: checked.part("an approval", approval, 0.5),
    quorum: checked.part("a quorum", quorum),
    period: checked.count("a period", period),
    delay: checked.count("a delay", delay),
  };
}

// What only a studio signs, as calls to be proposed: see `propose`.

/** Changes what the studio says about itself. For the studio to sign. */
export function setMetadataCall({ api }: Chain, metadata: StudioMetadata): Transaction {
  return api.tx.Studios.set_metadata(encodeMetadata(metadata));
}

/**
 * Changes how the studio decides. For the studio to sign. `maxMembers` is the most members that there can be then; zero
 * is enough if what voting power is stays the same.
 */
export function setRuleCall({ api }: Chain, rule: Rule, maxMembers = 0): Transaction {
  const max_members = checked.count("the most members", maxMembers);
  return api.tx.Studios.set_rule({ rule: encodeRule(rule), max_members });
}

/** Invites somebody. For the studio to sign. */
export function addMemberCall({ api }: Chain, who: string): Transaction {
  return api.tx.Studios.add_member({ who: checked.address("who is invited", who) });
}

/** Removes a member. For the studio to sign. */
export function removeMemberCall({ api }: Chain, who: string): Transaction {
  return api.tx.Studios.remove_member({ who: checked.address("a member", who) });
}

/**
 * Gives each member one vote, where nobody has voting power any more. Any member may, in two steps: the first gives
 * notice, and the result says from which block on the second can follow.
 */
export async function fallBack(
  chain: Chain,
  from: Account,
  studio: StudioId,
  options?: StepOptions,
): Promise<Done<{ readonly fallsBackAt?: number }>> {
  const call = chain.api.tx.Studios.fall_back({ studio: checkedStudio(studio) });
  const tx = await submit(chain, call, from, options);
  const [notice] = chain.api.event.Studios.FallBackAnnounced.filter(tx.events);
  return { ...(notice && { fallsBackAt: notice.payload.at }), tx };
}

/** Declines an invitation. */
export async function removeInvitation(
  chain: Chain,
  from: Account,
  studio: StudioId,
  who = from.address,
  options?: StepOptions,
): Promise<Done> {
  checked.address("who is invited", who);
  return done(chain, chain.api.tx.Studios.remove_invitation({ studio: checkedStudio(studio), who }), from, options);
}

/** Becomes a member. Takes an invitation. */
export async function join(chain: Chain, from: Account, studio: StudioId, options?: StepOptions): Promise<Done> {
  return done(chain, chain.api.tx.Studios.join({ studio: checkedStudio(studio) }), from, options);
}

/** Ends a membership. */
export async function leave(chain: Chain, from: Account, studio: StudioId, options?: StepOptions): Promise<Done> {
  return done(chain, chain.api.tx.Studios.leave({ studio: checkedStudio(studio) }), from, options);
}

/** Lets another member vote. */
export async function delegate(
  chain: Chain,
  from: Account,
  studio: StudioId,
  to: string,
  options?: StepOptions,
): Promise<Done> {
  checked.address("a delegate", to);
  return done(chain, chain.api.tx.Studios.delegate({ studio: checkedStudio(studio), to }), from, options);
}

/** Votes oneself again. */
export async function undelegate(chain: Chain, from: Account, studio: StudioId, options?: StepOptions): Promise<Done> {
  return done(chain, chain.api.tx.Studios.undelegate({ studio: checkedStudio(studio) }), from, options);
}

/** Locks an amount to vote with, where tokens vote. */
export async function lock(
  chain: Chain,
  from: Account,
  studio: StudioId,
  amount: bigint,
  options?: StepOptions,
): Promise<Done> {
  checked.amount("an amount", amount);
  return done(chain, chain.api.tx.Studios.lock({ studio: checkedStudio(studio), amount }), from, options);
}

/** Takes back what was locked. */
export async function unlock(
  chain: Chain,
  from: Account,
  studio: StudioId,
  amount: bigint,
  options?: StepOptions,
): Promise<Done> {
  checked.amount("an amount", amount);
  return done(chain, chain.api.tx.Studios.unlock({ studio: checkedStudio(studio), amount }), from, options);
}

/** Proposes a call that the studio shall sign. */
export async function propose(
  chain: Chain,
  from: Account,
  studio: StudioId,
  call: Transaction,
  options?: StepOptions,
): Promise<Done<{ readonly proposal: InStudio; readonly closesAt: number }>> {
  const proposed = chain.api.tx.Studios.propose({ studio: checkedStudio(studio), call: wrapped(call) });
  const tx = await submit(chain, proposed, from, options);
  const event = only("Proposed", chain.api.event.Studios.Proposed.filter(tx.events));
  return { proposal: { studio, number: event.proposal }, closesAt: event.closes_at, tx };
}

/** Withdraws a proposal that one has made. */
export async function cancel(chain: Chain, from: Account, proposal: InStudio, options?: StepOptions): Promise<Done> {
  return done(chain, chain.api.tx.Studios.cancel(encode(proposal)), from, options);
}

/** Votes on a proposal, or changes a vote. */
export async function vote(
  chain: Chain,
  from: Account,
  proposal: InStudio,
  aye: boolean,
  options?: StepOptions,
): Promise<Done> {
  return done(chain, chain.api.tx.Studios.vote({ ...encode(proposal), aye }), from, options);
}

/** Takes a vote back. */
export async function unvote(chain: Chain, from: Account, proposal: InStudio, options?: StepOptions): Promise<Done> {
  return done(chain, chain.api.tx.Studios.unvote(encode(proposal)), from, options);
}

/** Closes a proposal whose time is over, or that is void. The scheduler does it by itself, as a rule. */
export async function close(chain: Chain, from: Account, proposal: InStudio, options?: StepOptions): Promise<Done> {
  return done(chain, chain.api.tx.Studios.close(encode(proposal)), from, options);
}

/** Has an approved proposal signed by the studio. The scheduler does it by itself, as a rule. */
export async function enact(chain: Chain, from: Account, proposal: InStudio, options?: StepOptions): Promise<Done> {
  const { MaxCallLength, MaxCallWeight } = chain.api.constants.Studios;
  const [weight_bound, length_bound] = await Promise.all([MaxCallWeight(), MaxCallLength()]);
  const call = chain.api.tx.Studios.enact({ ...encode(proposal), weight_bound, length_bound });
  return done(chain, call, from, options);
}

/** Removes a proposal that is over. Anybody may; the deposit goes back to who proposed it. */
export async function prune(chain: Chain, from: Account, proposal: InStudio, options?: StepOptions): Promise<Done> {
  return done(chain, chain.api.tx.Studios.prune(encode(proposal)), from, options);
}

function checkedStudio(studio: StudioId): StudioId {
  return checked.count("the number of a studio", studio);
}

function encode({ studio, number }: InStudio) {
  return { studio: checkedStudio(studio), proposal: checked.count("the number of a proposal", number) };
}

/**
 * Waits until a proposal is over. Fails with `ChainError` if the call did not work when the scheduler had the studio
 * sign it; then it stays approved, and can be enacted by hand. The result is that of best blocks, which a
 * re-organization may undo.
 */
export async function outcome(chain: Chain, proposal: InStudio): Promise<"Enacted" | "Rejected" | "Void" | "Canceled"> {
  let number = (await chain.client.getBestBlocks())[0]!.number;
  for (;;) {
    await produced(chain, number);
    const found = await proposalInfo(chain, proposal);
    if (!found) throw new Error(`there is no proposal ${proposal.number} of studio ${proposal.studio}`);
    const { status, closes_at: closesAt } = found;
    switch (status.type) {
      case "Enacted":
        if (status.value.success) return "Enacted";
        throw await chainError(`proposal ${proposal.number} of studio ${proposal.studio}`, status.value.value);
      case "Open":
      case "Approved": {
        if (status.type === "Approved" && status.value.failure) {
          throw await chainError(`proposal ${proposal.number} of studio ${proposal.studio}`, status.value.failure);
        }
        const due = status.type === "Open" ? closesAt : status.value.enact_at;
        if (number > due + PATIENCE) throw new Error(`the scheduler has no room: close or enact the proposal by hand`);
        break;
      }
      default:
        return status.type;
    }
    number += 1;
  }
}

/** A studio, and its account; nothing if there is none. */
export async function studioInfo({ api }: Chain, studio: StudioId): Promise<StudioInfo | undefined> {
  return api.view.Studios.studio(checkedStudio(studio), BEST);
}

/** The studio with this account; nothing if none has it. The account contains the number of the studio. */
export async function studioOf(
  chain: Chain,
  account: string,
): Promise<{ readonly studio: StudioId; readonly info: StudioInfo } | undefined> {
  checked.address("the account of a studio", account);
  const studio = numberOfAccount(await chain.api.constants.Studios.PalletId(), account);
  if (studio === undefined) return undefined;
  const info = await studioInfo(chain, studio);
  return info?.account === account ? { studio, info } : undefined;
}

/** All members. */
export async function members({ api }: Chain, studio: StudioId): Promise<Member[]> {
  checkedStudio(studio);
  return all((after: string | undefined, size) => api.view.Studios.members(studio, after, size, BEST));
}

/** All who are invited, and have not joined. */
export async function invitations({ api }: Chain, studio: StudioId): Promise<string[]> {
  checkedStudio(studio);
  return all((after: string | undefined, size) => api.view.Studios.invitations(studio, after, size, BEST));
}

/** All proposals that were not pruned, the newest first. */
export async function proposals({ api }: Chain, studio: StudioId): Promise<Proposal[]> {
  checkedStudio(studio);
  return all((after: number | undefined, size) => api.view.Studios.proposals(studio, after, size, BEST));
}

/** A proposal; nothing if there is none, or it was pruned. */
export async function proposalInfo({ api }: Chain, proposal: InStudio): Promise<Proposal | undefined> {
  const { studio, proposal: number } = encode(proposal);
  return api.view.Studios.proposal(studio, number, BEST);
}

/** How a vote stands. */
export async function tally({ api }: Chain, proposal: InStudio): Promise<Standing | undefined> {
  const { studio, proposal: number } = encode(proposal);
  return api.view.Studios.tally(studio, number, BEST);
}

/** Why an approved proposal cannot be enacted now; nothing if it can. */
export async function obstacle({ api }: Chain, proposal: InStudio): Promise<Obstacle | undefined> {
  const { studio, proposal: number } = encode(proposal);
  const found = await api.view.Studios.can_enact(studio, number, BEST);
  return found.success ? undefined : found.value.type;
}
