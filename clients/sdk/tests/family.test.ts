import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type AskLineage, family, MOST_ANCESTORS, MOST_CHILDREN } from "../src/read/family.ts";

/** A chain with these parents, where every ancestor gets 1 %. */
function chainWith(parents: Readonly<Record<string, readonly string[]>>): AskLineage {
  const above = (ip: string): string[] => (parents[ip] ?? []).flatMap((parent) => [parent, ...above(parent)]);
  return async (ip, size) => {
    const ancestors = [...new Set(above(ip))].sort();
    const children = Object.keys(parents).filter((child) => parents[child]!.includes(ip));
    const page = <T>(items: readonly T[]) => ({
      items: items.slice(0, size),
      next: items.length > size ? "more" : null,
    });
    return {
      parents: (parents[ip] ?? []).map((ip) => ({ ip })),
      totalRate: (ancestors.length / 100).toString(),
      ancestors: page(ancestors.map((ip) => ({ ip, rate: "0.01" }))),
      children: page(children),
    };
  };
}

describe("a family", () => {
  test("has all links between those that it shows, each once", async () => {
    const { links, ancestors, moreAncestors } = await family(
      chainWith({ me: ["a", "b"], a: ["old"], b: ["old"], old: [] }),
      "me",
    );
    assert.deepEqual(links.map(({ parent, child }) => `${parent}>${child}`).sort(), ["a>me", "b>me", "old>a", "old>b"]);
    assert.deepEqual(
      ancestors.map(({ ip }) => ip),
      ["a", "b", "old"],
    );
    assert.equal(moreAncestors, false);
  });

  test("shows as many as can be looked at, and says that there are more", async () => {
    const parents = Array.from({ length: 16 }, (_, i) => `p${i}`);
    const grandparents = Object.fromEntries(parents.map((parent) => [parent, [`${parent}a`, `${parent}b`]]));
    const children = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`c${i}`, ["me"]]));
    const shown = await family(chainWith({ me: parents, ...grandparents, ...children }), "me");
    assert.equal(shown.ancestors.length, MOST_ANCESTORS);
    // The nearest come first.
    for (const parent of parents) assert(shown.ancestors.some(({ ip }) => ip === parent));
    assert.equal(shown.children.length, MOST_CHILDREN);
    assert(shown.moreAncestors && shown.moreChildren);
  });

  test("of an original has nobody above", async () => {
    const { links, ancestors, children } = await family(chainWith({ child: ["me"] }), "me");
    assert.deepEqual([links, ancestors, children], [[{ parent: "me", child: "child" }], [], ["child"]]);
  });
});
