import { AccountId } from "@polkadot-api/substrate-bindings";
import type { Digest, IpId } from "./format.ts";

// What the chain cannot even read, it refuses without a reason: a runtime that decodes too long a list, or a rate above
// one, stops with a trap. So arguments are checked here, before anything is signed or sent.

/** An argument that the chain could not read. Nothing was sent. */
export class InvalidArgument extends RangeError {
  override readonly name = "InvalidArgument";
}

const BILLION = 1_000_000_000;
const U8 = 2 ** 8 - 1;
const U32 = 2 ** 32 - 1;
const U64 = 2n ** 64n - 1n;
const U128 = 2n ** 128n - 1n;

function refuse(sentence: string): never {
  throw new InvalidArgument(sentence);
}

/** A text as the chain takes it. */
export function text(what: string, value: string, most: number): Uint8Array {
  return bytes(what, new TextEncoder().encode(value), most);
}

export function bytes(what: string, value: Uint8Array, most: number): Uint8Array {
  if (value.length > most) refuse(`${what} has ${most} bytes at most, and this has ${value.length}`);
  return value;
}

/** A list that is not too long, as one that nobody else has. */
export function list<T>(what: string, items: readonly T[], most: number): T[] {
  if (items.length > most) refuse(`${items.length} ${what} are too many: name ${most} at most`);
  return [...items];
}

/** An amount in the smallest unit. */
export function amount(what: string, value: bigint): bigint {
  if (typeof value !== "bigint" || value < 0n || value > U128) {
    refuse(`${what} is a bigint from 0 to 2^128 - 1 in the smallest unit, not ${value}`);
  }
  return value;
}

/** A participation score. */
export function score(what: string, value: bigint): bigint {
  if (typeof value !== "bigint" || value < 0n || value > U64) refuse(`${what} is a bigint below 2^64, not ${value}`);
  return value;
}

/** A rate in billionths, from nothing to all. */
export function rate(what: string, value: number): number {
  if (!Number.isInteger(value) || value < 0 || value > BILLION) {
    refuse(`${what} is from 0 to ${BILLION} billionths, not ${value}: percent(20) is 20 %`);
  }
  return value;
}

/** A part as a fraction between 0 and 1, in billionths. */
export function part(what: string, value: number, least = 0): number {
  if (!(value >= least && value <= 1)) refuse(`${what} is from ${least} to 1, not ${value}`);
  return Math.round(value * BILLION);
}

/** A number of something, or of a block. */
export function count(what: string, value: number, most = U32, least = 0): number {
  if (!Number.isInteger(value) || value < least || value > most) {
    refuse(`${what} is a whole number from ${least} to ${most}, not ${value}`);
  }
  return value;
}

/** As `count`, for a byte. */
export function byte(what: string, value: number): number {
  return count(what, value, U8);
}

/** A number of a license, or what else has 64 bits. */
export function wide(what: string, value: bigint): bigint {
  return score(what, value);
}

/** The length of a preimage, as the chain has it. */
export function noted(length: number, actual: number | undefined): number {
  if (actual === undefined) refuse("nobody noted a preimage with this hash: note it first, then propose it");
  if (length !== actual) refuse(`the preimage has ${actual} bytes, not ${length}: its call would never be dispatched`);
  return length;
}

/** So many bytes, in hexadecimal digits. */
export function hex<T extends string>(what: string, value: T, length: number): T {
  if (!new RegExp(`^0x[0-9a-fA-F]{${2 * length}}$`).test(value)) {
    refuse(`${what} is 0x and ${2 * length} hexadecimal digits, not "${value}"`);
  }
  return value;
}

export function digest(what: string, value: Digest): Digest {
  if (value.type !== "Sha2_256" && value.type !== "Blake2_256") {
    refuse(`${what} is by Sha2_256 or Blake2_256, not by ${(value as { type: unknown }).type}`);
  }
  hex(what, value.value, 32);
  return value;
}

export function ip(value: IpId): IpId {
  count("the collection of an IP asset", value.collection);
  count("the item of an IP asset", value.item);
  return value;
}

/** The address of an account, of any prefix. */
export function address(what: string, value: string): string {
  try {
    AccountId().enc(value);
  } catch {
    refuse(`${what} is an address, not "${value}"`);
  }
  return value;
}
