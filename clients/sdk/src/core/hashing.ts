import { sha256 } from "@noble/hashes/sha2.js";
import { Blake2256, SizedBytes, str, Struct, u64, Variant, Vector } from "@polkadot-api/substrate-bindings";
import { fromHex } from "polkadot-api/utils";
import type { SizedHex } from "polkadot-api";
import { hex32, sha256Digest, type Digest } from "./format.ts";

// As atelier_primitives::openssf. Where files are read, `hashFolder` of `@atelier/sdk/node` does it piece by piece.

/** A file of a model or of a data set. */
export interface FileDigest {
  /** Its path below the folder, with `/` between the components. */
  readonly path: string;
  /** Its length in bytes. */
  readonly length: bigint;
  readonly sha256: SizedHex<32>;
}

/** What names a folder of files. */
export interface FolderDigest {
  /** The root that OpenSSF model signing computes. */
  readonly digest: Digest;
  /** Binds what the root does not: names and sizes. */
  readonly manifestHash: SizedHex<32>;
  /** The files that were counted, in the order of their paths. */
  readonly files: readonly FileDigest[];
}

/** What model signing skips, at the top of the folder only. */
export const IGNORED: readonly string[] = [".git", ".gitattributes", ".github", ".gitignore"];

/** A digest in the encoding of the chain. */
export const DigestCodec = Variant({ Sha2_256: SizedBytes(32), Blake2_256: SizedBytes(32) });
const Manifest = Vector(Struct({ path: str, length: u64, digest: DigestCodec }));

/** SHA-256 of a file that is in memory: what names a work or a component. */
export function hashBytes(bytes: Uint8Array): Digest {
  return sha256Digest(sha256(bytes));
}

/** The digest of a folder with these files, in whatever order they come. */
export function hashFiles(listed: readonly FileDigest[]): FolderDigest {
  const files = canonical(listed);
  const root = sha256.create();
  for (const { sha256 } of files) root.update(fromHex(sha256));
  const manifest = files.map(({ path, length, sha256 }) => ({
    path,
    length,
    digest: { type: "Sha2_256" as const, value: sha256 },
  }));
  return {
    digest: sha256Digest(root.digest()),
    manifestHash: hex32(Blake2256(Manifest.enc(manifest))),
    files,
  };
}

/** The files that count, in the order of their paths. */
function canonical(files: readonly FileDigest[]): FileDigest[] {
  const sorted = files.map((file) => ({ file, components: components(file.path) })).sort(byComponents);
  sorted.forEach(({ file, components }, i) => {
    const next = sorted[i + 1];
    if (!next) return;
    if (file.path === next.file.path) throw new Error(`${file.path} is listed twice`);
    if (components.every((component, j) => compare(component, next.components[j] ?? EMPTY) === 0)) {
      throw new Error(`${file.path} is listed as a file and as a folder`);
    }
  });
  return sorted.map(({ file }) => file).filter(({ path }) => !IGNORED.includes(path.split("/")[0] ?? ""));
}

const EMPTY = new Uint8Array();
const utf8 = new TextEncoder();

/** Bytes, because strings of JavaScript compare by UTF-16, which has another order. */
function components(path: string): Uint8Array[] {
  const names = path.split("/");
  if (names.some((name) => name === "" || name === "." || name === "..")) {
    throw new Error(`"${path}" is no path below the folder`);
  }
  return names.map((name) => utf8.encode(name));
}

function byComponents(a: { components: Uint8Array[] }, b: { components: Uint8Array[] }): number {
  for (const [i, component] of a.components.entries()) {
    const other = b.components[i];
    if (!other) return 1;
    const order = compare(component, other);
    if (order !== 0) return order;
  }
  return a.components.length - b.components.length;
}

function compare(a: Uint8Array, b: Uint8Array): number {
  const at = a.findIndex((byte, i) => byte !== b[i]);
  // Of two that begin alike, the shorter one comes first.
  return at < 0 || at >= b.length ? a.length - b.length : a[at]! - b[at]!;
}
