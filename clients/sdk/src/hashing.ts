import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { Blake2256, SizedBytes, str, Struct, u64, Variant, Vector } from "@polkadot-api/substrate-bindings";
import { fromHex } from "polkadot-api/utils";
import type { SizedHex } from "polkadot-api";
import { hex32, sha256Digest, type Digest } from "./format.ts";

// As atelier_primitives::openssf, on files of this machine. Nothing is uploaded.

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
const IGNORED = [".git", ".gitattributes", ".github", ".gitignore"];

/** A digest in the encoding of the chain. */
export const DigestCodec = Variant({ Sha2_256: SizedBytes(32), Blake2_256: SizedBytes(32) });
const Manifest = Vector(Struct({ path: str, length: u64, digest: DigestCodec }));

/** Hashes all files of a folder, as model signing does. */
export async function hashFolder(folder: string): Promise<FolderDigest> {
  return hashFiles(await filesOf(folder));
}

/** SHA-256 of a file: what names a work or a component. */
export async function hashFile(path: string): Promise<Digest> {
  return { type: "Sha2_256", value: (await digestOf(path)).sha256 };
}

/** The digest of a folder with these files, in whatever order they come. */
export function hashFiles(listed: readonly FileDigest[]): FolderDigest {
  const files = canonical(listed);
  const root = createHash("sha256");
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

async function filesOf(folder: string, below = ""): Promise<FileDigest[]> {
  const files: FileDigest[] = [];
  for (const entry of await readdir(join(folder, below), { withFileTypes: true })) {
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (!below && IGNORED.includes(entry.name)) continue;
    if (entry.isDirectory()) files.push(...(await filesOf(folder, path)));
    else if (entry.isFile()) files.push({ path, ...(await digestOf(join(folder, path))) });
    // The tool does so too: what a link points to can change without the folder.
    else throw new Error(`${join(folder, path)} is neither file nor folder: copy what it points to`);
  }
  return files;
}

async function digestOf(file: string): Promise<{ length: bigint; sha256: SizedHex<32> }> {
  const hash = createHash("sha256");
  let length = 0n;
  for await (const chunk of createReadStream(file) as AsyncIterable<Buffer>) {
    hash.update(chunk);
    length += BigInt(chunk.length);
  }
  return { length, sha256: hex32(hash.digest()) };
}

/** The files that count, in the order of their paths. */
function canonical(files: readonly FileDigest[]): FileDigest[] {
  const sorted = files.map((file) => ({ file, components: components(file.path) })).sort(byComponents);
  sorted.forEach(({ file, components }, i) => {
    const next = sorted[i + 1];
    if (!next) return;
    if (file.path === next.file.path) throw new Error(`${file.path} is listed twice`);
    if (components.every((component, j) => component.equals(next.components[j] ?? EMPTY))) {
      throw new Error(`${file.path} is listed as a file and as a folder`);
    }
  });
  return sorted.map(({ file }) => file).filter(({ path }) => !IGNORED.includes(path.split("/")[0] ?? ""));
}

const EMPTY = Buffer.alloc(0);

/** Bytes, because strings of JavaScript compare by UTF-16, which has another order. */
function components(path: string): Buffer[] {
  const names = path.split("/");
  if (names.some((name) => name === "" || name === "." || name === "..")) {
    throw new Error(`"${path}" is no path below the folder`);
  }
  return names.map((name) => Buffer.from(name));
}

function byComponents(a: { components: Buffer[] }, b: { components: Buffer[] }): number {
  for (const [i, component] of a.components.entries()) {
    const other = b.components[i];
    if (!other) return 1;
    const order = Buffer.compare(component, other);
    if (order !== 0) return order;
  }
  return a.components.length - b.components.length;
}
