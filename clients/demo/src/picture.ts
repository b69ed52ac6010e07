// What a picture looks like, in a terminal that can show it.

import { decode } from "fast-png";
import { line } from "./narrator.ts";

const COLUMNS = 56;
const BITS_OF_COLOR = 24;

/** Shows a picture in the terminal, if that has enough colors. */
export function preview(file: Uint8Array): void {
  const { stdout, env } = process;
  const shows = stdout.isTTY && !env.NO_COLOR && stdout.columns > COLUMNS && stdout.getColorDepth() >= BITS_OF_COLOR;
  if (shows) for (const row of halfBlocks(file, COLUMNS)) line(`   ${row}`);
}

/** Rows of characters, each of which is two pixels: the upper one in its own color, the lower one behind it. */
export function halfBlocks(file: Uint8Array, columns: number): string[] {
  const { width, height, channels, data } = decode(file);
  const rows = Math.max(1, Math.round((columns * height) / width / 2)) * 2;
  /** The mean of the pixels that are shown as one. */
  const color = (column: number, row: number): string => {
    const [left, right] = [at(column, columns, width), at(column + 1, columns, width)];
    const [top, bottom] = [at(row, rows, height), at(row + 1, rows, height)];
    const sums = [0, 0, 0];
    for (let y = top; y < bottom; y++) {
      for (let x = left; x < right; x++) {
        for (const [i, sum] of sums.entries()) sums[i] = sum + (data[(y * width + x) * channels + i] ?? 0);
      }
    }
    return sums.map((sum) => Math.round(sum / ((right - left) * (bottom - top)))).join(";");
  };
  return Array.from({ length: rows / 2 }, (_, row) => {
    const cells = Array.from({ length: columns }, (_, column) => {
      return `\x1b[38;2;${color(column, 2 * row)};48;2;${color(column, 2 * row + 1)}m▀`;
    });
    return `${cells.join("")}\x1b[0m`;
  });
}

function at(cell: number, cells: number, pixels: number): number {
  return Math.min(Math.floor((cell * pixels) / cells), pixels);
}
