import type { Transaction } from "polkadot-api";
import type { Account } from "./accounts.ts";
import { produced, type AtelierApi, type Chain } from "./connect.ts";
import { chainError } from "./errors.ts";
import { hex32, type Digest, type IpId } from "./format.ts";
import { only, submit, type Done, type StepOptions } from "./transactions.ts";

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
/** Something that was made for an IP asset of a studio. */
export type Contribution = Awaited<ReturnType<Views["contributions"]>>["items"][number];
/** Somebody who accepts contributions for a studio. */
export type Curator = Awaited<ReturnType<Views["curators"]>>["items"][number];
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
/** The number of a proposal, or of a contribution, in its studio. */
export type InStudio = { readonly studio: StudioId; readonly number: number };

const PARTS = 1_000_000_000;
const PAGE = 64;
/** Blocks after the time of a step in which the scheduler must have done it. */
const PATIENCE = 10;
/** The most bytes of a name or a role, and of what a human did; the most founders beside the creator. */
const NAME = 64;
const STATEMENT = 512;
const FOUNDERS = 16;

/** Creates a studio. Founders, others than the signer, become members when they join. */
export async function createStudio(
  chain: Chain,
  from: Account,
  what: {
    readonly name: string;
    /** Of what the studio says about itself elsewhere. */
    readonly metadataHash?: Uint8Array;
    readonly founders: readonly string[];
    readonly rule: Rule;
  },
  options?: StepOptions,
): Promise<Done<{ readonly studio: StudioId; readonly account: string }>> {
  if (what.founders.length > FOUNDERS) {
    throw new RangeError(
      `${what.founders.length} founders are too many: name ${FOUNDERS} at most, and add others later`,
    );
  }
  const call = chain.api.tx.Studios.create({
    name: bytes("a name", what.name, NAME),
    metadata_hash: hex32(what.metadataHash ?? new Uint8Array(32)),
    founders: [...what.founders],
    rule: encodeRule(what.rule),
  });
  const tx = await submit(chain, call, from, options);
  const { studio, account } = only("Created", chain.api.event.Studios.Created.filter(tx.events));
  return { studio, account, tx };
}

/** A text as the chain takes it, or an error that says by how much it is too long. */
function bytes(what: string, text: string, most: number): Uint8Array {
  const encoded = new TextEncoder().encode(text);
  if (encoded.length > most) throw new RangeError(`${what} has ${most} bytes at most, and this has ${encoded.length}`);
  return encoded;
}

/** How the chain writes a rule: for `set_rule`, which a studio signs. */
export function encodeRule({ voting, approval, quorum, ...times }: Rule): Arguments<"create">["rule"] {
  if (!(approval >= 0.5 && approval <= 1)) throw new RangeError(`an approval is from 0.5 to 1, not ${approval}`);
  if (!(quorum > 0 && quorum <= 1)) throw new RangeError(`a quorum is more than 0 and at most 1, not ${quorum}`);
  return { voting, approval: Math.round(approval * PARTS), quorum: Math.round(quorum * PARTS), ...times };
}

/** Becomes a member. Takes an invitation. */
export async function join(chain: Chain, from: Account, studio: StudioId, options?: StepOptions): Promise<Done> {
  return { tx: await submit(chain, chain.api.tx.Studios.join({ studio }), from, options) };
}

/** Ends a membership. */
export async function leave(chain: Chain, from: Account, studio: StudioId, options?: StepOptions): Promise<Done> {
  return { tx: await submit(chain, chain.api.tx.Studios.leave({ studio }), from, options) };
}

/** Lets another member vote. */
export async function delegate(
  chain: Chain,
  from: Account,
  studio: StudioId,
  to: string,
  options?: StepOptions,
): Promise<Done> {
  return { tx: await submit(chain, chain.api.tx.Studios.delegate({ studio, to }), from, options) };
}

/** Votes oneself again. */
export async function undelegate(chain: Chain, from: Account, studio: StudioId, options?: StepOptions): Promise<Done> {
  return { tx: await submit(chain, chain.api.tx.Studios.undelegate({ studio }), from, options) };
}

/** Proposes a call that the studio shall sign. */
export async function propose(
  chain: Chain,
  from: Account,
  studio: StudioId,
  call: Transaction,
  options?: StepOptions,
): Promise<Done<{ readonly proposal: InStudio; readonly closesAt: number }>> {
  const proposed = chain.api.tx.Studios.propose({ studio, call: call.decodedCall as Arguments<"propose">["call"] });
  const tx = await submit(chain, proposed, from, options);
  const event = only("Proposed", chain.api.event.Studios.Proposed.filter(tx.events));
  return { proposal: { studio, number: event.proposal }, closesAt: event.closes_at, tx };
}

/** Votes on a proposal, or changes a vote. */
export async function vote(
  chain: Chain,
  from: Account,
  { studio, number }: InStudio,
  aye: boolean,
  options?: StepOptions,
): Promise<Done> {
  return { tx: await submit(chain, chain.api.tx.Studios.vote({ studio, proposal: number, aye }), from, options) };
}

/** Removes a proposal that is over. Anybody may; the deposit goes back to who proposed it. */
export async function prune(
  chain: Chain,
  from: Account,
  { studio, number }: InStudio,
  options?: StepOptions,
): Promise<Done> {
  return { tx: await submit(chain, chain.api.tx.Studios.prune({ studio, proposal: number }), from, options) };
}

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
): Promise<Done<{ readonly contribution: InStudio }>> {
  const { studio, ip, digest, role, human } = what;
  const words = { role: bytes("a role", role, NAME), human: bytes("what a human did", human, STATEMENT) };
  const call = chain.api.tx.Studios.submit_contribution({ studio, ip, digest, ...words });
  const tx = await submit(chain, call, from, options);
  const event = only("ContributionSubmitted", chain.api.event.Studios.ContributionSubmitted.filter(tx.events));
  return { contribution: { studio, number: event.contribution }, tx };
}

/**
 * Waits until a proposal is over. Fails with `ChainError` if the studio signed the call and it did not work. The result
 * is that of best blocks, which a re-organization may undo.
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
export function studioInfo({ api }: Chain, studio: StudioId): Promise<StudioInfo | undefined> {
  return api.view.Studios.studio(studio, { at: "best" });
}

/** All members. */
export function members({ api }: Chain, studio: StudioId): Promise<Member[]> {
  return all((after?: string) => api.view.Studios.members(studio, after, PAGE, { at: "best" }));
}

/** A proposal; nothing if there is none, or it was pruned. */
export function proposalInfo({ api }: Chain, { studio, number }: InStudio): Promise<Proposal | undefined> {
  return api.view.Studios.proposal(studio, number, { at: "best" });
}

/** How a vote stands. */
export function tally({ api }: Chain, { studio, number }: InStudio): Promise<Standing | undefined> {
  return api.view.Studios.tally(studio, number, { at: "best" });
}

/** All contributions to a studio, the newest first. */
export function contributions({ api }: Chain, studio: StudioId): Promise<Contribution[]> {
  return all((after?: number) => api.view.Studios.contributions(studio, after, PAGE, { at: "best" }));
}

/** All who accept contributions for a studio, and the scores that each can still give. */
export function curators({ api }: Chain, studio: StudioId): Promise<Curator[]> {
  return all((after?: string) => api.view.Studios.curators(studio, after, PAGE, { at: "best" }));
}

/** A list that comes in pages. */
async function all<Item, Cursor>(
  page: (after?: Cursor) => Promise<{ readonly items: readonly Item[]; readonly next?: Cursor }>,
): Promise<Item[]> {
  const found: Item[] = [];
  let after: Cursor | undefined;
  do {
    const { items, next } = await page(after);
    found.push(...items);
    after = next;
  } while (after !== undefined);
  return found;
}
