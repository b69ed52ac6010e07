import assert from "node:assert/strict";
import { test } from "node:test";
import { encode } from "fast-png";
import { halfBlocks } from "../src/picture.ts";

test("two pixels of a picture are one character of a terminal", () => {
  const [red, green] = [
    [255, 0, 0],
    [0, 255, 0],
  ] as const;
  const data = new Uint8Array([red, green, red, red].flat());
  const file = encode({ width: 2, height: 2, channels: 3, data });
  assert.deepEqual(halfBlocks(file, 2), ["\x1b[38;2;255;0;0;48;2;255;0;0m▀\x1b[38;2;0;255;0;48;2;255;0;0m▀\x1b[0m"]);
});

test("many pixels are shown as their mean", () => {
  const data = new Uint8Array(8 * 8 * 3).map((_, i) => (i % 6 < 3 ? 0 : 200));
  const file = encode({ width: 8, height: 8, channels: 3, data });
  assert.deepEqual(
    halfBlocks(file, 2),
    Array(1).fill(`${"\x1b[38;2;100;100;100;48;2;100;100;100m▀".repeat(2)}\x1b[0m`),
  );
});
