import type { SizedHex } from "polkadot-api";
import type { Account } from "../core/account.ts";
import { type AtelierApi, BEST, type Chain } from "../core/chain.ts";
import * as checked from "../core/checks.ts";
import type { Digest } from "../core/format.ts";
import { type Done, done, only, type StepOptions, submit } from "../core/transactions.ts";

/** All about a worker. */
export type WorkerInfo = NonNullable<Awaited<ReturnType<AtelierApi["view"]["Workers"]["worker"]>>>;
/** Who serves a model, and for what. */
export type Offers = Awaited<ReturnType<AtelierApi["view"]["Workers"]["offers"]>>;

/** What a worker offers. */
export interface Offer {
  readonly minPrice: bigint;
  /** The longest output in bytes. */
  readonly maxOutput: number;
}

/** Makes the signer a worker. The key is one of type `atlw` in the keystore of the worker's node. */
export async function register(
  chain: Chain,
  from: Account,
  worker: { readonly key: SizedHex<32>; readonly stake: bigint },
  options?: StepOptions,
): Promise<Done> {
  return done(chain, registerCall(chain, worker), from, options);
}

/** The same, as a call: for a batch. */
export function registerCall({ api }: Chain, { key, stake }: { readonly key: SizedHex<32>; readonly stake: bigint }) {
  checked.hex("the key of a worker", key, 32);
  return api.tx.Workers.register({ key, stake: checked.amount("a stake", stake) });
}

/** Adds stake. It counts for jobs that are ordered later. */
export async function addStake(chain: Chain, from: Account, amount: bigint, options?: StepOptions): Promise<Done> {
  const call = chain.api.tx.Workers.add_stake({ amount: checked.amount("a stake", amount) });
  return done(chain, call, from, options);
}

/** Starts unbonding stake. The result says from which block on it can be withdrawn. */
export async function unbond(
  chain: Chain,
  from: Account,
  amount: bigint,
  options?: StepOptions,
): Promise<Done<{ readonly until: number }>> {
  const call = chain.api.tx.Workers.unbond({ amount: checked.amount("a stake", amount) });
  const tx = await submit(chain, call, from, options);
  const { until } = only("Unbonding", chain.api.event.Workers.Unbonding.filter(tx.events));
  return { until, tx };
}

/** Takes back the stake that is unbonded. */
export async function withdraw(
  chain: Chain,
  from: Account,
  options?: StepOptions,
): Promise<Done<{ readonly amount: bigint }>> {
  const tx = await submit(chain, chain.api.tx.Workers.withdraw(), from, options);
  const { amount } = only("Withdrawn", chain.api.event.Workers.Withdrawn.filter(tx.events));
  return { amount, tx };
}

/** Offers to run a model, from a price on, up to a length of the output in bytes. */
export async function serve(
  chain: Chain,
  from: Account,
  model: Digest,
  offer: Offer,
  options?: StepOptions,
): Promise<Done> {
  return done(chain, serveCall(chain, model, offer), from, options);
}

/** The same, as a call: for a batch. */
export function serveCall({ api }: Chain, model: Digest, { minPrice, maxOutput }: Offer) {
  return api.tx.Workers.serve({
    root: checked.digest("a model", model),
    min_price: checked.amount("a price", minPrice),
    max_output: checked.count("the length of an output", maxOutput),
  });
}

/** Takes an offer back. Jobs that the worker is assigned to go on. */
export async function stopServing(chain: Chain, from: Account, model: Digest, options?: StepOptions): Promise<Done> {
  const call = chain.api.tx.Workers.stop_serving({ root: checked.digest("a model", model) });
  return done(chain, call, from, options);
}

/** Changes the key of a worker, at once. */
export async function rotateKey(chain: Chain, from: Account, key: SizedHex<32>, options?: StepOptions): Promise<Done> {
  checked.hex("the key of a worker", key, 32);
  return done(chain, chain.api.tx.Workers.rotate_key({ key }), from, options);
}

/** Ends a worker that has withdrawn all of its stake, with all its offers. */
export async function deregister(chain: Chain, from: Account, options?: StepOptions): Promise<Done> {
  return done(chain, chain.api.tx.Workers.deregister(), from, options);
}

/** All about a worker; nothing if the account is none. */
export async function worker({ api }: Chain, address: string): Promise<WorkerInfo | undefined> {
  return api.view.Workers.worker(checked.address("a worker", address), BEST);
}

/** Who serves a model, and for what. */
export async function offers({ api }: Chain, model: Digest): Promise<Offers> {
  return api.view.Workers.offers(checked.digest("a model", model), BEST);
}
