import {
  AccountId,
  Blake2256,
  Bytes,
  SizedBytes,
  Struct,
  Tuple,
  u8,
  u32,
  Variant,
} from "@polkadot-api/substrate-bindings";
import type { SizedHex } from "polkadot-api";
import { toHex } from "polkadot-api/utils";
import { BEST, type Chain } from "../core/chain.ts";
import * as checked from "../core/checks.ts";
import { hex32 } from "../core/format.ts";
import { DigestCodec } from "../core/hashing.ts";
import type { Answer } from "../read/job.ts";
import { encodeAnswer, type JobHash } from "./jobs.ts";

// What a worker's node says with its key, for workers that are no nodes: those of tests. See pallets/jobs.

/** A key that a worker signs with. */
export interface WorkerKey {
  readonly publicKey: SizedHex<32>;
  readonly sign: (message: Uint8Array) => Uint8Array;
}

/** A place in a committee. */
export interface Seat {
  readonly job: JobHash;
  readonly round: number;
  /** The address of the worker. */
  readonly worker: string;
}

const Bytes32 = SizedBytes(32);
const AnswerCodec = Variant({ Output: Struct({ output: DigestCodec, length: u32 }) });
const Opened = Tuple(Bytes32, u8, AccountId(), AnswerCodec, Bytes32);
const Committing = Tuple(Bytes32, Bytes32, u8, AccountId(), Bytes32);
const Revealing = Tuple(Bytes32, Bytes32, u8, AccountId(), AnswerCodec, Bytes32);
const utf8 = new TextEncoder();

/** What a worker commits to. */
export function answerCommitment({ job, round, worker }: Seat, answer: Answer, salt: SizedHex<32>): SizedHex<32> {
  return hex32(Blake2256(Opened.enc([job, round, worker, { type: "Output", value: answer }, salt])));
}

/** The same, as the chain computes it: for tests. */
export async function commitmentHashOf(
  { api }: Chain,
  { job, round, worker }: Seat,
  answer: Answer,
  salt: SizedHex<32>,
): Promise<SizedHex<32>> {
  return api.view.Jobs.commitment_hash(job, round, worker, encodeAnswer(answer), salt, BEST);
}

/** Commits to an answer. Returns the hash of the transaction, as soon as the pool of the node has it. */
export async function commitAnswer(
  chain: Chain,
  key: WorkerKey,
  seat: Seat,
  commitment: SizedHex<32>,
): Promise<string> {
  const { job, round, worker } = checkedSeat(seat);
  checked.hex("a commitment", commitment, 32);
  const signature = sign(key, commitMessage(await genesisOf(chain), seat, commitment));
  return send(chain, chain.api.tx.Jobs.commit({ job, round, worker, commitment, signature }));
}

/** Reveals an answer that was committed to. */
export async function revealAnswer(
  chain: Chain,
  key: WorkerKey,
  seat: Seat,
  answer: Answer,
  salt: SizedHex<32>,
): Promise<string> {
  const { job, round, worker } = checkedSeat(seat);
  const encoded = encodeAnswer(answer);
  checked.hex("a salt", salt, 32);
  const signature = sign(key, revealMessage(await genesisOf(chain), seat, answer, salt));
  return send(chain, chain.api.tx.Jobs.reveal({ job, round, worker, answer: encoded, salt, signature }));
}

/** What is signed to commit. */
export function commitMessage(
  genesis: SizedHex<32>,
  { job, round, worker }: Seat,
  commitment: SizedHex<32>,
): Uint8Array {
  return message("atelier/commit", Committing.enc([genesis, job, round, worker, commitment]));
}

/** What is signed to reveal. */
export function revealMessage(
  genesis: SizedHex<32>,
  { job, round, worker }: Seat,
  answer: Answer,
  salt: SizedHex<32>,
): Uint8Array {
  const value = { type: "Output", value: answer } as const;
  return message("atelier/reveal", Revealing.enc([genesis, job, round, worker, value, salt]));
}

/** Version 5 of transactions, of the general kind: nobody signs them, an extension authorizes the call. */
const GENERAL = 0b0100_0101;
const EXTENSION_VERSION = 0;
/** What extensions say of themselves: immortal, nonce and tip zero, no hash of metadata. */
const EXTENSIONS = [0, 0, 0, 0];

/** A general transaction with a call: what `commit` and `reveal` are sent as. They pay no fee. */
export function generalTransaction(call: Uint8Array): Uint8Array {
  return Bytes().enc(new Uint8Array([GENERAL, EXTENSION_VERSION, ...EXTENSIONS, ...call]));
}

async function send({ client }: Chain, call: { getEncodedData(): Promise<Uint8Array> }): Promise<string> {
  const transaction = generalTransaction(await call.getEncodedData());
  return client._request<string>("author_submitExtrinsic", [toHex(transaction)]);
}

function checkedSeat(seat: Seat): Seat {
  checked.hex("the hash of a job", seat.job, 32);
  checked.byte("a round", seat.round);
  checked.address("a worker", seat.worker);
  return seat;
}

function message(purpose: string, fields: Uint8Array): Uint8Array {
  return new Uint8Array([...utf8.encode(purpose), ...fields]);
}

function sign(key: WorkerKey, message: Uint8Array): SizedHex<64> {
  return toHex(key.sign(message)) as SizedHex<64>;
}

async function genesisOf({ client }: Chain): Promise<SizedHex<32>> {
  return (await client.getChainSpecData()).genesisHash as SizedHex<32>;
}
