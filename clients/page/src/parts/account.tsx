import { shorten } from "../text.ts";

interface Props {
  readonly address: string;
  /** With all characters, where there is room. */
  readonly full?: boolean;
}

/** An account, with a mark by which it is recognized. */
export function Account({ address, full = false }: Props) {
  return (
    <span class="account" title={address}>
      <Mark of={address} />
      <code>{full ? address : shorten(address)}</code>
    </span>
  );
}

/** A planet with a moon: the same for the same text, and rarely for two. */
function Mark({ of }: { readonly of: string }) {
  const [planet, moon, angle] = numbersOf(of);
  const turn = (angle / 360) * 2 * Math.PI;
  const color = (hue: number, light: number) => `oklch(${light}% 0.13 ${hue})`;
  return (
    <svg class="mark" viewBox="0 0 20 20" aria-hidden="true">
      <circle cx="10" cy="10" r="10" fill={color(planet, 62)} />
      <circle cx={10 + 5 * Math.cos(turn)} cy={10 + 5 * Math.sin(turn)} r="4" fill={color(moon, 86)} />
    </svg>
  );
}

/** Three numbers below 360, by FNV-1a. */
function numbersOf(text: string): [number, number, number] {
  const next = (salt: number) => {
    let hash = 0x811c9dc5 ^ salt;
    for (const character of text) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
    return (hash >>> 8) % 360;
  };
  return [next(1), next(2), next(3)];
}
