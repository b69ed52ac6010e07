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
    const [promised, child, other, disputed] = [fresh(), fresh(), fresh(), fresh()];
    const claim = { digest: disputed, owner: ann.address };
    const evidence = exported.hex32(randomBytes(32));
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
        "provenance.oppose",
        async () => {
          await provenance.register(chain, ann, { digest: disputed, kind: "Work" });
          const { bond, endsAt } = await provenance.oppose(chain, dan, claim, evidence);
          assert.equal(bond, 10n * ATL);
          holds(endsAt > (await now()));
          await refused(provenance.oppose(chain, ann, claim, evidence), "Provenance", "OwnClaim");
          await unsent(() => provenance.oppose(chain, dan, claim, "0x00"));
        },
      ],
      [
        "provenance.standing",
        async () => {
          const standing = await provenance.standing(chain, disputed);
          assert.deepEqual([standing.type, standing.value], ["Open", ann.address]);
        },
      ],
      ["provenance.endOpposition", () => refused(provenance.endOpposition(chain, dan, claim), "Provenance", "NotOver")],
      [
        "provenance.withdrawOpposition",
        async () => assert.equal((await provenance.withdrawOpposition(chain, dan, claim)).lost, 10n * ATL),
      ],
      [
        "provenance.attestCall",
        async () => {
          const claims = [
            { digest: promised, owner: ann.address },
            { digest: fresh(), owner: ann.address },
          ] as const;
          const [attested, opposed] = claims;
          await provenance.register(chain, ann, { digest: opposed.digest, kind: "Work" });
          await provenance.oppose(chain, dan, opposed, evidence);
          const call = exported.batch(chain, [
            provenance.attestCall(chain, attested, exported.hex32(randomBytes(32))),
            provenance.revokeAttestationCall(chain, attested),
            provenance.removeClaimCall(chain, attested, "a test"),
            provenance.postponeCall(chain, opposed),
            provenance.decideCall(chain, opposed, "Upheld", await now()),
          ]);
          await enactByReferendum(chain, call);
          assert.deepEqual((await provenance.verify(chain, promised)).claims, []);
          const [decided] = (await provenance.verify(chain, opposed.digest)).claims;
          assert.deepEqual([decided?.claim.status.type, decided?.hearing], ["Revoked", undefined]);
        },
      ],
      [
        "provenance.decideCall",
        async () => {
          const call = provenance.decideCall(chain, claim, "Rejected", await now());
          await refused(exported.submit(chain, call, ann), "Runtime", "BadOrigin");
          await unsent(async () => provenance.decideCall(chain, claim, "Rejected", -1));
        },
      ],
      [
        "provenance.postponeCall",
        () => refused(exported.submit(chain, provenance.postponeCall(chain, claim), ann), "Runtime", "BadOrigin"),
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
      ["assets.allowStudios", () => drop(assets.allowStudios(chain, ben, collection))],
      [
        "assets.collection",
        async () => {
          const found = await assets.collection(chain, collection);
          assert.deepEqual([found?.creator, found?.studios], [ben.address, true]);
        },
      ],
      [
        "assets.mint",
        async () => {
          await provenance.register(chain, ben, { digest: artifact, kind: "Work" });
          const work = { collection, provenance: artifact, ownerShare: percent(20) };
          ({ ip, account } = await assets.mint(chain, ben, work));
          await unsent(
            () => assets.mint(chain, ben, { collection: -1 }),
            () => assets.mint(chain, ben, { ...work, ownerShare: percent(101) }),
          );
        },
      ],
      [
        "assets.ipInfo",
        async () => {
          const found = await assets.ipInfo(chain, ip);
          assert.deepEqual([found?.owner, found?.owner_share], [ben.address, percent(20)]);
        },
      ],
      ["assets.encodeWork", async () => assert.equal(assets.encodeWork({ collection }).owner_share, 0)],
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
          // In another order than the chain's, and one of them twice.
          const license = ["0xbb", "0xAA", "0xbb"].map((byte) => byte.padEnd(66, "0") as exported.licensing.TermsId);
          const permissions: exported.assets.Permissions = { license, trade: 3n * ATL };
          const grant = { agent: ann.address, permissions, expires };
          await assets.grantPermission(chain, ben, ip, grant);
          const bytes = (i: number) => exported.hex32(new Uint8Array(32).fill(i));
          const many = Array.from({ length: 17 }, (_, i) => bytes(i));
          await unsent(
            () => assets.grantPermission(chain, ben, ip, { ...grant, permissions: { license: many } }),
            () => assets.grantPermission(chain, ben, ip, { ...grant, permissions: { serve: -1n } }),
          );
        },
      ],
      [
        "assets.grants",
        async () => {
          const [grant] = await assets.grants(chain, ip);
          const { permissions } = grant!;
          assert.deepEqual([grant!.agent, grant!.live], [ann.address, true]);
          assert.deepEqual([permissions.metadata, permissions.trade, permissions.serve], [false, 3n * ATL, undefined]);
          assert.deepEqual(
            permissions.license.map((terms) => terms.slice(0, 4)),
            ["0xaa", "0xbb"],
          );
        },
      ],
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
        "assets.deprecateClaim",
        async () => {
          await assets.deprecateClaim(chain, ben, ip, true);
          const [found] = (await provenance.verify(chain, artifact)).claims;
          assert.deepEqual([found?.claim.status.type, found?.claim.pinned], ["Deprecated", true]);
          await refused(provenance.setStatus(chain, ben, artifact, "Active"), "Provenance", "Pinned");
        },
      ],
      [
        "assets.revokeClaim",
        async () => {
          await assets.revokeClaim(chain, ben, ip, "made in error");
          assert.equal((await assets.ipInfo(chain, ip))?.label.type, "Withdrawn");
          await unsent(() => assets.revokeClaim(chain, ben, ip, "x".repeat(65)));
        },
      ],
      [
        "market.setPolicy",
        async () => {
          const { from, tx } = await market.setPolicy(chain, ben, second, { rate: percent(5), floor: ATL / 10n });
          assert.equal(from, tx.block.number);
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
        },
      ],
      [
        "market.seen",
        async () => {
          const found = await market.seen(chain, sold);
          holds(found);
          seen = found;
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
        "royalties.lockScore",
        async () => {
          await royalties.lockScore(chain, cleo, ip, { member: dan.address, until: (await now()) + 1_000 });
          await unsent(() => royalties.lockScore(chain, cleo, ip, { member: dan.address, until: -1 }));
        },
      ],
      [
        "royalties.lockedUntil",
        async () => holds((await royalties.lockedUntil(chain, ip, dan.address))! > (await now())),
      ],
      [
        "royalties.unlockScore",
        async () => {
          await royalties.unlockScore(chain, dan, ip);
          assert.equal(await royalties.lockedUntil(chain, ip, dan.address), undefined);
        },
      ],
      ["royalties.offerScoreAuthority", () => drop(royalties.offerScoreAuthority(chain, cleo, ip, ben.address))],
      [
        "royalties.authorityOffer",
        async () => assert.equal((await royalties.authorityOffer(chain, ip))?.authority, ben.address),
      ],
      [
        "royalties.withdrawAuthorityOffer",
        async () => {
          await royalties.withdrawAuthorityOffer(chain, cleo, ip);
          assert.equal(await royalties.authorityOffer(chain, ip), undefined);
        },
      ],
      [
        "royalties.acceptScoreAuthority",
        async () => {
          await royalties.offerScoreAuthority(chain, cleo, ip, ben.address);
          await refused(royalties.acceptScoreAuthority(chain, dan, ip), "Royalties", "NotAuthorized");
          await royalties.acceptScoreAuthority(chain, ben, ip);
          assert.equal((await royalties.pool(chain, ip))?.authority, ben.address);
        },
      ],
      [
        "royalties.acceptScoreAuthorityCall",
        async () => {
          await royalties.offerScoreAuthority(chain, ben, ip, undefined);
          await exported.submit(chain, royalties.acceptScoreAuthorityCall(chain, ip), cleo);
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
      uri: randomBytes(8).toString("hex"),
    };
    const limits = { maxFee: ATL, maxShare: percent(10) };
    const [owner, maker] = [cleo, dan];
    const metadata = { uri: "ipfs://child", hash: exported.hex32(randomBytes(32)) };
    const none: IpId = { collection: 0, item: 0 };
    let [parent, child, asked, minted] = [none, none, none, none];
    let studio: number;
    let [terms, asking]: [exported.licensing.TermsId, exported.licensing.TermsId] = ["0x", "0x"];
    let license: bigint;
    const parents = () => [{ ip: parent, under: { license } }];
    before(async () => {
      const [own, theirs] = await Promise.all([owner, maker].map((who) => assets.createCollection(chain, who)));
      ({ collection: studio } = theirs!);
      const [one, other, another] = await Promise.all([
        assets.mint(chain, owner, own!),
        ...[studio, studio].map((collection) => assets.mint(chain, maker, { collection, metadata })),
      ]);
      [parent, child, asked] = [one!.ip, other!.ip, another!.ip];
      // Nobody agrees to what can still change.
      await Promise.all([child, asked].map((ip) => assets.freezeMetadata(chain, maker, ip)));
      // Somebody else decides about its scores: without her the maker cannot link it.
      await royalties.offerScoreAuthority(chain, maker, child, ann.address);
      await royalties.acceptScoreAuthority(chain, ann, child);
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
      [
        "licensing.quoteApproval",
        async () => {
          const asks = { ...wanted, derivativesApproval: true };
          ({ terms: asking } = await licensing.registerTerms(chain, owner, asks));
          await licensing.attachTerms(chain, owner, parent, asking);
          // Nobody pays before the owner has agreed.
          await refused(licensing.quoteLicense(chain, parent, asking), "Licensing", "ApprovalRequired");
          const quote = await licensing.quoteApproval(chain, {
            parent,
            child: asked,
            terms: asking,
            who: maker.address,
          });
          assert.deepEqual([quote.fee, quote.total, quote.metadata], [ATL, percent(10), metadata.hash]);
        },
      ],
      [
        "licensing.requestApproval",
        async () => {
          const wanted = { parent, child: asked, terms: asking, ...limits };
          assert.equal((await licensing.requestApproval(chain, maker, wanted)).fee, ATL);
          await unsent(() => licensing.requestApproval(chain, maker, { ...wanted, maxFee: -1n }));
        },
      ],
      [
        "licensing.approval",
        async () => {
          assert.equal((await licensing.approval(chain, { parent, child: asked }))?.state.type, "Requested");
          assert.equal(await licensing.approval(chain, { parent, child }), undefined);
        },
      ],
      [
        "licensing.approveDerivative",
        async () => {
          const agreed = { parent, terms: asking, metadata: metadata.hash };
          const other = { ...agreed, child, metadata: exported.hex32(randomBytes(32)) };
          await refused(licensing.approveDerivative(chain, owner, other), "Licensing", "MetadataMismatch");
          // Who asked pays now; of nobody else is anything asked before the link.
          assert.equal((await licensing.approveDerivative(chain, owner, { ...agreed, child: asked })).fee, ATL);
          assert.equal((await licensing.approveDerivative(chain, owner, { ...agreed, child })).fee, 0n);
        },
      ],
      [
        "licensing.revokeApproval",
        async () => {
          await refused(licensing.revokeApproval(chain, owner, { parent, child: asked }), "Licensing", "AlreadyPaid");
          await licensing.revokeApproval(chain, owner, { parent, child });
          assert.equal(await licensing.approval(chain, { parent, child }), undefined);
        },
      ],
      [
        "licensing.quoteDerivative",
        async () => {
          const quote = await licensing.quoteDerivative(chain, {
            child: asked,
            parents: [{ ip: parent, under: { terms: asking } }],
            who: maker.address,
          });
          // The approval was paid.
          assert.deepEqual([quote.fee, quote.total], [0n, percent(10)]);
        },
      ],
      [
        "licensing.linkStanding",
        async () => {
          const standing = await licensing.linkStanding(chain, { ip: child, parents: parents() });
          assert.deepEqual(standing.missing, [ann.address]);
          assert.equal(standing.parents, licensing.parentsHash(parents()));
        },
      ],
      [
        "licensing.parentsHash",
        async () => {
          const under = [{ ip: parent, under: { terms } }];
          const { parents } = await licensing.linkStanding(chain, { ip: child, parents: under });
          assert.equal(parents, licensing.parentsHash(under));
        },
      ],
      [
        "licensing.approveLink",
        async () => {
          const link = { ip: child, parents: parents(), maxShare: percent(10) };
          await licensing.approveLink(chain, ann, link);
          await unsent(() => licensing.approveLink(chain, ann, { ...link, maxShare: percent(101) }));
        },
      ],
      [
        "licensing.linkApprovals",
        async () => assert.equal((await licensing.linkApprovals(chain, child))[0]?.deposit.who, ann.address),
      ],
      [
        "licensing.revokeLinkApproval",
        async () => {
          await licensing.revokeLinkApproval(chain, ann, child);
          assert.deepEqual(await licensing.linkApprovals(chain, child), []);
        },
      ],
      [
        "licensing.approveLinkCall",
        async () => {
          const link = { ip: child, parents: parents(), maxShare: percent(10) };
          await exported.submit(chain, licensing.approveLinkCall(chain, link), ann);
          assert.deepEqual((await licensing.linkStanding(chain, link)).missing, []);
        },
      ],
      [
        "licensing.registerDerivative",
        async () => {
          const link = await licensing.registerDerivative(chain, maker, { child, parents: parents(), ...limits });
          assert.deepEqual([link.ancestors, link.total, link.fee], [1, percent(10), 0n]);
          const [one] = parents();
          const many = { child, parents: new Array<exported.licensing.Parent>(17).fill(one!), ...limits };
          await unsent(() => licensing.registerDerivative(chain, maker, many));
        },
      ],
      [
        "licensing.mintDerivative",
        async () => {
          const free = { derivativesAllowed: true, uri: randomBytes(8).toString("hex") };
          const { terms } = await licensing.registerTerms(chain, owner, free);
          await licensing.attachTerms(chain, owner, parent, terms);
          const parents = [{ ip: parent, under: { terms } }];
          const quote = await licensing.quoteDerivative(chain, { parents, who: maker.address });
          const limits = { maxFee: quote.fee, maxShare: quote.total };
          const work = { collection: studio, ownerShare: percent(30), parents, ...limits };
          const link = await licensing.mintDerivative(chain, maker, work);
          minted = link.ip;
          assert.deepEqual([link.ancestors, link.fee], [1, 0n]);
          assert.equal((await assets.ipInfo(chain, minted))?.owner_share, percent(30));
          await unsent(() => licensing.mintDerivative(chain, maker, { ...work, ownerShare: percent(101) }));
        },
      ],
      [
        "licensing.approveCommercialization",
        async () => {
          const asks = { parent, child: minted, fee: 2n * ATL };
          await licensing.approveCommercialization(chain, owner, asks);
          await licensing.approveCommercialization(chain, owner, { ...asks, fee: undefined });
          await licensing.approveCommercialization(chain, owner, { ...asks, fee: ATL });
          await unsent(() => licensing.approveCommercialization(chain, owner, { ...asks, fee: -1n }));
        },
      ],
      [
        "licensing.commercialStanding",
        async () => {
          const { commercial, parents } = await licensing.commercialStanding(chain, minted);
          assert.deepEqual([commercial, parents[0]?.fee, parents[0]?.missing], [false, ATL, []]);
        },
      ],
      [
        "licensing.commercialize",
        async () => {
          const asks = (maxFee: bigint) => [{ ip: parent, maxFee }];
          await refused(licensing.commercialize(chain, maker, minted, asks(ATL - 1n)), "Licensing", "MaxFeeExceeded");
          assert.equal((await licensing.commercialize(chain, maker, minted, asks(ATL))).paid, ATL);
          assert.equal((await licensing.commercialStanding(chain, minted)).commercial, true);
        },
      ],
      [
        "licensing.setLicenseFloor",
        async () => {
          // Owner and authority in one: nobody else has to agree. What rises, rises later.
          await licensing.setLicenseFloor(chain, owner, parent, { fee: 2n * ATL, share: percent(12) });
          await unsent(() => licensing.setLicenseFloor(chain, owner, parent, { fee: 0n, share: percent(101) }));
        },
      ],
      [
        "licensing.licenseFloor",
        async () => {
          const { now, coming } = await licensing.licenseFloor(chain, parent);
          assert.equal((coming?.floor ?? now).fee, 2n * ATL);
        },
      ],
      [
        "licensing.setLicenseFloorCall",
        async () => {
          // The authority proposes a rise, and the owner does not agree.
          const call = licensing.setLicenseFloorCall(chain, child, { fee: ATL, share: 0 });
          await exported.submit(chain, call, ann);
        },
      ],
      [
        "licensing.floorProposal",
        async () => {
          assert.equal((await licensing.floorProposal(chain, child))?.by, ann.address);
          await licensing.setLicenseFloor(chain, ann, child, undefined);
          assert.equal(await licensing.floorProposal(chain, child), undefined);
        },
      ],
      ["licensing.parents", async () => holds((await licensing.parents(chain, child))?.links.length === 1)],
      ["licensing.ancestors", async () => assert.equal((await licensing.ancestors(chain, child)).length, 1)],
      [
        "licensing.children",
        async () => {
          const found = (await licensing.children(chain, parent)).sort((a, b) => a.item - b.item);
          assert.deepEqual(found, [child, minted]);
        },
      ],
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
    let maxTotal: bigint;
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
          // Whoever publishes a model claims it with that.
          const [published] = (await provenance.verify(chain, model)).claims;
          const { owner, since } = published!.claim;
          assert.equal(owner, ann.address);
          ({ ip } = await assets.mint(chain, ann, { ...limits, provenance: model }));
          // On a development chain a claim is settled after ten blocks.
          for (let block = since; (await provenance.entitledTo(chain, model)) !== ann.address; block += 1) {
            holds(block < since + 20, "the claim is settled");
            await exported.produced(chain, block + 1);
          }
          const terms = { ip, fee: ATL, access: "Open" } as const;
          for (const adapters of ["None", [fresh(), fresh()]] as const) {
            await models.setTerms(chain, ann, model, { ...terms, adapters });
          }
          const many = Array.from({ length: 17 }, fresh);
          await unsent(() => models.setTerms(chain, ann, model, { ...terms, adapters: many }));
        },
      ],
      [
        "models.termsOf",
        async () => {
          const found = await models.termsOf(chain, model);
          assert.deepEqual([found?.fee, found?.adapters.type], [ATL, "Listed"]);
        },
      ],
      [
        "models.payeeOf",
        async () => {
          const payee = await models.payeeOf(chain, model);
          assert.deepEqual([payee.type, payee.value], ["Pool", ip]);
        },
      ],
      ["models.potOf", async () => assert.equal(await models.potOf(chain, model), undefined)],
      ["models.release", () => refused(models.release(chain, ben, model), "Models", "PotNotFound")],
      [
        "models.setTakedown",
        async () => {
          await models.setTakedown(chain, ann, model, true);
          assert.equal((await models.model(chain, model))?.[0].taken_down, true);
        },
      ],
      [
        "models.isClosed",
        async () => {
          assert.equal(await models.isClosed(chain, model), true);
          await models.setTakedown(chain, ann, model, false);
          assert.equal(await models.isClosed(chain, model), false);
        },
      ],
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
        async () => {
          const { price, fees, total } = await jobs.quoteRequest(chain, order(), ann.address);
          assert.deepEqual([price, fees], [3n * PRICE, []]);
          maxTotal = total;
        },
      ],
      [
        "jobs.cancel",
        async () => {
          const canceled = await jobs.request(chain, ann, { ...order(), maxTotal });
          holds((await jobs.cancel(chain, ann, canceled.job)).fee >= 0n);
        },
      ],
      [
        "jobs.request",
        async () => {
          const low = { ...order(), maxTotal: maxTotal - 1n };
          await refused(jobs.request(chain, ann, low), "Jobs", "MaxTotalExceeded");
          const ordered = await jobs.request(chain, ann, { ...order(), maxTotal });
          assert.equal(ordered.escrow, maxTotal);
          ({ job } = ordered);
          await unsent(
            () => jobs.request(chain, ann, { ...order(), input: new Uint8Array(513), maxTotal }),
            () => jobs.request(chain, ann, { ...order(), adapters: new Array<Digest>(5).fill(model), maxTotal }),
            () => jobs.request(chain, ann, { ...order(), trait: { ip, key: "x".repeat(33) }, maxTotal }),
            () => jobs.request(chain, ann, { ...order(), maxTotal: -1n }),
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
          const minted = await jobs.claimMint(chain, ann, job, { ...limits, ownerShare: percent(50) });
          const found = await assets.ipInfo(chain, minted.ip);
          assert.deepEqual([found?.label.type, found?.owner_share], ["Claimed", percent(50)]);
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
      ["studios.fallBack", () => refused(studios.fallBack(chain, ada, studio), "Studios", "ElectorateNotZero")],
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
          await royalties.offerScoreAuthority(chain, alice, ip, account);
          await decide(royalties.acceptScoreAuthorityCall(chain, ip));
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
