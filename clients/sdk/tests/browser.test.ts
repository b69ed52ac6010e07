import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { isBuiltin } from "node:module";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const SOURCES = fileURLToPath(new URL("../src/", import.meta.url));
/** What only Node.js has: a WebSocket of its own, keys that everybody knows, and globals. */
const NODE_ONLY = /^(ws|@polkadot-labs\/hdkd(-helpers)?)$/;
const GLOBALS = /\b(Buffer|process|require|__dirname|setImmediate)\b(?=[.(])/;
const IMPORTS = /(?:\bfrom|\bimport)\s*\(?\s*"([^"]+)"/g;

test("nothing but src/node needs Node.js", async () => {
  const files = await readdir(SOURCES, { recursive: true });
  const sources = files.filter((file) => file.endsWith(".ts") && !file.startsWith("node/"));
  assert(sources.length > 20, "the sources are here");
  const wrong: string[] = [];
  for (const file of sources) {
    const text = await readFile(`${SOURCES}${file}`, "utf8");
    const imported = [...text.matchAll(IMPORTS)].map(([, name]) => name!);
    const names = imported.filter((name) => isBuiltin(name) || NODE_ONLY.test(name) || /\.\.\/node\//.test(name));
    wrong.push(...names.map((name) => `${file} imports ${name}`));
    const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`/g, "");
    const [global] = GLOBALS.exec(code) ?? [];
    if (global) wrong.push(`${file} uses ${global}`);
  }
  assert.deepEqual(wrong, []);
});
