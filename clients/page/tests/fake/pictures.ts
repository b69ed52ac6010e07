/// <reference types="vite/client" />

// The sample pictures of the book, cut out of their sheets: four on each, with a margin around every one.

const SHEETS = import.meta.glob<string>("../../../../docs/src/images/models/*.png", {
  eager: true,
  query: "?url",
  import: "default",
});
const SIDE = 72;
const MARGIN = 4;

/** The file of a picture of a model. */
export async function pictureOf(model: string, index: number): Promise<Uint8Array<ArrayBuffer>> {
  const [, url] = Object.entries(SHEETS).find(([path]) => path.endsWith(`/${model}.png`)) ?? [];
  const sheet = new Image();
  sheet.src = url!;
  await sheet.decode();
  const canvas = new OffscreenCanvas(4 * SIDE, 4 * SIDE);
  const left = MARGIN + index * (SIDE + MARGIN);
  canvas.getContext("2d")!.drawImage(sheet, left, MARGIN, SIDE, SIDE, 0, 0, 4 * SIDE, 4 * SIDE);
  return new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer());
}
