import { getWsProvider, type StatusChange, WsEvent } from "polkadot-api/ws";
import { WebSocket } from "ws";
import { type Chain, chainBy, open, type Provider } from "../core/chain.ts";

/** Connects to a node, or says in one sentence why it cannot. End it with `chain.client.destroy()`. */
export async function connect(url: string, seconds = 30): Promise<Chain> {
  if (!/^wss?:\/\//.test(url)) throw new Error(`${url} is no address of a node: it starts with ws:// or wss://`);
  let refuse: (reason: Error) => void;
  const refused = new Promise<never>((_, reject) => {
    refuse = reject;
  });
  // From the first block on the provider's own attempts are welcome.
  refused.catch(() => {});
  const provider = providerOf(url, ({ type }) => {
    if (type === WsEvent.ERROR || type === WsEvent.CLOSE) refuse(new Error(`no node answers at ${url}`));
  });
  return open(provider, url, { seconds, refused });
}

/** A connection to a node that may only be about to listen: it is tried again until it does. */
export function reach(url: string): Chain {
  return chainBy(providerOf(url), url);
}

function providerOf(url: string, onStatusChanged?: (status: StatusChange) => void): Provider {
  return getWsProvider(url, {
    // Node 20 has no WebSocket of its own. That of `ws` does all that the provider asks of it.
    websocketClass: WebSocket as unknown as typeof globalThis.WebSocket,
    ...(onStatusChanged && { onStatusChanged }),
  });
}
