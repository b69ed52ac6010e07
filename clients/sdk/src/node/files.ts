import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { SizedHex } from "polkadot-api";
import type { Account } from "../core/account.ts";
import type { Chain } from "../core/chain.ts";
import { type Digest, formatDigest, hex32 } from "../core/format.ts";
import { type FileDigest, type FolderDigest, hashFiles, IGNORED } from "../core/hashing.ts";
import type { Done, StepOptions } from "../core/transactions.ts";
import { type ModelKind, publish } from "../steps/models.ts";

// Files of this machine. They are read in pieces, and only what a step puts on chain leaves the machine.

/** Hashes all files of a folder, as model signing does. */
export async function hashFolder(folder: string): Promise<FolderDigest> {
  return hashFiles(await filesOf(folder));
}

/** SHA-256 of a file: what names a work or a component. */
export async function hashFile(path: string): Promise<Digest> {
  return { type: "Sha2_256", value: (await digestOf(path)).sha256 };
}

/** Puts the files of a folder on chain, for good. The chain computes their root, which must be what was hashed here. */
export async function publishFolder(
  chain: Chain,
  from: Account,
  folder: string,
  options?: StepOptions,
): Promise<Done<{ readonly root: Digest; readonly kind: ModelKind }>> {
  const { digest, files: listed } = await hashFolder(folder);
  const read = listed.map(async ({ path }) => ({ path, bytes: new Uint8Array(await readFile(join(folder, path))) }));
  const published = await publish(chain, from, await Promise.all(read), options);
  // The files may have changed after they were hashed.
  if (formatDigest(published.root) !== formatDigest(digest)) {
    throw new Error(`${formatDigest(published.root)} is on chain, and ${folder} had the root ${formatDigest(digest)}`);
  }
  return published;
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
