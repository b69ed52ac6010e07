import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, test } from "node:test";
import type { SizedHex } from "polkadot-api";
import { type FileDigest, hashFiles } from "../src/core/hashing.ts";
import { hashFile, hashFolder } from "../src/node/files.ts";
import { formatDigest, hex32 } from "../src/core/format.ts";

// The vectors are those of pallets/primitives/src/openssf.rs, which says where they come from.

type Content = readonly [path: string, text: string];

function files(contents: readonly Content[]): FileDigest[] {
  return contents.map(([path, text]) => {
    const bytes = Buffer.from(text, "latin1");
    return { path, length: BigInt(bytes.length), sha256: hex32(createHash("sha256").update(bytes).digest()) };
  });
}

function rootOf(contents: readonly Content[]): string {
  return formatDigest(hashFiles(files(contents)).digest).slice("sha256:".length);
}

const ORDER: readonly Content[] = [
  ["a/b", "nested"],
  ["a-b/c", "dash"],
  ["a.txt", "dot"],
];

async function inFolder(contents: readonly Content[], use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "atelier-hashing-"));
  try {
    for (const [path, text] of contents) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), Buffer.from(text, "latin1"));
    }
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

describe("root", () => {
  test("equals the tool's for files in one folder", () => {
    const expected = "1bc359c59f89400b948f86db2473747cfaa8eb55966eab6c2033331a01f62952";
    assert.equal(
      rootOf([
        ["a.txt", "hello\n"],
        ["b", ""],
        ["c", "\x00\x01"],
      ]),
      expected,
    );
  });

  test("equals the tool's for no file and for an empty one", () => {
    assert.equal(rootOf([]), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert.equal(rootOf([["empty", ""]]), "5df6e0e2761359d30a8275058e299fcc0381534545f55cf43e41983f5d4c9456");
  });

  test("orders paths by their components", () => {
    assert.equal(rootOf(ORDER), "f056a2d2686a425c7a7f670393fb037c4d4e5b79c9dcdc35036a502e33135827");
    assert.equal(rootOf([...ORDER].reverse()), rootOf(ORDER));
  });

  test("equals the tool's for deep folders and names of any script", () => {
    const deep: readonly Content[] = [
      ["a/b/c/d/e", "deep"],
      ["a/b/c/d-e", "dash"],
      ["a/b.c", "dot"],
      ["a b/c", "space"],
      ["A/b", "upper"],
      ["z", ""],
      ["é/ß", "accents"],
      ["\u{1d11e}", "clef"],
      ["\u{ff5e}", "tilde"],
    ];
    assert.equal(rootOf(deep), "41874506588f27172476bad3f3842179cc45738fb9d562ee22ec0f87213d3b1e");
  });

  test("skips what git keeps at the top, and only that", () => {
    const ignored: readonly Content[] = [
      ["weights.bin", "w"],
      [".gitignore", "x"],
      [".gitattributes", "y"],
      [".git/config", "z"],
      [".git/objects/aa/bb", "o"],
      [".github/workflows/ci.yml", "v"],
    ];
    assert.equal(rootOf(ignored), "dc87f8f8b91b839c7bfa59a4b2678f2400143c374ee684f0e05ca8fab3378358");
    const counted: readonly Content[] = [
      ["weights.bin", "w"],
      [".gitmodules", "m"],
      ["sub/.gitignore", "x"],
      ["sub/.git/config", "z"],
      [".gitignore.bak", "k"],
      [".GIT/config", "u"],
    ];
    assert.equal(rootOf(counted), "84666f8869bc9733fdfbb3da3e0cf74586b55f948f03283fce4828cb36191c60");
  });

  test("equals the published ones", () => {
    const signme2 = "32dcb1f8e1ae52d5963e56a6ba06ab58b424c15ed2a6b70d2feca1d089370028";
    const published = [
      [
        "f6310066c7320497ea554260c32c43660bff648cb2a61194832cc086077085e1",
        "61d4849d9d90076d6215f4d525f13d6574af8e3f67aef3e6f36fc40a14fdd226",
      ],
      [
        "bc9a717db6064a32cbe9eae6fc40651dd6d36ef1757183f590eff2b1765d7ebc",
        "92745110b1ab4368471cbe31664e10174e954b113a3df333db860317b2c6dec4",
      ],
    ] as const;
    for (const [signme1, expected] of published) {
      const listed = [
        ["signme-1", signme1],
        ["signme-2", signme2],
      ] as const;
      const digests = listed.map(([path, hex]) => ({ path, length: 0n, sha256: `0x${hex}` as SizedHex<32> }));
      assert.equal(formatDigest(hashFiles(digests).digest), `sha256:${expected}`);
    }
  });
});

describe("manifest hash", () => {
  test("equals that of the chain", () => {
    const expected = "0x61b0a798427f13bcfbe2a3bbe1314b94e95b2f7bdfd6f4cb03ec12162d2bed1f";
    assert.equal(hashFiles(files(ORDER)).manifestHash, expected);
    const none = "0x03170a2e7597b7b7e3d84c05391d139a62b157e78786d8c082f29dcf4c111314";
    assert.equal(hashFiles([]).manifestHash, none);
  });

  test("differs when only a name does", () => {
    assert.notEqual(hashFiles(files([["a", "x"]])).manifestHash, hashFiles(files([["b", "x"]])).manifestHash);
  });
});

describe("lists", () => {
  test("of paths that are none below the folder are refused", () => {
    for (const path of ["/a", "", "a/", "a//b", "..", "a/../b", "./a", ".git/../a"]) {
      assert.throws(
        () =>
          hashFiles(
            files([
              ["b", ""],
              [path, ""],
            ]),
          ),
        /no path below the folder/,
        path,
      );
    }
  });

  test("with a path twice, or as a folder too, are refused", () => {
    assert.throws(
      () =>
        hashFiles(
          files([
            ["a", ""],
            ["a", ""],
          ]),
        ),
      /listed twice/,
    );
    assert.throws(
      () =>
        hashFiles(
          files([
            ["a/b/c", ""],
            ["a-b", ""],
            ["a/b", ""],
          ]),
        ),
      /as a folder/,
    );
    hashFiles(
      files([
        ["a", ""],
        ["ab/c", ""],
        ["a-b/c", ""],
      ]),
    );
  });
});

describe("folders", () => {
  test("are hashed as their list", async () => {
    await inFolder([...ORDER, [".git/config", "skipped"]], async (folder) => {
      assert.deepEqual(await hashFolder(folder), hashFiles(files(ORDER)));
    });
  });

  test("with a link are refused", async () => {
    await inFolder(ORDER, async (folder) => {
      await symlink(join(folder, "a.txt"), join(folder, "link"));
      await assert.rejects(hashFolder(folder), /neither file nor folder/);
    });
  });

  test("and files: a file has the SHA-256 of its bytes", async () => {
    await inFolder([["a", "hello\n"]], async (folder) => {
      const expected = "sha256:5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
      assert.equal(formatDigest(await hashFile(join(folder, "a"))), expected);
    });
  });
});
