import assert from "node:assert/strict";
import { once } from "node:events";
import { access, cp, mkdtemp, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { devAccount, reach } from "@atelier/sdk/node";
import { messages, runNode, type Outcome } from "../src/binary.ts";
import { finalized } from "@atelier/sdk/core";
import { FREE_PORTS, RunningNode } from "../src/node.ts";

/** Far more than any command takes: who does not end by then hangs. */
const SECONDS = 120;
const concurrency = 2;

const chain = ["--chain", "dev"];
/** Arguments of the one validator of that chain. */
const alice = [...chain, "--alice", "--force-authoring", "--unsafe-force-node-key-generation"];

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

/** Runs a command that must end with one clear sentence of why it failed, and returns that sentence. */
async function sentence(args: string[], expected: RegExp): Promise<string> {
  const outcome = await runNode(args, SECONDS);
  assert(!outcome.timedOut, `still running after ${SECONDS} s: ${report(outcome)}`);
  assert(outcome.exitCode !== undefined && outcome.exitCode > 0, report(outcome));
  assert.doesNotMatch(outcome.stderr + outcome.stdout, /panicked|RUST_BACKTRACE|stack backtrace/, report(outcome));
  const errors = messages(outcome).filter((line) => /^error/i.test(line));
  assert.equal(errors.length, 1, `not one sentence: ${report(outcome)}`);
  assert.match(errors[0]!, expected, report(outcome));
  assert.doesNotMatch(errors[0]!, /\b[A-Z]\w+[({] ?"?|\bOs \{/, `Rust's debug form: ${report(outcome)}`);
  return errors[0]!;
}

async function complaint(args: string[], expected: RegExp): Promise<void> {
  await sentence(args, expected);
}

function report({ command, exitCode, signal, stdout, stderr }: Outcome): string {
  return `${command}\nended with ${exitCode ?? signal}\n${stdout.slice(-1000)}\n${stderr.slice(-3000)}`;
}

const base = (name: string) => ["--base-path", join(folder, name)];

describe("bad input", { concurrency }, () => {
  test("a flag that does not exist", () => complaint(["--no-such-flag"], /'--no-such-flag'/));

  test("a subcommand that does not exist", () => complaint(["frobnicate"], /'frobnicate'/));

  test("no chain at all", () => complaint([...FREE_PORTS], /--chain/));

  test("a chain that does not exist", () => complaint(["--chain", "no-such-chain", ...FREE_PORTS], /no-such-chain/));

  test("a chain specification that does not exist", () => {
    const file = join(folder, "absent.json");
    return complaint(["--chain", file, ...FREE_PORTS], /absent\.json/);
  });

  test("a chain specification that cannot be read", () =>
    complaint(["--chain", folder, ...FREE_PORTS], /atelier-cli-/));

  test("a chain specification that is garbage", async () => {
    const file = join(folder, "garbage.json");
    await writeFile(file, Buffer.from([0xff, 0x00, 0x7b, 0x22]));
    await complaint(["--chain", file, ...FREE_PORTS], /garbage\.json/);
  });

  test("JSON that is no chain specification", async () => {
    const file = join(folder, "other.json");
    await writeFile(file, JSON.stringify({ name: "other" }));
    await complaint(["--chain", file, ...FREE_PORTS], /other\.json/);
  });

  test("a base path that cannot be made", async () => {
    const file = join(folder, "a-file");
    await writeFile(file, "");
    await complaint([...alice, "--base-path", join(file, "base"), ...FREE_PORTS], /a-file/);
  });

  test("a network key that is none", async () => {
    const file = join(folder, "no-key");
    await writeFile(file, "no key\n");
    await complaint(
      [...alice, ...base("no-key-base"), "--node-key-file", file, ...FREE_PORTS],
      /no-key\b.*64 hexadecimal/,
    );
  });

  test("a keystore that cannot be made", async () => {
    const file = join(folder, "no-folder");
    await writeFile(file, "");
    await complaint([...alice, ...base("keystore"), "--keystore-path", join(file, "keys"), ...FREE_PORTS], /no-folder/);
  });

  test("ports that another process holds", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    await once(holder, "listening");
    const port = String((holder.address() as AddressInfo).port);
    try {
      for (const flag of ["--rpc-port", "--port", "--prometheus-port"]) {
        const free = ["--rpc-port", "--port"].filter((other) => other !== flag).flatMap((other) => [other, "0"]);
        const metrics = flag === "--prometheus-port" ? [] : ["--no-prometheus"];
        await complaint([...alice, ...base(flag), flag, port, ...free, ...metrics], new RegExp(`:${port}\\b.*${flag}`));
      }
    } finally {
      holder.close();
    }
  });

  test("the peer-to-peer port of another node", async () => {
    const other = await RunningNode.start(alice);
    try {
      const [listens] = await other.rpc<string[]>("system_localListenAddresses");
      const port = /\/tcp\/(\d+)/.exec(listens ?? "")?.[1];
      assert(port, `the other node listens on ${listens}`);
      const args = [...alice, ...base("p2p"), "--rpc-port", "0", "--port", port, "--no-prometheus"];
      await complaint(args, new RegExp(`:${port}\\b.*--port`));
    } finally {
      await other.stop();
    }
    await other.remove();
  });

  const places: readonly [string, () => string[]][] = [
    ["a folder", () => base("no-network-key")],
    ["a file", () => ["--node-key-file", join(folder, "no-network-key-file")]],
  ];
  for (const [name, place] of places) {
    test(`a validator without a network key in ${name}: what it advises makes one`, async () => {
      const said = await sentence(["--validator", ...chain, ...place(), ...FREE_PORTS], /network key/);
      const [, path, advice] = /there is none in (.*): .*`atelier-node (.*)`/.exec(said) ?? [];
      assert(path !== undefined && advice !== undefined, said);
      await output(...advice.split(" "));
      await access(path);
    });
  }
});

describe("a validator without session keys", () => {
  // It has to run for its operator to make them, by author_rotateKeys.
  test("starts, and warns of it", async () => {
    const node = await RunningNode.start(["--validator", ...chain, "--node-key", "1".padStart(64, "0")]);
    try {
      await node.logs(/no session key to sign blocks/, 30);
      await node.logs(/no session key to sign finality votes/, 30);
      assert.match(await node.rpc("author_rotateKeys"), /^0x[0-9a-f]{192}$/);
    } finally {
      await node.stop();
    }
    await node.remove();
  });
});

describe("chain specifications", { concurrency }, () => {
  /** Checks what zombienet and people look for in a specification. */
  function assertPlain(specification: string, names: string[]): void {
    const { genesis, bootNodes } = JSON.parse(specification) as PlainSpec;
    const { session, balances } = genesis.runtimeGenesis.patch;
    assert.deepEqual(bootNodes, []);
    const validators = session.keys.map(([, validator]) => validator);
    assert.deepEqual(
      validators,
      names.map((name) => devAccount(`${name}//stash`).address),
    );
    const endowed = balances.balances.map(([address]) => address);
    assert(names.every((name) => endowed.includes(devAccount(name).address)));
  }

  test("of `dev` name Alice", async () => {
    assertPlain(await output("export-chain-spec", "--chain", "dev"), ["Alice"]);
  });

  test("of `local` name four validators, in the same bytes from both commands", async () => {
    const exported = await output("export-chain-spec", "--chain", "local");
    assertPlain(exported, ["Alice", "Bob", "Charlie", "Dave"]);
    assert.equal(await output("build-spec", "--chain", "local", "--disable-default-bootnode"), exported);
  });

  test("come out raw in the same bytes, whatever they are made from", async () => {
    const [plain, raw] = [join(folder, "plain.json"), join(folder, "raw.json")];
    await output("export-chain-spec", "--chain", "local", "--output", plain);
    const exported = await output("export-chain-spec", "--chain", "local", "--raw");
    const { genesis } = JSON.parse(exported) as RawSpec;
    assert("0x3a636f6465" in genesis.raw.top, "the raw form holds :code");
    assert.equal(await output("build-spec", "--chain", plain, "--raw", "--disable-default-bootnode"), exported);
    await writeFile(raw, exported);
    assert.equal(await output("export-chain-spec", "--chain", raw, "--raw"), exported);
  });
});

describe("keys", () => {
  test("are generated, and inspected to the same address", async () => {
    const generated = JSON.parse(await output("key", "generate", "--output-type", "json")) as Key;
    const inspected = JSON.parse(
      await output("key", "inspect", "--output-type", "json", generated.secretPhrase),
    ) as Key;
    assert.equal(inspected.ss58Address, generated.ss58Address);
    assert.equal(generated.secretPhrase.split(" ").length, 12);
  });

  test("of development are the well-known ones", async () => {
    const { ss58Address } = JSON.parse(await output("key", "inspect", "--output-type", "json", "//Alice")) as Key;
    assert.equal(ss58Address, devAccount("Alice").address);
  });
});

describe("a database", { concurrency }, () => {
  let stopped: RunningNode;

  before(async () => {
    stopped = await RunningNode.start(alice);
    const { client } = reach(stopped.wsUrl);
    try {
      await finalized({ client }, 3);
    } finally {
      client.destroy();
      await stopped.stop();
    }
  });
  after(() => stopped.remove());

  /** Makes a copy of the database of the stopped node. */
  async function copy(name: string): Promise<Database> {
    const at = join(folder, name, "base");
    await cp(stopped.basePath, at, { recursive: true });
    return database(at);
  }

  /** Names a database that does not exist yet. */
  function fresh(name: string): Database {
    return database(join(folder, name, "base"));
  }

  function database(at: string): Database {
    return { files: join(at, "chains", "atelier_dev", "paritydb", "full"), args: [...chain, "--base-path", at] };
  }

  async function chainInfo({ args }: Database): Promise<ChainInfo> {
    return JSON.parse(await output("chain-info", ...args)) as ChainInfo;
  }

  test("tells its best and its finalized block", async () => {
    const info = await chainInfo(await copy("info"));
    assert(info.finalized_number >= 3, JSON.stringify(info));
    assert(info.best_number >= info.finalized_number);
  });

  test("is exported and imported into a fresh one", async () => {
    const [source, blocks, target] = [await copy("export"), join(folder, "blocks.json"), fresh("import")];
    await output("export-blocks", ...source.args, blocks);
    await output("import-blocks", ...target.args, blocks);
    const [from, to] = [await chainInfo(source), await chainInfo(target)];
    assert.equal(to.genesis_hash, from.genesis_hash);
    assert.equal(to.best_number, from.best_number);
    assert.equal(to.best_hash, from.best_hash);
  });

  test("is exported and imported in binary form, checked, reverted and imported again", async () => {
    const [source, blocks, target] = [await copy("export-binary"), join(folder, "blocks.bin"), fresh("import-binary")];
    await output("export-blocks", ...source.args, "--binary", blocks);
    await output("import-blocks", ...target.args, "--binary", blocks);
    const { best_hash, best_number } = await chainInfo(target);
    assert.equal(best_hash, (await chainInfo(source)).best_hash);

    assert.match(await output("check-block", ...target.args, "1"), /Completed in \d+ ms/);
    await output("revert", ...target.args, "2");
    assert.equal((await chainInfo(target)).best_number, best_number - 2);
    await output("import-blocks", ...target.args, "--binary", blocks);
    assert.equal((await chainInfo(target)).best_hash, best_hash);
  });

  test("does not import blocks that are garbage or absent", async () => {
    const [garbage, absent] = [join(folder, "garbage.bin"), join(folder, "absent.bin")];
    await writeFile(garbage, Buffer.alloc(64, 0xff));
    const { args } = fresh("import-garbage");
    await complaint(["import-blocks", ...args, "--binary", garbage], /block|decode|import/i);
    await complaint(["import-blocks", ...args, "--binary", absent], /absent\.bin/);
  });

  test("is never reverted below its finalized block", async () => {
    const target = await copy("revert");
    const before = await chainInfo(target);
    await output("revert", ...target.args, "256");
    const after = await chainInfo(target);
    assert.equal(after.best_number, before.finalized_number);
    assert.equal(after.best_hash, before.finalized_hash);
  });

  test("is purged", async () => {
    const target = await copy("purge");
    await output("purge-chain", ...target.args, "-y");
    await assert.rejects(access(target.files));
  });

  test("goes on where it stopped", async () => {
    const before = await chainInfo(await copy("restart"));
    const again = await RunningNode.startIn(join(folder, "restart"), alice);
    const { client } = reach(again.wsUrl);
    try {
      await finalized({ client }, before.best_number + 1);
      assert.equal(await again.rpc("chain_getBlockHash", [before.best_number]), before.best_hash);
    } finally {
      client.destroy();
      await again.stop();
    }
  });

  test("is refused when its metadata is garbage", async () => {
    const { files, args } = await copy("corrupt-metadata");
    await writeFile(join(files, "metadata"), "garbage");
    await complaint([...args, ...FREE_PORTS], /database|metadata|corrupt/i);
  });

  test("is refused when its tables are cut off", async () => {
    const target = await copy("corrupt-tables");
    // Opening the database empties its write-ahead log, from which it would mend the tables otherwise.
    await chainInfo(target);
    const { files, args } = target;
    for (const name of await readdir(files)) {
      if (/^(index|table)_/.test(name)) await truncate(join(files, name), 100);
    }
    await complaint([...args, ...FREE_PORTS], /database|corrupt/i);
  });
});

interface Database {
  /** The folder of its files. */
  readonly files: string;
  /** The arguments that name it. */
  readonly args: string[];
}

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
