import { atelier } from "#descriptors";
import type { UnifiedMetadata } from "@polkadot-api/substrate-bindings";
import { docsOfError, readMetadata } from "./metadata.ts";
import type { Included } from "./included.ts";

/** What the chain refused, and why. */
export class ChainError extends Error {
  override readonly name = "ChainError";
  /** What was tried. */
  readonly step: string;
  /** The pallet that refused; `Token`, `Transaction` and the like if it was none. */
  readonly pallet: string;
  /** The name of the error. */
  readonly error: string;
  /** What the pallet says about it, and what to do. */
  readonly docs: string;
  /** What became of the transaction, if it is in a block although it failed: its signer paid a fee. */
  readonly tx: Included | undefined;

  constructor(step: string, pallet: string, error: string, docs: string, tx?: Included) {
    super(`${step} was refused: ${pallet}.${error}${docs && `. ${docs}`}`);
    this.step = step;
    this.pallet = pallet;
    this.error = error;
    this.docs = docs;
    this.tx = tx;
  }

  /** Whether it is this error of this pallet. */
  is(pallet: string, error: string): boolean {
    return this.pallet === pallet && this.error === error;
  }
}

/** The error that a dispatch error stands for, whatever it is wrapped in. */
export async function chainError(step: string, error: unknown, tx?: Included): Promise<ChainError> {
  const names = path(error);
  // What wraps an error of a pallet says nothing.
  const module = names.indexOf("Module");
  const [pallet = "Runtime", ...inner] = names.slice(module + 1);
  const name = inner.at(-1);
  if (name === undefined) return new ChainError(step, "Runtime", pallet, "", tx);
  return new ChainError(step, pallet, name, module < 0 ? "" : await docsOf(pallet, name), tx);
}

/** Errors that a transaction reports although it succeeded itself: those of calls that it wrapped. */
export async function errorsIn(step: string, events: Included["events"]): Promise<ChainError[]> {
  const errors = events.flatMap(({ event }) => failures((event.value as { value: unknown }).value));
  return Promise.all(errors.map((error) => chainError(step, error)));
}

/** Results that failed, and the errors of batches, in the fields of an event. */
function failures(payload: unknown): unknown[] {
  if (typeof payload !== "object" || payload === null) return [];
  return Object.entries(payload).flatMap(([field, value]) => {
    if (isFailure(value)) return [value.value];
    return field === "error" && isVariant(value) ? [value] : [];
  });
}

/** The names of variants from the outside in: `Module`, `Royalties`, `NothingToClaim`. */
function path(error: unknown): string[] {
  if (isFailure(error)) return path(error.value);
  if (isVariant(error)) return [error.type, ...path(error.value)];
  // A dispatch error with post-dispatch information is in a field.
  return typeof error === "object" && error !== null && "error" in error ? path(error.error) : [];
}

function isVariant(value: unknown): value is { type: string; value?: unknown } {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

function isFailure(value: unknown): value is { success: false; value: unknown } {
  return typeof value === "object" && value !== null && "success" in value && value.success === false;
}

let metadata: Promise<UnifiedMetadata> | undefined;

/** The words of the pallet's documentation. */
async function docsOf(pallet: string, name: string): Promise<string> {
  metadata ??= atelier.getMetadata().then(readMetadata);
  return docsOfError(await metadata, pallet, name);
}
