import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, test } from "node:test";
import { hashFile, MOST_BYTES, readDigest, Unhashable, type Readable } from "../src/checking/hash.ts";

const content = new TextEncoder().encode("a work");
const digest = createHash("sha256").update(content).digest("hex");
const file = (more: Partial<Readable> = {}): Readable => ({
  ...{ name: "work.png", size: content.length, arrayBuffer: async () => content.slice().buffer },
  ...more,
});
const refused = (wrong: Readable, message: RegExp, subtle?: SubtleCrypto) =>
  assert.rejects(hashFile(wrong, subtle), (error) => error instanceof Unhashable && message.test(error.message));

describe("a file", () => {
  test("is named by its SHA-256", async () => {
    assert.equal(await hashFile(file()), `sha256:${digest}`);
  });

  test("that is too large is not read", () =>
    refused(
      file({ size: MOST_BYTES + 1, arrayBuffer: () => assert.fail("it was read") }),
      /at most 537 MB.*sha256sum/,
    ));

  test("that cannot be read may be a folder", () =>
    refused(file({ arrayBuffer: () => Promise.reject(new Error("NotFoundError")) }), /If it is a folder/));

  test("is not hashed where the browser does not hash", () =>
    // As in a page that came unencrypted from another machine.
    refused(file(), /https/, null as unknown as SubtleCrypto));
});

test("a digest is read in every form in which people have it", () => {
  for (const text of [digest, `0x${digest}`, ` ${digest.toUpperCase()}\n`, `${digest}  work.png`, `sha256:${digest}`]) {
    assert.equal(readDigest(text), `sha256:${digest}`, text);
  }
  assert.equal(readDigest(`blake2b-256:${digest}`), `blake2b-256:${digest}`);
  for (const text of ["", "work.png", digest.slice(1), `${digest}0`, `md5:${digest}`])
    assert.equal(readDigest(text), undefined, text);
});
