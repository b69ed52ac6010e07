import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdir, mkdtemp } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";
import { serve } from "@atelier/page/serve";
import { type Chain, formatDigest, formatIp, parseDigest, studios } from "@atelier/sdk";
import { connect } from "@atelier/sdk/node";
import axe from "axe-core";
import { execa } from "execa";
import getPort from "get-port";
import type { Browser, Locator, Page } from "playwright-core";
import { WebSocketServer } from "ws";
import { dropFile, startBrowser, watchedPage } from "../src/browser.ts";
import { found, propose, RULE, type Collective } from "../src/collective.ts";
import {
  claimOpposed,
  type Exhibition,
  HOSTILE,
  hang,
  mintNonCommercial,
  mintNothing,
  orderTrait,
  PICTURE,
  setTakedown,
  TRAIT,
} from "../src/exhibition.ts";
import { Relay } from "../src/relay.ts";
import { suiteWithNode } from "../src/suite.ts";

const CLIENTS = fileURLToPath(new URL("../..", import.meta.url));
/** Blocks come every three seconds. */
const FEW_BLOCKS = { timeout: 20_000 };
const A_JOB = { timeout: 120_000 };
const A_DECISION = { timeout: (RULE.period + RULE.delay) * 3_000 + FEW_BLOCKS.timeout };

const running = suiteWithNode(["--dev"]);

let chain: Chain;
let works: Exhibition;
let browser: Browser;
let site: string;
let shots: string;
let close: () => void;

/** Opens the page at a place, looks at it, and insists that it did nothing wrong. */
async function look(place: string, steps: (page: Page) => Promise<void>, node = running().node.wsUrl): Promise<void> {
  const { page, wrong } = await watchedPage(browser, [site, node]);
  try {
    await page.goto(`${site}/?rpc=${encodeURIComponent(node)}${place}`);
    await steps(page);
    assert.deepEqual(wrong, { errors: [], requests: [] });
  } finally {
    await page.close();
  }
}

/** Keeps a picture of the whole page, in the light and in the dark, and on a phone. */
async function shoot(page: Page, name: string): Promise<void> {
  for (const [suffix, width, colorScheme] of [
    ["", 1280, "light"],
    ["-dark", 1280, "dark"],
    ["-phone", 390, "light"],
  ] as const) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 900 });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert(overflow <= 0, `${name}${suffix} is ${overflow} pixels too wide`);
    await page.screenshot({ path: join(shots, `${name}${suffix}.png`), fullPage: true, animations: "disabled" });
  }
  await page.emulateMedia({ colorScheme: "light" });
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** Insists on the rules of accessibility that a machine can check. */
async function assertAccessible(page: Page): Promise<void> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`);
  });
  assert.deepEqual(found, []);
}

async function isShown(picture: Locator): Promise<boolean> {
  return picture.evaluate((image: HTMLImageElement) => image.decode().then(() => image.naturalWidth > 0));
}

describe("the page", () => {
  before(async () => {
    await execa("npm", ["run", "build", "-w", "page"], { cwd: CLIENTS });
    const server = await serve(0);
    close = () => server.close();
    site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await startBrowser();
    shots = process.env.ATELIER_SCREENSHOTS ?? (await mkdtemp(join(tmpdir(), "atelier-page-")));
    await mkdir(shots, { recursive: true });
    chain = await connect(running().node.wsUrl);
    works = await hang(chain);
    console.log(`screenshots are in ${shots}`);
  });
  after(async () => {
    chain?.client.destroy();
    await browser?.close();
    close?.();
  });

  describe("the gallery", () => {
    test("shows the newest works with their pictures, and how sure they are", () =>
      look("#/", async (page) => {
        const card = page.locator(".card", { hasText: PICTURE });
        await card.getByText("attested, bit exact").waitFor(FEW_BLOCKS);
        await card.locator("img").waitFor(FEW_BLOCKS);
        assert(await isShown(card.locator("img")));
        await page.locator(".card", { hasText: "onerror" }).getByText("a claim").waitFor(FEW_BLOCKS);
        await page.locator(".card", { hasText: "azulejo" }).waitFor(FEW_BLOCKS);
        assert.equal(await page.locator(".card").count(), 3);
        await assertAccessible(page);
        await shoot(page, "gallery");
      }));

    test("hangs a new work without being asked", () =>
      look("#/", async (page) => {
        await page.locator(".card", { hasText: PICTURE }).waitFor(FEW_BLOCKS);
        const ip = await mintNothing(chain);
        const card = page.locator(".card", { hasText: `Item ${ip}` });
        await card.getByText("no provenance").waitFor(FEW_BLOCKS);
      }));
  });

  describe("a work", () => {
    test("says how it is attested, and what that proves", () =>
      look(`#/ip/${formatIp(works.picture.ip)}`, async (page) => {
        await page.getByRole("heading", { level: 1, name: PICTURE }).waitFor(FEW_BLOCKS);
        const attestation = page.getByRole("region", { name: "Is it real?" });
        await attestation.getByText("at least 2 of 3 of them gave this very file").waitFor();
        await attestation.getByText("nobody proved it wrong").waitFor();
        await attestation.getByText("It does not prove").waitFor();
        await attestation.getByRole("link", { name: "azulejo" }).waitFor(FEW_BLOCKS);
        assert(await isShown(page.locator(".wall img")));
        await page.getByText("Gave the answer that was agreed on.").nth(2).waitFor(FEW_BLOCKS);
      }));

    test("has a lineage that leads to what was made from it", () =>
      look(`#/ip/${formatIp(works.picture.ip)}`, async (page) => {
        const lineage = page.getByRole("region", { name: "Where does it come from?" });
        await lineage.locator("svg a").nth(2).waitFor(FEW_BLOCKS);
        await lineage.getByText("It is an original").waitFor();
        await assertAccessible(page);
        await shoot(page, "work");
        await lineage.locator(`svg a[href="#/ip/${formatIp(works.copy.ip)}"]`).click();
        await page.getByText("A claim, nobody checked it.").waitFor(FEW_BLOCKS);
        await lineage.locator("text", { hasText: "gets 20 %" }).waitFor(FEW_BLOCKS);
      }));

    test("says who was paid what", () =>
      look(`#/ip/${formatIp(works.picture.ip)}`, async (page) => {
        const money = page.getByRole("region", { name: "Who is paid?" });
        // 10 ATL less a protocol fee of 1 %, of that 20 %.
        await money.getByText("came up from its children").waitFor(FEW_BLOCKS);
        await money.locator("tbody tr", { hasText: "100 %" }).getByText("1.98").waitFor(FEW_BLOCKS);
        await money.locator("details").getByText("took what was owed").waitFor();
      }));

    test("shows what it became", async () => {
      const model = parseDigest(
        (await running().node.rpc<{ provenance: string }>("ip_asset", [formatIp(works.model)])).provenance,
      );
      await look(`#/ip/${formatIp(works.picture.ip)}`, async (page) => {
        await page.getByRole("heading", { level: 1 }).waitFor(FEW_BLOCKS);
        const job = await orderTrait(chain, model, works.picture.ip);
        const become = page.getByRole("region", { name: "What did it become?" });
        await become.getByText(TRAIT).waitFor(FEW_BLOCKS);
        // Pictures are asked for when they come near.
        await become.scrollIntoViewIfNeeded();
        assert(await isShown(become.locator("a img")));
        await become.locator(`a[href="#/job/${job}"]`).click();
        await page.getByText("Final: the workers are paid, and the work has a new trait.").waitFor(FEW_BLOCKS);
        await shoot(page, "job");
      });
    });

    test("says what goes with it, and how often it was changed", async () => {
      await look(`#/ip/${formatIp(works.copy.ip)}`, async (page) => {
        await page.getByText("No part of its income goes with it.").waitFor(FEW_BLOCKS);
        // The link is the owner's act.
        await page.getByText("Revision 1, by 1 owner.").waitFor();
        assert.equal(await page.getByText("Non-commercial").count(), 0);
      });
      const ip = await mintNonCommercial(chain, works.picture.ip);
      await look(`#/ip/${ip}`, async (page) => {
        await page.getByText("40 % of its members’ income goes with it.").waitFor(FEW_BLOCKS);
        await page.getByText("Non-commercial: it cannot be sold").waitFor();
        await assertAccessible(page);
      });
    });

    test("is closed if it is a model that was taken down", async () => {
      const digest = (await running().node.rpc<{ provenance: string }>("ip_asset", [formatIp(works.model)])).provenance;
      const model = parseDigest(digest);
      await look(`#/ip/${formatIp(works.model)}`, async (page) => {
        const closed = page.getByText("Closed: nobody can order from this model.");
        await page.getByText("No part of its income goes with it.").waitFor(FEW_BLOCKS);
        assert.equal(await closed.count(), 0);
        await setTakedown(chain, model, true);
        await closed.waitFor(FEW_BLOCKS);
        await setTakedown(chain, model, false);
        await closed.waitFor({ state: "detached", ...FEW_BLOCKS });
      });
    });

    test("shows what strangers wrote as text, and as no more than that", () =>
      look(`#/ip/${formatIp(works.copy.ip)}`, async (page) => {
        const heading = page.getByRole("heading", { level: 1 });
        await heading.filter({ hasText: "onerror" }).waitFor(FEW_BLOCKS);
        // biome-ignore lint/performance/useDomNodeTextContent: the text as it is shown.
        const title = await heading.innerText();
        assert([...title].length <= 140 && title.endsWith("…") && !title.includes(HOSTILE[0]!), title);
        await page.getByText("javascript:alert(3)").waitFor();
        assert.equal(await page.locator('a[href^="javascript"], main script, img[src="x"]').count(), 0);
        await shoot(page, "stranger");
      }));
  });

  test("a job is shown as it goes", () =>
    look("#/", async (page) => {
      await page.locator(".card", { hasText: PICTURE }).waitFor(FEW_BLOCKS);
      const model = parseDigest(
        (await running().node.rpc<{ provenance: string }>("ip_asset", [formatIp(works.model)])).provenance,
      );
      const ended = orderTrait(chain, model, works.picture.ip);
      await page.getByRole("region", { name: "Being made now" }).getByRole("link").click(FEW_BLOCKS);
      const course = page.getByRole("region", { name: "How far is it?" });
      await course.getByText("have committed to an answer").waitFor(FEW_BLOCKS);
      await course.getByText("Anybody may challenge it").waitFor(FEW_BLOCKS);
      await page.getByText("Final: the workers are paid").waitFor(A_JOB);
      await ended;
    }));

  describe("a file that is dropped", () => {
    test("is known if it is the very file", () =>
      look("#/", async (page) => {
        await page.locator(".card").first().waitFor(FEW_BLOCKS);
        await dropFile(page, "courtyard.png", works.picture.file);
        await page.getByText("This is the very file that workers computed.").waitFor(FEW_BLOCKS);
        await page.getByText(formatDigest(works.picture.root)).waitFor();
        assert(await isShown(page.locator(".wall img")));
        await assertAccessible(page);
        await shoot(page, "known");
        await page.getByRole("link", { name: `To the work ${formatIp(works.picture.ip)}` }).click();
        await page.getByRole("heading", { level: 1, name: PICTURE }).waitFor(FEW_BLOCKS);
      }));

    test("is a claim if nobody checked it", () =>
      look("#/", async (page) => {
        await dropFile(page, "copy.bin", works.copy.file);
        await page.getByText("This very file is registered here.").waitFor(FEW_BLOCKS);
        await page.getByText("A claim, nobody checked it.").waitFor();
      }));

    test("is opposed if somebody opposes its claim", async () => {
      const digest = formatDigest(await claimOpposed(chain));
      await look(`#/file/${digest}`, async (page) => {
        await page
          .getByText(/^Opposed by 1 account: it does not settle before that ends, by a verdict, or from block \d+ on/)
          .waitFor(FEW_BLOCKS);
        await page.getByText("not by time, since somebody is against it").waitFor();
      });
    });

    test("is unknown if one bit is another one", () =>
      look("#/", async (page) => {
        const forged = works.picture.file.slice();
        forged[forged.length - 1]! ^= 1;
        await page.locator(".card").first().waitFor(FEW_BLOCKS);
        await dropFile(page, "courtyard.png", forged);
        await page.getByText("Nobody claims this file.").waitFor(FEW_BLOCKS);
        await shoot(page, "forged");
      }));
  });

  describe("a studio", () => {
    let collective: Collective;
    before(async () => {
      collective = await found(chain);
    });

    test("is found from the gallery, and from a work that it owns", async () => {
      const { studio, ip, account } = collective;
      await look("#/", async (page) => {
        const card = page.getByRole("region", { name: "Studios" }).getByRole("link", { name: "Three <b>Hands</b>" });
        await card.getByText("3 members").waitFor(FEW_BLOCKS);
        await card.click();
        await page.getByRole("heading", { level: 1, name: "Three <b>Hands</b>" }).waitFor(FEW_BLOCKS);
        await page.getByText(account).waitFor();
      });
      await look(`#/ip/${formatIp(ip)}`, async (page) => {
        await page.locator(`a[href="#/studio/${studio}"]`).click(FEW_BLOCKS);
        const owned = page.getByRole("region", { name: "What does it own?" });
        await owned.locator(`a[href="#/ip/${formatIp(ip)}"]`).waitFor(FEW_BLOCKS);
      });
    });

    test("says who decides how, and who made what", () =>
      look(`#/studio/${collective.studio}`, async (page) => {
        const rule = page.getByRole("region", { name: "How does it decide?" });
        await rule.getByText("members, with one vote each").waitFor(FEW_BLOCKS);
        await rule.getByText("6 blocks (18 seconds)").waitFor();
        await page.locator(".label").getByText("50 ATL").waitFor(FEW_BLOCKS);
        const row = (who: { readonly address: string }) =>
          page.getByRole("row").filter({ has: page.getByRole("rowheader").getByTitle(who.address) });
        await row(collective.ben).getByText("votes for 1 other too, with 1 more").waitFor(FEW_BLOCKS);
        await row(collective.cleo).getByText("votes for it").waitFor();
        assert.equal(await page.getByText("33.3 %").count(), 3);
        const invited = page.getByRole("region", { name: "Who is invited?" });
        await invited.getByTitle(collective.dan.address).waitFor(FEW_BLOCKS);
        const made = page.getByRole("region", { name: "Who made what?" });
        await made.getByText("drawn by hand").waitFor(FEW_BLOCKS);
        await made.getByText("onerror").waitFor();
        await made.getByText("not judged yet").waitFor();
        assert.equal(await page.locator("main b, main script, img[src=x]").count(), 0);
      }));

    test("is shown as it decides", () =>
      look(`#/studio/${collective.studio}`, async (page) => {
        await page.getByText("Nothing is proposed.").waitFor(FEW_BLOCKS);
        const { works, fails, lapses } = await propose(chain, collective);
        const view = ({ number }: studios.InStudio) =>
          page.getByRole("article", { name: `Proposal ${number}`, exact: true });

        await view(works).getByText("As it stands, it does not pass: nobody has voted.").waitFor(FEW_BLOCKS);
        await view(works)
          .getByText(/^Closes in \d blocks? \(\d+ seconds\)/)
          .waitFor();
        assert.deepEqual(await view(works).locator(".call .what").allInnerTexts(), [
          ...["Utility.batch_all", "System.remark", "Utility.batch", "Balances.transfer_keep_alive"],
        ]);
        await view(works).getByText("<i>a batch</i>").waitFor();
        await view(works).locator(".call").getByText("2 ATL").waitFor();
        await view(fails).getByText("IpAssets.mint").waitFor(FEW_BLOCKS);
        await Promise.all([works, fails].map((proposal) => studios.vote(chain, collective.ben, proposal, true)));
        await view(works).getByText("As it stands, it passes.").waitFor(FEW_BLOCKS);
        await view(works).getByText("2 of 3 voted: 66.7 %, 50 % needed").waitFor();
        await view(works)
          .getByText(/^The studio signs it in \d blocks?/)
          .waitFor(A_DECISION);

        await view(works).getByText("The studio signed it, and it worked.").waitFor(A_DECISION);
        await view(works).getByText("2 for, 0 against: 100 % for it").waitFor();
        await view(fails).getByText("and it failed: collection not found (IpAssets).").waitFor(FEW_BLOCKS);
        await view(fails).getByText("It stays approved: anybody can try again.").waitFor();
        await view(lapses).getByText("It did not get the votes that it needed.").waitFor(FEW_BLOCKS);
        await page.locator(".label").getByText("48 ATL").waitFor(FEW_BLOCKS);

        const next = await propose(chain, collective);
        await studios.vote(chain, collective.ada, next.works, false);
        await view(next.works).getByText("0 for, 1 against").waitFor(FEW_BLOCKS);
        const numbers = await page.locator(".proposal h3").allInnerTexts();
        assert.deepEqual(
          numbers,
          [6, 5, 4, 3, 2, 1].map((number) => `Proposal ${number}`),
        );
        await assertAccessible(page);
        await shoot(page, "studio");
      }));
  });

  describe("what is not there is said in a sentence:", () => {
    for (const [what, place, sentence] of [
      ["a work", "#/ip/99-0", "There is no IP asset 99-0"],
      ["a job", `#/job/0x${"00".repeat(32)}`, "There is no such job"],
      ["a studio", "#/studio/4294967295", "There is no studio 4294967295"],
      ["a name of a studio", "#/studio/hands", "A studio is written as its number"],
      ["a place", "#/elsewhere", "There is no such page."],
      ["a number", "#/ip/seven", "An IP asset is written collection-item"],
      ["a digest", "#/file/md5:0", "A digest is written sha256:"],
    ] as const) {
      test(what, () => look(place, (page) => page.getByText(sentence).waitFor(FEW_BLOCKS)));
    }

    /** As `look`, where the browser itself complains about the connection. */
    const lookAt = async (node: string, steps: (page: Page) => Promise<void>) => {
      const { page, wrong } = await watchedPage(browser, [site, node]);
      await page.goto(`${site}/?rpc=${encodeURIComponent(node)}`);
      await steps(page);
      await page.close();
      assert.deepEqual(
        wrong.errors.filter((error) => !error.startsWith("WebSocket connection")),
        [],
      );
    };

    test("a node", async () => {
      const nobody = `ws://127.0.0.1:${await getPort()}`;
      await lookAt(nobody, (page) => page.getByText(`No node answers at ${nobody}`).waitFor(FEW_BLOCKS));
      await lookAt("http://example.org", (page) => page.getByText("is no address of a node").waitFor(FEW_BLOCKS));
    });

    test("this chain", async () => {
      const other = new WebSocketServer({ port: 0, host: "127.0.0.1" });
      other.on("connection", (socket) =>
        socket.on("message", (data) => {
          const { id, method } = JSON.parse(String(data)) as { id: number; method: string };
          const answers: Record<string, unknown> = {
            rpc_methods: { methods: ["chainHead_v1_follow", "chainSpec_v1_chainName"] },
            state_getRuntimeVersion: { specName: "westend" },
          };
          const result = answers[method] ?? method;
          socket.send(JSON.stringify({ jsonrpc: "2.0", id, result }));
        }),
      );
      await once(other, "listening");
      const url = `ws://127.0.0.1:${(other.address() as AddressInfo).port}`;
      await lookAt(url, (page) => page.getByText("This page reads Atelier.").waitFor(FEW_BLOCKS));
      other.close();
    });

    test("a connection, for a while", async () => {
      const relay = new Relay(await getPort(), running().node.rpcPort);
      await relay.open();
      await lookAt(`ws://127.0.0.1:${relay.port}`, async (page) => {
        await page.locator(".card", { hasText: PICTURE }).waitFor(FEW_BLOCKS);
        relay.cut();
        await page.getByText("was lost").waitFor(FEW_BLOCKS);
        // What was there stays.
        assert(await page.locator(".card", { hasText: PICTURE }).isVisible());
        await relay.open();
        await page.getByText("was lost").waitFor({ state: "hidden", ...FEW_BLOCKS });
        await page.getByText(/^block \d+/).waitFor(FEW_BLOCKS);
      });
      relay.cut();
    });
  });
});
