import { Blake2256 } from "@polkadot-api/substrate-bindings";
import { Enum, type SizedHex, type Transaction } from "polkadot-api";
import type { Account } from "../core/account.ts";
import { type AtelierApi, BEST, type Chain } from "../core/chain.ts";
import * as checked from "../core/checks.ts";
import { hex32 } from "../core/format.ts";
import { batch, type Done, done, only, type StepOptions, submit } from "../core/transactions.ts";

// A referendum names the preimage of its call by hash and length. pallet-referenda compares the length only with a
// preimage that is noted already. One that is noted later, with another length, is never found: the referendum is
// approved, and all that comes is an event of the scheduler, `CallUnavailable`. So both are computed from the call
// itself here, or compared with what the chain has.

type Submission = Parameters<AtelierApi["tx"]["Referenda"]["submit"]>[0];

/** The origin that a call is dispatched with: a pallet, and one of its origins. */
export type Origin = Submission["proposal_origin"];

/** What a referendum names a call by. */
export interface Preimage {
  /** BLAKE2-256 of the encoded call. */
  readonly hash: SizedHex<32>;
  /** The length of the encoded call, in bytes. */
  readonly length: number;
}

/** The most bytes of a call that a proposal holds itself. */
const INLINE = 128;

/** The preimage of a call. */
export async function preimageOf(call: Transaction): Promise<Preimage> {
  const bytes = await call.getEncodedData();
  return { hash: hex32(Blake2256(bytes)), length: bytes.length };
}

/** The length of a preimage that the chain has; nothing if nobody noted one with this hash. */
export async function notedLength({ api }: Chain, hash: SizedHex<32>): Promise<number | undefined> {
  checked.hex("the hash of a preimage", hash, 32);
  const status = await api.query.Preimage.RequestStatusFor.getValue(hash, BEST);
  return status?.type === "Unrequested" ? status.value.len : status?.value.maybe_len;
}

/** Notes the preimage of a call. Its deposit is held until it is unnoted. */
export async function notePreimage(
  chain: Chain,
  from: Account,
  call: Transaction,
  options?: StepOptions,
): Promise<Done> {
  return done(chain, chain.api.tx.Preimage.note_preimage({ bytes: await call.getEncodedData() }), from, options);
}

/** Proposes a call. One that is too long for the proposal is noted in the same transaction, unless it was before. */
export async function propose(
  chain: Chain,
  from: Account,
  { call, origin, after = 1 }: { readonly call: Transaction; readonly origin: Origin; readonly after?: number },
  options?: StepOptions,
): Promise<Done<{ readonly referendum: number }>> {
  const bytes = await call.getEncodedData();
  if (bytes.length <= INLINE) {
    return submitted(chain, from, [], { origin, proposal: Enum("Inline", bytes), after }, options);
  }
  const { hash, length } = await preimageOf(call);
  const known = await notedLength(chain, hash);
  const note = known === undefined ? [chain.api.tx.Preimage.note_preimage({ bytes })] : [];
  return submitted(chain, from, note, { origin, proposal: Enum("Lookup", { hash, len: length }), after }, options);
}

/** Proposes a call whose preimage was noted before. Refused, before anything is signed, if its length is another. */
export async function proposePreimage(
  chain: Chain,
  from: Account,
  { preimage, origin, after = 1 }: { readonly preimage: Preimage; readonly origin: Origin; readonly after?: number },
  options?: StepOptions,
): Promise<Done<{ readonly referendum: number }>> {
  const { hash, length } = preimage;
  checked.noted(length, await notedLength(chain, hash));
  return submitted(chain, from, [], { origin, proposal: Enum("Lookup", { hash, len: length }), after }, options);
}

async function submitted(
  chain: Chain,
  from: Account,
  before: readonly Transaction[],
  { origin, proposal, after }: { origin: Origin; proposal: Submission["proposal"]; after: number },
  options?: StepOptions,
): Promise<Done<{ readonly referendum: number }>> {
  const enactment_moment = Enum("After", checked.count("the delay of a call, in blocks", after));
  const submission = chain.api.tx.Referenda.submit({ proposal_origin: origin, proposal, enactment_moment });
  const call = before.length === 0 ? submission : batch(chain, [...before, submission]);
  const tx = await submit(chain, call, from, options);
  const { index } = only("Submitted", chain.api.event.Referenda.Submitted.filter(tx.events));
  return { referendum: index, tx };
}
