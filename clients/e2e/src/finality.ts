import type { BlockInfo } from "polkadot-api";
import { filter, firstValueFrom, map } from "rxjs";
import type { Connection } from "./chain.ts";
import { within } from "./deadline.ts";

type Node = Pick<Connection, "client">;

/** Waits for the first finalized block with at least `number`. */
export function finalized({ client }: Node, number: number, seconds = 60): Promise<BlockInfo> {
  const block = client.finalizedBlock$.pipe(filter((block) => block.number >= number));
  return within(seconds, `finalized block ${number}`, firstValueFrom(block));
}

/** Waits for the first best block with at least `number`. */
export function produced({ client }: Node, number: number, seconds = 60): Promise<BlockInfo> {
  const block = client.bestBlocks$.pipe(
    map(([best]) => best),
    filter((best) => best !== undefined && best.number >= number),
  );
  return within(seconds, `best block ${number}`, firstValueFrom(block) as Promise<BlockInfo>);
}
