// How the works come about: from a data set to a derivative.

import { randomBytes } from "node:crypto";
import {
  assets,
  devAccount,
  formatAmount,
  formatDigest,
  formatIp,
  formatRate,
  hashFile,
  hashFolder,
  hex32,
  licensing,
  market,
  produced,
  provenance,
  royalties,
  transfer,
  type Digest,
} from "@atelier/sdk";
import { expect } from "./expect.ts";
import { chapter, fact, tell } from "./narrator.ts";
import { ExpectedPool } from "./split.ts";
import { MINTING_FEE, RESALE, REVENUE_SHARE, START, type Asset, type Stage } from "./stage.ts";

/** On a development chain scores wait for two blocks, elsewhere for a day. */
const MOST_BLOCKS_TO_WAIT = 20;
const utf8 = new TextEncoder();

/** Everybody gets an account. */
export async function beginning(stage: Stage): Promise<void> {
  chapter("Six people come together");
  const gifts = stage.everybody.map(({ address }) => ({ address, amount: START }));
  await stage.together(transfer(stage.chain, devAccount("Alice"), gifts));
  const { Mira, Aiko, Bruno, Nora, Clara, Theo } = stage.people;
  tell(
    `${Mira.name} trains models, ${Aiko.name} and ${Bruno.name} make pictures, ${Nora.name} edits them, ` +
      `${Clara.name} collects them, ${Theo.name} shows them. Each begins with ${formatAmount(START)} ATL.`,
  );
}

/** A data set and a model are registered. The model is committed to before anybody can read its digest. */
export async function models(stage: Stage): Promise<Digest> {
  const { chain, files } = stage;
  const { Mira } = stage.people;
  chapter("Mira trains a model, and says so before anybody can say it first");
  const [dataset, model] = await Promise.all([hashFolder(files.dataset), hashFolder(files.model)]);
  const [, promise] = await stage.together(
    provenance.register(chain, Mira, { digest: dataset.digest, kind: "Dataset", manifestHash: dataset.manifestHash }),
    provenance.commit(chain, Mira, model.digest),
  );
  tell(`Her data set has ${dataset.files.length} files. She hashes them on her own machine and registers the root.`);
  fact("data set", formatDigest(dataset.digest));
  tell("Of the model she publishes only a salted hash: a promise that nobody can read, or copy.");
  fact(`promise, block ${promise.tx.block.number}`, promise.hash);

  const [claim] = await stage.together(
    provenance.reveal(chain, Mira, promise, {
      digest: model.digest,
      kind: "Model",
      manifestHash: model.manifestHash,
      madeFrom: [{ parent: dataset.digest, owner: Mira.address, relation: "Dataset" }],
    }),
  );
  tell("Then she reveals it. The claim counts from the promise.");
  fact(`model, block ${claim.tx.block.number}`, formatDigest(claim.digest));
  expect("the block that the model counts from", claim.since, promise.tx.block.number);
  expect("whether the model was committed to", claim.committed, true);
  return model.digest;
}

/** A work is registered and minted. */
export async function work(stage: Stage, model: Digest): Promise<{ asset: Asset; digest: Digest }> {
  const { chain, files } = stage;
  const { Aiko, Mira } = stage.people;
  chapter("Aiko makes a picture with it, and mints it");
  const digest = await hashFile(files.work);
  const seed = hex32(randomBytes(32));
  const [{ collection }] = await stage.together(
    assets.createCollection(chain, Aiko, { uri: "https://atelier.example/aiko", maxItems: 100 }),
    provenance.register(chain, Aiko, {
      digest,
      kind: "Work",
      madeFrom: [{ parent: model, owner: Mira.address, relation: "BaseModel" }],
      record: {
        generation: {
          model,
          adapters: [],
          effective_seed: seed,
          parameters: utf8.encode('{"steps":24}'),
          prompt: { type: "Plain", value: utf8.encode("a harbor, early, no people") },
          outputs: [digest],
          c2pa_manifest: undefined,
          iscc: [],
        },
        human: { directed: true, selected: true, edited: false, note: utf8.encode("the ninth of forty") },
      },
    }),
  );
  tell("She registers the picture with its record: the model, the seed, the prompt, and what she did herself.");
  fact("picture", formatDigest(digest));

  // A policy can be set only while a collection is empty, so that no owner is surprised by it.
  await stage.together(market.setPolicy(chain, Aiko, collection, RESALE));
  const [{ ip }] = await stage.together(assets.mint(chain, Aiko, { collection, provenance: digest }));
  const info = await assets.ipInfo(chain, ip);
  expect("the owner of the picture", info?.owner ?? "nobody", Aiko.address);
  expect("the provenance of the picture", info?.label.type ?? "none", "Claimed");
  tell(
    `Every sale pays ${formatRate(RESALE.rate)} to the pool of the work, at least ${formatAmount(RESALE.floor)} ATL.`,
  );
  fact("IP asset", formatIp(ip));
  return {
    asset: { name: "Harbor", ip, creator: Aiko, pool: new ExpectedPool(Aiko.address, stage.protocolFee) },
    digest,
  };
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
    `Derivatives are welcome. A license costs ${formatAmount(MINTING_FEE)} ATL, and of all that a derivative ever ` +
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
export async function remix(
  stage: Stage,
  original: { asset: Asset; digest: Digest },
  terms: licensing.TermsId,
): Promise<Asset> {
  const { chain, files } = stage;
  const { Aiko, Bruno } = stage.people;
  chapter("Bruno makes something of his own from it");
  const parent = original.asset;
  const quote = await licensing.quoteLicense(chain, parent.ip, terms);
  expect("the quoted fee", quote.fee, MINTING_FEE);
  expect("the quoted share", quote.total, REVENUE_SHARE);
  const limits = { maxFee: quote.fee, maxShare: quote.total };
  const digest = await hashFile(files.derivative);
  const [{ license, fee }, { collection }] = await stage.together(
    licensing.mintLicense(chain, Bruno, { ip: parent.ip, terms, ...limits }),
    assets.createCollection(chain, Bruno, { uri: "https://atelier.example/bruno" }),
    provenance.register(chain, Bruno, {
      digest,
      kind: "Work",
      madeFrom: [{ parent: original.digest, owner: Aiko.address, relation: "Derivation" }],
    }),
  );
  expect("the fee of the license", fee, MINTING_FEE);
  Bruno.paid += fee;
  parent.pool.pay(fee);
  tell(`He looks at the price, buys a license for ${formatAmount(fee)} ATL, and registers his picture.`);
  fact("license", `no. ${license}`);
  fact("picture", formatDigest(digest));

  await stage.together(market.setPolicy(chain, Bruno, collection, RESALE));
  const [{ ip }] = await stage.together(assets.mint(chain, Bruno, { collection, provenance: digest }));
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
  const pool = new ExpectedPool(Bruno.address, stage.protocolFee, { parent: parent.pool, rate: link.total });
  return { name: "Harbor at night", ip, creator: Bruno, pool };
}
