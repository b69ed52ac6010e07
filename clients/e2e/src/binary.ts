import { accessSync, constants } from "node:fs";
import { isAbsolute } from "node:path";
import { execa } from "execa";

/** The node under test. */
export function nodeBinary(): string {
  return binary("ATELIER_NODE", "the atelier-node binary");
}

/** The gateway under test. */
export function gatewayBinary(): string {
  return binary("ATELIER_GATEWAY", "the atelier-gateway binary");
}

/** The gateway that misbehaves as it is told: gateway/examples/faulty.rs. */
export function faultyBinary(): string {
  return binary("ATELIER_FAULTY", "the example `faulty` of atelier-gateway");
}

/** Named by the environment so that the suites never guess where it was built. */
function binary(variable: string, what: string): string {
  const path = process.env[variable];
  if (!path || !isAbsolute(path)) throw new Error(`set ${variable} to the absolute path of ${what}`);
  accessSync(path, constants.X_OK);
  return path;
}

/** What one run of the binary left behind. */
export interface Outcome {
  readonly command: string;
  readonly exitCode: number | undefined;
  /** What ended the process when it did not end by itself: SIGKILL after the deadline. */
  readonly signal: string | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
}

/** Runs the binary to its end, or to the deadline, and never throws for what the binary does. */
export async function runNode(args: readonly string[], seconds = 60): Promise<Outcome> {
  const run = await execa(nodeBinary(), args, {
    reject: false,
    stdin: "ignore",
    timeout: seconds * 1000,
    killSignal: "SIGKILL",
    maxBuffer: 64 * 1024 * 1024,
    stripFinalNewline: false,
  });
  return {
    command: ["atelier-node", ...args].join(" "),
    exitCode: run.exitCode,
    signal: run.signal,
    stdout: run.stdout,
    stderr: run.stderr,
    timedOut: run.timedOut,
  };
}

const LOG_LINE = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/;

/** What the binary says to its user on stderr, without the lines of its log. */
export function messages(outcome: Outcome): string[] {
  return outcome.stderr.split("\n").filter((line) => line.trim() !== "" && !LOG_LINE.test(line));
}
