import { Blake2256, SizedBytes, Struct, u32, u64, Variant, Vector } from "@polkadot-api/substrate-bindings";
import type { SizedHex } from "polkadot-api";
import type { AtelierApi } from "../core/chain.ts";
import * as checked from "../core/checks.ts";
import { chainError } from "../core/errors.ts";
import { hex32, type IpId } from "../core/format.ts";

// What the steps of licensing have in common.

type ParentArguments = Parameters<AtelierApi["tx"]["Licensing"]["register_derivative"]>[0]["parents"];

/** Names terms. */
export type TermsId = SizedHex<32>;

/** What allows a derivative: a license, or terms whose fee is paid now. */
export type Under = { readonly license: bigint } | { readonly terms: TermsId };

/** The most that a step may cost and bind to. */
export interface Limits {
  readonly maxFee: bigint;
  readonly maxShare: number;
}

/** What a derivative is made from, and what allows it. */
export interface Parent {
  readonly ip: IpId;
  readonly under: Under;
}

/** The most parents of a derivative. */
export const PARENTS = 16;

/** Names a list of parents: the BLAKE2-256 of its encoding. Who agrees to a link agrees to this list, and no other. */
export function parentsHash(parents: readonly Parent[]): SizedHex<32> {
  return hex32(Blake2256(Parents.enc(encodeParents(parents))));
}

/** What the chain refused, in a view. */
export function refusal(step: string, error: unknown) {
  return chainError(step, { type: "Module", value: { type: "Licensing", value: error } });
}

export function checkedTerms(terms: TermsId): TermsId {
  return checked.hex("the name of terms", terms, 32);
}

export function encodeLimits({ maxFee, maxShare }: Limits) {
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

export function encodeParents(parents: readonly Parent[]): ParentArguments {
  return checked.list("parents", parents, PARENTS).map(({ ip, under }) => ({
    ip: checked.ip(ip),
    under:
      "license" in under
        ? { type: "License" as const, value: checked.wide("a license", under.license) }
        : { type: "Terms" as const, value: checkedTerms(under.terms) },
  }));
}
