import { rmSync } from "node:fs";
import type { Chain } from "@atelier/sdk";
import { settleAccounts } from "./accounts.ts";
import { Chronicle } from "./chronicle.ts";
import { claims, payment, sale, secondPayment, settlement } from "./earning.ts";
import { writeFiles } from "./files.ts";
import { beginning, conditions, models, remix, work } from "./making.ts";
import { bold, chapter, dim, line, red, tell } from "./narrator.ts";
import { forgery } from "./proof.ts";
import { Stage, type Asset } from "./stage.ts";

/** Tells all of it. False if the accounts do not add up; an error if anything else is not as expected. */
export async function tellStory(chain: Chain): Promise<boolean> {
  const { name } = await chain.client.getChainSpecData();
  line(bold("Atelier, the story so far"));
  line(dim(`${name} at ${chain.url}`));
  const files = await writeFiles();
  process.once("exit", () => rmSync(files.folder, { recursive: true, force: true }));
  const chronicle = new Chronicle(chain);
  try {
    // Its first page is the state before the story.
    await chronicle.reaches(0);
    const stage = await Stage.set(chain, files);
    await beginning(stage);
    const model = await models(stage);
    const original = await work(stage, model);
    const terms = await conditions(stage, original.asset);
    const derivative = await remix(stage, original, terms);
    await sale(stage, derivative);
    await payment(stage, derivative);
    await settlement(stage, original.asset, derivative);
    await claims(stage, original.asset, derivative);
    await secondPayment(stage, original.asset, derivative);
    await forgery(stage);
    return await accounts(stage, chronicle, [original.asset, derivative]);
  } finally {
    chronicle.close();
  }
}

async function accounts(stage: Stage, chronicle: Chronicle, assets: readonly Asset[]): Promise<boolean> {
  chapter("Where every unit is");
  const { number } = await chronicle.reaches(stage.height);
  tell(`Up to block ${number}, which is final. Amounts in ATL.`);
  const complaints = await settleAccounts(stage.chain, chronicle, stage.everybody, assets);
  for (const complaint of complaints) line(`   ${red("✗")} ${complaint}.`);
  line();
  return complaints.length === 0;
}
