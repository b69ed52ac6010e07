import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, watch, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Chain } from "@atelier/sdk/core";
import { reach } from "@atelier/sdk/node";
import { execa } from "execa";
import getPort from "get-port";
import { parse, stringify } from "smol-toml";
import { nodeBinary } from "./binary.ts";
import { within } from "./deadline.ts";
import { tail } from "./node.ts";
import { processesNaming, type Process } from "./processes.ts";
import { call } from "./rpc.ts";

const SECONDS_TO_LAUNCH = 300;
const SECONDS_TO_STOP = 20;

/** The part of a network file of zombienet that is completed before it is spawned. */
interface Definition {
  relaychain: { chain: string; default_command: string; nodes: { name: string; rpc_port?: number; args?: string[] }[] };
}

function launch([command, ...args]: readonly [string, ...string[]]) {
  return execa(command, args, { all: true, buffer: false, cleanup: true, reject: false, stdin: "ignore" });
}

/** A network of node processes, spawned by the zombienet client. */
export class Network {
  private readonly connections = new Map<string, Chain>();
  /** Command lines of nodes that were killed. */
  private readonly killed = new Map<string, Process["argv"]>();
  /** Nodes that this class started again: those the client does not know of. */
  private readonly restarted: ReturnType<typeof launch>[] = [];

  private constructor(
    readonly folder: string,
    private readonly client: ReturnType<typeof launch>,
    private readonly chain: string,
    private readonly rpcPorts: ReadonlyMap<string, number>,
    /** Settles when the client says that all nodes are up. */
    readonly launched: Promise<void>,
  ) {}

  /**
   * Has the zombienet client spawn the network of `file`, with the node under test and on free ports. Nodes get `args`
   * beside those of the file. The client drops one that it has seen before: a flag and its value are one.
   */
  static async spawn(file: string, args: Readonly<Record<string, readonly string[]>> = {}): Promise<Network> {
    const definition = parse(await readFile(file, "utf8")) as unknown as Definition;
    const rpcPorts = new Map<string, number>();
    definition.relaychain.default_command = nodeBinary();
    for (const node of definition.relaychain.nodes) {
      node.rpc_port = await getPort();
      rpcPorts.set(node.name, node.rpc_port);
      node.args = [...(node.args ?? []), ...(args[node.name] ?? [])];
    }
    const folder = await mkdtemp(join(tmpdir(), "atelier-network-"));
    const completed = join(folder, "network.toml");
    await writeFile(completed, stringify(definition));
    const nodes = join(folder, "nodes");
    await mkdir(nodes);

    const options = ["--provider", "native", "--logType", "text", "--force", "--dir", nodes];
    const client = launch([process.execPath, zombienet(), ...options, "spawn", completed]);
    const log = join(folder, "zombienet.log");
    client.all.pipe(createWriteStream(log));
    const launched = within(SECONDS_TO_LAUNCH, "the network to launch", launchOf(client, nodes)).catch(
      async (error: unknown) => {
        throw new Error(`no launch of ${file}\n${await tail(log)}`, { cause: error });
      },
    );
    launched.catch(() => {}); // Also for a caller that fails before it waits for the launch.
    return new Network(folder, client, definition.relaychain.chain, rpcPorts, launched);
  }

  get names(): string[] {
    return [...this.rpcPorts.keys()];
  }

  get ports(): number[] {
    return [...this.rpcPorts.values()];
  }

  /** The raw chain specification that all nodes share, with the first node as bootnode. */
  get chainSpec(): string {
    return join(this.folder, "nodes", `${this.chain}.json`);
  }

  private logFile(name: string): string {
    return join(this.folder, "nodes", `${name}.log`);
  }

  /** A connection to a node, which may still be starting. */
  node(name: string): Chain {
    const known = this.connections.get(name);
    if (known) return known;
    const connection = reach(this.wsUrl(name));
    this.connections.set(name, connection);
    return connection;
  }

  wsUrl(name: string): string {
    return `ws://127.0.0.1:${this.rpcPorts.get(name)}`;
  }

  /** One JSON-RPC call to a node. */
  rpc<T>(name: string, method: string, params: readonly unknown[] = []): Promise<T> {
    return call<T>(this.rpcPorts.get(name)!, method, params);
  }

  /** The hash of block `number` on each of the given nodes. */
  hashes(number: number, names: readonly string[] = this.names): Promise<(string | null)[]> {
    return Promise.all(names.map((name) => this.node(name).client._request("chain_getBlockHash", [number])));
  }

  /** The process of each node; an error when one is not running. */
  async pids(): Promise<Record<string, number>> {
    const running = this.names.map(async (name) => [name, (await this.process(name)).pid] as const);
    return Object.fromEntries(await Promise.all(running));
  }

  /** Kills a node as a power cut would, and waits until its process is gone. */
  async kill(name: string): Promise<void> {
    const { pid, argv } = await this.process(name);
    this.killed.set(name, argv);
    this.connections.get(name)?.client.destroy();
    this.connections.delete(name);
    process.kill(pid, "SIGKILL");
    await within(SECONDS_TO_STOP, `${name} to die`, this.gone(`${this.folder}/nodes/${name}/`));
  }

  /** Starts a killed node again, with the command line that it had. */
  restart(name: string): void {
    const argv = this.killed.get(name);
    if (!argv) throw new Error(`${name} was not killed`);
    this.killed.delete(name);
    const node = launch([...argv]);
    node.all.pipe(createWriteStream(this.logFile(name), { flags: "a" }));
    this.restarted.push(node);
  }

  /** Ends every process of the network, also after a failure, and returns those that had to be killed for it. */
  async stop(): Promise<Process[]> {
    for (const { client } of this.connections.values()) client.destroy();
    for (const process of [this.client, ...this.restarted]) process.kill("SIGTERM");
    await within(SECONDS_TO_STOP, "the network to stop", this.gone(this.folder)).catch(() => {});
    const survivors = await processesNaming(this.folder);
    for (const { pid } of survivors) process.kill(pid, "SIGKILL");
    await within(SECONDS_TO_STOP, "the network to die", this.gone(this.folder));
    return survivors;
  }

  /** Prints the end of each node's log. */
  async showLogs(): Promise<void> {
    for (const name of this.names) console.error(`end of ${name}'s log:\n${await tail(this.logFile(name))}`);
  }

  /** Removes the databases and logs of the network. */
  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }

  private async process(name: string): Promise<Process> {
    const processes = await processesNaming(`${this.folder}/nodes/${name}/`);
    const node = processes.find(({ argv }) => argv[0] === nodeBinary());
    if (!node) throw new Error(`${name} is not running`);
    return node;
  }

  /** Waits until no process names `path`. No event tells the end of a process that is not our child. */
  private async gone(path: string): Promise<void> {
    while ((await processesNaming(path)).length > 0) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** The zombienet client, which has a folder of its own because it is heavy. */
function zombienet(): string {
  const folder = new URL("../../../zombienet/package.json", import.meta.url);
  try {
    return createRequire(folder).resolve("@zombienet/cli/dist/cli.js");
  } catch (error) {
    throw new Error("the zombienet client is not installed: run `npm ci` in zombienet/", { cause: error });
  }
}

/** Waits for the file that the client writes when all nodes are up. */
async function launchOf(client: ReturnType<typeof launch>, folder: string): Promise<void> {
  const ended = client.then(() => {
    throw new Error("the zombienet client ended");
  });
  const written = async () => {
    for await (const { filename } of watch(folder)) if (filename === "zombie.json") return;
  };
  await Promise.race([written(), ended]);
}
