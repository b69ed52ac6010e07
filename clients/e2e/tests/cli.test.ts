import assert from "node:assert/strict";
import { cp, mkdtemp, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { devAccount } from "../src/accounts.ts";
import { messages, runNode, type Outcome } from "../src/binary.ts";
import { connect } from "../src/chain.ts";
import { finalized } from "../src/finality.ts";
import { RunningNode } from "../src/node.ts";

const SECONDS = 45;

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "atelier-cli-"));
});
after(() => rm(folder, { recursive: true }));

/** Runs a command that must succeed, and returns its standard output. */
async function output(...args: string[]): Promise<string> {
  const outcome = await runNode(args, SECONDS);
  assert.equal(outcome.exitCode, 0, report(outcome));
  return outcome.stdout;
}

/** Runs a command that must end with one clear sentence of why it failed. */
async function complaint(args: string[], expected: RegExp): Promise<void> {
  const outcome = await runNode(args, SECONDS);
  assert(!outcome.timedOut, `still running after ${SECONDS} s: ${report(outcome)}`);
  assert(outcome.exitCode !== undefined && outcome.exitCode > 0, report(outcome));
  assert.doesNotMatch(outcome.stderr + outcome.stdout, /panicked|RUST_BACKTRACE|stack backtrace/, report(outcome));
  const errors = messages(outcome).filter((line) => /^error/i.test(line));
  assert.equal(errors.length, 1, `not one sentence: ${report(outcome)}`);
  assert.match(errors[0]!, expected, report(outcome));
  assert.doesNotMatch(errors[0]!, /\b[A-Z]\w+[({] ?"?|\bOs \{/, `Rust's debug form: ${report(outcome)}`);
}

function report({ command, exitCode, stdout, stderr }: Outcome): string {
  return `${command}\nexit code ${exitCode}\n${stdout.slice(-1000)}\n${stderr.slice(-3000)}`;
}

/** Holds a TCP port for the time of `use`. */
async function withOccupiedPort(use: (port: string) => Promise<void>): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  try {
    await use(String((server.address() as AddressInfo).port));
  } finally {
    server.close();
  }
}

const ports = ["--rpc-port", "0", "--port", "0", "--no-prometheus", "--no-telemetry", "--no-mdns"];
const dev = (name: string) => ["--dev", "--base-path", join(folder, name)];

describe("bad input", () => {
  test("a flag that does not exist", () => complaint(["--no-such-flag"], /'--no-such-flag'/));

  test("a subcommand that does not exist", () => complaint(["frobnicate"], /'frobnicate'/));

  test("a chain that does not exist", () => complaint(["--chain", "no-such-chain", ...ports], /no-such-chain/));

  test("a chain specification that does not exist", () => {
    const file = join(folder, "absent.json");
    return complaint(["--chain", file, ...ports], /absent\.json/);
  });

  test("a chain specification that cannot be read", () => complaint(["--chain", folder, ...ports], /atelier-cli-/));

  test("a chain specification that is garbage", async () => {
    const file = join(folder, "garbage.json");
    await writeFile(file, Buffer.from([0xff, 0x00, 0x7b, 0x22]));
    await complaint(["--chain", file, ...ports], /garbage\.json/);
  });

  test("JSON that is no chain specification", async () => {
    const file = join(folder, "other.json");
    await writeFile(file, JSON.stringify({ name: "other" }));
    await complaint(["--chain", file, ...ports], /other\.json/);
  });

  test("an occupied RPC port", () =>
    withOccupiedPort((port) =>
      complaint([...dev("rpc"), "--rpc-port", port, "--port", "0", "--no-prometheus"], new RegExp(`\\b${port}\\b`)),
    ));

  test("an occupied p2p port", () =>
    withOccupiedPort((port) =>
      complaint([...dev("p2p"), "--port", port, "--rpc-port", "0", "--no-prometheus"], new RegExp(`\\b${port}\\b`)),
    ));

  test("an occupied Prometheus port", () =>
    withOccupiedPort((port) =>
      complaint(
        [...dev("prometheus"), "--prometheus-port", port, "--rpc-port", "0", "--port", "0"],
        new RegExp(`\\b${port}\\b`),
      ),
    ));

  test("a validator without a network key", () =>
    complaint(
      ["--validator", "--chain", "local", "--base-path", join(folder, "keyless"), ...ports],
      /network key/,
    ));

  test("a validator without session keys", () => {
    const nodeKey = ["--node-key", "1".padStart(64, "0")];
    const args = ["--validator", "--chain", "local", "--base-path", join(folder, "keyless"), ...nodeKey, ...ports];
    return complaint(args, /key/i);
  });

  test("a key that is none", () => complaint(["key", "inspect", "no key at all"], /secret|key|URI/i));
});

describe("chain specifications", () => {
  for (const chain of ["dev", "local"]) {
    test(`of ${chain} come out alike, twice and from both commands`, async () => {
      const exported = await output("export-chain-spec", "--chain", chain);
      assert.equal(await output("export-chain-spec", "--chain", chain), exported);
      assert.equal(await output("build-spec", "--chain", chain, "--disable-default-bootnode"), exported);
      const { genesis, bootNodes } = JSON.parse(exported) as PlainSpec;
      assert.deepEqual(bootNodes, []);
      const { session, balances } = genesis.runtimeGenesis.patch;
      const names = chain === "dev" ? ["Alice"] : ["Alice", "Bob", "Charlie", "Dave"];
      const validators = session.keys.map(([, validator]) => validator);
      assert.deepEqual(validators, names.map((name) => devAccount(`${name}//stash`).address));
      const endowed = balances.balances.map(([address]) => address);
      assert(names.every((name) => endowed.includes(devAccount(name).address)));
    });

    test(`of ${chain} come out alike in raw form`, async () => {
      const exported = await output("export-chain-spec", "--chain", chain, "--raw");
      assert.equal(await output("export-chain-spec", "--chain", chain, "--raw"), exported);
      assert.equal(await output("build-spec", "--chain", chain, "--disable-default-bootnode", "--raw"), exported);
      const { genesis } = JSON.parse(exported) as RawSpec;
      assert("0x3a636f6465" in genesis.raw.top, "the raw form holds :code");
    });
  }

  test("are taken back from a file, plain and raw, with the same genesis", async () => {
    const plain = join(folder, "plain.json");
    await output("export-chain-spec", "--chain", "local", "--output", plain);
    const raw = await output("build-spec", "--chain", plain, "--raw", "--disable-default-bootnode");
    assert.equal(raw, await output("export-chain-spec", "--chain", "local", "--raw"));
    const rawFile = join(folder, "raw.json");
    await writeFile(rawFile, raw);
    assert.equal(await output("export-chain-spec", "--chain", rawFile, "--raw"), raw);
  });
});

describe("keys", () => {
  test("are generated, and inspected to the same address", async () => {
    const generated = JSON.parse(await output("key", "generate", "--output-type", "json")) as Key;
    const inspected = JSON.parse(await output("key", "inspect", "--output-type", "json", generated.secretPhrase)) as Key;
    assert.equal(inspected.ss58Address, generated.ss58Address);
    assert.equal(generated.secretPhrase.split(" ").length, 12);
  });

  test("of development are the well-known ones", async () => {
    const { ss58Address } = JSON.parse(await output("key", "inspect", "--output-type", "json", "//Alice")) as Key;
    assert.equal(ss58Address, devAccount("Alice").address);
  });
});

describe("a database", () => {
  let stopped: RunningNode;

  /** Arguments that name a copy of the database of the stopped node. */
  async function copy(name: string): Promise<string[]> {
    await cp(stopped.basePath, join(folder, name), { recursive: true });
    return dev(name);
  }

  async function chainInfo(database: string[]): Promise<ChainInfo> {
    return JSON.parse(await output("chain-info", ...database)) as ChainInfo;
  }

  before(async () => {
    stopped = await RunningNode.start(["--dev"]);
    const { client } = connect(stopped.wsUrl);
    try {
      await finalized({ client }, 3);
    } finally {
      client.destroy();
      await stopped.stop();
    }
  });
  after(() => rm(stopped.folder, { recursive: true }));

  test("tells its best and its finalized block", async () => {
    const info = await chainInfo(await copy("info"));
    assert(info.finalized_number >= 3, JSON.stringify(info));
    assert(info.best_number >= info.finalized_number);
  });

  test("is exported and imported into a fresh one", async () => {
    const [source, blocks, target] = [await copy("export"), join(folder, "blocks"), dev("import")];
    await output("export-blocks", ...source, blocks);
    await output("import-blocks", ...target, blocks);
    const [from, to] = [await chainInfo(source), await chainInfo(target)];
    assert.equal(to.genesis_hash, from.genesis_hash);
    assert.equal(to.best_number, from.best_number);
    assert.equal(to.best_hash, from.best_hash);

    assert.match(await output("check-block", ...target, "1"), /Completed in \d+ ms/);

    await output("revert", ...target, "2");
    assert.equal((await chainInfo(target)).best_number, from.best_number - 2);

    await output("import-blocks", ...target, blocks);
    assert.equal((await chainInfo(target)).best_hash, from.best_hash);
  });

  test("is exported and imported in binary form", async () => {
    const [source, blocks, target] = [await copy("export-binary"), join(folder, "blocks.bin"), dev("import-binary")];
    await output("export-blocks", ...source, "--binary", blocks);
    await output("import-blocks", ...target, "--binary", blocks);
    assert.equal((await chainInfo(target)).best_hash, (await chainInfo(source)).best_hash);
  });

  test("does not import blocks that are garbage", async () => {
    const garbage = join(folder, "garbage.bin");
    await writeFile(garbage, Buffer.alloc(64, 0xff));
    await complaint(["import-blocks", ...dev("import-garbage"), "--binary", garbage], /block|decode|import/i);
  });

  test("is never reverted below its finalized block", async () => {
    const database = await copy("revert");
    const before = await chainInfo(database);
    await output("revert", ...database, "256");
    const after = await chainInfo(database);
    assert.equal(after.best_number, before.finalized_number);
    assert.equal(after.best_hash, before.finalized_hash);
  });

  test("is purged", async () => {
    const database = await copy("purge");
    await output("purge-chain", ...database, "-y");
    const { best_number } = await chainInfo(database);
    assert.equal(best_number, 0);
  });

  test("goes on where it stopped", async () => {
    const before = await chainInfo(await copy("before-restart"));
    const again = await RunningNode.startIn(stopped.folder, ["--dev"]);
    const { client } = connect(again.wsUrl);
    try {
      await finalized({ client }, before.best_number + 1);
      assert.equal(await again.rpc("chain_getBlockHash", [before.best_number]), before.best_hash);
    } finally {
      client.destroy();
      await again.stop();
    }
  });

  test("is refused when its metadata is garbage", async () => {
    const database = await copy("corrupt-metadata");
    await writeFile(join(await files(database), "metadata"), "garbage");
    await complaint([...database, ...ports], /database|metadata|corrupt/i);
  });

  test("is refused when its tables are cut off", async () => {
    const database = await copy("corrupt-tables");
    const path = await files(database);
    for (const name of await readdir(path)) {
      if (/^(index|table)_/.test(name)) await truncate(join(path, name), 100);
    }
    await complaint([...database, ...ports], /database|corrupt/i);
  });

  /** The folder of the database's files. */
  async function files([, , base]: string[]): Promise<string> {
    assert(base);
    const [chain] = await readdir(join(base, "chains"));
    assert(chain);
    return join(base, "chains", chain, "paritydb", "full");
  }
});

interface PlainSpec {
  readonly bootNodes: readonly string[];
  readonly genesis: {
    readonly runtimeGenesis: {
      readonly patch: {
        readonly session: { readonly keys: readonly (readonly [account: string, validator: string, keys: object])[] };
        readonly balances: { readonly balances: readonly (readonly [account: string, amount: number])[] };
      };
    };
  };
}

interface RawSpec {
  readonly genesis: { readonly raw: { readonly top: Readonly<Record<string, string>> } };
}

interface Key {
  readonly secretPhrase: string;
  readonly ss58Address: string;
}

interface ChainInfo {
  readonly best_hash: string;
  readonly best_number: number;
  readonly genesis_hash: string;
  readonly finalized_hash: string;
  readonly finalized_number: number;
}
