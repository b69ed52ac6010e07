import { randomBytes } from "node:crypto";
import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

/** The files of one telling. No other telling has the same, so that all of them fit on one chain. */
export interface Files {
  readonly folder: string;
  readonly dataset: string;
  readonly model: string;
  /** The model with one other byte. */
  readonly forgery: string;
  readonly work: string;
  readonly derivative: string;
}

const PICTURES = 3;
const SIDE = 16;
const WEIGHTS = 4_096;

/** Writes the files that the story is about. */
export async function writeFiles(): Promise<Files> {
  const folder = await mkdtemp(join(tmpdir(), "atelier-demo-"));
  const [dataset, model, forgery] = [join(folder, "dataset"), join(folder, "model"), join(folder, "forgery")];
  const [work, derivative] = [join(folder, "harbor.ppm"), join(folder, "harbor-at-night.ppm")];
  const weights = safetensors(randomBytes(WEIGHTS));
  const config = Buffer.from(`${JSON.stringify({ architecture: "cppn", layers: 4, width: 16 }, null, 2)}\n`);

  const captions: string[] = [];
  for (let i = 1; i <= PICTURES; i++) {
    const name = `pictures/000${i}.ppm`;
    captions.push(JSON.stringify({ file: name, text: `harbor, view ${i}` }));
    await write(join(dataset, name), picture(randomBytes(SIDE * SIDE * 3)));
  }
  await write(join(dataset, "captions.jsonl"), `${captions.join("\n")}\n`);

  for (const copy of [model, forgery]) {
    await write(join(copy, "config.json"), config);
    await write(join(copy, "model.safetensors"), weights);
  }
  await changeOneByte(join(forgery, "model.safetensors"));

  // What a model would draw: here, pixels taken from its weights.
  const pixels = weights.subarray(-SIDE * SIDE * 3);
  await write(work, picture(pixels));
  await write(derivative, picture(pixels.map((value) => value >> 2)));
  return { folder, dataset, model, forgery, work, derivative };
}

/** The format of safetensors: the length of a header, the header, the numbers. */
function safetensors(data: Uint8Array): Buffer {
  const tensor = { dtype: "I16", shape: [data.length / 2], data_offsets: [0, data.length] };
  const header = Buffer.from(JSON.stringify({ "layers.0.weight": tensor }));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, data]);
}

/** A picture that most viewers open. */
function picture(pixels: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from(`P6 ${SIDE} ${SIDE} 255\n`), pixels]);
}

async function changeOneByte(file: string): Promise<void> {
  const bytes = await readFile(file);
  const last = bytes.length - 1;
  bytes[last] = bytes[last]! ^ 1;
  await writeFile(file, bytes);
}

async function write(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
}
