import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Account } from "./accounts.ts";
import type { AtelierApi, Chain } from "./connect.ts";
import { formatDigest, parseDigest, type Digest, type IpId } from "./format.ts";
import { hashFolder } from "./hashing.ts";
import { only, submit, type Done, type StepOptions } from "./transactions.ts";

/** What is known of weights on chain, and their files. */
export type Weights = NonNullable<Awaited<ReturnType<AtelierApi["view"]["Inference"]["weights"]>>>;
/** What is asked for the use of a model. */
export type ModelTerms = NonNullable<Awaited<ReturnType<AtelierApi["view"]["Inference"]["terms_of"]>>>;
type AccessArgument = Parameters<AtelierApi["tx"]["Inference"]["set_model_terms"]>[0]["access"];
type KindArgument = Parameters<AtelierApi["tx"]["Inference"]["publish_weights"]>[0]["kind"];

/** A model, or an adapter of one. */
export type WeightsKind = "Model" | { readonly adapterOf: Digest };

/** Who may order from a model: everybody, who holds a license of it, or who owns an item of a collection. */
export type Access = "Open" | "License" | { readonly holder: number };

const ADAPTER_CONFIG = "adapter_config.json";
const utf8 = new TextEncoder();

/** Puts the files of a folder on chain, for good. The chain computes their root, which must be what was hashed here. */
export async function publishWeights(
  chain: Chain,
  from: Account,
  folder: string,
  options?: StepOptions,
): Promise<Done<{ readonly root: Digest; readonly kind: WeightsKind }>> {
  const { digest, files: listed } = await hashFolder(folder);
  const read = listed.map(async ({ path }) => ({ path, bytes: new Uint8Array(await readFile(join(folder, path))) }));
  const files = await Promise.all(read);
  const kind = kindOf(files);
  const call = chain.api.tx.Inference.publish_weights({
    kind: encodeKind(kind),
    files: files.map(({ path, bytes }) => ({ path: utf8.encode(path), bytes })),
  });
  const tx = await submit(chain, call, from, options);
  const { root } = only("WeightsPublished", chain.api.event.Inference.WeightsPublished.filter(tx.events));
  // The files may have changed after they were hashed.
  if (formatDigest(root) !== formatDigest(digest)) {
    throw new Error(`${formatDigest(root)} is on chain, and ${folder} had the root ${formatDigest(digest)}`);
  }
  return { root, kind, tx };
}

/** Says what each use of a model pays to the pool of its IP asset, and who may order. */
export async function setModelTerms(
  chain: Chain,
  from: Account,
  model: Digest,
  { ip, fee, access }: { readonly ip: IpId; readonly fee: bigint; readonly access: Access },
  options?: StepOptions,
): Promise<Done> {
  const call = chain.api.tx.Inference.set_model_terms({ root: model, ip, fee, access: encodeAccess(access) });
  return { tx: await submit(chain, call, from, options) };
}

/** Lets everybody use a model for no fee again. */
export async function clearModelTerms(
  chain: Chain,
  from: Account,
  model: Digest,
  options?: StepOptions,
): Promise<Done> {
  return { tx: await submit(chain, chain.api.tx.Inference.clear_model_terms({ root: model }), from, options) };
}

/** A model or an adapter as it is on chain; nothing if nobody has published it. */
export function weights({ api }: Chain, root: Digest): Promise<Weights | undefined> {
  return api.view.Inference.weights(root, { at: "best" });
}

/** What is asked for the use of a model now; nothing if everybody may use it for no fee. */
export function modelTerms({ api }: Chain, model: Digest): Promise<ModelTerms | undefined> {
  return api.view.Inference.terms_of(model, { at: "best" });
}

/** What the files are, as the engine would read them. An adapter names the root of its base. */
function kindOf(files: readonly { readonly path: string; readonly bytes: Uint8Array }[]): WeightsKind {
  const config = files.find(({ path }) => path === ADAPTER_CONFIG);
  if (!config) return "Model";
  const { base } = JSON.parse(new TextDecoder().decode(config.bytes)) as { base?: unknown };
  return { adapterOf: parseDigest(`sha256:${base}`) };
}

function encodeKind(kind: WeightsKind): KindArgument {
  return kind === "Model" ? { type: "Model", value: undefined } : { type: "Adapter", value: { base: kind.adapterOf } };
}

function encodeAccess(access: Access): AccessArgument {
  return typeof access === "string" ? { type: access, value: undefined } : { type: "Holder", value: access.holder };
}
