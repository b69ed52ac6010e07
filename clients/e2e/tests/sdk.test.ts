import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { ChainError, committedMetadata, connect, devAccount, metadataOf, royalties, type Chain } from "@atelier/sdk";
import getPort from "get-port";
import { suiteWithNode } from "../src/suite.ts";

const running = suiteWithNode(["--dev"]);

test("the committed metadata is the runtime's", async () => {
  const [committed, actual] = await Promise.all([committedMetadata(), metadataOf(running().node.wsUrl)]);
  // Not `deepEqual`, which would print both.
  assert(
    Buffer.from(committed).equals(actual),
    `the SDK is of other metadata: run npm run metadata --prefix clients -w sdk -- ${process.env.ATELIER_NODE}`,
  );
});

describe("a refusal", () => {
  let chain: Chain;
  before(async () => {
    chain = await connect(running().node.wsUrl);
  });
  after(() => chain.client.destroy());

  test("of a pallet is a typed error with its words", async () => {
    const claim = royalties.claim(chain, devAccount("Alice"), { collection: 99, item: 0 });
    await assert.rejects(claim, (error) => {
      assert(error instanceof ChainError);
      assert(error.is("Royalties", "NotFound"), error.message);
      assert.match(error.docs, /no such IP asset/);
      return true;
    });
  });

  test("does not stop the next step of the same account", async () => {
    const ip = { collection: 99, item: 0 };
    const steps = [1, 2, 3].map(() => royalties.claim(chain, devAccount("Bob"), ip).catch((error: unknown) => error));
    for (const error of await Promise.all(steps)) assert(error instanceof ChainError && error.error === "NotFound");
  });
});

describe("connecting", () => {
  test("to nobody fails in one sentence", async () => {
    const url = `ws://127.0.0.1:${await getPort()}`;
    await assert.rejects(connect(url), { message: `no node answers at ${url}` });
  });

  test("to what is no address fails before anything is tried", async () => {
    await assert.rejects(connect("localhost:9944"), /starts with ws:\/\//);
  });
});
