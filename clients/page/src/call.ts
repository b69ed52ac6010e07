import type { Call, Field, Value } from "@atelier/sdk/read";

// A call as lines that are indented: a batch of calls of batches stays readable, and a long one can be cut anywhere.

/** A value that fits on a line. */
export type Leaf = Exclude<Value, { readonly kind: "call" | "fields" }>;

export interface Line {
  readonly depth: number;
  /** The name of the argument, if it has one. */
  readonly name: string;
  /** What stands behind the name: a call or a group, whose parts are on the next lines; or values. */
  readonly head:
    | { readonly kind: "call"; readonly call: Call }
    | { readonly kind: "group"; readonly name: string }
    | { readonly kind: "row"; readonly values: readonly Leaf[] }
    | Leaf;
}

const MOST_IN_ROW = 4;

function isLeaf(value: Value): value is Leaf {
  return value.kind !== "call" && value.kind !== "fields";
}

/** The first lines of a call. */
export function linesOf(call: Call, most: number): { readonly lines: readonly Line[]; readonly more: boolean } {
  const lines: Line[] = [];
  for (const line of walk({ name: "", value: { kind: "call", call } }, 0)) {
    if (lines.length === most) return { lines, more: true };
    lines.push(line);
  }
  return { lines, more: false };
}

function* walk({ name, value }: Field, depth: number): Generator<Line> {
  switch (value.kind) {
    case "call":
      yield { depth, name, head: value };
      for (const field of value.call.fields) yield* walk(field, depth + 1);
      break;
    case "fields": {
      const leaves = value.fields.flatMap(({ name, value }) => (name === "" && isLeaf(value) ? [value] : []));
      const isShort = leaves.length === value.fields.length && leaves.length <= MOST_IN_ROW;
      // One of several kinds that has one value, or a tuple in a list: on one line.
      if (isShort && (value.name ? leaves.length === 1 : name === "")) {
        const called = [name, value.name].filter((part) => part !== "").join(": ");
        yield { depth, name: called, head: { kind: "row", values: leaves } };
        break;
      }
      yield { depth, name, head: { kind: "group", name: value.name } };
      for (const field of value.fields) yield* walk(field, depth + 1);
      break;
    }
    default:
      yield { depth, name, head: value };
  }
}

/** What bytes say, if they are a text. */
export function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return undefined;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return /[\p{Cc}\p{Co}\p{Cn}]/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** A name of the chain in words: `CollectionNotFound` is "collection not found". */
export function inWords(name: string): string {
  return name
    .replace(/_/g, " ")
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase();
}
