import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import {
  answers,
  assets,
  ATL,
  type Chain,
  ChainError,
  type Digest,
  errorsIn,
  formatDigest,
  hex32,
  jobs,
  licensing,
  market,
  models,
  provenance,
  royalties,
  sha256Digest,
  transfer,
} from "@atelier/sdk";
import {
  committedMetadata,
  connect,
  devAccount,
  freshAccount,
  hashFolder,
  metadataOf,
  publishFolder,
} from "@atelier/sdk/node";
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

test("all steps are taken when more are started at once than a node takes", async () => {
  const chain = await connect(running().node.wsUrl);
  try {
    const senders = ["Charlie", "Dave", "Eve"].map((name) => devAccount(name));
    const to = [{ address: freshAccount().address, amount: ATL }];
    const steps = Array.from({ length: 24 }, (_, i) => transfer(chain, senders[i % senders.length]!, to));
    await Promise.all(steps);
    const { data } = await chain.api.query.System.Account.getValue(to[0]!.address, { at: "best" });
    assert.equal(data.free, 24n * ATL);
  } finally {
    chain.client.destroy();
  }
});

describe("an owner", () => {
  const [alice, bob] = [devAccount("Alice"), devAccount("Bob")];
  let chain: Chain;
  let collection: number;
  before(async () => {
    chain = await connect(running().node.wsUrl);
    ({ collection } = await assets.createCollection(chain, alice));
  });
  after(() => chain.client.destroy());

  const refused = (step: Promise<unknown>, pallet: string, error: string) =>
    assert.rejects(step, (refusal) => refusal instanceof ChainError && refusal.is(pallet, error));

  test("acts as the account of the IP asset, within the filter of the chain", async () => {
    const { ip, account } = await assets.mint(chain, alice, { collection });
    await transfer(chain, alice, [{ address: account, amount: 10n * ATL }]);
    const receiver = freshAccount().address;
    const send = (value: bigint) =>
      chain.api.tx.Balances.transfer_keep_alive({ dest: { type: "Id", value: receiver }, value });
    await refused(assets.actAs(chain, bob, ip, send(ATL)), "IpAssets", "NotOwner");
    const { tx } = await assets.actAs(chain, alice, ip, send(ATL));
    assert.deepEqual(await errorsIn("act_as", tx.events), []);
    const { data } = await chain.api.query.System.Account.getValue(receiver, { at: "best" });
    assert.equal(data.free, ATL);
    const proxy = chain.api.tx.Proxy.remove_proxies();
    await refused(assets.actAs(chain, alice, ip, proxy), "System", "CallFiltered");
  });

  test("lets an agent trade, and takes that back", async () => {
    const { ip } = await assets.mint(chain, alice, { collection });
    await refused(market.list(chain, bob, ip, { price: ATL }), "Market", "NotAuthorized");
    const expires = (await chain.api.query.System.Number.getValue({ at: "best" })) + 1_000;
    const permissions: assets.Permissions = { trade: ATL, metadata: true };
    await assets.grantPermission(chain, alice, ip, { agent: bob.address, permissions, expires });
    await refused(market.list(chain, bob, ip, { price: ATL - 1n }), "Market", "NotAuthorized");
    await market.list(chain, bob, ip, { price: ATL });
    await assets.setMetadata(chain, bob, ip, { uri: "https://example.org/agent" });
    await assets.revokePermission(chain, alice, ip, bob.address);
    await refused(market.list(chain, bob, ip, { price: ATL }), "Market", "NotAuthorized");
  });

  test("approves a derivative, under terms that ask for it", async () => {
    const { ip: parent } = await assets.mint(chain, alice, { collection });
    const own = await assets.createCollection(chain, bob);
    const metadata = { uri: "ipfs://child", hash: hex32(randomBytes(32)) };
    const { ip: child } = await assets.mint(chain, bob, { collection: own.collection, metadata });
    await assets.freezeMetadata(chain, bob, child);
    const asking = { derivativesAllowed: true, derivativesApproval: true, uri: randomBytes(8).toString("hex") };
    const { terms } = await licensing.registerTerms(chain, alice, asking);
    await licensing.attachTerms(chain, alice, parent, terms);
    const link = { child, parents: [{ ip: parent, under: { terms } }], maxFee: 0n, maxShare: 0 };
    const derive = () => licensing.registerDerivative(chain, bob, link);
    await refused(derive(), "Licensing", "NotApproved");
    const agreed = { parent, child, terms, metadata: metadata.hash };
    await licensing.approveDerivative(chain, alice, agreed);
    await licensing.revokeApproval(chain, alice, { parent, child });
    await refused(derive(), "Licensing", "NotApproved");
    await licensing.approveDerivative(chain, alice, agreed);
    assert.equal((await derive()).ancestors, 1);
  });

  test("revokes an artifact, and everybody sees why", async () => {
    const digest = sha256Digest(randomBytes(32));
    await provenance.register(chain, alice, { digest, kind: "Work" });
    await provenance.setStatus(chain, alice, digest, "Deprecated");
    await provenance.setStatus(chain, alice, digest, { revoked: "made in error" });
    const { claims } = await provenance.verify(chain, digest);
    assert.equal(claims[0]?.claim.status.type, "Revoked");
    await refused(provenance.setStatus(chain, alice, digest, "Active"), "Provenance", "Revoked");
  });
});

describe("a buyer", () => {
  let chain: Chain;
  before(async () => {
    chain = await connect(running().node.wsUrl);
  });
  after(() => chain.client.destroy());

  test("buys what they saw, and nothing else", async () => {
    const [alice, bob, charlie] = [devAccount("Alice"), devAccount("Bob"), devAccount("Charlie")];
    const { collection } = await assets.createCollection(chain, alice);
    const { ip } = await assets.mint(chain, alice, { collection });
    await market.list(chain, alice, ip, { price: ATL });
    const seen = await market.seen(chain, ip);
    assert(seen);
    // In one block or in several: the seller swaps what is sold, and lists again at the same price.
    await assets.setMetadata(chain, alice, ip, { uri: "ipfs://something-else" });
    await market.list(chain, alice, ip, { price: ATL });
    const buy = (seen: market.Seen) => market.buy(chain, bob, ip, { maxPrice: ATL, seen });
    await assert.rejects(buy(seen), (error) => error instanceof ChainError && error.is("Market", "RevisionMismatch"));
    const now = await market.seen(chain, ip);
    assert(now);
    // What is no matter to a buyer is no hindrance.
    await royalties.offerScoreAuthority(chain, alice, ip, charlie.address);
    await royalties.acceptScoreAuthority(chain, charlie, ip);
    assert.equal((await buy(now)).buyer, bob.address);
  });
});

describe("an order", () => {
  const model = fileURLToPath(new URL("../../../gateway/engine/models/paper-cut", import.meta.url));
  const input = { prompt: "a red sail", width: 64, height: 64 };
  const alice = devAccount("Alice");
  let chain: Chain;
  let root: Digest;
  before(async () => {
    chain = await connect(running().node.wsUrl);
    ({ root } = await publishFolder(chain, alice, model));
  });
  after(() => chain.client.destroy());

  test("is for weights whose root is that of the folder", async () => {
    assert.equal(formatDigest(root), formatDigest((await hashFolder(model)).digest));
    assert.equal((await models.model(chain, root))?.[0].kind.type, "Model");
    const again = publishFolder(chain, alice, model);
    await assert.rejects(again, (error) => error instanceof ChainError && error.is("Models", "AlreadyExists"));
  });

  test("is refused in the words of the pallet, before and when it is signed", async () => {
    const order = { model: root, input, price: ATL };
    const isRefused = (error: unknown) => error instanceof ChainError && error.is("Jobs", "NotEnoughWorkers");
    await assert.rejects(jobs.quoteRequest(chain, order, alice.address), isRefused);
    await assert.rejects(jobs.request(chain, alice, { ...order, maxTotal: 100n * ATL }), isRefused);
  });

  test("that nobody gave has no job, and no output", async () => {
    assert.equal(await jobs.job(chain, hex32(randomBytes(32))), undefined);
    await assert.rejects(jobs.output(chain, sha256Digest(randomBytes(32))), /attested/);
    await assert.rejects(jobs.followJob(chain, hex32(randomBytes(32))), /is gone/);
  });

  test("is answered by a commitment that the chain computes too", async () => {
    const [job, salt] = [hex32(randomBytes(32)), hex32(randomBytes(32))];
    const [seat, answer] = [
      { job, round: 2, worker: alice.address },
      { output: root, length: 12_345 },
    ];
    const { commitment_hash } = chain.api.view.Jobs;
    const computed = await commitment_hash(job, seat.round, seat.worker, jobs.encodeAnswer(answer), salt, {
      at: "best",
    });
    assert.equal(answers.answerCommitment(seat, answer, salt), computed);
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
