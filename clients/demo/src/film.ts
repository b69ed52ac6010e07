// How five people make a film together, and are paid for it.

import { randomBytes } from "node:crypto";
import {
  assets,
  batch,
  contributions,
  type Done,
  formatIp,
  licensing,
  produced,
  provenance,
  royalties,
  sha256Digest,
  studios,
  transfer,
} from "@atelier/sdk";
import { atl, sum } from "./amounts.ts";
import { decide, expectDecisions, expectPowers, PACE, prune } from "./deciding.ts";
import { pay, take } from "./earning.ts";
import { expect } from "./expect.ts";
import { chapter, fact, tell } from "./narrator.ts";
import { FOUNDER } from "./split.ts";
import { FILM_FEE, FILM_PAYMENT, PURSE, Studio, type Asset, type Party, type Person, type Stage } from "./stage.ts";

/** What the studio has of the pool that it founded: so parts of the others are as large. */
const PART = FOUNDER;
const ALL_PARTS = 10n;

const TERMS: licensing.Terms = {
  mintingFee: FILM_FEE,
  commercialUse: true,
  commercialAttribution: true,
  uri: "https://atelier.example/terms/screening",
};

/** Somebody's part of the film. */
interface Component {
  readonly maker: Person;
  readonly role: string;
  /** What a human did for it. */
  readonly human: string;
  readonly parts: bigint;
}

/** How many parts each has. */
type Shares = ReadonlyMap<Person, bigint>;

/** Five people found a studio, which makes a film, licenses it, and pays them. */
export async function film(stage: Stage): Promise<void> {
  const studio = await founding(stage);
  const work = await production(stage, studio);
  const shares = await making(stage, studio, work);
  await screening(stage, studio, work, shares);
  await newSplit(stage, studio, work, shares);
}

async function founding(stage: Stage): Promise<Studio> {
  const { chain } = stage;
  const { Pia, Lena, Idris, Sami, Yuki } = stage.people;
  chapter("Meanwhile five people found a studio, and make a film");
  const others = [Pia, Lena, Idris, Sami];
  const members = [...others, Yuki];
  const name = "Pier 5";
  const founders = others.map(({ address }) => address);
  const rule = { ...PACE, voting: { type: "Members", value: undefined } } as const;
  const [{ studio: id, account }] = await stage.together(studios.createStudio(chain, Yuki, { name, founders, rule }));
  const studio = new Studio(name, account, id, members);
  stage.studios.push(studio);
  const purse = [{ address: account, amount: PURSE }];
  await stage.together<Done[]>(
    ...others.map((who) => studios.join(chain, who, id)),
    ...members.map((who) => transfer(chain, who, purse)),
  );
  for (const member of members) member.paid += PURSE;
  studio.received += PURSE * BigInt(members.length);
  await expectPowers(stage, studio);
  tell(
    `Yuki founds it, the others join, and each puts in ${atl(PURSE)}. Nobody has a key of its account: it signs what ` +
      "more of them are for than against, if at least half of them vote. Each has one vote, and " +
      `${PACE.period} blocks for it.`,
  );
  fact("studio", `no. ${id}, "${name}"`);
  fact("its account", account);
  return studio;
}

/** The film becomes an IP asset of the studio. */
async function production(stage: Stage, studio: Studio): Promise<Asset> {
  const { chain } = stage;
  const { Pia, Lena, Idris, Sami, Yuki } = stage.people;
  const { IpAssets, Licensing } = chain.api.tx;
  const uri = (path: string) => new TextEncoder().encode(`https://atelier.example/pier-5${path}`);
  const known = await licensing.findTerms(chain, TERMS);
  const [collecting, registered] = await Promise.all([
    decide(stage, studio, {
      proposer: Yuki,
      what: "a collection for what they will make",
      call: IpAssets.create_collection({ metadata: uri(""), max_items: undefined }),
      ayes: studio.members,
    }),
    known ? undefined : stage.together(licensing.registerTerms(chain, Yuki, TERMS)),
  ]);
  const collection = await collectionOf(stage, studio);
  fact(`enacted, block ${collecting.enactedAt}`, `collection ${collection}`);

  const terms = known ?? registered![0].terms;
  const ip = { collection, item: 0 };
  const metadata = { uri: uri("/1"), hash: undefined };
  const minting = await decide(stage, studio, {
    proposer: Pia,
    what: `to mint "Low tide", and to license it for ${atl(FILM_FEE)}`,
    call: batch(chain, [
      IpAssets.mint({ collection, to: undefined, provenance: undefined, metadata, owner_share: 0 }),
      Licensing.attach_terms({ ip, terms }),
    ]),
    ayes: [Pia, Lena, Idris, Sami],
  });
  const [info, pool] = await Promise.all([assets.ipInfo(chain, ip), royalties.pool(chain, ip)]);
  expect("the owner of the film", info?.owner ?? "nobody", studio.address);
  expect("who decides about the scores of the film", pool?.authority ?? "nobody", studio.address);
  fact(`enacted, block ${minting.enactedAt}`, `IP asset ${formatIp(ip)}, which the studio owns`);
  return stage.asset("Low tide", ip, studio);
}

/** The collection that a studio has made. */
async function collectionOf({ chain }: Stage, { address }: Party): Promise<number> {
  const entries = await chain.api.query.IpAssets.Collections.getEntries({ at: "best" });
  const made = entries.filter(({ value: { creator } }) => creator === address);
  expect("the collections of the studio", made.length, 1);
  return made[0]!.keyArgs[0];
}

/** Three members make a component each, and the studio accepts them. From then on votes weigh what they contributed. */
async function making(stage: Stage, studio: Studio, { ip, pool }: Asset): Promise<Shares> {
  const { chain } = stage;
  const { Pia, Lena, Idris, Sami, Yuki } = stage.people;
  const components: readonly Component[] = [
    { maker: Pia, role: "script", human: "nine drafts, by hand", parts: 4n },
    { maker: Lena, role: "drawings", human: "two hundred sheets in ink, none of them generated", parts: 3n },
    { maker: Idris, role: "music", human: "an accordion, recorded on the quay", parts: 2n },
  ];
  tell("Three of them have made something for it, claim that in the registry, and say what a human did for it.");
  const numbers = await Promise.all(components.map((component) => submit(stage, studio.address, ip, component)));
  for (const { maker, role, human } of components) fact(`${role}, by ${maker.name}`, human);

  const shares = new Map(components.map(({ maker, parts }) => [maker, parts]));
  const accepting = await decide(stage, studio, {
    proposer: Sami,
    what: `to accept them, in parts: ${listed(shares)}`,
    call: batch(
      chain,
      components.map(({ parts }, i) => {
        const score = parts * PART;
        return contributions.acceptCall(chain, { authority: studio.address, number: numbers[i]! }, score);
      }),
    ),
    ayes: studio.members,
  });
  fact(`enacted, block ${accepting.enactedAt}`, "accepted, and in force after the delay that scores have");
  const scores = [...shares].map(([{ address }, parts]) => ({ address, score: parts * PART }));
  const voting = { type: "Scores", value: ip } as const;
  const [, weighing] = await Promise.all([
    apply(stage, Lena, { ip, pool }, scores),
    decide(stage, studio, {
      proposer: Pia,
      what: "that from now on a vote weighs what its member has contributed",
      call: studios.setRuleCall(chain, { ...PACE, voting }, 5),
      ayes: [Pia, Lena, Idris, Yuki],
      nays: [Sami],
    }),
  ]);
  fact(`enacted, block ${weighing.enactedAt}`, `votes: ${listed(shares)}`);
  const own = ALL_PARTS - sum([...shares.values()]);
  tell(`Sami and Yuki have none as long as they have no part. Of the ${ALL_PARTS} parts, ${own} is the studio's own.`);
  studio.powers = shares;
  studio.unit = { weight: PART, name: "parts" };
  await expectPowers(stage, studio);

  const kept = new Map(
    (await contributions.contributions(chain, studio.address)).map(({ id, contribution }) => [id, contribution]),
  );
  components.forEach(({ maker, role, parts }, i) => {
    const { deposit, judgment } = kept.get(numbers[i]!) ?? {};
    const score = judgment?.type === "Accepted" ? judgment.value.score : 0n;
    expect(`who contributed the ${role}`, deposit?.who ?? "nobody", maker.address);
    expect(`the score for the ${role}`, Number(score), Number(parts * PART));
  });
  return shares;
}

function listed(shares: Shares): string {
  return [...shares].map(([{ name }, parts]) => `${parts} for ${name}`).join(", ");
}

/** A maker claims a component, and submits it. */
async function submit(stage: Stage, authority: string, ip: Asset["ip"], component: Component): Promise<number> {
  const { chain } = stage;
  const { maker, role, human } = component;
  // Another file in each telling, of which the chain knows the digest only.
  const digest = sha256Digest(randomBytes(32));
  await stage.together(provenance.register(chain, maker, { digest, kind: "Component" }));
  const [{ contribution }] = await stage.together(
    contributions.contribute(chain, maker, { authority, ip, digest, role, human }),
  );
  return contribution.number;
}

/** Puts scores in force that the studio has proposed. Anybody may. */
async function apply(
  stage: Stage,
  who: Person,
  { ip, pool }: Pick<Asset, "ip" | "pool">,
  scores: readonly royalties.Score[],
): Promise<number> {
  const { chain } = stage;
  const waiting = await chain.api.query.Royalties.Proposals.getValue(ip, { at: "best" });
  if (!waiting) throw new Error("the studio has proposed no scores");
  await produced(chain, waiting.apply_at - 1);
  const [{ total, tx }] = await stage.together(royalties.applyScores(chain, who, ip));
  pool.setScores(scores);
  expect("the scores of all members of the pool", Number(total), Number(ALL_PARTS * PART));
  return tx.block.number;
}

/** A license is sold, and those who made the film take what they are owed. */
async function screening(stage: Stage, { name }: Studio, work: Asset, shares: Shares): Promise<void> {
  const { chain } = stage;
  const { Theo } = stage.people;
  chapter("Theo buys a license, and those who made the film are paid for their parts");
  const { ip, pool } = work;
  const terms = await licensing.findTerms(chain, TERMS);
  if (!terms) throw new Error("there are no terms of the film");
  const quote = await licensing.quoteLicense(chain, ip, terms);
  expect("the quoted fee of the film", quote.fee, FILM_FEE);
  expect("the quoted share of the film", quote.total, 0);
  const wanted = { ip, terms, maxFee: FILM_FEE, maxShare: 0 };
  const [{ license, fee }] = await stage.together(licensing.mintLicense(chain, Theo, wanted));
  expect("the fee of the license of the film", fee, FILM_FEE);
  Theo.paid += fee;
  const split = pool.pay(fee);
  fact("Theo pays", `${atl(fee)}, for license no. ${license}`);
  await claims(stage, work, split, shares);
  tell(`What is due to ${name} itself stands. Nobody had to divide anything: a payment is split when it comes in.`);
}

/** Tells of a payment, and who takes what of it. */
async function claims(
  stage: Stage,
  work: Asset,
  { fee, members }: { readonly fee: bigint; readonly members: bigint },
  shares: Shares,
): Promise<void> {
  fact("  to the protocol", atl(fee));
  fact("  to the film's pool", atl(members));
  const makers = [...shares.keys()];
  const claimed = makers.map((maker) => [maker, work] as const);
  const amounts = await take(stage, claimed);
  makers.forEach((maker, i) => {
    fact(`${maker.name} gets`, `${atl(amounts[i]!)}, for ${shares.get(maker)} of ${ALL_PARTS} parts`);
  });
}

/** The members vote to change the split, and the next payment follows it. */
async function newSplit(stage: Stage, studio: Studio, work: Asset, before: Shares): Promise<void> {
  const { chain } = stage;
  const { Pia, Lena, Idris, Sami, Yuki } = stage.people;
  chapter("The studio votes on another split, and the next payment follows it");
  tell(
    "Yuki has found Theo, and will find others. Sami, who may propose though he has no vote, thinks that the part of " +
      "the studio should be hers. Idris would keep it, for the next film.",
  );
  const { ip, pool } = work;
  const scores = [
    { address: Yuki.address, score: PART },
    { address: studio.address, score: 0n },
  ];
  const changing = await decide(stage, studio, {
    proposer: Sami,
    what: "that the studio takes what it is owed, and gives its part to Yuki",
    call: batch(chain, [chain.api.tx.Royalties.claim({ ip }), royalties.proposeScoresCall(chain, ip, scores)]),
    ayes: [Pia, Lena],
    nays: [Idris],
  });
  const owed = pool.claim(studio.address);
  studio.received += owed;
  fact(`enacted, block ${changing.enactedAt}`, `${studio.name} gets ${atl(owed)}`);
  const after = new Map([...before, [Yuki, 1n]]);
  const block = await apply(stage, Yuki, work, scores);
  fact(`in force, block ${block}`, `parts, and votes: ${listed(after)}`);
  studio.powers = after;
  await expectPowers(stage, studio);

  tell("What was paid before stays as it was split then. Theo shows the film once more.");
  fact("Theo pays", atl(FILM_PAYMENT));
  await claims(stage, work, await pay(stage, work, FILM_PAYMENT), after);
  const back = await prune(stage, studio);
  await expectDecisions(stage, studio);
  tell(`The proposals are over, and pruned: the ${atl(back)} that were held for them go back to who made them.`);
}
