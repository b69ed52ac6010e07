import type { SizedHex } from "polkadot-api";
import type { Account } from "./accounts.ts";
import { encodeMetadata, type Metadata } from "./assets.ts";
import type { AtelierApi, Chain } from "./connect.ts";
import { chainError } from "./errors.ts";
import { hex32, type Digest, type IpId } from "./format.ts";
import { encodePicture, type PictureRequest } from "./pictures.ts";
import { only, submit, type Done, type StepOptions } from "./transactions.ts";

type OrderArgument = Parameters<AtelierApi["tx"]["Inference"]["request"]>[0]["order"];

/** Names a job. */
export type JobHash = SizedHex<32>;

/** What is to be computed, and what becomes of it. */
export interface Order {
  readonly model: Digest;
  /** In the order in which they are applied. */
  readonly adapters?: readonly Digest[];
  /** A picture, or what another engine takes. */
  readonly input: PictureRequest | Uint8Array;
  /** Random if it is left out. The model gets it mixed with the requester. */
  readonly seed?: SizedHex<32>;
  /** What each worker gets. */
  readonly price: bigint;
  /** How many workers run it: 3 if it is left out. */
  readonly n?: number;
  /** How many of them must agree: as few as the chain allows if it is left out. */
  readonly m?: number;
  /** The longest output in bytes: as long as the chain allows if it is left out. */
  readonly maxOutput?: number;
  /** The item that lets the requester order, where only holders may. */
  readonly pass?: number;
  /** The trait that the output is the next value of. Otherwise the output is a work. */
  readonly trait?: { readonly ip: IpId; readonly key: string };
}

/** What an order would cost, in all that is held for it. */
export interface OrderQuote {
  /** What all workers get. */
  readonly price: bigint;
  /** For the transactions of workers, which pay no fee. */
  readonly jobFee: bigint;
  /** For the pool of the model's IP asset. */
  readonly modelFee: bigint;
  /** What is held until the job ends: the three above. */
  readonly escrow: bigint;
  /** What is held until the job is pruned, and then comes back. */
  readonly deposit: bigint;
  /** What is locked of the stake of each worker. */
  readonly exposure: bigint;
  /** The length of the output in bytes. */
  readonly outputLength: number;
  /** What it costs to compute, in units of the engine. */
  readonly cost: bigint;
  /** How many workers serve the model at this price. */
  readonly workers: number;
}

const utf8 = new TextEncoder();

/** What an order would cost. Fails with `ChainError` if the chain would refuse it. */
export async function quoteRequest(chain: Chain, order: Order, requester: string): Promise<OrderQuote> {
  const encoded = await encode(chain, order);
  const quote = await chain.api.view.Inference.quote_request(encoded, requester, { at: "best" });
  if (!quote.success) throw await chainError("an order", quote.value);
  const { price, job_fee: jobFee, model_fee: modelFee, output_length: outputLength, ...rest } = quote.value;
  return { price, jobFee, modelFee, escrow: price + jobFee + modelFee, outputLength, ...rest };
}

/** Orders a job. The model may ask for `maxFee` at most. */
export async function requestJob(
  chain: Chain,
  from: Account,
  { maxFee, ...order }: Order & { readonly maxFee: bigint },
  options?: StepOptions,
): Promise<Done<{ readonly job: JobHash; readonly escrow: bigint }>> {
  const call = chain.api.tx.Inference.request({ order: await encode(chain, order), max_fee: maxFee });
  const tx = await submit(chain, call, from, options);
  const { job, escrow } = only("Requested", chain.api.event.Inference.Requested.filter(tx.events));
  return { job, escrow, tx };
}

/** Takes an order back before it has a committee. Costs the job fee, unless it is in the block after the order. */
export async function cancelJob(
  chain: Chain,
  from: Account,
  job: JobHash,
  options?: StepOptions,
): Promise<Done<{ readonly fee: bigint }>> {
  const tx = await submit(chain, chain.api.tx.Inference.cancel({ job }), from, options);
  const { fee } = only("Cancelled", chain.api.event.Inference.Cancelled.filter(tx.events));
  return { fee, tx };
}

/** Proves that an answer is wrong: the chain computes the output itself. A wrong challenge fails, and costs a fee. */
export async function challenge(
  chain: Chain,
  from: Account,
  job: JobHash,
  root: Digest,
  options?: StepOptions,
): Promise<Done> {
  return { tx: await submit(chain, chain.api.tx.Inference.challenge({ job, root }), from, options) };
}

/** Tries again to write the record, and to set the trait, of a final job. */
export async function recordJob(chain: Chain, from: Account, job: JobHash, options?: StepOptions): Promise<Done> {
  return { tx: await submit(chain, chain.api.tx.Inference.record({ job }), from, options) };
}

/** Mints the output of a final job in a collection of the requester. */
export async function claimMint(
  chain: Chain,
  from: Account,
  job: JobHash,
  { collection, metadata = { uri: "" } }: { readonly collection: number; readonly metadata?: Metadata },
  options?: StepOptions,
): Promise<Done<{ readonly ip: IpId }>> {
  const call = chain.api.tx.Inference.claim_mint({ job, collection, metadata: encodeMetadata(metadata) });
  const tx = await submit(chain, call, from, options);
  const { ip } = only("OutputMinted", chain.api.event.Inference.OutputMinted.filter(tx.events));
  return { ip, tx };
}

/** Removes a job that ended long ago. Its deposit goes back to the requester. */
export async function pruneJob(chain: Chain, from: Account, job: JobHash, options?: StepOptions): Promise<Done> {
  return { tx: await submit(chain, chain.api.tx.Inference.prune({ job }), from, options) };
}

async function encode({ api }: Chain, order: Order): Promise<OrderArgument> {
  const { model, adapters = [], input, price, n = 3, trait } = order;
  return {
    model,
    adapters: [...adapters],
    // The only class so far.
    class: { type: "BitExact", value: undefined },
    input: input instanceof Uint8Array ? input : encodePicture(input),
    seed: order.seed ?? hex32(crypto.getRandomValues(new Uint8Array(32))),
    max_output: order.maxOutput ?? (await api.constants.Inference.MaxOutput()),
    price,
    n,
    m: order.m ?? Math.floor(n / 2) + 1,
    pass: order.pass,
    purpose: trait
      ? { type: "Trait", value: { ip: trait.ip, key: utf8.encode(trait.key) } }
      : { type: "Work", value: undefined },
  };
}
