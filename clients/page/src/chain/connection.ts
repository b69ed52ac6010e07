import { chainBy } from "@atelier/sdk/core";
import { getWsProvider, WsEvent } from "polkadot-api/ws";
import { concat, Observable, of, retry, timer } from "rxjs";
import type { ChainReader } from "../reader.ts";
import { NodeReader } from "./node-reader.ts";

/** How the page is connected with a node. */
export type Connection =
  | { readonly state: "connecting" }
  | { readonly state: "live"; readonly reader: ChainReader; readonly chain: string; readonly genesis: string }
  /** It will try again. */
  | { readonly state: "lost"; readonly sentence: string }
  /** It will not. */
  | { readonly state: "refused"; readonly sentence: string };

/** The runtime that this page can read. */
const SPEC_NAME = "atelier";
const SECONDS_TO_ANSWER = 20;
const LONGEST_PAUSE = 15_000;

/** Connects with a node, and again whenever the connection is lost. */
export function connections(url: string): Observable<Connection> {
  if (!/^wss?:\/\/[^/\s]/.test(url)) {
    return of({ state: "refused", sentence: `“${url}” is no address of a node: it starts with ws:// or wss://.` });
  }
  return concat(
    of<Connection>({ state: "connecting" }),
    session(url).pipe(
      retry({ delay: (_, failures) => timer(Math.min(500 * 2 ** failures, LONGEST_PAUSE)), resetOnSuccess: true }),
    ),
  );
}

/** One connection. Its end is an error. */
function session(url: string): Observable<Connection> {
  return new Observable((page) => {
    let wasLive = false;
    const end = () => {
      if (page.closed) return;
      page.next({
        state: "lost",
        sentence: wasLive
          ? `The connection to ${url} was lost. What you see may be out of date; the page connects again.`
          : `No node answers at ${url}. Start one with scripts/run.sh, or name another with ?rpc=ws://…; ` +
            "the page tries again.",
      });
      page.error(new Error("disconnected"));
    };
    const provider = getWsProvider(url, {
      // A connection of its own each time: the node may have another chain when it comes back.
      onStatusChanged: ({ type }) => (type === WsEvent.ERROR || type === WsEvent.CLOSE) && end(),
    });
    const chain = chainBy(provider, url);
    const { client } = chain;
    const late = setTimeout(end, SECONDS_TO_ANSWER * 1000);

    const greet = async (): Promise<void> => {
      const { specName } = await client._request<{ specName: string }>("state_getRuntimeVersion", []);
      const { name, genesisHash } = await client.getChainSpecData();
      clearTimeout(late);
      if (page.closed) return;
      if (specName !== SPEC_NAME) {
        const sentence = `The node at ${url} runs the chain “${specName}”. This page reads Atelier.`;
        page.next({ state: "refused", sentence });
        return;
      }
      wasLive = true;
      const reader = new NodeReader(chain);
      page.next({ state: "live", reader, chain: name, genesis: genesisHash });
    };
    greet().catch(end);
    return () => {
      clearTimeout(late);
      client.destroy();
    };
  });
}
