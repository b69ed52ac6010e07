import { formatAmount } from "@atelier/sdk";

/** An amount as the story writes it. */
export function atl(amount: bigint): string {
  return `${formatAmount(amount)} ATL`;
}

export function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

/** The sum of each column. */
export function sums(rows: readonly (readonly bigint[])[]): bigint[] {
  return (rows[0] ?? []).map((_, i) => sum(rows.map((row) => row[i] ?? 0n)));
}
