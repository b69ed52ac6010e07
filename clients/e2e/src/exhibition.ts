import { createHash, randomBytes } from "node:crypto";
import { fileURLToPath } from "node:url";
import {
  assets,
  ATL,
  type Chain,
  type Digest,
  encodePicture,
  formatIp,
  hex32,
  type IpId,
  jobs,
  licensing,
  models,
  percent,
  produced,
  provenance,
  royalties,
  sha256Digest,
  workers,
} from "@atelier/sdk";
import { devAccount, publishFolder } from "@atelier/sdk/node";
import { JOB_FEE } from "./workshop.ts";

// A few works, as short a story as there can be with one of each: a model, a picture that workers made, and a work made
// from it that nobody checked.

const AZULEJO = fileURLToPath(new URL("../../../gateway/engine/models/azulejo", import.meta.url));
const WORKERS = ["Alice//worker", "Bob//worker", "Charlie//worker"].map(devAccount);
const STAKE = 500n * ATL;
const WAGE = 2n * ATL;
const COMMITTEE = 3n;
const SIDE = 128;

/** Who is in it. The registrar owns the model, the painter orders the picture, the copyist makes something from it. */
const [registrar, painter, copyist] = ["Alice", "Bob", "Charlie"].map(devAccount) as [Person, Person, Person];
type Person = ReturnType<typeof devAccount>;

export const PICTURE = "a tiled courtyard at noon";
export const TRAIT = "dusk";
/** What a stranger may write where a page is not careful: markup, scripts, and letters that turn the direction. */
export const HOSTILE = `\u202e<img src=x onerror="alert(1)"> <script>alert(2)</script> ${"word ".repeat(60)}`;

export interface Exhibition {
  readonly model: IpId;
  /** The picture, as workers made it. */
  readonly picture: { readonly ip: IpId; readonly root: Digest; readonly file: Uint8Array; readonly job: string };
  /** Made from the picture, and nobody checked it. */
  readonly copy: { readonly ip: IpId; readonly file: Uint8Array };
}

/** Hangs the works. */
export async function hang(chain: Chain): Promise<Exhibition> {
  const { root, model } = await openWorkshop(chain);
  const { collection } = await assets.createCollection(chain, painter);
  const picture = await order(chain, root);
  const { ip } = await jobs.claimMint(chain, painter, picture.job, {
    collection,
    metadata: { uri: "https://atelier.example/courtyard.json" },
  });
  const copy = await copyOf(chain, root, { ip, root: picture.root });
  await earn(chain, ip, copy.ip);
  return { model, picture: { ...picture, ip }, copy };
}

/** Orders a picture, and waits until it is final. */
async function order(chain: Chain, model: Digest, trait?: { readonly ip: IpId; readonly key: string }) {
  const { job } = await jobs.request(chain, painter, {
    model,
    input: { prompt: trait ? `${PICTURE}, ${trait.key}` : PICTURE, width: SIDE, height: SIDE },
    price: WAGE,
    maxTotal: (WAGE + JOB_FEE) * COMMITTEE,
    trait,
  });
  const { answer } = await jobs.followJob(chain, job);
  return { job, root: answer!.output, file: await jobs.output(chain, answer!.output) };
}

/** Lets the picture become something else, without waiting for it. */
export async function orderTrait(chain: Chain, model: Digest, ip: IpId): Promise<string> {
  return (await order(chain, model, { ip, key: TRAIT })).job;
}

/** Mints something with nothing to say for itself. */
export async function mintNothing(chain: Chain): Promise<string> {
  const { collection } = await assets.createCollection(chain, copyist);
  return formatIp((await assets.mint(chain, copyist, { collection })).ip);
}

/** Makes something from a work that may not be used commercially. A part of its income goes with it. */
export async function mintNonCommercial(chain: Chain, parent: IpId): Promise<string> {
  const terms = { derivativesAllowed: true, uri: randomBytes(8).toString("hex") };
  const [{ terms: id }, { collection }] = await Promise.all([
    licensing.registerTerms(chain, painter, terms),
    assets.createCollection(chain, copyist),
  ]);
  await licensing.attachTerms(chain, painter, parent, id);
  const parents = [{ ip: parent, under: { terms: id } }];
  const work = { collection, ownerShare: percent(40), parents, maxFee: 0n, maxShare: 0 };
  return formatIp((await licensing.mintDerivative(chain, copyist, work)).ip);
}

/** Claims something that somebody else opposes at once. */
export async function claimOpposed(chain: Chain): Promise<Digest> {
  const digest = sha256Digest(new Uint8Array(randomBytes(32)));
  await provenance.register(chain, copyist, { digest, kind: "Work" });
  await provenance.oppose(chain, painter, { digest, owner: copyist.address }, hex32(new Uint8Array(32)));
  return digest;
}

/** Takes the model down, or lifts that. */
export async function setTakedown(chain: Chain, model: Digest, takenDown: boolean): Promise<void> {
  await models.setTakedown(chain, registrar, model, takenDown);
}

/** A model that workers serve. */
async function openWorkshop(chain: Chain): Promise<{ root: Digest; model: IpId }> {
  const [{ root }, { collection }] = await Promise.all([
    publishFolder(chain, registrar, AZULEJO),
    assets.createCollection(chain, registrar),
    ...WORKERS.map((worker) => workers.register(chain, worker, { key: keyOf(worker), stake: STAKE })),
  ] as const);
  const maxOutput = await chain.api.constants.Jobs.MaxOutput();
  // The model was claimed when it was published.
  const [{ ip }, ...served] = await Promise.all([
    assets.mint(chain, registrar, { collection, provenance: root }),
    ...WORKERS.map((worker) => workers.serve(chain, worker, root, { minPrice: WAGE, maxOutput })),
  ]);
  // Workers are drawn for jobs that were ordered after they offered.
  await produced(chain, Math.max(...served.map(({ tx }) => tx.block.number)) + 1);
  return { root, model: ip };
}

/** Something made from the picture, with a record that its maker wrote. */
async function copyOf(chain: Chain, model: Digest, parent: { readonly ip: IpId; readonly root: Digest }) {
  const file = new Uint8Array(randomBytes(1024));
  const digest = sha256Digest(createHash("sha256").update(file).digest());
  const terms = {
    derivativesAllowed: true,
    commercialUse: true,
    revenueShare: percent(20),
    uri: randomBytes(8).toString("hex"),
  };
  const [{ collection }, { terms: id }] = await Promise.all([
    assets.createCollection(chain, copyist),
    licensing.registerTerms(chain, painter, terms),
    provenance.register(chain, copyist, {
      digest,
      kind: "Work",
      madeFrom: [
        { parent: parent.root, owner: painter.address, relation: "Derivation" },
        { parent: model, owner: registrar.address, relation: "BaseModel" },
      ],
      record: {
        generation: {
          model,
          adapters: [],
          effective_seed: `0x${"00".repeat(32)}`,
          parameters: encodePicture({ prompt: "", width: SIDE, height: SIDE }),
          prompt: { type: "Plain", value: new TextEncoder().encode(HOSTILE) },
          outputs: [digest],
          c2pa_manifest: undefined,
          iscc: [],
          engine: undefined,
          extra: [],
        },
        human: undefined,
      },
    }),
  ]);
  const [{ ip }] = await Promise.all([
    assets.mint(chain, copyist, { collection, provenance: digest, metadata: { uri: "javascript:alert(3)" } }),
    licensing.attachTerms(chain, painter, parent.ip, id),
  ]);
  const parents = [{ ip: parent.ip, under: { terms: id } }];
  await licensing.registerDerivative(chain, copyist, { child: ip, parents, maxFee: 0n, maxShare: percent(20) });
  return { ip, file };
}

/** The copy is paid, passes on what it owes, and the painter takes it. */
async function earn(chain: Chain, picture: IpId, copy: IpId): Promise<void> {
  await royalties.pay(chain, registrar, copy, 10n * ATL);
  await royalties.settle(chain, registrar, copy);
  await royalties.claim(chain, painter, picture);
}

/** The key of a worker of a development chain is that of its account. */
function keyOf(worker: Person) {
  return `0x${Buffer.from(worker.signer.publicKey).toString("hex")}` as const;
}
