// Refreshes the committed metadata, and the descriptors with it.
//
// Usage: npm run metadata -w sdk -- <address of a node, or path of the binary>
import { spawn, spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { METADATA_FILE, metadataOf } from "../src/node/metadata.ts";

const ARGUMENTS = [
  ...["--dev", "--tmp", "--rpc-port", "0", "--listen-addr", "/ip4/127.0.0.1/tcp/0"],
  ...["--no-prometheus", "--no-telemetry", "--no-mdns"],
];
const LISTENS = /Running JSON-RPC server: addr=127\.0\.0\.1:(\d+)/;

async function metadataOfBinary(path: string): Promise<Uint8Array> {
  const node = spawn(path, ARGUMENTS, { stdio: ["ignore", "ignore", "pipe"] });
  const ended = new Promise<void>((resolve) => node.once("close", () => resolve()));
  try {
    await new Promise<void>((resolve, reject) => {
      node.once("error", reject);
      node.once("spawn", () => resolve());
    });
    for await (const line of createInterface({ input: node.stderr })) {
      const port = LISTENS.exec(line)?.[1];
      if (port) return await metadataOf(`http://127.0.0.1:${port}`);
    }
    throw new Error(`${path} ended before it listened`);
  } finally {
    // Its end breaks the pipe, which must still be read until then.
    node.stderr.resume();
    node.kill("SIGKILL");
    await ended;
  }
}

const [source] = process.argv.slice(2);
if (!source) {
  console.error("say where the metadata comes from: npm run metadata -w sdk -- <ws://… or /path/to/atelier-node>");
  process.exit(2);
}
// npm changes into the package's folder; a path is meant from where npm was called.
const from = process.env.INIT_CWD ?? process.cwd();
const metadata = /^(ws|http)s?:/.test(source)
  ? await metadataOf(source)
  : await metadataOfBinary(resolve(from, source));
await writeFile(METADATA_FILE, metadata);
console.log(`${metadata.length} bytes of metadata, from ${source}`);
process.exit(spawnSync("npm", ["run", "--silent", "prepare"], { stdio: "inherit" }).status ?? 1);
