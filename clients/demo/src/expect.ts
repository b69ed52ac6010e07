import { atl } from "./amounts.ts";

/** Something is not as it had to be. */
export class Difference extends Error {
  override readonly name = "Difference";
}

/** Insists that the chain did what was computed here. */
export function expect<T extends bigint | number | string | boolean>(what: string, actual: T, expected: T): void {
  if (actual !== expected)
    throw new Difference(`${what}: expected ${shown(expected)}, and the chain says ${shown(actual)}`);
}

function shown(value: bigint | number | string | boolean): string {
  return typeof value === "bigint" ? atl(value) : String(value);
}
