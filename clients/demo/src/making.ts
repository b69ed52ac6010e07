// How works come about: minted, licensed, and made into others.

import { assets, formatIp, formatRate, type IpId, jobs, licensing, market, produced, royalties } from "@atelier/sdk";
import { atl } from "./amounts.ts";
import { expect } from "./expect.ts";
import { tellPicture, type Picture } from "./generating.ts";
import { chapter, fact, tell } from "./narrator.ts";
import {
  MINTING_FEE,
  MOST_BLOCKS_TO_WAIT,
  RESALE,
  REVENUE_SHARE,
  type Asset,
  type Person,
  type Stage,
  type Commission,
} from "./stage.ts";

/** The picture becomes an IP asset of who ordered it. */
export async function minting(stage: Stage, { job }: Picture): Promise<Asset> {
  const { chain } = stage;
  const { Aiko } = stage.people;
  chapter("Aiko mints her picture");
  const [{ collection }] = await stage.together(
    assets.createCollection(chain, Aiko, { uri: "https://atelier.example/aiko", maxItems: 100 }),
  );
  const ip = await mintOutput(stage, Aiko, collection, job.job);
  tell(`Every sale pays ${formatRate(RESALE.rate)} to the pool of the work, at least ${atl(RESALE.floor)}.`);
  fact("IP asset", formatIp(ip));
  return stage.asset("Harbor", ip, Aiko);
}

/** Mints what a job made in an empty collection. */
async function mintOutput(stage: Stage, creator: Person, collection: number, job: jobs.JobHash): Promise<IpId> {
  const { chain } = stage;
  // A policy can be set only while a collection is empty, so that no owner is surprised by it.
  const [, { ip }] = await stage.together(
    market.setPolicy(chain, creator, collection, RESALE),
    jobs.claimMint(chain, creator, job, { collection }),
  );
  const info = await assets.ipInfo(chain, ip);
  expect("the owner of the picture", info?.owner ?? "nobody", creator.address);
  expect("the provenance of the picture", info?.label.type ?? "none", "Claimed");
  return ip;
}

const TERMS: licensing.Terms = {
  mintingFee: MINTING_FEE,
  commercialUse: true,
  commercialAttribution: true,
  revenueShare: REVENUE_SHARE,
  derivativesAllowed: true,
  derivativesAttribution: true,
  derivativesReciprocal: true,
  uri: "https://atelier.example/terms/share-alike",
};

/** Terms are attached, and whoever made the model gets a share. */
export async function conditions(stage: Stage, { ip, pool }: Asset): Promise<licensing.TermsId> {
  const { chain } = stage;
  const { Aiko, Mira, Theo } = stage.people;
  chapter("Aiko says what others may do with it, and who is paid");
  const scores = [
    { address: Aiko.address, score: 70n },
    { address: Mira.address, score: 30n },
  ];
  const known = await licensing.findTerms(chain, TERMS);
  const [{ applyAt }, registered] = await stage.together(
    royalties.proposeScores(chain, Aiko, ip, scores),
    ...(known ? [] : [licensing.registerTerms(chain, Aiko, TERMS)]),
  );
  const terms = known ?? registered!.terms;
  if (applyAt > stage.height + MOST_BLOCKS_TO_WAIT) {
    throw new Error(`scores wait until block ${applyAt} on this chain: tell the story on a development chain`);
  }
  await Promise.all([stage.together(licensing.attachTerms(chain, Aiko, ip, terms)), produced(chain, applyAt - 1)]);
  tell(
    `Derivatives are welcome. A license costs ${atl(MINTING_FEE)}, and of all that a derivative ever ` +
      `earns ${formatRate(REVENUE_SHARE)} come back.`,
  );
  fact(known ? "terms, known before" : "terms", terms);

  const [{ members }] = await stage.together(royalties.applyScores(chain, Theo, ip));
  pool.setScores(scores);
  expect("the members of the pool", members, scores.length);
  tell("Of what the picture earns, Aiko wants 70 parts for herself and 30 for Mira. After a delay that is in force.");
  return terms;
}

/** A second creator buys a license, makes a derivative, and links it. */
export async function remix(stage: Stage, parent: Asset, terms: licensing.TermsId, order: Commission): Promise<Asset> {
  const { chain } = stage;
  const { Bruno } = stage.people;
  chapter("Bruno makes something of his own from it");
  tell("He ordered his as soon as the workers of Aiko's agreed: the same model, with the adapter that makes it finer.");
  const { job } = await tellPicture(stage, order);

  const quote = await licensing.quoteLicense(chain, parent.ip, terms);
  expect("the quoted fee", quote.fee, MINTING_FEE);
  expect("the quoted share", quote.total, REVENUE_SHARE);
  const limits = { maxFee: quote.fee, maxShare: quote.total };
  const [{ license, fee }, { collection }] = await stage.together(
    licensing.mintLicense(chain, Bruno, { ip: parent.ip, terms, ...limits }),
    assets.createCollection(chain, Bruno, { uri: "https://atelier.example/bruno" }),
  );
  expect("the fee of the license", fee, MINTING_FEE);
  Bruno.paid += fee;
  parent.pool.pay(fee);
  tell(`He looks at the price, and buys a license for ${atl(fee)}.`);
  fact("license", `no. ${license}`);

  const ip = await mintOutput(stage, Bruno, collection, job.job);
  const [link] = await stage.together(
    licensing.registerDerivative(chain, Bruno, {
      child: ip,
      parents: [{ ip: parent.ip, under: { license } }],
      // The license is paid for, so the link itself may cost nothing.
      maxFee: 0n,
      maxShare: REVENUE_SHARE,
    }),
  );
  expect("the ancestors of the derivative", link.ancestors, 1);
  expect("what the derivative owes", link.total, REVENUE_SHARE);
  expect("the fee of the link", link.fee, 0n);
  tell(
    `He mints it and links it to its parent: for good, and for no more than ${formatRate(link.total)} of its income.`,
  );
  fact("IP asset", formatIp(ip));
  return stage.asset("Harbor at night", ip, Bruno, { parent: parent.pool, rate: link.total });
}
