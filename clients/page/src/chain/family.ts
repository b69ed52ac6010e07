import type { Family } from "../reader.ts";

/** The answer of `ip_lineage`, as far as it is read. */
export interface Lineage {
  readonly parents: readonly { readonly ip: string }[];
  readonly totalRate: string;
  readonly ancestors: {
    readonly items: readonly { readonly ip: string; readonly rate: string }[];
    readonly next: string | null;
  };
  readonly children: { readonly items: readonly string[]; readonly next: string | null };
}

/** Asks a node by JSON-RPC. */
export type Ask = (method: string, parameters: unknown[]) => Promise<Lineage>;

/** The largest page that a node gives. */
const PAGE = 256;
/** As many as can be looked at: all parents there can be, and some of what is above them. */
export const MOST_ANCESTORS = 40;
export const MOST_CHILDREN = 16;

/** What an IP asset comes from and what comes from it, as far as it can be looked at, the nearest first. */
export async function family(ask: Ask, ip: string): Promise<Family> {
  const { parents, ancestors, children, totalRate } = await ask("ip_lineage", [ip, PAGE]);
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
      next.map(async (child) => ({ child, parents: (await ask("ip_lineage", [child, 1])).parents })),
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
