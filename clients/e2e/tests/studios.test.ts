import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
  type Account,
  assets,
  ATL,
  batch,
  type Chain,
  ChainError,
  contributions,
  hex32,
  type IpId,
  licensing,
  produced,
  provenance,
  royalties,
  sha256Digest,
  studios,
  submit,
  transfer,
} from "@atelier/sdk";
import { connect, devAccount, freshAccount } from "@atelier/sdk/node";
import type { Transaction } from "polkadot-api";
import { disconnect } from "../src/disconnect.ts";
import { suiteWithNode } from "../src/suite.ts";

// A studio of five makes an IP asset from three accepted components, is paid for a license, and changes the split by a
// vote that weighs what each contributed.

const running = suiteWithNode(["--dev"]);

const RULE = { approval: 0.5, quorum: 0.5, period: 4, delay: 1 } as const;
/** The score of the founder of a pool, here the studio. */
const FOUNDER = 1n << 20n;

describe("a studio", () => {
  let chain: Chain;
  let people: Account[];
  let [ada, ben, cleo, dan, eva]: Account[] = [];
  let studio: studios.StudioId;
  let account: string;
  let ip: IpId;

  before(async () => {
    chain = await connect(running().node.wsUrl);
    people = Array.from({ length: 5 }, freshAccount);
    [ada, ben, cleo, dan, eva] = people;
    const money = people.map(({ address }) => ({ address, amount: 200n * ATL }));
    await transfer(chain, devAccount("Alice"), money);
  });
  after(() => disconnect(chain));

  /** Ada proposes, those vote for it, and the chain does the rest. */
  async function decide(call: Transaction, ayes: readonly Account[]): Promise<string> {
    const { proposal } = await studios.propose(chain, ada!, studio, call);
    await Promise.all(ayes.map((who) => studios.vote(chain, who, proposal, true)));
    return studios.outcome(chain, proposal);
  }

  /** What everybody gets of a payment. */
  async function claims(who: readonly Account[]): Promise<bigint[]> {
    return Promise.all(who.map(async (one) => (await royalties.claim(chain, one, ip)).amount));
  }

  const refused = (step: Promise<unknown>, error: string) =>
    assert.rejects(step, (refusal) => refusal instanceof ChainError && refusal.error === error);

  test("is founded by those who join it", async () => {
    const founders = people.slice(1).map(({ address }) => address);
    const rule = { ...RULE, voting: { type: "Members", value: undefined } } as const;
    ({ studio, account } = await studios.createStudio(chain, ada!, { name: "Five Hands", founders, rule }));
    await Promise.all(people.slice(1).map((who) => studios.join(chain, who, studio)));
    const members = await studios.members(chain, studio);
    assert.deepEqual(
      members.map(({ who, power }) => [who, power]).sort(),
      people.map((one) => [one.address, 1n]).sort(),
    );
    await transfer(chain, devAccount("Alice"), [{ address: account, amount: 100n * ATL }]);
  });

  test("mints an IP asset by proposal, and stays usable when a call fails", async () => {
    const { create_collection, mint } = chain.api.tx.IpAssets;
    const uri = new TextEncoder().encode("works of five hands");
    assert.equal(await decide(create_collection({ metadata: uri, max_items: undefined }), people), "Enacted");
    const collection = (await chain.api.query.Nfts.NextCollectionId.getValue({ at: "best" }))! - 1;
    const metadata = { uri: new Uint8Array(), hash: undefined };
    const minting = mint({ collection, to: undefined, provenance: undefined, metadata, owner_share: 0 });
    assert.equal(await decide(minting, people.slice(0, 3)), "Enacted");
    ip = { collection, item: 0 };
    assert.equal((await assets.ipInfo(chain, ip))?.owner, account);
    await refused(
      decide(
        mint({ ...{ to: undefined, provenance: undefined, metadata, owner_share: 0 }, collection: 9_999 }),
        people,
      ),
      "CollectionNotFound",
    );
    assert.equal(await decide(minting, [ada!, ben!]), "Rejected");
  });

  test("accepts three components, whose makers vote by score from then on", async () => {
    const makers = [ben!, cleo!, dan!];
    const submitted = await Promise.all(
      makers.map(async (maker, i) => {
        const digest = sha256Digest(new Uint8Array(32).fill(i + 1));
        await provenance.register(chain, maker, { digest, kind: "Component" });
        const what = { authority: account, ip, digest, role: `voice ${i + 1}`, human: "sung and recorded" };
        return (await contributions.contribute(chain, maker, what)).contribution;
      }),
    );
    const accept = submitted.map(({ number }) =>
      contributions.acceptCall(chain, { authority: account, number }, FOUNDER),
    );
    assert.equal(await decide(batch(chain, accept), people), "Enacted");
    await applied();
    const judged = await contributions.contributions(chain, account);
    assert.deepEqual(
      judged.map(({ contribution }) => contribution.judgment.type),
      ["Accepted", "Accepted", "Accepted"],
    );

    const rule = studios.encodeRule({ ...RULE, voting: { type: "Scores", value: ip } });
    assert.equal(await decide(chain.api.tx.Studios.set_rule({ rule, max_members: 5 }), people), "Enacted");
    const powers = new Map((await studios.members(chain, studio)).map(({ who, power }) => [who, power]));
    assert.deepEqual(
      people.map(({ address }) => powers.get(address)),
      [0n, FOUNDER, FOUNDER, FOUNDER, 0n],
    );
  });

  test("sells a license, and its members are paid by score; the split follows their vote", async () => {
    const makers = [ben!, cleo!, dan!];
    const fan = devAccount("Bob");
    const wanted = { commercialUse: true, mintingFee: 400n * ATL, uri: "for five hands" };
    const { terms } = await licensing.registerTerms(chain, fan, wanted);
    assert.equal(await decide(chain.api.tx.Licensing.attach_terms({ ip, terms }), [ben!, dan!]), "Enacted");
    const { fee } = await licensing.mintLicense(chain, fan, { ip, terms, maxFee: 400n * ATL, maxShare: 0 });
    assert.equal(fee, 400n * ATL);
    // One percent is the protocol's, and a quarter each is that of the studio and of the three.
    assert.deepEqual(await claims(makers), [99n * ATL, 99n * ATL, 99n * ATL]);

    // Who has no score has no vote: this is no quorum.
    const split: royalties.Score[] = [
      { address: ben!.address, score: 2n * FOUNDER },
      { address: cleo!.address, score: 0n },
    ];
    const changes = split.map(({ address, score }): [string, bigint] => [address, score]);
    const change = chain.api.tx.Royalties.propose_scores({ ip, changes });
    assert.equal(await decide(change, [ada!, eva!]), "Rejected");
    assert.equal(await decide(change, [ben!, dan!]), "Enacted");
    await applied();
    await royalties.pay(chain, fan, ip, 400n * ATL);
    assert.deepEqual(await claims([ben!, dan!]), [198n * ATL, 99n * ATL]);
    assert.equal(await royalties.claimable(chain, ip, cleo!.address), 0n);
  });

  /** Applies the scores that wait, once they may be. */
  async function applied(): Promise<void> {
    const { apply_at: due } = (await chain.api.query.Royalties.Proposals.getValue(ip, { at: "best" }))!;
    await produced(chain, due);
    await royalties.applyScores(chain, eva!, ip);
  }

  test("tells who may not do what", async () => {
    const stranger = devAccount("Charlie");
    const call = chain.api.tx.System.remark({ remark: new Uint8Array() });
    await refused(studios.propose(chain, stranger, studio, call), "NotMember");
    const proxied = chain.api.tx.Proxy.remove_proxies();
    await refused(studios.propose(chain, ada!, studio, proxied), "CallFiltered");
    const { proposal } = await studios.propose(chain, ada!, studio, call);
    await studios.vote(chain, ben!, proposal, true);
    await refused(studios.vote(chain, ben!, proposal, true), "AlreadyVoted");
    await refused(studios.delegate(chain, ben!, studio, dan!.address), "OpenVotes");
    await refused(studios.delegate(chain, cleo!, studio, cleo!.address), "SelfDelegation");
    await refused(studios.join(chain, stranger, studio), "NotInvited");
    // What the chain could not even read is refused before it is sent.
    const founded = (change: object) => {
      const rule = { ...RULE, voting: { type: "Members", value: undefined } } as const;
      return studios.createStudio(chain, stranger, { name: "Six Hands", founders: [], rule, ...change });
    };
    await assert.rejects(founded({ name: "é".repeat(33) }), /has 64 bytes at most, and this has 66/);
    await assert.rejects(founded({ founders: Array(17).fill(ada!.address) }), /17 founders are too many/);
    const percent = { ...RULE, voting: { type: "Members", value: undefined }, approval: 50 };
    await assert.rejects(founded({ rule: percent }), /an approval is from 0.5 to 1, not 50/);
    const verbose = {
      authority: account,
      ip,
      digest: sha256Digest(new Uint8Array(32)),
      role: "voice",
      human: "x".repeat(513),
    };
    await assert.rejects(contributions.contribute(chain, stranger, verbose), /what a human did has 512 bytes at most/);
    await refused(
      submit(
        chain,
        chain.api.tx.Studios.set_metadata({ name: new Uint8Array([1]), metadata_hash: hex32(new Uint8Array(32)) }),
        ada!,
      ),
      "BadOrigin",
    );
    // Ben has two thirds.
    assert.equal(await studios.outcome(chain, proposal), "Enacted");
    await refused(studios.vote(chain, dan!, proposal, true), "VotingClosed");
  });
});
