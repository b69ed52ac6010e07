import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import * as exported from "@atelier/sdk";
import type { Chain, Digest, IpId } from "@atelier/sdk";
import { connect, devAccount, freshAccount } from "@atelier/sdk/node";
import { getWsProvider } from "polkadot-api/ws";
import { WebSocket } from "ws";
import { first } from "../src/deadline.ts";
import { disconnect } from "../src/disconnect.ts";
import { MODELS } from "../src/gateway.ts";
import { enactByReferendum } from "../src/governance.ts";
import { suiteWithNode } from "../src/suite.ts";
import { Table } from "../src/table.ts";
import { OPERATORS, operator, PRICE, SMALL } from "../src/workshop.ts";

// Every function that the SDK exports is called here on a live chain, in chapters that go on side by side. A function
// that nobody calls fails the last test: give it a row.

const running = suiteWithNode(["--dev"]);
const table = new Table(exported);
const sdk = table.module;
const { ATL, ChainError, InvalidArgument, percent } = exported;
const { answers, assets, contributions, jobs, licensing, market, models, provenance } = sdk;
const { referenda, royalties, studios, workers } = sdk;

/** What needs no chain, and is tested in clients/sdk/tests, or by sdk.test.ts. */
const UNIT_TESTED = [
  ...["palletAccount", "numberOfAccount", "readMetadata", "docsOfError", "InvalidArgument", "ChainError"],
  ...["parseDigest", "parseAmount", "formatRate", "percent", "hex32", "digestBytes"],
  ...["hashFiles", "encodePicture", "decodePicture", "firstMissing", "take", "all", "first", "inVain"],
  ...["family", "movementOf", "newest", "NotFound", "errorsIn", "chainError", "committeeOf"],
  ...["jobs.isRight", "jobs.exposureOf", "jobs.JobRefunded"],
  ...["answers.answerCommitment", "answers.commitMessage", "answers.revealMessage", "answers.generalTransaction"],
];

let chain: Chain;
const alice = devAccount("Alice");
const [ann, ben, cleo, dan] = [freshAccount(), freshAccount(), freshAccount(), freshAccount()] as const;

const fresh = (): Digest => sdk.sha256Digest(new Uint8Array(randomBytes(32)));
const now = async () => (await chain.client.getBestBlocks())[0]!.number;

async function refused(step: Promise<unknown>, pallet: string, error: string): Promise<void> {
  await assert.rejects(step, (refusal) => {
    assert(refusal instanceof ChainError, `${refusal}`);
    assert.equal(`${refusal.pallet}.${refusal.error}`, `${pallet}.${error}`);
    return true;
  });
}

/** Nothing is sent that a runtime could not read. */
async function unsent(...steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (const step of steps) await assert.rejects(step(), InvalidArgument);
}

describe("every function of the SDK", { concurrency: true }, () => {
  before(async () => {
    chain = await connect(running().node.wsUrl);
    const people = [ann, ben, cleo, dan].map(({ address }) => ({ address, amount: 1_000n * ATL }));
    await exported.transfer(chain, alice, people);
  });
  after(async () => {
    if (chain) await disconnect(chain);
  });

  describe("about referenda", { concurrency: false }, () => {
    const origin: exported.referenda.Origin = { type: "system", value: { type: "Root", value: undefined } };
    const remark = (length: number) => chain.api.tx.System.remark({ remark: new Uint8Array(randomBytes(length)) });
    let preimage: exported.referenda.Preimage;
    table.tests([
      [
        "referenda.preimageOf",
        async () => {
          const call = remark(200);
          preimage = await referenda.preimageOf(call);
          assert.equal(preimage.length, (await call.getEncodedData()).length);
          await unsent(() => referenda.proposePreimage(chain, alice, { preimage, origin }));
          await referenda.notePreimage(chain, alice, call);
        },
      ],
      [
        "referenda.notePreimage",
        async () => {
          const call = remark(200);
          await referenda.notePreimage(chain, alice, call);
          preimage = await referenda.preimageOf(call);
        },
      ],
      [
        "referenda.notedLength",
        async () => assert.equal(await referenda.notedLength(chain, preimage.hash), preimage.length),
      ],
      [
        "referenda.proposePreimage",
        async () => {
          const longer = { ...preimage, length: preimage.length + 1 };
          await unsent(() => referenda.proposePreimage(chain, alice, { preimage: longer, origin }));
          holds((await referenda.proposePreimage(chain, alice, { preimage, origin })).referendum >= 0);
        },
      ],
      [
        "referenda.propose",
        async () => {
          for (const length of [10, 200]) {
            const { referendum } = await referenda.propose(chain, alice, { call: remark(length), origin });
            holds(referendum >= 0);
          }
        },
      ],
    ]);
  });

  describe("about provenance", { concurrency: false }, () => {
    const [promised, child, other] = [fresh(), fresh(), fresh()];
    let promise: exported.provenance.Commitment;
    let block: number;
    table.tests([
      [
        "provenance.commit",
        async () => {
          const done = await provenance.commit(chain, ann, promised);
          [promise, block] = [done, done.tx.block.number];
        },
      ],
      [
        "provenance.commitmentHashOf",
        async () => {
          const hash = await provenance.commitmentHashOf(chain, ann.address, promised, promise.salt);
          assert.equal(hash, promise.hash);
        },
      ],
      [
        "provenance.commitmentHash",
        async () => assert.equal(provenance.commitmentHash(ann.address, promised, promise.salt), promise.hash),
      ],
      [
        "provenance.reveal",
        async () => {
          const claim = await provenance.reveal(chain, ann, promise, { digest: promised, kind: "Model" });
          assert.deepEqual([claim.since, claim.committed], [block, true]);
        },
      ],
      [
        "provenance.register",
        async () => {
          const madeFrom = [{ parent: promised, owner: ann.address, relation: "BaseModel" }] as const;
          const claim = await provenance.register(chain, ann, { digest: child, kind: "Adapter", madeFrom });
          assert.equal(claim.owner, ann.address);
          const tooMany = new Array<(typeof madeFrom)[0]>(17).fill(madeFrom[0]);
          await unsent(() => provenance.register(chain, ann, { digest: other, kind: "Work", madeFrom: tooMany }));
        },
      ],
      [
        "provenance.verify",
        async () => assert.equal((await provenance.verify(chain, child)).claims[0]?.claim.owner, ann.address),
      ],
      ["provenance.ancestry", async () => assert.equal((await provenance.ancestry(chain, child)).length, 1)],
      ["provenance.entitledTo", async () => assert.equal(await provenance.entitledTo(chain, fresh()), undefined)],
      [
        "provenance.setStatus",
        async () => {
          await provenance.setStatus(chain, ann, child, "Deprecated");
          await unsent(() => provenance.setStatus(chain, ann, child, { revoked: "x".repeat(65) }));
        },
      ],
      [
        "provenance.withdrawClaim",
        async () => {
          await provenance.withdrawClaim(chain, ann, child);
          assert.deepEqual((await provenance.verify(chain, child)).claims, []);
        },
      ],
      [
        "provenance.withdrawCommitment",
        async () => {
          const again = await provenance.commit(chain, ann, other);
          await provenance.withdrawCommitment(chain, ann, again);
          await refused(provenance.withdrawCommitment(chain, ann, again), "Provenance", "NotFound");
        },
      ],
      [
        "provenance.attestCall",
        async () => {
          const claim = { digest: promised, owner: ann.address };
          const call = exported.batch(chain, [
            provenance.attestCall(chain, claim, exported.hex32(randomBytes(32))),
            provenance.revokeAttestationCall(chain, claim),
            provenance.removeClaimCall(chain, claim, "a test"),
          ]);
          await enactByReferendum(chain, call);
          assert.deepEqual((await provenance.verify(chain, promised)).claims, []);
        },
      ],
      [
        "provenance.revokeAttestationCall",
        async () => {
          const call = provenance.revokeAttestationCall(chain, { digest: promised, owner: ann.address });
          await refused(exported.submit(chain, call, ann), "Runtime", "BadOrigin");
        },
      ],
      [
        "provenance.removeClaimCall",
        async () => {
          const call = provenance.removeClaimCall(chain, { digest: promised, owner: ann.address }, "a test");
          await refused(exported.submit(chain, call, ann), "Runtime", "BadOrigin");
        },
      ],
    ]);
  });

  describe("about IP assets and their sale", { concurrency: false }, () => {
    const artifact = fresh();
    let [collection, second] = [0, 0];
    let ip: IpId;
    let account: string;
    let sold: IpId;
    let seen: exported.market.Seen;
    table.tests([
      [
        "assets.createCollection",
        async () => {
          ({ collection } = await assets.createCollection(chain, ben, { uri: "https://atelier.example", maxItems: 9 }));
          ({ collection: second } = await assets.createCollection(chain, ben));
          await unsent(() => assets.createCollection(chain, ben, { uri: "x".repeat(257) }));
        },
      ],
      ["assets.setCollectionMetadata", () => drop(assets.setCollectionMetadata(chain, ben, collection, "ipfs://a"))],
      [
        "assets.collection",
        async () => assert.equal((await assets.collection(chain, collection))?.creator, ben.address),
      ],
      [
        "assets.mint",
        async () => {
          await provenance.register(chain, ben, { digest: artifact, kind: "Work" });
          ({ ip, account } = await assets.mint(chain, ben, { collection, provenance: artifact }));
          await unsent(() => assets.mint(chain, ben, { collection: -1 }));
        },
      ],
      ["assets.ipInfo", async () => assert.equal((await assets.ipInfo(chain, ip))?.owner, ben.address)],
      ["assets.ipsOf", async () => assert.deepEqual(await assets.ipsOf(chain, artifact), [ip])],
      ["assets.traits", async () => assert.deepEqual(await assets.traits(chain, ip), [])],
      ["assets.setMetadata", () => drop(assets.setMetadata(chain, ben, ip, { uri: "ipfs://b" }))],
      ["assets.encodeMetadata", async () => assert.equal(assets.encodeMetadata({ uri: "é" }).uri.length, 2)],
      [
        "assets.freezeMetadata",
        async () => {
          await assets.freezeMetadata(chain, ben, ip);
          await refused(assets.setMetadata(chain, ben, ip, { uri: "" }), "IpAssets", "MetadataFrozen");
        },
      ],
      [
        "assets.grantPermission",
        async () => {
          const expires = (await now()) + 1_000;
          await assets.grantPermission(chain, ben, ip, { agent: ann.address, permissions: ["Trade"], expires });
        },
      ],
      ["assets.grants", async () => assert.equal((await assets.grants(chain, ip))[0]?.agent, ann.address)],
      [
        "assets.revokePermission",
        async () => {
          await assets.revokePermission(chain, ben, ip, ann.address);
          assert.deepEqual(await assets.grants(chain, ip), []);
        },
      ],
      [
        "assets.actAs",
        async () => {
          await exported.transfer(chain, ben, [{ address: account, amount: 2n * ATL }]);
          await assets.actAs(chain, ben, ip, exported.transferCall(chain, ben.address, ATL));
        },
      ],
      [
        "assets.transferIp",
        async () => {
          await assets.transferIp(chain, ben, ip, dan.address);
          await assets.transferIp(chain, dan, ip, ben.address);
        },
      ],
      [
        "market.setPolicy",
        async () => {
          await market.setPolicy(chain, ben, second, { rate: percent(5), floor: ATL / 10n });
          await unsent(() => market.setPolicy(chain, ben, second, { rate: percent(101), floor: 0n }));
          ({ ip: sold } = await assets.mint(chain, ben, { collection: second }));
        },
      ],
      ["market.policy", async () => assert.equal((await market.policy(chain, second)).now.rate, percent(5))],
      ["market.list", () => drop(market.list(chain, ben, sold, { price: 3n * ATL }))],
      ["market.listing", async () => assert.equal((await market.listing(chain, sold))?.listing.price, 3n * ATL)],
      ["market.listings", async () => holds((await market.listings(chain)).some(({ ip }) => same(ip, sold)))],
      ["market.delist", () => drop(market.delist(chain, ben, sold))],
      [
        "market.quoteSale",
        async () => {
          const quote = await market.quoteSale(chain, sold, 3n * ATL);
          assert.equal(quote?.royalty, (3n * ATL) / 20n);
          seen = quote;
        },
      ],
      ["market.offer", () => drop(market.offer(chain, dan, sold, { price: 2n * ATL, seen }))],
      ["market.offers", async () => assert.equal((await market.offers(chain, sold))[0]?.buyer, dan.address)],
      [
        "market.withdrawOffer",
        async () => {
          await market.withdrawOffer(chain, dan, sold);
          assert.deepEqual(await market.offers(chain, sold), []);
        },
      ],
      [
        "market.accept",
        async () => {
          await market.offer(chain, dan, sold, { price: 2n * ATL, seen });
          const sale = await market.accept(chain, ben, sold, { buyer: dan.address, minPrice: 2n * ATL });
          assert.equal(sale.seller, ben.address);
        },
      ],
      [
        "market.buy",
        async () => {
          await market.list(chain, dan, sold, { price: 3n * ATL });
          const sale = await market.buy(chain, ben, sold, { maxPrice: 3n * ATL, seen });
          assert.equal(sale.buyer, ben.address);
        },
      ],
      [
        "assets.burn",
        async () => {
          const { ip } = await assets.mint(chain, ben, { collection });
          await assets.burn(chain, ben, ip);
          assert.equal(await assets.ipInfo(chain, ip), undefined);
        },
      ],
    ]);
  });

  describe("about royalties", { concurrency: false }, () => {
    const scores = [{ address: dan.address, score: 1n << 20n }];
    let ip: IpId;
    let applyAt: number;
    before(async () => {
      const { collection } = await assets.createCollection(chain, cleo);
      ({ ip } = await assets.mint(chain, cleo, { collection }));
    });
    table.tests([
      [
        "royalties.quotePayment",
        async () => assert.equal((await royalties.quotePayment(chain, ip, 10n * ATL))?.fee, ATL / 10n),
      ],
      [
        "royalties.pay",
        async () => {
          assert.equal((await royalties.pay(chain, ann, ip, 10n * ATL)).fee, ATL / 10n);
          await unsent(() => royalties.pay(chain, ann, ip, 2n ** 128n));
        },
      ],
      ["royalties.claimable", async () => holds((await royalties.claimable(chain, ip, cleo.address)) > 9n * ATL)],
      ["royalties.claim", async () => holds((await royalties.claim(chain, cleo, ip)).amount > 9n * ATL)],
      ["royalties.pool", async () => assert.equal((await royalties.pool(chain, ip))?.received, 10n * ATL)],
      ["royalties.stack", async () => assert.deepEqual((await royalties.stack(chain, ip)).ancestors, [])],
      [
        "royalties.proposeScores",
        async () => {
          ({ applyAt } = await royalties.proposeScores(chain, cleo, ip, scores));
          const tooMany = Array.from({ length: 65 }, () => scores[0]!);
          await unsent(() => royalties.proposeScores(chain, cleo, ip, tooMany));
        },
      ],
      ["royalties.cancelScores", () => drop(royalties.cancelScores(chain, cleo, ip))],
      [
        "royalties.proposeScoresCall",
        async () => {
          const { block } = await exported.submit(chain, royalties.proposeScoresCall(chain, ip, scores), cleo);
          holds(block.number > 0);
          applyAt = (await chain.api.query.Royalties.Proposals.getValue(ip, exported.BEST))!.apply_at;
        },
      ],
      [
        "royalties.applyScores",
        async () => {
          await exported.produced(chain, applyAt);
          assert.equal((await royalties.applyScores(chain, ann, ip)).members, 2);
        },
      ],
      ["royalties.scores", async () => assert.equal((await royalties.scores(chain, ip)).length, 2)],
      [
        "royalties.claimFor",
        async () => {
          await royalties.pay(chain, ann, ip, 10n * ATL);
          holds((await royalties.claimFor(chain, ann, ip, dan.address)).amount > 4n * ATL);
        },
      ],
      [
        "royalties.settle",
        async () => {
          await royalties.settle(chain, ann, ip);
          assert.equal((await royalties.pool(chain, ip))?.fees, 0n);
        },
      ],
      [
        "royalties.setScoreAuthority",
        async () => {
          await royalties.setScoreAuthority(chain, cleo, ip, undefined);
          assert.equal((await royalties.pool(chain, ip))?.authority, undefined);
        },
      ],
    ]);
  });

  describe("about licenses", { concurrency: false }, () => {
    const wanted: exported.licensing.Terms = {
      transferable: true,
      mintingFee: ATL,
      commercialUse: true,
      revenueShare: percent(10),
      derivativesAllowed: true,
      derivativesApproval: true,
      uri: randomBytes(8).toString("hex"),
    };
    const limits = { maxFee: ATL, maxShare: percent(10) };
    const [owner, maker] = [cleo, dan];
    let [parent, child]: [IpId, IpId] = [
      { collection: 0, item: 0 },
      { collection: 0, item: 0 },
    ];
    let terms: exported.licensing.TermsId;
    let license: bigint;
    before(async () => {
      const [own, theirs] = await Promise.all([owner, maker].map((who) => assets.createCollection(chain, who)));
      const [one, other] = await Promise.all([assets.mint(chain, owner, own!), assets.mint(chain, maker, theirs!)]);
      [parent, child] = [one.ip, other.ip];
    });
    table.tests([
      [
        "licensing.registerTerms",
        async () => {
          ({ terms } = await licensing.registerTerms(chain, owner, wanted));
          await unsent(
            () => licensing.registerTerms(chain, owner, { revenueShare: 1.5 * percent(100) }),
            () => licensing.registerTerms(chain, owner, { uri: "x".repeat(257) }),
          );
        },
      ],
      ["licensing.findTerms", async () => assert.equal(await licensing.findTerms(chain, wanted), terms)],
      ["licensing.termsInfo", async () => assert.equal((await licensing.termsInfo(chain, terms))?.minting_fee, ATL)],
      [
        "licensing.removeTerms",
        async () => {
          const other = await licensing.registerTerms(chain, owner, { uri: randomBytes(8).toString("hex") });
          await licensing.removeTerms(chain, owner, other.terms);
        },
      ],
      ["licensing.attachTerms", () => drop(licensing.attachTerms(chain, owner, parent, terms))],
      [
        "licensing.detachTerms",
        async () => {
          await licensing.detachTerms(chain, owner, parent, terms);
          await licensing.attachTerms(chain, owner, parent, terms);
        },
      ],
      [
        "licensing.setDisabled",
        async () => {
          await licensing.setDisabled(chain, owner, parent, terms, true);
          await refused(licensing.quoteLicense(chain, parent, terms), "Licensing", "TermsDisabled");
          await licensing.setDisabled(chain, owner, parent, terms, false);
        },
      ],
      [
        "licensing.attached",
        async () =>
          assert.deepEqual(
            (await licensing.attached(chain, parent)).map(({ terms }) => terms),
            [terms],
          ),
      ],
      [
        "licensing.quoteLicense",
        async () => assert.equal((await licensing.quoteLicense(chain, parent, terms)).fee, ATL),
      ],
      [
        "licensing.mintLicense",
        async () => {
          ({ license } = await licensing.mintLicense(chain, ann, { ip: parent, terms, ...limits }));
          const beyond = { ip: parent, terms, maxFee: ATL, maxShare: percent(200) };
          await unsent(() => licensing.mintLicense(chain, ann, beyond));
        },
      ],
      ["licensing.license", async () => assert.equal((await licensing.license(chain, license))?.holder, ann.address)],
      ["licensing.transferLicense", () => drop(licensing.transferLicense(chain, ann, license, maker.address))],
      [
        "licensing.burnLicense",
        async () => {
          const bought = await licensing.mintLicense(chain, ann, { ip: parent, terms, ...limits });
          await licensing.burnLicense(chain, ann, bought.license);
          assert.equal(await licensing.license(chain, bought.license), undefined);
        },
      ],
      ["licensing.approveDerivative", () => drop(licensing.approveDerivative(chain, owner, { parent, child, terms }))],
      [
        "licensing.revokeApproval",
        async () => {
          await licensing.revokeApproval(chain, owner, { parent, child });
          await licensing.approveDerivative(chain, owner, { parent, child, terms });
        },
      ],
      [
        "licensing.quoteDerivative",
        async () => {
          const parents = [{ ip: parent, under: { license } }];
          const quote = await licensing.quoteDerivative(chain, { child, parents, who: maker.address });
          assert.equal(quote.total, percent(10));
        },
      ],
      [
        "licensing.registerDerivative",
        async () => {
          const parents = [{ ip: parent, under: { license } }];
          const link = await licensing.registerDerivative(chain, maker, { child, parents, ...limits });
          assert.deepEqual([link.ancestors, link.total, link.fee], [1, percent(10), 0n]);
          const many = { child, parents: new Array<(typeof parents)[0]>(17).fill(parents[0]!), ...limits };
          await unsent(() => licensing.registerDerivative(chain, maker, many));
        },
      ],
      ["licensing.parents", async () => holds((await licensing.parents(chain, child))?.links.length === 1)],
      ["licensing.ancestors", async () => assert.equal((await licensing.ancestors(chain, child)).length, 1)],
      ["licensing.children", async () => assert.deepEqual(await licensing.children(chain, parent), [child])],
    ]);
  });

  describe("about models, workers and jobs", { concurrency: false }, () => {
    const name = "paper-cut";
    const idle = operator("Dave//worker");
    const order = () => ({ model, input: SMALL, price: PRICE });
    const limits = { collection: 0 };
    let model: Digest;
    let ip: IpId;
    let job: exported.jobs.JobHash;
    let ended: exported.jobs.Job;
    before(async () => {
      ({ collection: limits.collection } = await assets.createCollection(chain, ann));
    });
    table.tests([
      [
        "models.publish",
        async () => {
          const folder = join(MODELS, name);
          const files = await Promise.all(
            (await readdir(folder)).map(async (path) => ({ path, bytes: await readFile(join(folder, path)) })),
          );
          ({ root: model } = await models.publish(chain, ann, files));
          const large = { path: "model.safetensors", bytes: new Uint8Array(16 * 1024 + 1) };
          await unsent(
            () => models.publish(chain, ann, [large]),
            () => models.publish(chain, ann, new Array<typeof large>(5).fill({ ...large, bytes: new Uint8Array() })),
          );
        },
      ],
      ["models.model", async () => assert.equal((await models.model(chain, model))?.[0].kind.type, "Model")],
      [
        "models.setTerms",
        async () => {
          const { since } = await provenance.register(chain, ann, { digest: model, kind: "Model" });
          ({ ip } = await assets.mint(chain, ann, { ...limits, provenance: model }));
          // On a development chain nobody may oppose a claim after ten blocks.
          for (let block = since; (await provenance.entitledTo(chain, model)) !== ann.address; block += 1) {
            holds(block < since + 20, "the claim is settled");
            await exported.produced(chain, block + 1);
          }
          await models.setTerms(chain, ann, model, { ip, fee: ATL, access: "Open" });
        },
      ],
      ["models.termsOf", async () => assert.equal((await models.termsOf(chain, model))?.fee, ATL)],
      [
        "models.clearTerms",
        async () => {
          await models.clearTerms(chain, ann, model);
          assert.equal(await models.termsOf(chain, model), undefined);
        },
      ],
      ["workers.register", () => drop(workers.register(chain, idle, { key: idle.key.publicKey, stake: 200n * ATL }))],
      ["workers.addStake", () => drop(workers.addStake(chain, idle, 50n * ATL))],
      ["workers.rotateKey", () => drop(workers.rotateKey(chain, idle, operator("Dave//rotated").key.publicKey))],
      ["workers.unbond", async () => holds((await workers.unbond(chain, idle, 50n * ATL)).until > (await now()))],
      ["workers.withdraw", () => refused(workers.withdraw(chain, idle), "Workers", "NothingToWithdraw")],
      ["workers.worker", async () => assert.equal((await workers.worker(chain, idle.address))?.stake, 250n * ATL)],
      ["workers.deregister", () => refused(workers.deregister(chain, idle), "Workers", "StakeRemains")],
      ["workers.serve", () => drop(workers.serve(chain, idle, model, { minPrice: PRICE, maxOutput: 1_000 }))],
      ["workers.stopServing", () => drop(workers.stopServing(chain, idle, model))],
      [
        "workers.registerCall",
        async () => {
          const maxOutput = await chain.api.constants.Jobs.MaxOutput();
          const steps = OPERATORS.map((worker) => {
            const register = workers.registerCall(chain, { key: worker.key.publicKey, stake: 500n * ATL });
            const serve = workers.serveCall(chain, model, { minPrice: PRICE, maxOutput });
            return exported.submit(chain, exported.batch(chain, [register, serve]), worker);
          });
          const blocks = (await Promise.all(steps)).map(({ block }) => block.number);
          await exported.produced(chain, Math.max(...blocks) + 1);
        },
      ],
      ["workers.serveCall", async () => holds(workers.serveCall(chain, model, { minPrice: PRICE, maxOutput: 1 }))],
      ["workers.offers", async () => assert.equal((await workers.offers(chain, model)).length, 3)],
      [
        "jobs.quoteRequest",
        async () => assert.equal((await jobs.quoteRequest(chain, order(), ann.address)).price, 3n * PRICE),
      ],
      [
        "jobs.cancel",
        async () => {
          const canceled = await jobs.request(chain, ann, { ...order(), maxFee: 0n });
          holds((await jobs.cancel(chain, ann, canceled.job)).fee >= 0n);
        },
      ],
      [
        "jobs.request",
        async () => {
          ({ job } = await jobs.request(chain, ann, { ...order(), maxFee: 0n }));
          await unsent(
            () => jobs.request(chain, ann, { ...order(), input: new Uint8Array(513), maxFee: 0n }),
            () => jobs.request(chain, ann, { ...order(), adapters: new Array<Digest>(5).fill(model), maxFee: 0n }),
            () => jobs.request(chain, ann, { ...order(), trait: { ip, key: "x".repeat(33) }, maxFee: 0n }),
          );
        },
      ],
      ["jobs.jobInfo", async () => assert.equal((await jobs.jobInfo(chain, job))?.job.requester, ann.address)],
      ["jobs.openJobs", async () => holds((await jobs.openJobs(chain)).items.some(({ hash }) => hash === job))],
      ["jobs.job", async () => assert.equal((await jobs.job(chain, job))?.requester, ann.address)],
      ["jobs.assignments", async () => holds(Array.isArray(await jobs.assignments(chain, OPERATORS[0]!.address)))],
      [
        "answers.commitAnswer",
        async () => {
          const seat = { job, round: 1, worker: idle.address };
          // It has no seat: the pool of the node does not take it.
          await assert.rejects(answers.commitAnswer(chain, idle.key, seat, exported.hex32(randomBytes(32))), INVALID);
        },
      ],
      [
        "answers.revealAnswer",
        async () => {
          const seat = { job, round: 1, worker: idle.address };
          const [answer, salt] = [{ output: fresh(), length: 1 }, exported.hex32(randomBytes(32))];
          await assert.rejects(answers.revealAnswer(chain, idle.key, seat, answer, salt), INVALID);
        },
      ],
      [
        "answers.commitmentHashOf",
        async () => {
          const seat = { job, round: 1, worker: idle.address };
          const [answer, salt] = [{ output: fresh(), length: 1 }, exported.hex32(randomBytes(32))];
          const asked = await answers.commitmentHashOf(chain, seat, answer, salt);
          assert.equal(asked, exported.answers.answerCommitment(seat, answer, salt));
        },
      ],
      ["jobs.watchJob", async () => assert.equal((await first(30, "the job", jobs.watchJob(chain, job)))?.job, job)],
      [
        "jobs.followJob",
        async () => {
          ended = await jobs.followJob(chain, job);
          assert.equal(ended.phase, "finalized");
        },
      ],
      ["jobs.output", async () => holds((await jobs.output(chain, ended.answer!.output)).length > 0)],
      [
        "jobs.outputOf",
        async () => {
          const { effectiveSeed } = ended;
          const file = await jobs.outputOf(chain, { model, effectiveSeed, input: SMALL });
          assert.equal(sdk.formatDigest(sdk.hashBytes(file)), sdk.formatDigest(ended.answer!.output));
        },
      ],
      ["jobs.challengeCost", async () => holds((await jobs.challengeCost(chain, job))!.cost > 0n)],
      ["jobs.encodeAnswer", async () => assert.equal(jobs.encodeAnswer(ended.answer!).type, "Output")],
      ["jobs.challenge", () => refused(jobs.challenge(chain, ann, job, ended.answer!), "Jobs", "Ended")],
      ["jobs.deliver", () => refused(jobs.deliver(chain, ann, job), "Jobs", "AlreadyDelivered")],
      [
        "jobs.claimMint",
        async () => {
          const minted = await jobs.claimMint(chain, ann, job, limits);
          assert.equal((await assets.ipInfo(chain, minted.ip))?.label.type, "Claimed");
        },
      ],
      ["jobs.prune", () => refused(jobs.prune(chain, ann, job), "Jobs", "NotExpired")],
    ]);
  });

  describe("about studios and contributions", { concurrency: false }, () => {
    const [ada, bea, cid, dot] = [freshAccount(), freshAccount(), freshAccount(), freshAccount()] as const;
    const rule: exported.studios.Rule = {
      voting: { type: "Members", value: undefined },
      ...{ approval: 0.5, quorum: 0.5, period: 4, delay: 1 },
    };
    let studio: exported.studios.StudioId;
    let account: string;
    let proposal: exported.studios.InStudio;
    let ip: IpId;
    const submitted: exported.contributions.ContributionId[] = [];
    const decide = async (call: Parameters<typeof studios.propose>[3]) => {
      const { proposal } = await studios.propose(chain, ada, studio, call);
      await Promise.all([ada, bea].map((who) => studios.vote(chain, who, proposal, true)));
      assert.equal(await studios.outcome(chain, proposal), "Enacted");
      return proposal;
    };
    before(async () => {
      const money = [ada, bea, cid, dot].map(({ address }) => ({ address, amount: 100n * ATL }));
      await exported.transfer(chain, alice, money);
    });
    table.tests([
      [
        "studios.createStudio",
        async () => {
          const founders = [bea.address, cid.address];
          ({ studio, account } = await studios.createStudio(chain, ada, { name: "Three", founders, rule }));
          const bad = { name: "Three", founders, rule };
          await unsent(
            () => studios.createStudio(chain, ada, { ...bad, name: "x".repeat(65) }),
            () => studios.createStudio(chain, ada, { ...bad, founders: new Array<string>(17).fill(bea.address) }),
            () => studios.createStudio(chain, ada, { ...bad, rule: { ...rule, approval: 0.4 } }),
            () => studios.createStudio(chain, ada, { ...bad, rule: { ...rule, quorum: 0 } }),
          );
          await exported.transfer(chain, alice, [{ address: account, amount: 50n * ATL }]);
        },
      ],
      ["studios.encodeRule", async () => assert.equal(studios.encodeRule(rule).approval, percent(50))],
      ["studios.studioInfo", async () => assert.equal((await studios.studioInfo(chain, studio))?.account, account)],
      ["studios.studioOf", async () => assert.equal((await studios.studioOf(chain, account))?.studio, studio)],
      ["studios.invitations", async () => assert.equal((await studios.invitations(chain, studio)).length, 2)],
      ["studios.join", () => drop(studios.join(chain, bea, studio))],
      ["studios.removeInvitation", () => drop(studios.removeInvitation(chain, cid, studio))],
      ["studios.members", async () => assert.equal((await studios.members(chain, studio)).length, 2)],
      ["studios.delegate", () => drop(studios.delegate(chain, bea, studio, ada.address))],
      ["studios.undelegate", () => drop(studios.undelegate(chain, bea, studio))],
      ["studios.lock", () => drop(studios.lock(chain, ada, studio, 2n * ATL))],
      ["studios.unlock", () => drop(studios.unlock(chain, ada, studio, ATL))],
      ["studios.fallBack", () => refused(studios.fallBack(chain, ann, studio), "Studios", "ElectorateNotZero")],
      [
        "studios.propose",
        async () => {
          const call = studios.setMetadataCall(chain, { name: "Four" });
          ({ proposal } = await studios.propose(chain, ada, studio, call));
        },
      ],
      ["studios.vote", () => drop(studios.vote(chain, ada, proposal, true))],
      ["studios.tally", async () => assert.equal((await studios.tally(chain, proposal))?.tally.ayes, 1n)],
      ["studios.unvote", () => drop(studios.unvote(chain, ada, proposal))],
      ["studios.proposals", async () => assert.equal((await studios.proposals(chain, studio)).length, 1)],
      [
        "studios.proposalInfo",
        async () => assert.equal((await studios.proposalInfo(chain, proposal))?.proposer, ada.address),
      ],
      ["studios.obstacle", async () => holds(await studios.obstacle(chain, proposal))],
      ["studios.enact", () => refused(studios.enact(chain, ada, proposal), "Studios", "NotApproved")],
      [
        "studios.cancel",
        async () => {
          const made = await studios.propose(chain, ada, studio, studios.setMetadataCall(chain, { name: "Five" }));
          await studios.cancel(chain, ada, made.proposal);
          ({ proposal } = made);
        },
      ],
      ["studios.close", () => refused(studios.close(chain, ada, proposal), "Studios", "AlreadyClosed")],
      ["studios.prune", () => drop(studios.prune(chain, ada, proposal))],
      [
        "studios.setMetadataCall",
        async () => {
          await decide(
            exported.batch(chain, [
              studios.setMetadataCall(chain, { name: "Two" }),
              studios.addMemberCall(chain, cid.address),
              contributions.setCuratorCall(chain, bea.address, 100n),
            ]),
          );
        },
      ],
      [
        "contributions.contribute",
        async () => {
          const { collection } = await assets.createCollection(chain, alice);
          ({ ip } = await assets.mint(chain, alice, { collection, to: account }));
          await royalties.setScoreAuthority(chain, alice, ip, account);
          const what = { authority: account, ip, role: "script", human: "by hand" };
          for (let i = 0; i < 5; i++) {
            const digest = fresh();
            await provenance.register(chain, dot, { digest, kind: "Component" });
            submitted.push((await contributions.contribute(chain, dot, { ...what, digest })).contribution);
          }
          const digest = fresh();
          await unsent(
            () => contributions.contribute(chain, dot, { ...what, digest, role: "x".repeat(65) }),
            () => contributions.contribute(chain, dot, { ...what, digest, human: "x".repeat(513) }),
          );
        },
      ],
      ["contributions.authority", async () => assert.equal(await contributions.authority(chain, ip), account)],
      [
        "contributions.contributions",
        async () => assert.equal((await contributions.contributions(chain, account)).length, 5),
      ],
      [
        "contributions.curators",
        async () => assert.equal((await contributions.curators(chain, account))[0]?.who, bea.address),
      ],
      ["contributions.accept", () => drop(contributions.accept(chain, bea, submitted[0]!, 60n))],
      ["contributions.reject", () => drop(contributions.reject(chain, bea, submitted[1]!))],
      ["contributions.withdraw", () => drop(contributions.withdraw(chain, dot, submitted[2]!))],
      ["studios.addMemberCall", async () => holds(studios.addMemberCall(chain, cid.address).decodedCall)],
      [
        "studios.outcome",
        async () => {
          await studios.join(chain, cid, studio);
          await decide(
            exported.batch(chain, [
              contributions.acceptCall(chain, submitted[3]!, 10n),
              contributions.rejectCall(chain, submitted[4]!),
              contributions.setCuratorCall(chain, bea.address, undefined),
              studios.removeMemberCall(chain, cid.address),
              studios.setRuleCall(chain, { ...rule, period: 5 }),
            ]),
          );
          assert.equal((await studios.studioInfo(chain, studio))?.studio.rule.period, 5);
          assert.equal((await contributions.contributions(chain, account)).length, 2);
          await studios.outcome(chain, await decide(studios.setMetadataCall(chain, { name: "One" })));
        },
      ],
      ["contributions.setCurator", () => drop(contributions.setCurator(chain, dot, ada.address, 1n))],
      ["contributions.setCuratorCall", async () => holds(contributions.setCuratorCall(chain, bea.address, 1n))],
      ["contributions.acceptCall", async () => holds(contributions.acceptCall(chain, submitted[3]!, 1n))],
      ["contributions.rejectCall", async () => holds(contributions.rejectCall(chain, submitted[3]!))],
      ["studios.removeMemberCall", async () => holds(studios.removeMemberCall(chain, bea.address))],
      ["studios.setRuleCall", async () => holds(studios.setRuleCall(chain, rule))],
      [
        "studios.leave",
        async () => {
          await studios.leave(chain, bea, studio);
          assert.equal((await studios.members(chain, studio)).length, 1);
        },
      ],
    ]);
  });

  describe("about the chain itself", { concurrency: false }, () => {
    const [rich, poor] = [devAccount("Eve"), freshAccount()];
    const [one, two] = [sdk.ATL, 2n * sdk.ATL];
    let number: number;
    let ip: string;
    let runtime: exported.Runtime;
    table.tests([
      [
        "transfer",
        async () => {
          const { tx } = await sdk.transfer(chain, rich, [{ address: poor.address, amount: two }]);
          number = tx.block.number;
          await unsent(() => sdk.transfer(chain, rich, [{ address: "Eve", amount: one }]));
        },
      ],
      ["balanceOf", async () => assert.equal((await sdk.balanceOf(chain, poor.address)).free, two)],
      ["transferCall", () => drop(sdk.submit(chain, sdk.transferCall(chain, poor.address, one), rich))],
      ["submit", () => drop(sdk.submit(chain, sdk.batch(chain, [sdk.transferCall(chain, poor.address, one)]), rich))],
      ["batch", async () => assert.equal(sdk.batch(chain, []).decodedCall.value.type, "batch_all")],
      ["done", () => drop(sdk.done(chain, sdk.transferCall(chain, poor.address, one), rich))],
      ["wrapped", async () => assert.equal(sdk.wrapped(sdk.transferCall(chain, poor.address, one)).type, "Balances")],
      ["only", async () => assert.equal(sdk.only("one", [{ payload: 7 }]), 7)],
      ["produced", async () => holds((await sdk.produced(chain, number + 1)).number > number)],
      ["finalized", async () => holds((await sdk.finalized(chain, number)).number >= number)],
      [
        "open",
        async () => {
          const opened = await sdk.open(getWsProvider(chain.url, SOCKET), chain.url);
          holds((await opened.client.getFinalizedBlock()).number > 0);
          await disconnect(opened);
        },
      ],
      [
        "chainBy",
        async () => {
          const opened = sdk.chainBy(getWsProvider(chain.url, SOCKET), chain.url);
          await sdk.produced(opened, 1);
          await disconnect(opened);
        },
      ],
      [
        "ask",
        async () => {
          const { collection } = await assets.createCollection(chain, rich);
          const digest = fresh();
          await provenance.register(chain, rich, { digest, kind: "Work" });
          const minted = await assets.mint(chain, rich, { collection, provenance: digest });
          ip = sdk.formatIp(minted.ip);
          const { terms } = await licensing.registerTerms(chain, rich, { uri: randomBytes(8).toString("hex") });
          await licensing.attachTerms(chain, rich, minted.ip, terms);
          const answered = await Promise.all([
            sdk.ask(chain, "ip_asset", ip),
            sdk.ask(chain, "ip_lineage", ip, 1, null, null),
            sdk.ask(chain, "ip_quoteLicense", ip, terms, 1),
            sdk.ask(chain, "royalties_claimable", ip, rich.address),
            sdk.ask(chain, "royalties_quotePayment", ip, `${sdk.ATL}`),
            sdk.ask(chain, "provenance_verify", sdk.formatDigest(digest)),
          ]);
          const [asset, lineage, license, claimable, payment, verification] = answered;
          assert.equal(asset.owner, rich.address);
          assert.deepEqual([lineage.parents, license.fee, claimable], [[], "0", "0"]);
          assert.equal(payment.amount, `${sdk.ATL}`);
          assert.equal(verification.claims[0]?.owner, rich.address);
          const { methods } = await running().node.rpc<{ methods: string[] }>("rpc_methods");
          const own = methods.filter((name) => /^(ip|royalties|provenance|inference)_/.test(name));
          const { subscribe, unsubscribe } = sdk.JOB_CHANGES;
          assert.deepEqual(own.sort(), [...sdk.METHODS, subscribe, unsubscribe].sort());
        },
      ],
      [
        "askFor",
        async () => {
          assert.equal(await sdk.askFor(chain, "ip_asset", "4000000000-0"), undefined);
          assert.equal(await sdk.askFor(chain, "inference_job", `0x${"00".repeat(32)}`), undefined);
          await assert.rejects(sdk.ask(chain, "inference_output", sdk.formatDigest(fresh())), exported.NotFound);
        },
      ],
      ["newestOf", async () => holds((await sdk.newestOf(chain, 1)).ips.length === 1)],
      [
        "runtimeOf",
        async () => {
          runtime = await sdk.runtimeOf(chain);
          const call = await sdk.transferCall(chain, poor.address, one).getEncodedData();
          assert.equal(runtime.call(call)?.name, "transfer_keep_alive");
        },
      ],
      [
        "Runtime",
        async () => {
          const metadata = await chain.client.getMetadata((await chain.client.getFinalizedBlock()).hash);
          const error = { type: "Module", value: { type: "Royalties", value: { type: "NothingToClaim" } } };
          assert.match(new sdk.Runtime(metadata).failure(error).docs, /claim/);
        },
      ],
      ["ownedBy", async () => holds((await sdk.ownedBy(chain, runtime, rich.address, 8)).items.includes(ip))],
      [
        "History",
        async () => {
          await royalties.pay(chain, rich, sdk.parseIp(ip), one);
          const { list } = await new sdk.History(chain.client).since(number);
          holds(list.some((movement) => movement.kind === "paid" && movement.ip === ip));
        },
      ],
      [
        "Chronicle",
        async () => {
          const chronicle = new sdk.Chronicle(chain);
          const start = await chronicle.reaches(0);
          const last = await chronicle.reaches(start.number + 2);
          assert.equal(chronicle.between(start, last).length, last.number - start.number);
          assert.equal(chronicle.eventsOf(last.number).length, last.events.length);
          chronicle.close();
        },
      ],
      ["formatAmount", async () => assert.equal(sdk.formatAmount(two), "2")],
    ]);
  });

  test("folders are published with the root that they have here", async () => {
    const folder = await mkdtemp(join(tmpdir(), "atelier-folder-"));
    try {
      await writeFile(join(folder, "model.safetensors"), randomBytes(64));
      const { publishFolder } = await import("@atelier/sdk/node");
      await refused(publishFolder(chain, alice, folder), "Models", "InvalidFiles");
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

test("nothing is exported that no row calls", () => {
  assert.deepEqual(table.missing(UNIT_TESTED), []);
});

/** The node's error for a transaction that its pool does not take. */
const INVALID = { code: 1010 };
const SOCKET = { websocketClass: WebSocket as unknown as typeof globalThis.WebSocket };

function same(a: IpId, b: IpId): boolean {
  return a.collection === b.collection && a.item === b.item;
}

/** As `assert`, which without a message looks for the words of a failure in the sources: those are one line here. */
function holds(value: unknown, what = "it holds"): asserts value {
  assert(value, what);
}

async function drop(step: Promise<unknown>): Promise<void> {
  await step;
}
