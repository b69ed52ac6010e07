import type { Rule } from "../reader.ts";
import { number } from "../text.ts";
import { Amount } from "./figures.tsx";

/** Voting power, in what the rule of a studio counts. */
export function Power({ of, rule }: { readonly of: bigint; readonly rule: Rule }) {
  return rule.voting.kind === "tokens" ? <Amount of={of} /> : <span class="amount">{number(of)}</span>;
}
