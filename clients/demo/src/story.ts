import { rmSync } from "node:fs";
import { type Chain, Chronicle } from "@atelier/sdk";
import { settleAccounts } from "./accounts.ts";
import { agreement } from "./commission.ts";
import { claims, payment, sale, secondPayment, settlement } from "./earning.ts";
import { writeFiles } from "./files.ts";
import { film } from "./film.ts";
import { evolution, generation, orderHarbor, orderNight, orderWinter, verification } from "./generating.ts";
import { justice, orderTile } from "./lying.ts";
import { conditions, minting, remix } from "./making.ts";
import { bold, chapter, dim, line, meanwhile, red, tell } from "./narrator.ts";
import { opposition } from "./opposing.ts";
import { forgery } from "./proof.ts";
import { beginning, hiring, passes, publication } from "./publishing.ts";
import { Stage } from "./stage.ts";
import { taking } from "./taking.ts";

/** Tells all of it. False if the accounts do not add up; an error if anything else is not as expected. */
export async function tellStory(chain: Chain): Promise<boolean> {
  const { name } = await chain.client.getChainSpecData();
  line(bold("Atelier, the story so far"));
  line(dim(`${name} at ${chain.url}`));
  const files = await writeFiles();
  process.once("exit", () => rmSync(files.folder, { recursive: true, force: true }));
  const chronicle = new Chronicle(chain);
  try {
    const stage = await Stage.set(chain, files, chronicle);
    await beginning(stage);
    // Votes take their time, too.
    const others = meanwhile(() => film(stage));
    const dispute = meanwhile(() => opposition(stage));
    const model = await publication(stage);
    await hiring(stage, model);
    const pass = await passes(stage, model);

    // Jobs take their time, and go on while other things happen.
    const [harbor, tile] = await Promise.all([orderHarbor(stage, model, pass), orderTile(stage, model)]);
    const night = agreement(harbor).then(() => orderNight(stage, model, pass));
    night.catch(() => {});
    const picture = await generation(stage, harbor);
    await verification(stage, picture);
    const original = await minting(stage, picture);
    const winter = await orderWinter(stage, model, pass, original);
    const terms = await conditions(stage, original);
    const derivative = await remix(stage, original, terms, await night);
    await justice(stage, tile);
    const buyer = meanwhile(() => taking(stage, tile.order));

    await sale(stage, derivative);
    await payment(stage, derivative);
    await settlement(stage, original, derivative);
    await claims(stage, original, derivative);
    await evolution(stage, original, winter);
    await secondPayment(stage, original, derivative, model.asset);
    await buyer();
    await dispute();
    await others();
    await forgery(stage);
    return await accounts(stage);
  } finally {
    chronicle.close();
  }
}

async function accounts(stage: Stage): Promise<boolean> {
  chapter("Where every unit is");
  const { number } = await stage.chronicle.reaches(stage.height);
  tell(`Up to block ${number}, which is final. Amounts in ATL.`);
  const complaints = await settleAccounts(stage);
  for (const complaint of complaints) line(`   ${red("✗")} ${complaint}.`);
  line();
  return complaints.length === 0;
}
