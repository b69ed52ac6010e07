import { DECIMALS, formatAmount } from "@atelier/sdk/core";

// How things are written. What comes from the chain was written by strangers: it is cleaned and clipped before anybody
// sees it.

/** What is invisible, or turns the direction of what follows; but for the joiners that scripts and emoji need. */
const INVISIBLE = /[\p{Cc}\p{Co}\p{Cs}\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e007f}]/u;

/** A text of a stranger, on one line, with at most this many characters. */
export function clean(text: string, most = 120): string {
  const line = text.replace(new RegExp(INVISIBLE, "gu"), " ").replace(/\s+/g, " ").trim();
  const characters = [...line];
  return characters.length <= most
    ? line
    : `${characters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
}

/** What a studio is called, or that it is nameless. */
export function studioName({ id, name }: { readonly id: number; readonly name: string }): string {
  const cleaned = clean(name, 64);
  // What is no text is left as replacement characters.
  return /[^\ufffd\s]/.test(cleaned) ? cleaned : `Studio ${id}`;
}

/** The beginning and the end of something long, such as an address or a digest. */
export function shorten(text: string, each = 6): string {
  return text.length <= 2 * each + 1 ? text : `${text.slice(0, each)}…${text.slice(-each)}`;
}

/** A digest without the name of its algorithm, shortened. */
export function shortDigest(digest: string): string {
  return shorten(digest.slice(digest.indexOf(":") + 1), 6);
}

/** Digits of an amount that are read; those after them are only there to be exact. */
const READ = 4;

/** An amount in ATL: what is read of it, and what is only there to be exact. */
export function amountParts(amount: bigint): { readonly read: string; readonly exact: string } {
  const [whole = "0", fraction = ""] = formatAmount(amount).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, "\u2009");
  const read = fraction && `${grouped}.${fraction.slice(0, READ)}`;
  return { read: read || grouped, exact: fraction.slice(READ, DECIMALS) };
}

/** An amount in ATL on one line, with all its digits. */
export function atl(amount: bigint): string {
  return `${formatAmount(amount)} ATL`;
}

/** A part of something, in percent with at most one digit: 0 for nothing only, and 100 for all of it only. */
export function share(part: bigint, whole: bigint): string {
  if (whole <= 0n || part <= 0n) return "0 %";
  if (part >= whole) return "100 %";
  const perMille = (part * 1000n + whole / 2n) / whole;
  if (perMille === 0n) return "< 0.1 %";
  if (perMille === 1000n) return "> 99.9 %";
  return `${perMille / 10n}${perMille % 10n ? `.${perMille % 10n}` : ""} %`;
}

/** A rate that is written as a decimal fraction, in percent: `0.2` is 20 %. */
export function percentOf(rate: string): string {
  const [, whole, fraction = ""] = /^(\d+)(?:\.(\d+))?$/.exec(rate) ?? [];
  if (whole === undefined) return rate;
  const digits = `${whole}${fraction.padEnd(2, "0")}`;
  const point = whole.length + 2;
  const left = digits.slice(0, point).replace(/^0+(?=\d)/, "");
  const right = digits.slice(point).replace(/0+$/, "");
  return `${left}${right && `.${right}`} %`;
}

/** What a block of three seconds makes of a number of blocks. */
export function duration(blocks: number): string {
  const seconds = Math.max(0, blocks) * 3;
  for (const [unit, length] of [
    ["day", 86_400],
    ["hour", 3_600],
    ["minute", 60],
  ] as const) {
    if (seconds >= length) return plural(Math.floor(seconds / length), unit);
  }
  return plural(seconds, "second");
}

/** How long ago a block was. */
export function ago(block: number, best: number | undefined): string {
  if (best === undefined) return "";
  return best <= block ? "just now" : `${duration(best - block)} ago`;
}

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${number(count)} ${count === 1 ? one : many}`;
}

export function number(value: number | bigint): string {
  return value.toString().replace(/\B(?=(\d{3})+$)/g, "\u2009");
}

export function bytes(length: number): string {
  if (length < 1_000) return plural(length, "byte");
  const units = ["kB", "MB", "GB", "TB"];
  const power = Math.min(Math.floor(Math.log10(length) / 3), units.length);
  const value = length / 1_000 ** power;
  return `${value.toFixed(value < 10 ? 1 : 0)} ${units[power - 1]}`;
}

/** The address of something that a browser may open; nothing for every other scheme, `javascript:` for one. */
export function safeUrl(uri: string): string | undefined {
  if (INVISIBLE.test(uri)) return undefined;
  const url = URL.parse(uri);
  return url && (url.protocol === "https:" || url.protocol === "http:") ? url.href : undefined;
}
