import { AsyncLocalStorage } from "node:async_hooks";
import { formatAmount } from "@atelier/sdk";
import { ReplaySubject } from "rxjs";

// What a reader sees.

const WIDTH = 100;
const LABEL = 24;
const colored = process.stdout.isTTY && !process.env.NO_COLOR;

function paint(code: number, text: string): string {
  return colored ? `\x1b[${code}m${text}\x1b[0m` : text;
}

export const bold = (text: string) => paint(1, text);
export const dim = (text: string) => paint(2, text);
export const red = (text: string) => paint(31, text);
export const green = (text: string) => paint(32, text);

type Words = () => void;

/** Where words are kept that are for later. */
const later = new AsyncLocalStorage<ReplaySubject<Words>>();

function say(words: Words): void {
  const kept = later.getStore();
  if (kept) kept.next(words);
  else words();
}

/** Lets something happen while other things are told. The result tells of it, from its beginning and on to its end. */
export function meanwhile(happen: () => Promise<void>): () => Promise<void> {
  const kept = new ReplaySubject<Words>();
  later.run(kept, happen).then(
    () => kept.complete(),
    (error: unknown) => kept.error(error),
  );
  return () =>
    kept.forEach((words) => {
      words();
    });
}

export function line(text = ""): void {
  say(() => console.log(text));
}

let chapters = 0;

/** Begins a chapter. */
export function chapter(title: string): void {
  // Counted when it is read.
  say(() => {
    chapters += 1;
    console.log(`\n${bold(`${chapters}. ${title}`)}`);
  });
}

/** Says what happened, in as many lines as it takes. */
export function tell(text: string): void {
  for (const row of wrapped(text)) line(`   ${row}`);
}

/** A fact that the chain confirmed. */
export function fact(label: string, value: string): void {
  line(`   ${dim(label.padEnd(LABEL))}${value}`);
}

function wrapped(text: string): string[] {
  const rows: string[] = [];
  let row = "";
  for (const word of text.split(" ")) {
    if (row && row.length + word.length + 1 > WIDTH - 3) {
      rows.push(row);
      row = word;
    } else row = row ? `${row} ${word}` : word;
  }
  return [...rows, row];
}

/** A table of amounts, with as many digits in each column as one of its amounts needs. */
export function table(header: readonly string[], rows: readonly Row[], total?: Row): void {
  const amounts = [...rows, ...(total ? [total] : [])].map((row) => row.amounts);
  const digits = header.slice(1).map((_, i) => Math.max(...amounts.map((row) => digitsOf(row[i] ?? 0n))));
  const cells = ({ name, amounts }: Row) => [name, ...amounts.map((amount, i) => fixed(amount, digits[i] ?? 0))];
  const texts = [header, ...rows.map(cells), ...(total ? [cells(total)] : [])];
  const widths = header.map((_, i) => Math.max(...texts.map((row) => row[i]?.length ?? 0)));
  const write = (row: readonly string[]) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join("  ");
  const rule = dim("─".repeat(widths.reduce((sum, width) => sum + width + 2, -2)));
  line(` ${bold(write(header))}`);
  line(` ${rule}`);
  for (const row of rows) line(` ${write(cells(row))}`);
  if (!total) return;
  line(` ${rule}`);
  line(` ${write(cells(total))}`);
}

export interface Row {
  readonly name: string;
  readonly amounts: readonly bigint[];
}

function digitsOf(amount: bigint): number {
  return formatAmount(amount).split(".")[1]?.length ?? 0;
}

function fixed(amount: bigint, digits: number): string {
  const [whole, fraction = ""] = formatAmount(amount).split(".");
  return digits === 0 ? whole! : `${whole}.${fraction.padEnd(digits, "0")}`;
}
