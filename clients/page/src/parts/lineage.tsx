import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { useAsk } from "../asking.ts";
import { knownModel } from "../known-models.ts";
import { curve, layOut, type Link, type Point, type Sizes } from "../layout.ts";
import type { Family } from "@atelier/sdk/read";
import { href } from "../routes.ts";
import { kindOf, titleOf } from "../standing.ts";
import { clean, percentOf, shortDigest } from "../text.ts";
import { PATHS, type IconName } from "./icon.tsx";
import { usePicture } from "./picture.tsx";

interface Props {
  readonly family: Family;
  /** The model that the work was made with, and after it the adapters. */
  readonly models: readonly string[];
}

const WIDE: Sizes = { width: 216, height: 60, columnGap: 72, rowGap: 14 };
const NARROW: Sizes = { width: 156, height: 52, columnGap: 36, rowGap: 10 };
/** A character is about this wide, as part of the size of the letters. */
const CHARACTER = 0.49;

/** Where a work comes from, and what was made of it: the past on the left. */
export function Lineage({ family, models }: Props) {
  const [frame, room] = useRoom();
  const sizes = room < 720 ? NARROW : WIDE;
  const links: Link[] = [...models.map((parent) => ({ parent, child: family.ip })), ...family.links];
  const { width, height, boxes, lines } = layOut(family.ip, links, sizes);
  useFocusInSight(frame, `${family.ip} ${width}`);
  const rates = new Map(family.ancestors.map(({ ip, rate }) => [ip, rate]));
  const [x, y] = [-8, -8];
  const isNear = (parent: string, child: string) => child === family.ip || parent === family.ip;
  return (
    <figure class="lineage">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset groups the fields of a form. */}
      <div
        class="scroll"
        ref={frame}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and has to be reached by keyboard for that.
        tabIndex={0}
        role="group"
        aria-label="Lineage: parents on the left, children on the right"
      >
        {/* biome-ignore lint/a11y/noSvgWithoutTitle: the group around it has the name. */}
        <svg width={width + 16} height={height + 16} viewBox={`${x} ${y} ${width + 16} ${height + 16}`}>
          {lines.map(({ parent, child, points }) => (
            <path
              key={`${parent} ${child}`}
              class={`line ${models.includes(parent) ? "used" : ""} ${isNear(parent, child) ? "near" : ""}`}
              d={curve(points)}
            />
          ))}
          {[...boxes].map(([box, at]) =>
            models.includes(box) ? (
              <ModelBox key={box} digest={box} kind={box === models[0] ? "model" : "adapter"} at={at} sizes={sizes} />
            ) : (
              <WorkBox key={box} ip={box} at={at} sizes={sizes} rate={rates.get(box)} isFocus={box === family.ip} />
            ),
          )}
        </svg>
      </div>
      <figcaption>{caption(family, models)}</figcaption>
    </figure>
  );
}

function caption({ ancestors, children, totalRate, moreAncestors, moreChildren }: Family, models: readonly string[]) {
  const made = models.length > 0 ? "Dashed: what it was generated with. " : "";
  const owed = ancestors.length === 1 ? "goes to its ancestor" : "go to its ancestors";
  const above =
    ancestors.length === 0
      ? "It is an original: it owes nothing to other works."
      : `Of its income ${percentOf(totalRate)} ${owed}.`;
  const more = [moreAncestors && "ancestors", moreChildren && "children"].filter(Boolean).join(" and ");
  const below = children.length === 0 ? " Nothing was made from it so far." : "";
  return `${made}${above}${below}${more && ` There are more ${more} than are drawn.`}`;
}

interface WorkBoxProps {
  readonly ip: string;
  readonly at: Point;
  readonly sizes: Sizes;
  /** What it gets of the income of the work in the middle. */
  readonly rate: string | undefined;
  readonly isFocus: boolean;
}

function WorkBox({ ip, at, sizes, rate, isFocus }: WorkBoxProps) {
  const asked = useAsk(`work ${ip}`, (reader) => reader.work(ip));
  const work = asked.state === "known" ? asked.value : undefined;
  const isWork = work !== undefined && kindOf(work) === "Work";
  const picture = usePicture(isWork ? work.provenance : null);
  const title = work ? titleOf(work, 200) : ip;
  const below = rate ? `${ip} · gets ${percentOf(rate)}` : ip;
  return (
    <a href={href.work(ip)} class={`box ${isFocus ? "focus" : ""}`} aria-current={isFocus ? "true" : undefined}>
      <title>{`${title} (${below})`}</title>
      <Box
        at={at}
        sizes={sizes}
        picture={picture.state === "there" ? picture.url : undefined}
        glyph={!work || isWork ? "work" : "model"}
        title={title}
        below={below}
      />
    </a>
  );
}

interface ModelBoxProps {
  readonly digest: string;
  readonly kind: "model" | "adapter";
  readonly at: Point;
  readonly sizes: Sizes;
}

function ModelBox({ digest, kind, at, sizes }: ModelBoxProps) {
  const minted = useAsk(`minted ${digest}`, (reader) => reader.mintedFrom(digest));
  const [ip] = minted.state === "known" ? minted.value : [];
  const title = knownModel(digest) ?? shortDigest(digest);
  return (
    <a href={ip ? href.work(ip) : href.file(digest)} class="box model">
      <title>{`${title}, which it was generated with: ${digest}`}</title>
      <Box
        at={at}
        sizes={sizes}
        picture={undefined}
        glyph="model"
        title={title}
        below={ip ? `${kind} · ${ip}` : kind}
      />
    </a>
  );
}

interface BoxProps {
  readonly at: Point;
  readonly sizes: Sizes;
  readonly picture: string | undefined;
  /** Instead of a picture. */
  readonly glyph: IconName;
  readonly title: string;
  readonly below: string;
}

const PADDING = 6;

function Box({ at, sizes: { width, height }, picture, glyph, title, below }: BoxProps) {
  const side = height - 2 * PADDING;
  const left = PADDING + side + 10;
  const room = (size: number) => Math.floor((width - left - PADDING) / (size * CHARACTER));
  return (
    <g transform={`translate(${at.x} ${at.y})`}>
      <rect width={width} height={height} rx="8" />
      <rect class="thumbnail" x={PADDING} y={PADDING} width={side} height={side} rx="4" />
      {!picture && (
        <path class="glyph" d={PATHS[glyph]} transform={`translate(${PADDING + side / 2 - 12} ${height / 2 - 12})`} />
      )}
      {picture && (
        <image x={PADDING} y={PADDING} width={side} height={side} href={picture} preserveAspectRatio="xMidYMid slice" />
      )}
      <text class="title" x={left} y={height / 2 - 4}>
        {clean(title, room(14))}
      </text>
      <text class="below" x={left} y={height / 2 + 14}>
        {clean(below, room(12))}
      </text>
    </g>
  );
}

/** Scrolls to the work in the middle, where the drawing has no room. */
function useFocusInSight(frame: RefObject<HTMLDivElement | null>, drawing: string): void {
  useEffect(() => {
    const [outer, box] = [frame.current, frame.current?.querySelector(".box.focus rect")];
    if (!outer || !box) return;
    const [space, focus] = [outer.getBoundingClientRect(), box.getBoundingClientRect()];
    outer.scrollLeft += focus.left + focus.width / 2 - (space.left + space.width / 2);
    // Once for each drawing: then the reader scrolls.
  }, [drawing]);
}

/** How wide the place for the drawing is. */
function useRoom() {
  const element = useRef<HTMLDivElement>(null);
  const [room, setRoom] = useState(1024);
  useEffect(() => {
    if (!element.current) return undefined;
    const observer = new ResizeObserver(([entry]) => entry && setRoom(entry.contentRect.width));
    observer.observe(element.current);
    return () => observer.disconnect();
  }, []);
  return [element, room] as const;
}
