// How pictures are ordered, and looked at.

import { ask, assets, type Digest, formatDigest, formatIp, jobs, type PictureRequest, provenance } from "@atelier/sdk";
import { hashFile } from "@atelier/sdk/node";
import { atl } from "./amounts.ts";
import { commission, tellOf } from "./commission.ts";
import { expect } from "./expect.ts";
import { keepPicture } from "./files.ts";
import { chapter, fact, green, tell } from "./narrator.ts";
import { preview } from "./picture.ts";
import type { Model, Passes } from "./publishing.ts";
import { COMMITTEE, MODEL_FEE, WAGE, type Asset, type Person, type Stage, type Commission } from "./stage.ts";
import { escrowOf } from "./wages.ts";

/** As large as the chain can still check, and decided by the words more than by the seed: so the pictures are kin. */
const SETTINGS = { width: 256, height: 256, guidance: 14 };
const HARBOR: PictureRequest = { prompt: "a quiet harbor at dawn", ...SETTINGS };
const NIGHT: PictureRequest = { prompt: "a quiet harbor at night", ...SETTINGS };
const WINTER: PictureRequest = { prompt: "a quiet harbor in winter", ...SETTINGS };
const TRAIT = "winter";

/** A picture that workers made. */
export interface Picture {
  readonly root: Digest;
  /** Where the file is. */
  readonly path: string;
  readonly job: jobs.Job;
}

/** Aiko orders a picture. */
export function orderHarbor(stage: Stage, model: Model, passes: Passes): Promise<Commission> {
  const { Aiko } = stage.people;
  return commission(stage, Aiko, { name: "Harbor", picture: HARBOR, ...use(model, passes, Aiko) });
}

/** Bruno orders another one, by the same model with its adapter. */
export function orderNight(stage: Stage, model: Model, passes: Passes): Promise<Commission> {
  const { Bruno } = stage.people;
  const adapters = [model.adapter];
  return commission(stage, Bruno, { name: "Harbor at night", picture: NIGHT, adapters, ...use(model, passes, Bruno) });
}

/** Aiko orders what her picture becomes in winter. */
export function orderWinter(stage: Stage, model: Model, passes: Passes, { ip }: Asset): Promise<Commission> {
  const { Aiko } = stage.people;
  const trait = { ip, key: TRAIT };
  return commission(stage, Aiko, { name: "Harbor in winter", picture: WINTER, trait, ...use(model, passes, Aiko) });
}

function use({ root, asset }: Model, passes: Passes, who: Person) {
  return { model: root, pass: passes.get(who), pays: { asset, fee: MODEL_FEE } };
}

/** Three workers make a picture, and agree on it. */
export async function generation(stage: Stage, order: Commission): Promise<Picture> {
  chapter("Aiko orders a picture, and three workers must agree on it");
  const { prompt, width, height } = HARBOR;
  tell(
    `"${prompt}", ${width} × ${height} pixels. ${atl(escrowOf(order.bill, stage.rates))} are held: ${atl(WAGE)} for ` +
      `each of ${COMMITTEE} workers, ${atl(MODEL_FEE)} for the model, and what the workers' transactions ` +
      "cost the chain.",
  );
  return tellPicture(stage, order);
}

/** Tells of a job to its end, and shows what came out. */
export async function tellPicture(stage: Stage, order: Commission): Promise<Picture> {
  const job = await tellOf(stage, order);
  if (!job.answer) throw new Error(`${order.wish.name} is final, and has no answer`);
  const { output: root } = job.answer;
  // Hashed on its way: whatever the node sends, this is what the workers agreed on.
  const file = await jobs.output(stage.chain, root);
  const path = await keepPicture(order.wish.name.toLowerCase().replaceAll(" ", "-"), root, file);
  fact("file", path);
  preview(file);
  return { root, path, job };
}

/** Somebody who only has the file finds out what it is. */
export async function verification(stage: Stage, { path, job }: Picture): Promise<void> {
  const { chain } = stage;
  const { Aiko } = stage.people;
  chapter("Theo has only the file, and asks what it is");
  const digest = await hashFile(path);
  const { claims } = await provenance.verify(chain, digest);
  expect("the claims of the picture", claims.length, 1);
  const { claim, record } = claims[0]!;
  expect("who claims the picture", claim.owner, Aiko.address);
  const attestation = record?.attestation;
  if (attestation?.type !== "BitExact") throw new Error("the record of the picture is attested by nobody");
  const { n, m, stake, window } = attestation.value;
  expect("how many workers attest it", n, COMMITTEE);
  expect("what they had at stake", stake, job.proves.stake ?? -1n);
  const answer = await ask(chain, "provenance_verify", formatDigest(digest));
  fact("SHA-256 of the file", formatDigest(digest));
  fact("claimed by", `Aiko, since block ${claim.since}`);
  fact("attested by", `${n} workers, of whom ${m} had to agree, with ${atl(stake)} at stake`);
  fact("open to challenge for", `${window} blocks`);
  tell(`${green("✓")} That proves ${answer.claims[0]?.record?.proves ?? "nothing"}.`);
}

/** The picture has become something else, and what it was stays known. */
export async function evolution(stage: Stage, asset: Asset, order: Commission): Promise<void> {
  chapter("Aiko's picture changes with the seasons");
  tell(
    `She has ordered another output, as the trait "${TRAIT}" of ${formatIp(asset.ip)}. Nothing is minted: the asset ` +
      "itself gets it when the job is final, and keeps what it had.",
  );
  const { root } = await tellPicture(stage, order);
  const trait = (await assets.traits(stage.chain, asset.ip)).find(({ key }) => key === TRAIT);
  const value = trait?.history.at(-1)?.value;
  expect("the value of the trait", value ? formatDigest(value.output) : "none", formatDigest(root));
  expect("the job that made it", value?.job ?? "none", order.job);
  fact(`${formatIp(asset.ip)} in winter`, formatDigest(root));
}
