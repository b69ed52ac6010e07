import type { SizedHex } from "polkadot-api";
import { fromHex, toHex } from "polkadot-api/utils";

// How digests, IP assets, amounts and rates are written, as in the node's JSON-RPC.

/** A digest with its algorithm. */
export type Digest =
  | { readonly type: "Sha2_256"; readonly value: SizedHex<32> }
  | { readonly type: "Blake2_256"; readonly value: SizedHex<32> };

/** An IP asset: an item of a collection. */
export interface IpId {
  readonly collection: number;
  readonly item: number;
}

const ALGORITHMS = { Sha2_256: "sha256", Blake2_256: "blake2b-256" } as const;

/** A digest by SHA-256. */
export function sha256Digest(bytes: Uint8Array): Digest {
  return { type: "Sha2_256", value: hex32(bytes) };
}

/** `sha256:…` or `blake2b-256:…`. */
export function formatDigest({ type, value }: Digest): string {
  return `${ALGORITHMS[type]}:${value.slice(2)}`;
}

/** The other way round. */
export function parseDigest(text: string): Digest {
  const [, algorithm, digits] = /^([a-z0-9-]+):([0-9a-f]{64})$/.exec(text) ?? [];
  const value = `0x${digits}` as SizedHex<32>;
  if (algorithm === ALGORITHMS.Sha2_256) return { type: "Sha2_256", value };
  if (algorithm === ALGORITHMS.Blake2_256) return { type: "Blake2_256", value };
  throw new Error(`"${text}" is no digest: write sha256: or blake2b-256: and 64 hexadecimal digits`);
}

/** `collection-item`. */
export function formatIp({ collection, item }: IpId): string {
  return `${collection}-${item}`;
}

/** The other way round. */
export function parseIp(text: string): IpId {
  const [, collection, item] = /^(0|[1-9]\d{0,9})-(0|[1-9]\d{0,9})$/.exec(text) ?? [];
  const ip = { collection: Number(collection), item: Number(item) };
  if (!(ip.collection < 2 ** 32 && ip.item < 2 ** 32)) {
    throw new Error(`"${text}" is no IP asset: write its collection, a hyphen and its item`);
  }
  return ip;
}

/** Digits after the decimal point of one ATL. */
export const DECIMALS = 12;
/** One ATL, in the smallest unit. */
export const ATL = 10n ** BigInt(DECIMALS);

/** An amount in ATL, with all digits that it needs. */
export function formatAmount(amount: bigint): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(DECIMALS + 1, "0");
  const fraction = digits.slice(-DECIMALS).replace(/0+$/, "");
  return `${amount < 0n ? "-" : ""}${digits.slice(0, -DECIMALS)}${fraction && `.${fraction}`}`;
}

/** The other way round. */
export function parseAmount(text: string): bigint {
  const [, sign, whole, fraction = ""] = /^(-?)(\d+)(?:\.(\d{1,12}))?$/.exec(text) ?? [];
  if (whole === undefined)
    throw new Error(`"${text}" is no amount in ATL: write digits, with at most 12 after the point`);
  const amount = BigInt(whole) * ATL + BigInt(fraction.padEnd(DECIMALS, "0"));
  return sign ? -amount : amount;
}

const BILLION = 1_000_000_000;

/** A rate as the chain keeps it, in billionths. */
export function percent(value: number): number {
  return Math.round((value * BILLION) / 100);
}

/** A rate in percent. */
export function formatRate(rate: number): string {
  return `${(rate * 100) / BILLION} %`;
}

/** 32 bytes in the form in which polkadot-api takes them. */
export function hex32(bytes: Uint8Array): SizedHex<32> {
  if (bytes.length !== 32) throw new Error(`32 bytes are needed, not ${bytes.length}`);
  return toHex(bytes) as SizedHex<32>;
}

/** The bytes of a digest, without its algorithm. */
export function digestBytes({ value }: Digest): Uint8Array {
  return fromHex(value);
}
