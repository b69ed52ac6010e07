import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { execa } from "execa";
import { filter, mergeMap, ReplaySubject, type Observable } from "rxjs";
import { nodeBinary } from "./binary.ts";
import { first, within } from "./deadline.ts";
import { call, type Health } from "./rpc.ts";

const SECONDS_TO_START = 120;
const SECONDS_TO_STOP = 20;
const LINES_SHOWN = 40;
/** Arguments of a node that is in nobody's way: only on this machine, on ports that the system chooses. */
export const FREE_PORTS = [
  ...["--rpc-port", "0", "--listen-addr", "/ip4/127.0.0.1/tcp/0"],
  ...["--no-prometheus", "--no-telemetry", "--no-mdns"],
];
const RPC_LISTENS = /Running JSON-RPC server: addr=127\.0\.0\.1:(\d+)/;

function launch(args: readonly string[]) {
  return execa(nodeBinary(), args, {
    all: true,
    buffer: false,
    cleanup: true,
    reject: false,
    stdin: "ignore",
  });
}

/** One running node process: on free ports, with its base path and log in a folder of its own. */
export class RunningNode {
  private constructor(
    readonly folder: string,
    readonly rpcPort: number,
    private readonly process: ReturnType<typeof launch>,
    private readonly lines: Observable<string>,
  ) {}

  /** Starts a node with `args` and waits until it answers by its RPC. */
  static async start(args: readonly string[]): Promise<RunningNode> {
    const folder = await mkdtemp(join(tmpdir(), "atelier-node-"));
    return RunningNode.startIn(folder, args);
  }

  /** Starts a node on the base path that an earlier one left behind. */
  static async startIn(folder: string, args: readonly string[]): Promise<RunningNode> {
    const process = launch([...args, "--base-path", basePath(folder), ...FREE_PORTS]);
    process.all.pipe(createWriteStream(logFile(folder), { flags: "a" }));
    const lines = linesOf(process);
    try {
      const listens = lines.pipe(mergeMap((line) => RPC_LISTENS.exec(line)?.slice(1) ?? []));
      const rpcPort = Number(await first(SECONDS_TO_START, "the node's RPC server", listens));
      await call<Health>(rpcPort, "system_health");
      return new RunningNode(folder, rpcPort, process, lines);
    } catch (error) {
      process.kill("SIGKILL");
      await process;
      throw new Error(`no start of: ${process.spawnargs.join(" ")}\n${await tail(logFile(folder))}`, { cause: error });
    }
  }

  get basePath(): string {
    return basePath(this.folder);
  }

  get logFile(): string {
    return logFile(this.folder);
  }

  get wsUrl(): string {
    return `ws://127.0.0.1:${this.rpcPort}`;
  }

  /** Waits for a line of the node's log, which may have been written already. */
  async logs(pattern: RegExp, seconds: number): Promise<void> {
    await first(seconds, `${pattern} in the log`, this.lines.pipe(filter((line) => pattern.test(line))));
  }

  /** One JSON-RPC call to this node. */
  rpc<T>(method: string, params: readonly unknown[] = []): Promise<T> {
    return call<T>(this.rpcPort, method, params);
  }

  /** Interrupts the node as an operator would, and insists that it ends cleanly. */
  async stop(): Promise<void> {
    this.process.kill("SIGINT");
    try {
      const { exitCode } = await within(SECONDS_TO_STOP, "the node to stop on SIGINT", Promise.resolve(this.process));
      if (exitCode !== 0) throw new Error(`the node ended with ${exitCode}\n${await tail(this.logFile)}`);
    } finally {
      this.process.kill("SIGKILL");
    }
  }

  /** Ends the node as a power cut would. */
  async kill(): Promise<void> {
    this.process.kill("SIGKILL");
    await this.process;
  }

  /** Removes the database and the log of a stopped node. */
  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }
}

/** The last lines of a log. */
export async function tail(file: string): Promise<string> {
  const text = await readFile(file, "utf8").catch(() => "(no log)");
  return text.trimEnd().split("\n").slice(-LINES_SHOWN).join("\n");
}

function basePath(folder: string): string {
  return join(folder, "base");
}

function logFile(folder: string): string {
  return join(folder, "node.log");
}

/** The lines of a process's log, from its first one on. */
function linesOf(process: ReturnType<typeof launch>): Observable<string> {
  const lines = new ReplaySubject<string>();
  createInterface({ input: process.all })
    .on("line", (line) => lines.next(line))
    .on("close", () => lines.complete());
  return lines;
}
