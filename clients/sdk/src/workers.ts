import type { SizedHex } from "polkadot-api";
import type { Account } from "./accounts.ts";
import type { AtelierApi, Chain } from "./connect.ts";
import type { Digest } from "./format.ts";
import { only, submit, type Done, type StepOptions } from "./transactions.ts";

/** All about a worker. */
export type WorkerInfo = NonNullable<Awaited<ReturnType<AtelierApi["view"]["Inference"]["worker"]>>>;
/** Who serves a model, and for what. */
export type Offers = Awaited<ReturnType<AtelierApi["view"]["Inference"]["workers_of"]>>;

/** Makes the signer a worker. The key is one of type `atlw` in the keystore of the worker's node. */
export async function registerWorker(
  chain: Chain,
  from: Account,
  { key, stake }: { readonly key: SizedHex<32>; readonly stake: bigint },
  options?: StepOptions,
): Promise<Done> {
  return { tx: await submit(chain, chain.api.tx.Inference.register_worker({ key, stake }), from, options) };
}

/** Adds stake. It counts for jobs that are ordered later. */
export async function addStake(chain: Chain, from: Account, amount: bigint, options?: StepOptions): Promise<Done> {
  return { tx: await submit(chain, chain.api.tx.Inference.add_stake({ amount }), from, options) };
}

/** Puts stake on its way back. The result says from which block on it can be withdrawn. */
export async function unbond(
  chain: Chain,
  from: Account,
  amount: bigint,
  options?: StepOptions,
): Promise<Done<{ readonly until: number }>> {
  const tx = await submit(chain, chain.api.tx.Inference.unbond({ amount }), from, options);
  const { until } = only("Unbonding", chain.api.event.Inference.Unbonding.filter(tx.events));
  return { until, tx };
}

/** Takes back the stake that was put on its way. */
export async function withdraw(
  chain: Chain,
  from: Account,
  options?: StepOptions,
): Promise<Done<{ readonly amount: bigint }>> {
  const tx = await submit(chain, chain.api.tx.Inference.withdraw(), from, options);
  const { amount } = only("Withdrawn", chain.api.event.Inference.Withdrawn.filter(tx.events));
  return { amount, tx };
}

/** Offers to run a model, from a price on, up to a length of the output in bytes. */
export async function serve(
  chain: Chain,
  from: Account,
  model: Digest,
  { minPrice, maxOutput }: { readonly minPrice: bigint; readonly maxOutput: number },
  options?: StepOptions,
): Promise<Done> {
  const call = chain.api.tx.Inference.serve({ root: model, min_price: minPrice, max_output: maxOutput });
  return { tx: await submit(chain, call, from, options) };
}

/** Takes an offer back. Jobs that the worker is assigned to go on. */
export async function stopServing(chain: Chain, from: Account, model: Digest, options?: StepOptions): Promise<Done> {
  return { tx: await submit(chain, chain.api.tx.Inference.stop_serving({ root: model }), from, options) };
}

/** Changes the key of a worker, at once. */
export async function rotateKey(chain: Chain, from: Account, key: SizedHex<32>, options?: StepOptions): Promise<Done> {
  return { tx: await submit(chain, chain.api.tx.Inference.rotate_key({ key }), from, options) };
}

/** Ends a worker that is in no job, and gives its stake back. */
export async function deregisterWorker(chain: Chain, from: Account, options?: StepOptions): Promise<Done> {
  return { tx: await submit(chain, chain.api.tx.Inference.deregister_worker(), from, options) };
}

/** All about a worker; nothing if the account is none. */
export function workerInfo({ api }: Chain, address: string): Promise<WorkerInfo | undefined> {
  return api.view.Inference.worker(address, { at: "best" });
}

/** Who serves a model, and for what. */
export function workersOf({ api }: Chain, model: Digest): Promise<Offers> {
  return api.view.Inference.workers_of(model, { at: "best" });
}
