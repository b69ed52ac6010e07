import { bytes, clean } from "../text.ts";

/** The largest file that is hashed. WebCrypto takes a file as a whole, so that it must fit into memory. */
export const MOST_BYTES = 512 * 1024 * 1024;

/** A file cannot be hashed here. The message says why, and what to do. */
export class Unhashable extends Error {
  override readonly name = "Unhashable";
}

/** What is needed of a file. */
export type Readable = Pick<File, "name" | "size" | "arrayBuffer">;

/** SHA-256 of a file, computed in the browser. */
export async function hashFile(file: Readable, subtle = globalThis.crypto?.subtle): Promise<string> {
  const name = clean(file.name, 60);
  if (file.size > MOST_BYTES) {
    throw new Unhashable(
      `${name} has ${bytes(file.size)}. A browser can hash at most ${bytes(MOST_BYTES)}, since it must hold the file ` +
        "in memory. Hash it with sha256sum and paste the digest.",
    );
  }
  // Browsers keep WebCrypto from pages that came unencrypted from another machine.
  if (!subtle) {
    throw new Unhashable(
      "This page came over an unencrypted connection, where browsers do not hash. Open it by https or from this " +
        "machine, or hash the file with sha256sum and paste the digest.",
    );
  }
  let content: ArrayBuffer;
  try {
    content = await file.arrayBuffer();
  } catch {
    throw new Unhashable(`${name} cannot be read. If it is a folder, check its files one by one.`);
  }
  return `sha256:${hex(await subtle.digest("SHA-256", content))}`;
}

/** A digest as people paste it: with or without its algorithm, or a line of sha256sum. */
export function readDigest(text: string): string | undefined {
  const [first = ""] = text.trim().split(/\s+/);
  const digest = /^0x/.test(first) ? first.slice(2) : first;
  if (/^[0-9a-f]{64}$/i.test(digest)) return `sha256:${digest.toLowerCase()}`;
  return /^(sha256|blake2b-256):[0-9a-f]{64}$/.test(digest) ? digest : undefined;
}

function hex(buffer: ArrayBuffer): string {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
