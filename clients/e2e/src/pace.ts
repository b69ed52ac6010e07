import type { FinalizedBlock } from "@atelier/sdk/read";
import { slotOf } from "./authorship.ts";
import type { Ended } from "./workshop.ts";

/** The smallest value that so many percent of all are not above. */
export function percentile(percent: number, values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil((sorted.length * percent) / 100) - 1)];
  if (value === undefined) throw new Error("there is no percentile of nothing");
  return value;
}

/** How many blocks there were from the order of each job to the agreement of its workers. */
export function blocksToAgree(all: readonly Ended[]): number[] {
  return all.map(({ job, agreedAt }) => {
    if (agreedAt === null) throw new Error(`nobody agreed on job ${job.job}`);
    return agreedAt - job.requestedAt;
  });
}

/** Prints the median and the 95th percentile, and how often each value was there. */
export function report(what: string, values: readonly number[]): void {
  const distinct = [...new Set(values)].sort((a, b) => a - b);
  const spread = distinct.map((value) => `${values.filter((other) => other === value).length} × ${value}`);
  console.log(`${what}: p50 ${percentile(50, values)}, p95 ${percentile(95, values)} (${spread.join(", ")})`);
}

/** How many slots each block came after the one before it. One, if no slot passed without a block. */
export function gaps(blocks: readonly FinalizedBlock[]): number[] {
  const slots = blocks.map(({ header }) => slotOf(header));
  return slots.slice(1).map((slot, i) => Number(slot - slots[i]!));
}
