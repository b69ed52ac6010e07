import type { BlockInfo } from "polkadot-api";
import { filter, mergeMap } from "rxjs";
import type { Connection } from "./chain.ts";
import { first } from "./deadline.ts";

type Node = Pick<Connection, "client">;

/** Waits for the first finalized block with at least `number`. */
export function finalized({ client }: Node, number: number, seconds = 60): Promise<BlockInfo> {
  const blocks = client.finalizedBlock$.pipe(filter((block) => block.number >= number));
  return first(seconds, `finalized block ${number}`, blocks);
}

/** Waits for the first best block with at least `number`. */
export function produced({ client }: Node, number: number, seconds = 60): Promise<BlockInfo> {
  const blocks = client.bestBlocks$.pipe(
    mergeMap(([best]) => (best ? [best] : [])),
    filter((block) => block.number >= number),
  );
  return first(seconds, `best block ${number}`, blocks);
}
