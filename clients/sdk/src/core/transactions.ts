import pLimit, { type LimitFunction } from "p-limit";
import type { Transaction } from "polkadot-api";
import { InvalidTxError } from "polkadot-api";
import { filter } from "rxjs";
import type { Account } from "./account.ts";
import type { AtelierApi, Chain } from "./chain.ts";
import * as checked from "./checks.ts";
import { first } from "./deadline.ts";
import { ChainError, chainError } from "./errors.ts";
import type { Included } from "./included.ts";

/** How a step is submitted. */
export interface StepOptions {
  /** `best`: a block contains it, which a re-organization may still undo. `final`: nothing can. */
  readonly until?: "best" | "final";
  /** How long to wait. */
  readonly seconds?: number;
}

/** A result of a step, and what became of its transaction. */
export type Done<T = unknown> = T & { readonly tx: Included };

/** The last nonce that each account got, as long as transactions of it are on their way. */
const nonces = new WeakMap<Chain, Map<string, Promise<number>>>();

/** A node takes so many transactions of a connection at a time. It would never send the others, and not say so. */
const AT_A_TIME = 16;
const slots = new WeakMap<Chain, LimitFunction>();

/**
 * Signs and submits a call, and waits for it. Fails with `ChainError` if the chain refuses it. If 16 are on their way
 * already, it waits for its turn.
 */
export async function submit(
  chain: Chain,
  call: Transaction,
  from: Account,
  options: StepOptions = {},
): Promise<Included> {
  const slot = slots.get(chain) ?? pLimit(AT_A_TIME);
  slots.set(chain, slot);
  return slot(() => send(chain, call, from, options));
}

/** A step that has nothing to tell but what became of its transaction. */
export async function done(chain: Chain, call: Transaction, from: Account, options?: StepOptions): Promise<Done> {
  return { tx: await submit(chain, call, from, options) };
}

async function send(
  chain: Chain,
  call: Transaction,
  from: Account,
  { until = "best", seconds = 120 }: StepOptions,
): Promise<Included> {
  const { type, value } = call.decodedCall as { type: string; value: { type: string } };
  const step = `${type}.${value.type}`;
  // First of all, so that steps which are started one after the other are taken in this order.
  const nonce = await nextNonce(chain, from.address);
  try {
    // Validated against the best block, so that an account which it funded can pay.
    const at = until === "best" ? { at: (await chain.client.getBestBlocks())[0]!.hash } : {};
    const included = call
      .signSubmitAndWatch(from.signer, { nonce, ...at })
      .pipe(
        filter(
          (event) =>
            event.type === "finalized" || (until === "best" && event.type === "txBestBlocksState" && event.found),
        ),
      );
    const outcome = await first(seconds, `${step} in a ${until} block`, included);
    if (!("ok" in outcome)) throw new Error(`${step} was lost`);
    const { block, events } = outcome;
    const paid = chain.api.event.TransactionPayment.TransactionFeePaid.filter(events);
    const tx = { block, events, fee: only("TransactionFeePaid", paid).actual_fee };
    if (!outcome.ok) throw await chainError(step, outcome.dispatchError, tx);
    return tx;
  } catch (error) {
    if (error instanceof ChainError) throw error;
    // It may never have been sent: its nonce is free again, unless the pool says otherwise.
    nonces.get(chain)?.delete(from.address);
    if (!(error instanceof InvalidTxError)) throw error;
    throw await chainError(step, { type: "Transaction", value: error.error });
  }
}

/** The one event that a step is about. */
export function only<T>(what: string, events: readonly { payload: T }[]): T {
  const [event, ...others] = events;
  if (!event || others.length > 0) throw new Error(`one event ${what} was expected, not ${events.length}`);
  return event.payload;
}

/** A call as an argument of another one. */
export type CallArgument = Parameters<AtelierApi["tx"]["Utility"]["batch_all"]>[0]["calls"][number];

/** A call, to be wrapped into another one. */
export function wrapped({ decodedCall }: Transaction): CallArgument {
  return decodedCall as CallArgument;
}

/** Several calls of one account in one transaction: all of them, or none. */
export function batch({ api }: Chain, calls: readonly Transaction[]): Transaction {
  return api.tx.Utility.batch_all({ calls: calls.map(wrapped) });
}

/** A transfer that leaves its sender alive, as a call. */
export function transferCall({ api }: Chain, to: string, amount: bigint) {
  return api.tx.Balances.transfer_keep_alive({ dest: { type: "Id", value: to }, value: amount });
}

/** Transfers money, in one transaction to all receivers. Nobody's account may end by it. */
export async function transfer(
  chain: Chain,
  from: Account,
  to: readonly { readonly address: string; readonly amount: bigint }[],
  options?: StepOptions,
): Promise<Done> {
  const calls = to.map(({ address, amount }) =>
    transferCall(chain, checked.address("a receiver", address), checked.amount("an amount", amount)),
  );
  return done(chain, calls.length === 1 ? calls[0]! : batch(chain, calls), from, options);
}

/** The nonce for one more transaction, so that steps submitted together get one after the other. */
function nextNonce(chain: Chain, address: string): Promise<number> {
  const ours = nonces.get(chain) ?? new Map<string, Promise<number>>();
  nonces.set(chain, ours);
  const next = after(ours.get(address));
  ours.set(address, next);
  return next;

  async function after(last: Promise<number> | undefined): Promise<number> {
    const before = (await last?.catch(() => undefined)) ?? -1;
    // What the pool has seen; a transaction reaches it a little after it was sent.
    const seen = await chain.client._request<number>("system_accountNextIndex", [address]);
    return Math.max(seen, before + 1);
  }
}
