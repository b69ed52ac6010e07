import { getDynamicBuilder, getLookupFn } from "@polkadot-api/metadata-builders";
import type { EnumVar, LookupEntry, Var } from "@polkadot-api/metadata-builders";
import { fromHex, toHex } from "polkadot-api/utils";
import type { Chain } from "../core/chain.ts";
import { formatIp, type IpId } from "../core/format.ts";
import { docsOfError, readMetadata } from "../core/metadata.ts";

// What only the metadata of the node's own runtime can tell: what the bytes of a call mean, and what an error is about.
// Nothing is known of these calls beforehand, so they are read along their types.

/** An error as the chain writes it: of a pallet, or of the runtime itself. */
export interface DispatchError {
  readonly type: string;
  readonly value?: unknown;
}

/** A call that can be read. */
export interface Call {
  readonly pallet: string;
  readonly name: string;
  readonly fields: readonly Field[];
}

export interface Field {
  /** Nothing in a list. */
  readonly name: string;
  readonly value: Value;
}

export type Value =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "bytes"; readonly bytes: Uint8Array }
  | { readonly kind: "number"; readonly number: bigint }
  | { readonly kind: "amount"; readonly amount: bigint }
  /** In billionths. */
  | { readonly kind: "rate"; readonly rate: number }
  | { readonly kind: "account"; readonly address: string }
  | { readonly kind: "ip"; readonly ip: string }
  | { readonly kind: "call"; readonly call: Call }
  /** Several values. `name`: which one it is of those that it could be. */
  | { readonly kind: "fields"; readonly name: string; readonly fields: readonly Field[] };

/** Why a call did not work. */
export interface Failure {
  /** Who refused: a pallet, as a rule. */
  readonly by: string;
  readonly error: string;
  /** What the chain says about it. */
  readonly docs: string;
}

/** The runtime of the best block. */
export async function runtimeOf({ client }: Pick<Chain, "client">): Promise<Runtime> {
  const [best] = await client.getBestBlocks();
  return new Runtime(await client.getMetadata(best!.hash));
}

/** A runtime, as its metadata describes it. */
export class Runtime {
  private readonly lookup: ReturnType<typeof getLookupFn>;
  private readonly builder: ReturnType<typeof getDynamicBuilder>;

  constructor(metadata: Uint8Array) {
    this.lookup = getLookupFn(readMetadata(metadata));
    this.builder = getDynamicBuilder(this.lookup);
  }

  /** Reads a call; nothing if these bytes are none. */
  call(bytes: Uint8Array): Call | undefined {
    const { call } = this.lookup;
    if (call === null) return undefined;
    try {
      const codec = this.builder.buildDefinition(call);
      const decoded: unknown = codec.dec(bytes);
      // Other bytes may happen to decode; only a call gives the same bytes again.
      if (toHex(codec.enc(decoded)) !== toHex(bytes)) return undefined;
      const value = this.value(this.lookup(call), decoded);
      return value.kind === "call" ? value.call : undefined;
    } catch {
      return undefined;
    }
  }

  /** Reads an error. */
  failure({ type, value }: DispatchError): Failure {
    const inner = value as DispatchError | undefined;
    if (type !== "Module") return { by: inner?.type ? type : "Runtime", error: inner?.type ?? type, docs: "" };
    const pallet = inner?.type ?? "";
    const error = (inner?.value as DispatchError | undefined)?.type ?? "";
    return { by: pallet, error, docs: docsOfError(this.lookup.metadata, pallet, error) };
  }

  /** The start of all keys of a map that begin with these. */
  prefix(pallet: string, entry: string, ...keys: unknown[]): string {
    return this.builder.buildStorage(pallet, entry).keys.enc(...keys);
  }

  /** What stands in a key of a map. */
  keys(pallet: string, entry: string, key: string): unknown[] {
    return this.builder.buildStorage(pallet, entry).keys.dec(key);
  }

  private value(entry: LookupEntry, value: unknown): Value {
    if (entry.id === this.lookup.call) return { kind: "call", call: this.callOf(entry, value as DispatchError) };
    return this.ofType(entry, value, entry.id);
  }

  /** Which fields of a struct, or of a variant, are rates: once they are looked up, those are bare numbers. */
  private ratesOf(id: number, variant?: string): ReadonlySet<string> {
    const { lookup } = this.lookup.metadata;
    const def = lookup[id]?.def;
    const variants = def?.tag === "variant" ? def.value : [];
    const fields = def?.tag === "composite" ? def.value : variants.find(({ name }) => name === variant)?.fields;
    const isRate = (type: number): boolean => {
      const found = lookup[type];
      return found?.def.tag === "compact" ? isRate(found.def.value) : found?.path.at(-1) === "Perbill";
    };
    return new Set(fields?.flatMap(({ name, type }) => (name && isRate(type) ? [name] : [])));
  }

  private callOf(entry: LookupEntry, { type: pallet, value }: DispatchError): Call {
    const { type: name, value: fields } = value as DispatchError;
    const calls = entry.type === "enum" ? entry.value[pallet] : undefined;
    if (calls?.type !== "lookupEntry" || calls.value.type !== "enum") return { pallet, name, fields: [] };
    const read = this.variantFields(calls.value.id, calls.value, name, fields);
    return { pallet, name, fields: OTHER_ASSETS.test(`${pallet}.${name}`) ? read.map(withoutUnit) : read };
  }

  private variantFields(id: number, { value: variants }: EnumVar, name: string, value: unknown): Field[] {
    const type = variants[name];
    if (!type) return [];
    switch (type.type) {
      case "void":
        return [];
      case "lookupEntry":
        return [{ name: "", value: this.value(type.value, value) }];
      default: {
        const read = this.ofType(type, value, id, name);
        return read.kind === "fields" ? [...read.fields] : [{ name: "", value: read }];
      }
    }
  }

  /** `id`: the number of the type, or of the enum that it is a variant of. */
  private ofType(type: Var, value: unknown, id: number, variant?: string): Value {
    switch (type.type) {
      case "void":
        return { kind: "text", text: "nothing" };
      case "AccountId32":
      case "AccountId20":
        return { kind: "account", address: String(value) };
      case "compact":
        return numberOf(type.size, value);
      case "primitive":
        return numberOf(type.value, value);
      case "bitSequence":
        return { kind: "text", text: JSON.stringify(value) };
      case "option":
        return value === undefined ? { kind: "text", text: "none" } : this.value(type.value, value);
      case "result": {
        const { success, value: inner } = value as { success: boolean; value: unknown };
        const read = this.value(success ? type.value.ok : type.value.ko, inner);
        return { kind: "fields", name: success ? "Ok" : "Err", fields: [{ name: "", value: read }] };
      }
      case "sequence":
      case "array": {
        const bytes = bytesOf(value);
        if (bytes) return { kind: "bytes", bytes };
        const items = (value as unknown[]).map((item) => ({ name: "", value: this.value(type.value, item) }));
        return items.length === 0 ? { kind: "text", text: "none" } : { kind: "fields", name: "", fields: items };
      }
      case "tuple": {
        const fields = type.value.map((entry, i) => ({ name: "", value: this.value(entry, (value as unknown[])[i]) }));
        return { kind: "fields", name: "", fields };
      }
      case "struct": {
        const rates = this.ratesOf(id, variant);
        return structOf(
          Object.entries(type.value).map(([name, entry]) => {
            const field = (value as Record<string, unknown>)[name];
            return { name, value: rates.has(name) ? { kind: "rate", rate: Number(field) } : this.value(entry, field) };
          }),
        );
      }
      case "enum": {
        const { type: name, value: inner } = value as DispatchError;
        const fields = this.variantFields(id, type, name, inner);
        return fields.length === 0 ? { kind: "text", text: name } : { kind: "fields", name, fields };
      }
    }
  }
}

/** The bytes of a list of bytes, which is decoded as such or as hexadecimal digits. */
function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  return typeof value === "string" && /^0x[0-9a-f]*$/.test(value) ? fromHex(value) : undefined;
}

/** Calls whose amounts are of other assets than the native one. */
const OTHER_ASSETS = /^(Assets\.|Treasury\.spend$)/;

function withoutUnit({ name, value }: Field): Field {
  return { name, value: value.kind === "amount" ? { kind: "number", number: value.amount } : value };
}

/** What calls of this chain write with 128 bits is money. */
function numberOf(size: string, value: unknown): Value {
  if (typeof value !== "bigint" && typeof value !== "number") return { kind: "text", text: String(value) };
  return size === "u128" ? { kind: "amount", amount: BigInt(value) } : { kind: "number", number: BigInt(value) };
}

/** A struct; an IP asset if it is the number of one. */
function structOf(fields: readonly Field[]): Value {
  const [collection, item] = fields.map(({ value }) => (value.kind === "number" ? Number(value.number) : undefined));
  const isIp = fields.map(({ name }) => name).join() === "collection,item";
  if (isIp && collection !== undefined && item !== undefined) {
    return { kind: "ip", ip: formatIp({ collection, item } satisfies IpId) };
  }
  return { kind: "fields", name: "", fields };
}
