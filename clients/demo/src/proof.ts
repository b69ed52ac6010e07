// What a file is worth, for somebody who only has the file.

import { ask, formatDigest, provenance } from "@atelier/sdk";
import { hashFolder } from "@atelier/sdk/node";
import { expect } from "./expect.ts";
import { chapter, fact, green, red, tell } from "./narrator.ts";
import type { Stage } from "./stage.ts";

/** The model is found, and a copy with one other byte is not. */
export async function forgery({ chain, files, people }: Stage): Promise<void> {
  chapter("Somebody offers Mira's model, with one byte changed");
  const [real, forged] = await Promise.all([hashFolder(files.model), hashFolder(files.forgery)]);
  expect("whether the two models have the same digest", real.digest.value === forged.digest.value, false);

  const found = await provenance.verify(chain, real.digest);
  expect("the claims of the model", found.claims.length, 1);
  expect("who claims the model", found.claims[0]!.claim.owner, people.Mira.address);
  const answer = await ask(chain, "provenance_verify", formatDigest(real.digest));
  expect("whether the node knows the model", answer.known, true);
  fact("Mira's model", formatDigest(real.digest));
  tell(`${green("✓")} Claimed by Mira. That proves ${answer.claims[0]?.proves ?? "nothing"}.`);

  const nothing = await provenance.verify(chain, forged.digest);
  expect("the claims of the forged model", nothing.claims.length, 0);
  const unknown = await ask(chain, "provenance_verify", formatDigest(forged.digest));
  expect("whether the node knows the forged model", unknown.known, false);
  fact("what is offered", formatDigest(forged.digest));
  tell(`${red("✗")} Nobody claims it. Whatever it is, it is not what Mira registered.`);
}
