import { readdir, readFile } from "node:fs/promises";

/** A process of this machine. */
export interface Process {
  readonly pid: number;
  readonly argv: readonly [command: string, ...args: string[]];
}

/** The processes with `argument` somewhere in their command line: what a folder of temporary files is still used by. */
export async function processesNaming(argument: string): Promise<Process[]> {
  const pids = (await readdir("/proc")).map(Number).filter((pid) => pid > 0 && pid !== process.pid);
  const processes = await Promise.all(
    pids.map(async (pid): Promise<Process[]> => {
      // Empty for one that has ended and is not yet waited for.
      const line = await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "");
      const [command, ...args] = line.replace(/\0$/, "").split("\0");
      return command && line.includes(argument) ? [{ pid, argv: [command, ...args] }] : [];
    }),
  );
  return processes.flat();
}
