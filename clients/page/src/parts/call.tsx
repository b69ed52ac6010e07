import { formatRate } from "@atelier/sdk/core";
import { toHex } from "polkadot-api/utils";
import { Fragment } from "preact";
import { useState } from "preact/hooks";
import { linesOf, textOf, type Leaf, type Line } from "../call.ts";
import type { Call } from "@atelier/sdk/read";
import { href } from "../routes.ts";
import { bytes as size, clean, number, shorten } from "../text.ts";
import { Account } from "./account.tsx";
import { Amount } from "./figures.tsx";

/** So many lines are shown at first, and with each click. */
const FEW = 12;
const MANY = 200;
/** Indented no further: the room of a phone. */
const DEEPEST = 6;
const LONG_TEXT = 160;

/** What a call would do. */
export function CallView({ call }: { readonly call: Call }) {
  const [most, setMost] = useState(FEW);
  const { lines, more } = linesOf(call, most);
  return (
    <>
      <ul class="call">
        {lines.map((line, i) => (
          <li key={i} class={`depth-${Math.min(line.depth, DEEPEST)}`}>
            {line.name && <span class="name">{clean(line.name, 60)} </span>}
            <Head line={line} />
          </li>
        ))}
      </ul>
      {more && (
        <button type="button" class="quiet" onClick={() => setMost(most === FEW ? MANY : most + MANY)}>
          More of the call
        </button>
      )}
    </>
  );
}

function Head({ line: { name, head } }: { readonly line: Line }) {
  switch (head.kind) {
    case "call":
      return (
        <code class="what">
          {head.call.pallet}.{head.call.name}
        </code>
      );
    case "group":
      return <span>{clean(head.name, 60) || (name ? "" : "–")}</span>;
    case "row":
      return head.values.map((value, i) => (
        <Fragment key={i}>
          {i > 0 && ", "}
          <LeafView value={value} />
        </Fragment>
      ));
    default:
      return <LeafView value={head} />;
  }
}

function LeafView({ value }: { readonly value: Leaf }) {
  switch (value.kind) {
    case "account":
      return <Account address={value.address} />;
    case "amount":
      return <Amount of={value.amount} />;
    case "number":
      return <span>{number(value.number)}</span>;
    case "rate":
      return <span>{formatRate(value.rate)}</span>;
    case "ip":
      return <a href={href.work(value.ip)}>{value.ip}</a>;
    case "text":
      return <span class="stranger">{clean(value.text, LONG_TEXT)}</span>;
    case "bytes":
      return <Bytes bytes={value.bytes} />;
  }
}

/** Bytes: the text that they are, or their digits. */
export function Bytes({ bytes }: { readonly bytes: Uint8Array }) {
  const [isWhole, setWhole] = useState(false);
  if (bytes.length === 0) return <span class="muted">nothing</span>;
  const text = textOf(bytes);
  const digits = () => toHex(bytes.subarray(0, MOST_BYTES));
  const isLong = text === undefined ? bytes.length > 20 : [...text].length > LONG_TEXT;
  return (
    <>
      {text !== undefined ? (
        <q class="stranger">{clean(text, isWhole ? MOST_BYTES : LONG_TEXT)}</q>
      ) : (
        <code>{isWhole ? digits() : shorten(digits(), 10)}</code>
      )}
      {isLong && !isWhole && (
        <>
          {" "}
          <span class="muted">{size(bytes.length)}</span>{" "}
          <button type="button" class="inline" onClick={() => setWhole(true)}>
            more
          </button>
        </>
      )}
      {isWhole && bytes.length > MOST_BYTES && <span class="muted"> and {size(bytes.length - MOST_BYTES)} more</span>}
    </>
  );
}

const MOST_BYTES = 4_096;
