import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { readMetadata } from "../src/core/metadata.ts";
import { committedMetadata } from "../src/node/metadata.ts";

const STEPS = fileURLToPath(new URL("../src/steps/", import.meta.url));
/** The pallets of creative IP: all that are our own. */
const OURS = [
  ...["Provenance", "IpAssets", "Royalties", "Licensing", "Market", "Studios", "Contributions"],
  ...["Models", "Workers", "Jobs"],
];

test("there is a step or a question for every call and view of our pallets", async () => {
  const names = (await readdir(STEPS)).filter((name) => name.endsWith(".ts"));
  const sources = (await Promise.all(names.map((name) => readFile(`${STEPS}${name}`, "utf8")))).join("\n");
  const { pallets, lookup } = readMetadata(await committedMetadata());
  const ours = pallets.filter(({ name }) => OURS.includes(name));
  assert(ours.length === OURS.length, "the metadata has them");
  const missing = ours.flatMap((pallet) => {
    const def = pallet.calls && lookup[pallet.calls.type]?.def;
    const calls = def?.tag === "variant" ? def.value.map(({ name }) => `tx.${pallet.name}.${name}`) : [];
    const views = ("viewFns" in pallet ? pallet.viewFns : []).map(({ name }) => `view.${pallet.name}.${name}`);
    return [...calls, ...views].filter((name) => !sources.includes(`${name}(`));
  });
  assert.deepEqual(missing, []);
});
