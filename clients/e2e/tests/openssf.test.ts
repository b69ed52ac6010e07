import assert from "node:assert/strict";
import { generateKeyPairSync } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { after, before, test } from "node:test";
import { type Chain, formatDigest, provenance, sha256Digest } from "@atelier/sdk";
import { connect, devAccount, hashFolder } from "@atelier/sdk/node";
import { execa } from "execa";
import { suiteWithNode } from "../src/suite.ts";

// A folder of model files is signed with the tool of OpenSSF, from PyPI. What it writes is what the chain registers.

const TOOL = process.env.ATELIER_MODEL_SIGNING;

/** Nested paths, an empty file, names that sort differently by bytes and by component, and what the tool ignores. */
const FILES: Readonly<Record<string, string>> = {
  "config.json": '{"layers": 4}',
  "weights/part-2.safetensors": "second",
  "weights/part-10.safetensors": "tenth",
  "weights-quantized/all.safetensors": "small",
  "weights.txt": "a note",
  "weights/empty": "",
  "a/b/c/deep": "deep",
  "naïve 模型": "not ASCII",
  ".gitattributes": "ignored",
  "sub/.gitignore": "counted",
};

let folder: string;
const running = suiteWithNode(["--dev"]);
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "atelier-openssf-"));
});
after(() => rm(folder, { recursive: true }));

async function connected(steps: (chain: Chain) => Promise<void>): Promise<void> {
  const chain = await connect(running().node.wsUrl);
  try {
    await steps(chain);
  } finally {
    chain.client.destroy();
  }
}

interface Bundle {
  readonly dsseEnvelope: { readonly payload: string };
}

interface Statement {
  readonly subject: readonly { readonly digest: { readonly sha256: string } }[];
}

/** Signs a folder, and returns the root that stands in the signature. */
async function sign(model: string): Promise<string> {
  assert(TOOL, "set ATELIER_MODEL_SIGNING to the model_signing of OpenSSF: scripts/test.sh does");
  const [key, signature] = [`${model}.pem`, `${model}.sig`];
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  await writeFile(key, privateKey.export({ type: "pkcs8", format: "pem" }));
  await execa(TOOL, ["sign", "key", model, "--private_key", key, "--signature", signature]);
  const { dsseEnvelope } = JSON.parse(await readFile(signature, "utf8")) as Bundle;
  const { subject } = JSON.parse(Buffer.from(dsseEnvelope.payload, "base64").toString()) as Statement;
  assert(subject[0]);
  return subject[0].digest.sha256;
}

async function write(model: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(model, path)), { recursive: true });
    await writeFile(join(model, path), content);
  }
}

test("a model is registered by the root that OpenSSF model signing wrote into its signature", async () => {
  const model = join(folder, "model");
  await write(model, FILES);
  const root = await sign(model);

  const digest = sha256Digest(Buffer.from(root, "hex"));
  const { manifestHash } = await hashFolder(model);
  await connected(async (chain) => {
    await provenance.register(chain, devAccount("Alice"), { digest, kind: "Model", manifestHash });

    // Somebody else has the folder only.
    const local = await hashFolder(model);
    assert.equal(formatDigest(local.digest), `sha256:${root}`);
    const { claims } = await provenance.verify(chain, local.digest);
    assert.deepEqual(
      claims.map(({ claim }) => [claim.owner, claim.manifest_hash]),
      [[devAccount("Alice").address, manifestHash]],
    );
  });
  const told = await running().node.rpc<{ known: boolean }>("provenance_verify", [`sha256:${root}`]);
  assert.equal(told.known, true);
});

test("nobody claims a model of which one byte was changed", async () => {
  const model = join(folder, "forged");
  await write(model, { ...FILES, "weights/part-2.safetensors": "sEcond" });
  const root = await sign(model);
  const { digest } = await hashFolder(model);
  assert.equal(formatDigest(digest), `sha256:${root}`);
  await connected(async (chain) => {
    assert.deepEqual((await provenance.verify(chain, digest)).claims, []);
  });
});
