// How a buyer tries to take the income of what he bought, and is refused.

import { assets, ChainError, formatIp, formatRate, jobs, licensing, market, percent } from "@atelier/sdk";
import { atl } from "./amounts.ts";
import { pay, take } from "./earning.ts";
import { expect } from "./expect.ts";
import { chapter, fact, red, tell } from "./narrator.ts";
import { TILE_PAYMENT, TILE_PRICE, type Asset, type Commission, type Stage } from "./stage.ts";

/** All that a work earns, for whoever owns the shell. */
const SHELL: licensing.Terms = {
  commercialUse: true,
  revenueShare: percent(100),
  derivativesAllowed: true,
  uri: "https://atelier.example/terms/everything",
};

/** Otis buys Clara's tile, and links it to something of his own that asks for all of its income. */
export async function taking(stage: Stage, { job }: Commission): Promise<void> {
  const { chain } = stage;
  const { Clara, Otis } = stage.people;
  chapter("Meanwhile Otis buys Clara's tile, and tries to take all that it will earn");
  const tile = await sell(stage, job);
  const shell = await prepare(stage);

  const parents = [{ ip: shell.ip, under: { terms: shell.terms } }];
  const link = { child: tile.ip, parents, maxFee: 0n, maxShare: SHELL.revenueShare! };
  const refusal = await licensing.registerDerivative(chain, Otis, link).then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof ChainError && error.tx) return error;
      throw error;
    },
  );
  expect("whether the link was refused", `${refusal?.pallet}.${refusal?.error}`, "Licensing.OwnerNotCreator");
  stage.reached(refusal!.tx!.block.number);
  expect("the ancestors of the tile", (await licensing.ancestors(chain, tile.ip)).length, 0);
  tell(
    `He has made something empty, which asks ${formatRate(SHELL.revenueShare!)} of all that is made from it, and says ` +
      "that the tile is. If he had made it, he could do that. He only owns it: " +
      "who has a part of its income has to agree.",
  );
  fact("his own", formatIp(shell.ip));
  fact(`block ${refusal!.tx!.block.number}`, `${red("✗")} ${refusal!.pallet}.${refusal!.error}`);

  const { members } = await pay(stage, tile, TILE_PAYMENT);
  const [amount] = await take(stage, [[Clara, tile]]);
  expect("Clara's part of the payment", amount!, members);
  tell("Nothing has changed: Theo pays for the tile, and its income is that of who made it.");
  fact("Theo pays", atl(TILE_PAYMENT));
  fact("Clara gets", atl(amount!));
}

/** The tile is minted, and sold. */
async function sell(stage: Stage, job: jobs.JobHash): Promise<Asset> {
  const { chain } = stage;
  const { Clara, Otis } = stage.people;
  const [{ collection }] = await stage.together(
    assets.createCollection(chain, Clara, { uri: "https://atelier.example/clara" }),
  );
  const [{ ip }] = await stage.together(jobs.claimMint(chain, Clara, job, { collection }));
  const tile = stage.asset("Tile", ip, Clara);
  await stage.together(market.list(chain, Clara, ip, { price: TILE_PRICE }));
  const quote = await market.quoteSale(chain, ip, TILE_PRICE);
  if (!quote) throw new Error("there is no such tile");
  expect("the quoted share of the tile's owner", quote.income.owner_share, 0);
  expect("who decides about its income", quote.income.authority ?? "its owner", Clara.address);
  const [sold] = await stage.together(market.buy(chain, Otis, ip, { maxPrice: TILE_PRICE, seen: quote }));
  expect("the price of the tile", sold.price, TILE_PRICE);
  expect("the royalty of the tile", sold.royalty, 0n);
  Otis.paid += TILE_PRICE;
  Clara.received += TILE_PRICE;
  tell("He gets the tile. No part of its income goes with it, and he saw that when he bought it.");
  fact("Otis pays", `${atl(TILE_PRICE)}, for ${formatIp(ip)}`);
  return tile;
}

/** Otis makes what the tile is to be linked to. */
async function prepare(stage: Stage) {
  const { chain } = stage;
  const { Otis } = stage.people;
  const known = await licensing.findTerms(chain, SHELL);
  const [{ collection }, registered] = await stage.together(
    assets.createCollection(chain, Otis, { uri: "https://atelier.example/otis" }),
    ...(known ? [] : [licensing.registerTerms(chain, Otis, SHELL)]),
  );
  const terms = known ?? registered!.terms;
  const [{ ip }] = await stage.together(assets.mint(chain, Otis, { collection }));
  await stage.together(licensing.attachTerms(chain, Otis, ip, terms));
  return { ip, terms };
}
