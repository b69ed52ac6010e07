import { createContext } from "preact";
import { useContext, useEffect, useRef, useState } from "preact/hooks";
import type { Listed } from "@atelier/sdk/core";
import { NotFound } from "@atelier/sdk/read";
import type { ChainReader } from "./reader.ts";

/** What all parts of the page know of the chain. */
export interface Live {
  /** Nothing before the first connection. */
  readonly reader: ChainReader | undefined;
  /** The number of the best block. */
  readonly block: number | undefined;
  /** Counts whenever something may have changed that is shown. */
  readonly version: number;
}

export const LiveContext = createContext<Live>({ reader: undefined, block: undefined, version: 0 });

export function useLive(): Live {
  return useContext(LiveContext);
}

/** What became of a question. */
export type Asked<T> =
  | { readonly state: "asking" }
  | { readonly state: "known"; readonly value: T }
  | { readonly state: "failed"; readonly sentence: string; readonly missing: boolean };

const ASKING = { state: "asking" } as const;

/**
 * Asks the chain, and again whenever something has changed. `question` names what is asked: another one is asked anew,
 * while the answer to the same one stays until there is a newer one. No question: nothing is asked.
 */
export function useAsk<T>(question: string | undefined, ask: (reader: ChainReader) => Promise<T>): Asked<T> {
  const { reader, version } = useLive();
  const [answer, setAnswer] = useState<{ question: string; asked: Asked<T> }>();
  useEffect(() => {
    if (!reader || question === undefined) return undefined;
    let current = true;
    ask(reader).then(
      (value) => current && setAnswer({ question, asked: { state: "known", value } }),
      (error: unknown) =>
        current &&
        setAnswer((before) => {
          const missing = error instanceof NotFound;
          // An answer that was good a moment ago is better than none.
          if (!missing && before?.question === question && before.asked.state === "known") return before;
          return { question, asked: { state: "failed", sentence: sentenceOf(error), missing } };
        }),
    );
    return () => {
      current = false;
    };
  }, [reader, version, question]);
  return answer && answer.question === question ? answer.asked : ASKING;
}

/** A list of which `size` are asked for at first, and as many more whenever it shall grow. */
export function useGrowing<T>(
  question: string,
  size: number,
  ask: (reader: ChainReader, count: number) => Promise<Listed<T>>,
): { readonly asked: Asked<Listed<T>>; readonly grow: () => void } {
  const [pages, setPages] = useState(1);
  const asked = useAsk(`${question} ${pages}`, (reader) => ask(reader, pages * size));
  // Until the next page is there, the one before stays.
  const before = useRef(asked);
  if (asked.state !== "asking") before.current = asked;
  return { asked: before.current, grow: () => setPages(pages + 1) };
}

/** What went wrong, as a sentence. */
export function sentenceOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  if (/incompatible/i.test(message)) {
    return (
      "The node runs another version of Atelier than this page can read. " +
      "Build the page again from the same version."
    );
  }
  if (/Method not found/i.test(message)) {
    return "The node does not offer what this page asks for. It is older than the page.";
  }
  return `${message.charAt(0).toUpperCase()}${message.slice(1)}${/[.!?]$/.test(message) ? "" : "."}`;
}
