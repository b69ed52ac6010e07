import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { describe, test } from "node:test";
import { execa } from "execa";
import getPort from "get-port";
import { suiteWithNode } from "../src/suite.ts";

const MAIN = fileURLToPath(new URL("../../demo/src/main.ts", import.meta.url));
/** Told in two and a half minutes where blocks take three seconds. */
const SECONDS = 300;
const WIDTH = 100;

const running = suiteWithNode(["--dev"]);

function tell(...args: string[]) {
  const run = ["--import", "tsx", MAIN, ...args];
  return execa(process.execPath, run, { reject: false, stdin: "ignore", timeout: SECONDS * 1000 });
}

describe("the demo", () => {
  // The second time takes as long as the first.
  const times = process.env.ATELIER_FULL ? ["once", "and again on the same chain"] : ["once"];
  for (const time of times) {
    test(`accounts for every unit, ${time}`, async () => {
      const { exitCode, stdout, stderr } = await tell("--url", running().node.wsUrl);
      assert.equal(exitCode, 0, `${stdout}\n${stderr}`);
      assert.equal(stderr, "");
      assert.match(stdout, /Every unit is accounted for\.\s*$/);
      // What is no terminal gets no colors.
      // biome-ignore lint/suspicious/noControlCharactersInRegex: it looks for one.
      assert.doesNotMatch(stdout, /\x1b/);
      for (const line of stdout.split("\n")) assert([...line].length <= WIDTH, `too wide: ${line}`);
    });
  }

  test("says in one sentence that nobody answers", async () => {
    const url = `ws://127.0.0.1:${await getPort()}`;
    const { exitCode, stdout, stderr } = await tell("--url", url);
    assert.equal(exitCode, 1);
    assert.equal(stdout, "");
    assert.equal(stderr.trim(), `✗ no node answers at ${url}`);
  });

  test("refuses an option that it does not have", async () => {
    const { exitCode, stderr } = await tell("--uri", "x");
    assert.equal(exitCode, 2);
    assert.match(stderr, /Unknown option '--uri'/);
  });
});
