import { LARGEST_PAGE } from "../core/paging.ts";
import type { Lineage } from "./rpc.ts";

/** An IP asset, with what it comes from and what comes from it. */
export interface Family {
  readonly ip: string;
  /** From a parent to a child, among those that are shown. */
  readonly links: readonly { readonly parent: string; readonly child: string }[];
  /** All ancestors that are shown, with the part of the income that each gets. */
  readonly ancestors: readonly { readonly ip: string; readonly rate: string }[];
  readonly children: readonly string[];
  /** What all ancestors get together. */
  readonly totalRate: string;
  /** Whether there are more than are shown. */
  readonly moreAncestors: boolean;
  readonly moreChildren: boolean;
}

/** What of a lineage is read. */
export type Kin = Pick<Lineage, "totalRate" | "ancestors" | "children"> & {
  readonly parents: readonly Pick<Lineage["parents"][number], "ip">[];
};

/** Asks for the lineage of an IP asset, in pages of this size: `(ip, size) => ask(chain, "ip_lineage", ip, size)`. */
export type AskLineage = (ip: string, size: number) => Promise<Kin>;

/** As many as can be looked at: all parents there can be, and some of what is above them. */
export const MOST_ANCESTORS = 40;
export const MOST_CHILDREN = 16;

/** What an IP asset comes from and what comes from it, as far as it can be looked at, the nearest first. */
export async function family(ask: AskLineage, ip: string): Promise<Family> {
  const { parents, ancestors, children, totalRate } = await ask(ip, LARGEST_PAGE);
  const links: { parent: string; child: string }[] = [];
  const shown = new Set<string>();
  let generation = [{ child: ip, parents }];
  while (generation.length > 0) {
    const next: string[] = [];
    for (const { child, parents } of generation) {
      for (const { ip: parent } of parents) {
        if (!shown.has(parent)) {
          if (shown.size === MOST_ANCESTORS) continue;
          shown.add(parent);
          next.push(parent);
        }
        links.push({ parent, child });
      }
    }
    generation = await Promise.all(
      // Of those above only the parents are needed: the least page.
      next.map(async (child) => ({ child, parents: (await ask(child, 1)).parents })),
    );
  }
  const listed = children.items.slice(0, MOST_CHILDREN);
  for (const child of listed) links.push({ parent: ip, child });
  return {
    ip,
    links,
    ancestors: ancestors.items.filter(({ ip }) => shown.has(ip)),
    children: listed,
    totalRate,
    moreAncestors: ancestors.next !== null || ancestors.items.length > shown.size,
    moreChildren: children.next !== null || children.items.length > listed.length,
  };
}
