import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { digestBytes, type jobs } from "@atelier/sdk";
import { execa } from "execa";
import { fromEvent, mergeMap, type Observable } from "rxjs";
import { faultyBinary, gatewayBinary } from "./binary.ts";
import { first, within } from "./deadline.ts";

const SECONDS_TO_START = 30;
const SECONDS_TO_STOP = 20;
const SECONDS_TO_INFER = 30;
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+/;

/** The folder of the project's models, each in a folder of its name. */
export const MODELS = fileURLToPath(new URL("../../../gateway/engine/models", import.meta.url));

/** What a gateway can do wrong: see gateway/examples/faulty.rs. */
export type Fault =
  | "busy"
  | "changing"
  | "close"
  | "endless"
  | "garbage"
  | "hang-body"
  | "hang-head"
  | "lie"
  | "no-json"
  | "running"
  | "short-body"
  | "wrong-length"
  | "wrong-root";

function launch(binary: string, args: readonly string[]) {
  // Standard error as well: the gateway says there where it listens.
  return execa(binary, args, { all: true, buffer: false, cleanup: true, reject: false, stdin: "ignore" });
}

/** One running gateway process, on a free port. */
export class Gateway {
  private constructor(
    readonly url: string,
    private readonly process: ReturnType<typeof launch>,
  ) {}

  /** The project's gateway, with the project's models. */
  static honest(): Promise<Gateway> {
    return Gateway.start(gatewayBinary(), ["--models", MODELS, "--listen", "127.0.0.1:0"]);
  }

  /** A gateway that misbehaves. Nothing else is wrong with it: its outputs are as long as the chain expects. */
  static faulty(fault: Fault, outputLength: number): Promise<Gateway> {
    return Gateway.start(faultyBinary(), [fault, "--length", `${outputLength}`]);
  }

  private static async start(binary: string, args: readonly string[]): Promise<Gateway> {
    const process = launch(binary, args);
    const lines = fromEvent(createInterface({ input: process.all }), "line") as Observable<string>;
    try {
      const addresses = lines.pipe(mergeMap((line) => ADDRESS.exec(line) ?? []));
      return new Gateway(await first(SECONDS_TO_START, `the address of ${binary}`, addresses), process);
    } catch (error) {
      process.kill("SIGKILL");
      throw error;
    }
  }

  /** The root of the output of a job, as this gateway computes it. */
  async infer({ job, round, model, adapters, input, effectiveSeed }: jobs.Job): Promise<string> {
    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
    const tensor = (name: string, data: string) => ({ name, shape: [1], datatype: "BYTES", data: [data] });
    const body = JSON.stringify({
      id: `${job}-${round}`,
      parameters: { adapters: adapters.map((root) => hex(digestBytes(root))).join(",") },
      inputs: [tensor("input", hex(input)), tensor("seed", effectiveSeed.slice(2))],
    });
    const url = `${this.url}/v2/models/${hex(digestBytes(model))}/infer`;
    for (let second = 0; second < SECONDS_TO_INFER; second++) {
      const response = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
      const answer = (await response.json()) as { outputs?: { name: string; data: string[] }[] };
      if (response.status === 200) return `sha256:${answer.outputs?.find(({ name }) => name === "root")?.data[0]}`;
      if (response.status !== 202) throw new Error(`the gateway answered ${response.status}`);
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    throw new Error(`waited ${SECONDS_TO_INFER} s in vain for the output of job ${job}`);
  }

  async stop(): Promise<void> {
    this.process.kill("SIGTERM");
    try {
      await within(SECONDS_TO_STOP, "the gateway to stop on SIGTERM", Promise.resolve(this.process));
    } finally {
      this.process.kill("SIGKILL");
    }
  }
}
