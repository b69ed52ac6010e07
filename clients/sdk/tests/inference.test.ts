import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { blake2b } from "@noble/hashes/blake2.js";
import { decAnyMetadata, unifyMetadata } from "@polkadot-api/substrate-bindings";
import type { SizedHex } from "polkadot-api";
import { fromHex, toHex } from "polkadot-api/utils";
import { devAccount, devWorkerKey } from "../src/node/accounts.ts";
import { answerCommitment, commitMessage, generalTransaction, revealMessage } from "../src/steps/answers.ts";
import { sha256Digest } from "../src/core/format.ts";
import { committedMetadata } from "../src/node/metadata.ts";
import { decodePicture, encodePicture } from "../src/core/pictures.ts";

const filled = (byte: number) => toHex(new Uint8Array(32).fill(byte)) as SizedHex<32>;

describe("requests for pictures", () => {
  // The vector of gateway/engine/src/request.rs.
  const fog = { prompt: "Fog", width: 256, height: 16, zoom: 32, guidance: 3, palette: 200 };
  const bytes = new Uint8Array([12, ...Buffer.from("Fog"), 0, 1, 16, 0, 32, 3, 200]);

  test("are encoded as the engine does it, and read back", () => {
    assert.deepEqual(encodePicture(fog), bytes);
    assert.deepEqual(decodePicture(bytes), fog);
  });

  test("have the usual values where nothing is said", () => {
    const said = { prompt: "é", width: 128, height: 96 };
    const usual = { ...said, zoom: 16, guidance: 10, palette: 0 };
    assert.deepEqual(decodePicture(encodePicture({ ...said, guidance: undefined })), usual);
  });
});

describe("transactions of workers", () => {
  const [genesis, job, salt] = [filled(1), filled(2), filled(3)];
  const seat = { job, round: 1, worker: devAccount("Alice").address };
  const answer = { output: sha256Digest(fromHex(filled(4))), length: 258 };
  // The public key of //Alice, as everybody knows it.
  const alice = "d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d";
  // The index of files among answers and of SHA-256 among algorithms, the hash, and the length from its lowest byte on.
  const said = `0000${filled(4).slice(2)}02010000`;
  const place = `${job.slice(2)}01${alice}`;
  const text = (message: Uint8Array) => Buffer.from(message).toString("hex");

  test("are general ones, without a length in front of the call", () => {
    const call = [56, 13, 7];
    assert.deepEqual(generalTransaction(new Uint8Array(call)), new Uint8Array([9 << 2, 0x45, 0, 0, 0, 0, 0, ...call]));
  });

  test("say of each extension what the runtime asks", async () => {
    const { extrinsic, lookup } = unifyMetadata(decAnyMetadata(await committedMetadata()));
    const extensions = extrinsic.signedExtensions[0]!;
    const asked = extensions.filter(({ type }) => {
      const { tag, value } = lookup[type]!.def;
      return tag !== "composite" || value.length > 0;
    });
    const expected = ["CheckMortality", "CheckNonce", "ChargeTransactionPayment", "CheckMetadataHash"];
    assert.deepEqual(
      asked.map(({ identifier }) => identifier),
      expected,
    );
  });

  test("are signed over what the pallet reads", () => {
    const commit = `${text(Buffer.from("atelier/commit"))}${genesis.slice(2)}${place}${filled(5).slice(2)}`;
    assert.equal(text(commitMessage(genesis, seat, filled(5))), commit);
    const reveal = `${text(Buffer.from("atelier/reveal"))}${genesis.slice(2)}${place}${said}${salt.slice(2)}`;
    assert.equal(text(revealMessage(genesis, seat, answer, salt)), reveal);
  });

  test("commit to the answer of one worker", () => {
    const committed = blake2b(fromHex(`0x${place}${said}${salt.slice(2)}`), { dkLen: 32 });
    assert.equal(answerCommitment(seat, answer, salt), toHex(committed));
  });

  test("are signed by a key that is the account's of the same path", () => {
    assert.equal(devWorkerKey("Alice").publicKey, `0x${alice}`);
  });
});
