import { atelier } from "#descriptors";
import { type BlockInfo, createClient, type PolkadotClient, type TypedApi } from "polkadot-api";
import { filter, mergeMap } from "rxjs";
import { first } from "./deadline.ts";

export type AtelierApi = TypedApi<typeof atelier>;
/** Carries JSON-RPC to a node, and back: that of `polkadot-api/ws`, of smoldot, or one's own. */
export type Provider = Parameters<typeof createClient>[0];

/** A connection to a node. */
export interface Chain {
  /** The address of the node, or what else names it. */
  readonly url: string;
  readonly client: PolkadotClient;
  readonly api: AtelierApi;
}

/** A connection by a provider, which may still be trying. */
export function chainBy(provider: Provider, url: string): Chain {
  const client = createClient(provider);
  return { url, client, api: client.getTypedApi(atelier) };
}

/** A connection by a provider, once it works. `refused`: fails as soon as it is known that it will not. */
export async function open(
  provider: Provider,
  url: string,
  { seconds = 30, refused }: { readonly seconds?: number; readonly refused?: Promise<never> } = {},
): Promise<Chain> {
  const chain = chainBy(provider, url);
  try {
    const works = first(seconds, `a block of the node at ${url}`, chain.client.bestBlocks$);
    await (refused ? Promise.race([refused, works]) : works);
    return chain;
  } catch (error) {
    chain.client.destroy();
    throw error;
  }
}

/** Waits for the first best block with at least this number. */
export function produced({ client }: Pick<Chain, "client">, number: number, seconds = 120): Promise<BlockInfo> {
  const blocks = client.bestBlocks$.pipe(
    mergeMap(([best]) => (best ? [best] : [])),
    filter((block) => block.number >= number),
  );
  return first(seconds, `best block ${number}`, blocks);
}

/** Waits for the first finalized block with at least this number. */
export function finalized({ client }: Pick<Chain, "client">, number: number, seconds = 120): Promise<BlockInfo> {
  const blocks = client.finalizedBlock$.pipe(filter((block) => block.number >= number));
  return first(seconds, `finalized block ${number}`, blocks);
}

/** Where questions are asked: what was just done is seen, and a re-organization may still undo it. */
export const BEST = { at: "best" } as const;
