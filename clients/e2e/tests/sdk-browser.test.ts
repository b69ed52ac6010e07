/// <reference lib="dom" />
import assert from "node:assert/strict";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { sr25519CreateDerive } from "@polkadot-labs/hdkd";
import { DEV_MINI_SECRET, ss58Address } from "@polkadot-labs/hdkd-helpers";
import { SS58_PREFIX } from "@atelier/sdk/core";
import type { Browser } from "playwright-core";
import { fromHex, toHex } from "polkadot-api/utils";
import { build, type PreviewServer, preview } from "vite";
import { startBrowser, watchedPage } from "../src/browser.ts";
import type { Told } from "../src/in-browser/main.ts";
import { suiteWithNode } from "../src/suite.ts";

const ROOT = fileURLToPath(new URL("../src/in-browser", import.meta.url));

const running = suiteWithNode(["--dev"]);

describe("the SDK in a browser", () => {
  let folder: string;
  let browser: Browser;
  let server: PreviewServer;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "atelier-dapp-"));
    const options = { root: ROOT, configFile: false, logLevel: "warn" } as const;
    // Nothing is said of how to build it, but for where to.
    await build({ ...options, build: { outDir: folder, emptyOutDir: true } });
    server = await preview({ ...options, build: { outDir: folder }, preview: { port: 0, host: "127.0.0.1" } });
    browser = await startBrowser();
  });
  after(async () => {
    await browser?.close();
    await server?.close();
    if (folder) await rm(folder, { recursive: true });
  });

  test("has nothing of Node.js in its bundle", async () => {
    const names = (await readdir(join(folder, "assets"))).filter((name) => name.endsWith(".js"));
    const texts = await Promise.all(names.map((name) => readFile(join(folder, "assets", name), "utf8")));
    // What Vite puts in the place of a module that browsers have not, and what `ws` says there.
    for (const text of texts)
      assert.doesNotMatch(text, /__vite-browser-external|ws does not work in the browser|"node:/);
  });

  test("reads the head, and sends transactions that are signed elsewhere", async () => {
    const { wsUrl } = running().node;
    const site = server.resolvedUrls!.local[0]!.replace(/\/$/, "");
    const pair = sr25519CreateDerive(DEV_MINI_SECRET)("//Ferdie");
    const address = ss58Address(pair.publicKey, SS58_PREFIX);
    let signatures = 0;
    const { page, wrong } = await watchedPage(browser, [site, wsUrl]);
    try {
      await page.exposeFunction("signElsewhere", (message: string) => {
        signatures += 1;
        return toHex(pair.sign(fromHex(message)));
      });
      await page.goto(site);
      await page.waitForFunction(() => "dapp" in window);
      const told: Told = await page.evaluate(
        ([url, address, key]) => window.dapp(url!, address!, key!),
        [wsUrl, address, toHex(pair.publicKey)],
      );
      assert(told.head >= 0, "a head");
      assert.match(told.ip, /^\d+-0$/);
      assert.deepEqual([told.owner, told.verified], [address, address]);
      assert.match(told.root, /^sha256:[0-9a-f]{64}$/);
      assert.notEqual(told.root, told.digest);
      // A payment of 1 ATL, less a protocol fee of 1 %.
      assert.equal(told.claimed, "990000000000");
      assert.equal(told.refusal, "ChainError Royalties.NothingToClaim");
      assert.match(told.unsent, /^InvalidArgument a royalty is from 0 to 1000000000 billionths/);
      // One for each step that was sent: the last one never was.
      assert.equal(signatures, 7);
      assert.deepEqual(wrong, { errors: [], requests: [] });
    } finally {
      await page.close();
    }
  });
});
