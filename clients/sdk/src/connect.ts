import { atelier } from "#descriptors";
import { createClient, type BlockInfo, type PolkadotClient, type TypedApi } from "polkadot-api";
import { getWsProvider, WsEvent } from "polkadot-api/ws";
import { filter, mergeMap } from "rxjs";
import { WebSocket } from "ws";
import { first } from "./deadline.ts";

export type AtelierApi = TypedApi<typeof atelier>;

/** A connection to a node. */
export interface Chain {
  readonly url: string;
  readonly client: PolkadotClient;
  readonly api: AtelierApi;
}

/** Connects to a node, or says in one sentence why it cannot. End it with `chain.client.destroy()`. */
export async function connect(url: string, seconds = 30): Promise<Chain> {
  if (!/^wss?:\/\//.test(url)) throw new Error(`${url} is no address of a node: it starts with ws:// or wss://`);
  let refuse: (reason: Error) => void;
  const refused = new Promise<never>((_, reject) => (refuse = reject));
  const provider = getWsProvider(url, {
    // Node 20 has no WebSocket of its own. That of `ws` does all that the provider asks of it.
    websocketClass: WebSocket as unknown as typeof globalThis.WebSocket,
    // The provider would try again for ever.
    onStatusChanged: ({ type }) => {
      if (type === WsEvent.ERROR || type === WsEvent.CLOSE) refuse(new Error(`no node answers at ${url}`));
    },
  });
  const client = createClient(provider);
  try {
    await Promise.race([refused, first(seconds, `a block of the node at ${url}`, client.bestBlocks$)]);
  } catch (error) {
    client.destroy();
    throw error;
  }
  // From here on the provider's own attempts are welcome.
  refused.catch(() => {});
  return { url, client, api: client.getTypedApi(atelier) };
}

/** Waits for the first best block with at least this number. */
export function produced({ client }: Chain, number: number, seconds = 120): Promise<BlockInfo> {
  const blocks = client.bestBlocks$.pipe(
    mergeMap(([best]) => (best ? [best] : [])),
    filter((block) => block.number >= number),
  );
  return first(seconds, `best block ${number}`, blocks);
}

/** Waits for the first finalized block with at least this number. */
export function finalized({ client }: Chain, number: number, seconds = 120): Promise<BlockInfo> {
  const blocks = client.finalizedBlock$.pipe(filter((block) => block.number >= number));
  return first(seconds, `finalized block ${number}`, blocks);
}
