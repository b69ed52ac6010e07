import { cp, mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Digest, formatDigest } from "@atelier/sdk";

/** The files of one telling. */
export interface Files {
  /** What is removed after the story. */
  readonly folder: string;
  readonly model: string;
  readonly adapter: string;
  /** The model that somebody will lie about. */
  readonly other: string;
  /** The model with one other byte. */
  readonly forgery: string;
}

/** The models that the project made, which the gateway of a development node serves. */
const MODELS = new URL("../../../gateway/engine/models/", import.meta.url);
/** Where pictures are kept, so that they can be looked at after the story. */
const PICTURES = join(tmpdir(), "atelier-pictures");

/** Writes the files that the story is about, and names those that are there. */
export async function writeFiles(): Promise<Files> {
  const folder = await mkdtemp(join(tmpdir(), "atelier-demo-"));
  const [model, adapter, other] = ["rose-window", "rose-window-lace", "azulejo"].map((name) =>
    fileURLToPath(new URL(name, MODELS)),
  ) as [string, string, string];
  const forgery = join(folder, "forgery");
  await cp(model, forgery, { recursive: true });
  await changeOneByte(join(forgery, "model.safetensors"));
  return { folder, model, adapter, other, forgery };
}

/** Keeps a picture. Its name tells it from the same picture of another telling. */
export async function keepPicture(name: string, root: Digest, file: Uint8Array): Promise<string> {
  await mkdir(PICTURES, { recursive: true });
  const path = join(PICTURES, `${name}-${formatDigest(root).split(":")[1]!.slice(0, 8)}.png`);
  await writeFile(path, file);
  return path;
}

async function changeOneByte(file: string): Promise<void> {
  const bytes = await readFile(file);
  const last = bytes.length - 1;
  bytes[last] = bytes[last]! ^ 1;
  await writeFile(file, bytes);
}
