import { inWords } from "./call.ts";
import type { Failure } from "@atelier/sdk/read";
import type { Proposal, ProposalState, Rule } from "./reader.ts";
import { clean, duration, plural, share } from "./text.ts";

// How a studio decides, and how far a decision is, in the words of the page.

const BILLION = 1_000_000_000;

/** A part of votes in billionths, in percent. */
export function part(billionths: number): string {
  return share(BigInt(billionths), BigInt(BILLION));
}

/** A number of blocks, and how long that is. */
export function blocks(count: number): string {
  return `${plural(count, "block")} (${duration(count)})`;
}

/** What is needed of a whole, rounded up as the chain does. */
export function needed(parts: number, whole: bigint): bigint {
  return (whole * BigInt(parts) + BigInt(BILLION - 1)) / BigInt(BILLION);
}

export interface Course {
  readonly mood: "good" | "bad" | "open";
  /** In one or two words. */
  readonly label: string;
  /** In a sentence or two. */
  readonly sentence: string;
}

/** How far a proposal is. */
export function course({ state, closesAt, ayes, nays }: Proposal, rule: Rule, block: number | undefined): Course {
  switch (state.kind) {
    case "open": {
      const result = state.passes ? "passes" : `does not pass: ${lacks(ayes, nays, state.electorate, rule)}`;
      const now = `As it stands, it ${result}.`;
      if (block === undefined) return { mood: "open", label: "open", sentence: now };
      if (block >= closesAt) {
        return { mood: "open", label: "to be closed", sentence: `Nobody can vote any more. ${now}` };
      }
      return { mood: "open", label: "open", sentence: `Closes in ${blocks(closesAt - block)}. ${now}` };
    }
    case "approved":
      return { mood: state.obstacle === "Expired" || state.failure ? "bad" : "good", ...waiting(state, block) };
    case "rejected":
      return { mood: "bad", label: "rejected", sentence: "It did not get the votes that it needed." };
    case "void":
      return { mood: "bad", label: "void", sentence: "The rule of the studio changed while it was open." };
    case "canceled":
      return { mood: "bad", label: "withdrawn", sentence: "Its proposer took it back." };
    case "enacted":
      return { mood: "good", label: "enacted", sentence: "The studio signed it, and it worked." };
    case "failed":
      return { mood: "bad", label: "failed", sentence: `The studio signed it, and it ${failed(state.failure)}` };
  }
}

function lacks(ayes: bigint, nays: bigint, electorate: bigint, { approval, quorum }: Rule): string {
  const turnout = ayes + nays;
  if (electorate === 0n) return "nobody has a vote";
  if (turnout === 0n) return "nobody has voted";
  if (turnout < needed(quorum, electorate)) return "too few have voted";
  if (ayes < needed(approval, turnout)) return "too few are for it";
  return ayes <= nays ? "not more are for it than against" : "it was made under another rule";
}

function waiting(
  { enactAt, obstacle, failure }: Extract<ProposalState, { kind: "approved" }>,
  block: number | undefined,
): Omit<Course, "mood"> {
  switch (obstacle) {
    case "Expired":
      return { label: "expired", sentence: "It was approved, and nobody enacted it in time." };
    case "CallUnavailable":
      return { label: "approved", sentence: "It can only fail: the chain does not know its call any more." };
    case "CallFiltered":
      return { label: "approved", sentence: "It can only fail: studios may not sign this call any more." };
    case "CallPaused":
      return {
        label: "approved",
        sentence: "The chain does not take its call now: somebody enacts it when it does again.",
      };
    default: {
      if (failure) {
        const why = `The scheduler had the studio sign it, and it ${failed(failure)}`;
        return { label: "failed once", sentence: `${why} It stays approved: anybody can try again.` };
      }
      const left = block === undefined ? undefined : enactAt - block;
      if (left === undefined) return { label: "approved", sentence: "The studio will sign it." };
      if (left > 0) return { label: "approved", sentence: `The studio signs it in ${blocks(left)}.` };
      return { label: "approved", sentence: "It is time: the scheduler enacts it, and so can anybody." };
    }
  }
}

/** Why a call failed, in words. */
function failed({ by, error, docs }: Failure): string {
  const why = `failed: ${inWords(clean(error, 80))} (${clean(by, 40)}).`;
  const more = clean(docs, 300);
  return `${why}${more && ` ${more}${/[.!?]$/.test(more) ? "" : "."}`} Nothing was changed.`;
}
