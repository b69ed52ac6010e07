import { exposureOf } from "@atelier/sdk/read";

// What an order must cost and bring, computed from the rules in the chain's documentation and from nothing that it
// answers.

/** What the chain asks for, as its parameters say. */
export interface Rates {
  /** What each worker of a committee adds to the job fee. */
  readonly jobFee: bigint;
  /** The least that is locked of a worker for a job. */
  readonly minExposure: bigint;
}

/** An order, as far as it is about money. */
export interface Bill {
  /** What each worker gets. */
  readonly price: bigint;
  readonly n: number;
  /** What the model asks for. */
  readonly modelFee: bigint;
}

/** What becomes of the money that was held for a job. */
export interface Ending {
  /** What the workers get together. */
  readonly wages: bigint;
  readonly modelFee: bigint;
  /** What the treasury gets. */
  readonly jobFee: bigint;
  /** What the requester gets back. */
  readonly refund: bigint;
}

/** What becomes of what a liar loses. */
export interface Slash {
  readonly amount: bigint;
  /** What the requester gets, and the challenger as well. */
  readonly share: bigint;
  readonly burnt: bigint;
}

/** What is held for a job. */
export function escrowOf({ price, n, modelFee }: Bill, { jobFee }: Rates): bigint {
  return (price + jobFee) * BigInt(n) + modelFee;
}

/** How a job ends that so many workers answered right. */
export function endingOf({ price, n, modelFee }: Bill, { jobFee }: Rates, right: number): Ending {
  const wages = price * BigInt(right);
  return { wages, modelFee, jobFee: jobFee * BigInt(n), refund: price * BigInt(n) - wages };
}

/** What one wrong answer costs: four times the price, and a quarter of it to each of two. */
export function slashOf({ price }: Bill, { minExposure }: Rates): Slash {
  const amount = exposureOf(price, minExposure);
  const share = amount / 4n;
  return { amount, share, burnt: amount - 2n * share };
}
