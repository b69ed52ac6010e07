import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { curve, layOut, type Drawing, type Link } from "../src/layout.ts";

const SIZES = { width: 100, height: 40, columnGap: 60, rowGap: 10 };
const link = (parent: string, child: string): Link => ({ parent, child });
const columnOf = ({ boxes }: Drawing, box: string) => boxes.get(box)!.x / (SIZES.width + SIZES.columnGap);

describe("a lineage", () => {
  test("of one work is one box", () => {
    const { width, height, boxes, lines } = layOut("a", [], SIZES);
    assert.deepEqual([width, height, lines.length], [SIZES.width, SIZES.height, 0]);
    assert.deepEqual([...boxes], [["a", { x: 0, y: 0 }]]);
  });

  test("has each parent left of all its children, however they are related", () => {
    const links = [link("old", "a"), link("old", "b"), link("a", "me"), link("b", "me"), link("old", "me")];
    links.push(link("me", "child"), link("child", "grandchild"));
    const drawing = layOut("me", links, SIZES);
    for (const { parent, child } of links) assert(columnOf(drawing, parent) < columnOf(drawing, child));
    assert.equal(columnOf(drawing, "old"), 0);
    assert.equal(columnOf(drawing, "me"), 2);
    assert.equal(columnOf(drawing, "grandchild"), 4);
  });

  test("with sixteen parents has no box on another, and the work in their middle", () => {
    const parents = Array.from({ length: 16 }, (_, i) => `p${i}`);
    const { boxes, height } = layOut(
      "me",
      parents.map((parent) => link(parent, "me")),
      SIZES,
    );
    const tops = parents.map((parent) => boxes.get(parent)!.y).sort((a, b) => a - b);
    for (const [i, top] of tops.slice(1).entries()) assert.equal(top - tops[i]!, SIZES.height + SIZES.rowGap);
    assert.equal(height, 16 * SIZES.height + 15 * SIZES.rowGap);
    assert.equal(boxes.get("me")!.y, (height - SIZES.height) / 2);
  });

  test("leads a line past the boxes between its ends", () => {
    const drawing = layOut("me", [link("old", "a"), link("a", "me"), link("old", "me")], SIZES);
    const line = drawing.lines.find(({ parent, child }) => parent === "old" && child === "me")!;
    const box = drawing.boxes.get("a")!;
    const between = line.points.filter(({ x }) => x >= box.x && x <= box.x + SIZES.width);
    assert.equal(between.length, 2);
    for (const { y } of between) assert(y < box.y || y > box.y + SIZES.height, `${y} is inside of the box`);
  });

  test("crosses no lines where that can be", () => {
    const links = [
      link("x2", "p2"),
      link("x1", "p1"),
      link("x3", "p3"),
      link("p1", "me"),
      link("p2", "me"),
      link("p3", "me"),
    ];
    const { boxes } = layOut("me", links, SIZES);
    for (const i of [1, 2, 3]) assert.equal(boxes.get(`x${i}`)!.y, boxes.get(`p${i}`)!.y);
  });

  test("ends, also if somebody says that there is a cycle", () => {
    const { boxes } = layOut("me", [link("a", "b"), link("b", "a"), link("a", "me")], SIZES);
    assert.equal(boxes.size, 3);
  });

  test("leaves out what is not connected", () => {
    assert.deepEqual([...layOut("me", [link("x", "y")], SIZES).boxes.keys()], ["me"]);
  });
});

test("a line is level at its ends", () => {
  assert.equal(
    curve([
      { x: 0, y: 0 },
      { x: 10, y: 4 },
    ]),
    "M0,0C5,0 5,4 10,4",
  );
  assert.equal(
    curve([
      { x: 0, y: 4 },
      { x: 10, y: 4 },
    ]),
    "M0,4H10",
  );
});
