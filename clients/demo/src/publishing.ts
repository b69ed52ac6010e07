// How a model comes on chain: claimed, published, minted, run by workers, and open to who holds a pass.

import {
  assets,
  type Digest,
  type FolderDigest,
  formatDigest,
  formatIp,
  formatRate,
  type Included,
  market,
  models,
  produced,
  provenance,
  transfer,
  workers,
} from "@atelier/sdk";
import { devAccount, hashFolder, publishFolder } from "@atelier/sdk/node";
import { atl } from "./amounts.ts";
import { expect } from "./expect.ts";
import { openingOf } from "./ledger.ts";
import { chapter, fact, tell } from "./narrator.ts";
import { ExpectedPool } from "./split.ts";
import {
  MODEL_FEE,
  MOST_BLOCKS_TO_WAIT,
  PASS_PRICE,
  RESALE,
  STAKE,
  START,
  WAGE,
  type Asset,
  type Person,
  type Stage,
} from "./stage.ts";

type Step = { readonly tx: Included };

/** A model of the story. */
export interface Model {
  readonly root: Digest;
  readonly adapter: Digest;
  /** The model that has no owner, and no terms. */
  readonly other: Digest;
  readonly asset: Asset;
}

/** Everybody gets money. */
export async function beginning(stage: Stage): Promise<void> {
  chapter("Twelve people come together");
  const gifts = stage.everybody.map(({ address }) => ({ address, amount: START }));
  await stage.together(transfer(stage.chain, devAccount("Alice"), gifts));
  tell(
    "Mira makes models, Aiko and Bruno make pictures with them, Nora edits them, Clara collects them, Theo shows " +
      "them. Pia, Lena, Idris, Sami and Yuki want to make a film, and belong to nobody. Otis wants what others made. " +
      `Each gets ${atl(START)}.`,
  );
}

/** A model and an adapter are claimed and put on chain. The model is promised before anybody can read its digest. */
export async function publication(stage: Stage): Promise<Model> {
  const { files } = stage;
  chapter("Mira makes a model, and says so before anybody can say it first");
  const [model, adapter, other] = await Promise.all([
    hashFolder(files.model),
    hashFolder(files.adapter),
    hashFolder(files.other),
  ]);
  const isNew = await claimModel(stage, model);
  tell("Whoever knows this root knows whether they have the same model, to the last bit.");
  fact(isNew ? "model" : "model, claimed before", formatDigest(model.digest));

  const [asset] = await Promise.all([mintModel(stage, model.digest), putOnChain(stage, model, adapter, other)]);
  tell(
    "The files are on chain, so that the chain itself can run the model if somebody lies about it; and so is a LoRA " +
      "adapter that makes its pictures finer.",
  );
  fact("adapter", formatDigest(adapter.digest));
  fact("IP asset of the model", formatIp(asset.ip));
  return { root: model.digest, adapter: adapter.digest, other: other.digest, asset };
}

/** Publishes what an earlier telling has not. */
async function putOnChain(
  stage: Stage,
  model: FolderDigest,
  adapter: FolderDigest,
  other: FolderDigest,
): Promise<void> {
  const { chain, files } = stage;
  const { Mira } = stage.people;
  const publish = async (folder: string, { digest }: FolderDigest) =>
    (await models.model(chain, digest)) ? [] : [publishFolder(chain, Mira, folder)];
  await stage.together<Step[]>(...(await publish(files.model, model)), ...(await publish(files.other, other)));
  // An adapter comes after its model. Publishing claims what its publisher has not claimed.
  await stage.together<Step[]>(...(await publish(files.adapter, adapter)));
  const { claims } = await provenance.verify(chain, adapter.digest);
  expect("whose adapter it is", claims[0]?.claim.owner ?? "nobody", Mira.address);
  const [edge] = claims[0]!.edges;
  expect("what the adapter is made for", edge ? formatDigest(edge.parent) : "nothing", formatDigest(model.digest));
}

/** Claims the model. False if an earlier telling has done so. */
async function claimModel(stage: Stage, { digest, manifestHash }: FolderDigest): Promise<boolean> {
  const { chain } = stage;
  const { Mira } = stage.people;
  if (await isClaimed(stage, Mira, digest)) return false;
  const [promise] = await stage.together(provenance.commit(chain, Mira, digest));
  tell("She hashes the files on her own machine and publishes a salted hash: a promise that nobody can read, or copy.");
  fact(`promise, block ${promise.tx.block.number}`, promise.hash);
  const [claim] = await stage.together(
    provenance.reveal(chain, Mira, promise, { digest, kind: "Model", manifestHash }),
  );
  expect("the block that the model counts from", claim.since, promise.tx.block.number);
  expect("whether the model was committed to", claim.committed, true);
  tell(`Then she reveals it, in block ${claim.tx.block.number}. The claim counts from the promise.`);
  return true;
}

async function isClaimed({ chain }: Stage, who: Person, digest: Digest): Promise<boolean> {
  const { claims } = await provenance.verify(chain, digest);
  return claims.some(({ claim }) => claim.owner === who.address);
}

/** The IP asset of the model. An earlier telling may have left it with money. */
async function mintModel(stage: Stage, provenance: Digest): Promise<Asset> {
  const { chain, before, protocolFee } = stage;
  const { Mira } = stage.people;
  const [known] = await assets.ipsOf(chain, provenance);
  if (known) {
    const opening = await openingOf(chain.api, known, before.hash);
    const pool = new ExpectedPool(Mira.address, protocolFee, undefined, opening);
    return stage.enter({ name: "Rose window", ip: known, creator: Mira, pool });
  }
  const [{ collection }] = await stage.together(
    assets.createCollection(chain, Mira, { uri: "https://atelier.example/mira/models" }),
  );
  const [{ ip }] = await stage.together(assets.mint(chain, Mira, { collection, provenance }));
  return stage.asset("Rose window", ip, Mira);
}

/** Nodes offer to run models: three of them the first, two of them and one more the other. */
export async function hiring(stage: Stage, { root, other }: Model): Promise<void> {
  const { chain } = stage;
  const { honest, liar } = stage.workers;
  chapter("Workers put money at stake, and offer to run it");
  const offer = { minPrice: WAGE, maxOutput: await chain.api.constants.Jobs.MaxOutput() };
  const steps = await Promise.all(
    stage.everyWorker.map(async (worker) => {
      const info = await workers.worker(chain, worker.address);
      const missing = STAKE - (info?.stake ?? 0n);
      const stake = !info
        ? [workers.register(chain, worker, { key: worker.key.publicKey, stake: STAKE })]
        : missing > 0n
          ? [workers.addStake(chain, worker, missing)]
          : [];
      return [...stake, ...serves(worker).map((model) => workers.serve(chain, worker, model, offer))];
    }),
  );
  await stage.together<Step[]>(...steps.flat());
  tell(
    `${honest.map(({ name }) => name).join(", ")} and ${liar.name} have ${atl(STAKE)} at stake each, and ask ` +
      `${atl(WAGE)} for a picture. Whoever is caught lying loses what is locked for the job.`,
  );

  /** The liar runs only the other model: so all three who do are drawn for each job of it, and it is among them. */
  function serves(worker: (typeof stage.everyWorker)[number]): Digest[] {
    if (worker === liar) return [other];
    return worker === honest.at(-1) ? [root] : [root, other];
  }
}

/** The items that let somebody order. */
export type Passes = ReadonlyMap<Person, number>;

/** The model may be used by who holds a pass, for a fee. Two are sold. */
export async function passes(stage: Stage, { root, asset }: Model): Promise<Passes> {
  const { chain } = stage;
  const { Mira, Aiko, Bruno } = stage.people;
  chapter("Mira sells passes, and asks a fee for each use");
  const [{ collection }] = await stage.together(
    assets.createCollection(chain, Mira, { uri: "https://atelier.example/mira/passes", maxItems: 2 }),
  );
  const buyers = [Aiko, Bruno];
  const [, ...minted] = await stage.together(
    market.setPolicy(chain, Mira, collection, RESALE),
    assets.mint(chain, Mira, { collection }),
    assets.mint(chain, Mira, { collection }),
  );
  const sold = await Promise.all(
    buyers.map((buyer, i) => sellPass(stage, buyer, stage.asset(`Pass of ${buyer.name}`, minted[i]!.ip, Mira))),
  );
  fact("passes", `${sold.map(({ ip }) => formatIp(ip)).join(" and ")}, for ${atl(PASS_PRICE)} each`);
  await entitled(stage, root);
  const access = { holder: collection };
  await stage.together(models.setTerms(chain, Mira, root, { ip: asset.ip, fee: MODEL_FEE, access }));
  tell(
    `Aiko and Bruno buy one each on the market, where ${formatRate(RESALE.rate)} of every price goes to the pool of ` +
      `the pass. Nobody has opposed Mira's claim, so it is settled, and the fees are hers: ${atl(MODEL_FEE)} for each picture.`,
  );
  return new Map(buyers.map((buyer, i) => [buyer, sold[i]!.ip.item]));
}

async function sellPass(stage: Stage, buyer: Person, pass: Asset): Promise<Asset> {
  const { chain } = stage;
  const { Mira } = stage.people;
  await stage.together(market.list(chain, Mira, pass.ip, { price: PASS_PRICE }));
  const quote = await market.quoteSale(chain, pass.ip, PASS_PRICE);
  if (!quote) throw new Error("there is no such pass");
  const [{ royalty }] = await stage.together(market.buy(chain, buyer, pass.ip, { maxPrice: PASS_PRICE, seen: quote }));
  const share = (PASS_PRICE * BigInt(RESALE.rate)) / 1_000_000_000n;
  expect("the royalty of a pass", royalty, share > RESALE.floor ? share : RESALE.floor);
  buyer.paid += PASS_PRICE;
  Mira.received += PASS_PRICE - royalty;
  pass.pool.pay(royalty);
  return pass;
}

/** Waits until the claim has stood unopposed for long enough. */
async function entitled(stage: Stage, root: Digest): Promise<void> {
  const { chain } = stage;
  const last = stage.height + MOST_BLOCKS_TO_WAIT;
  for (let block = stage.height; ; block++) {
    const { entitled } = await provenance.verify(chain, root);
    if (entitled === stage.people.Mira.address) return;
    if (block > last) {
      throw new Error("Mira is not entitled to her model on this chain: tell the story on a development chain");
    }
    await produced(chain, block + 1);
  }
}
