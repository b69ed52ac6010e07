import type { Account } from "../core/account.ts";
import { type AtelierApi, BEST, type Chain } from "../core/chain.ts";
import * as checked from "../core/checks.ts";
import { type Digest, type IpId, parseDigest } from "../core/format.ts";
import { type Done, done, only, type StepOptions, submit } from "../core/transactions.ts";

type Calls = AtelierApi["tx"]["Models"];
/** What is known of a model or an adapter on chain, and its files. */
export type ModelInfo = NonNullable<Awaited<ReturnType<AtelierApi["view"]["Models"]["model"]>>>;
/** What is asked for the use of a model. */
export type ModelTerms = NonNullable<Awaited<ReturnType<AtelierApi["view"]["Models"]["terms_of"]>>>;
type AccessArgument = Parameters<Calls["set_terms"]>[0]["access"];
type KindArgument = Parameters<Calls["publish"]>[0]["kind"];

/** A model, or an adapter of one. */
export type ModelKind = "Model" | { readonly adapterOf: Digest };

/** Who may order from a model: everybody, who holds a license of it, or who owns an item of a collection. */
export type Access = "Open" | "License" | { readonly holder: number };

/** A file of a model, by its path below the folder. */
export interface ModelFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

const ADAPTER_CONFIG = "adapter_config.json";
/** The bounds of a model on chain. */
const FILES = 4;
const FILE_LENGTH = 16 * 1024;
const PATH = 64;

/** Puts the files of a model or an adapter on chain, for good. The chain computes their root. */
export async function publish(
  chain: Chain,
  from: Account,
  files: readonly ModelFile[],
  options?: StepOptions,
): Promise<Done<{ readonly root: Digest; readonly kind: ModelKind }>> {
  const kind = kindOf(files);
  const call = chain.api.tx.Models.publish({
    kind: encodeKind(kind),
    files: checked.list("files of a model", files, FILES).map(({ path, bytes }) => ({
      path: checked.text("the path of a file", path, PATH),
      bytes: checked.bytes(`the file ${path}`, bytes, FILE_LENGTH),
    })),
  });
  const tx = await submit(chain, call, from, options);
  const { root } = only("Published", chain.api.event.Models.Published.filter(tx.events));
  return { root, kind, tx };
}

/** Says what each use of a model pays to the pool of its IP asset, and who may order. */
export async function setTerms(
  chain: Chain,
  from: Account,
  model: Digest,
  { ip, fee, access }: { readonly ip: IpId; readonly fee: bigint; readonly access: Access },
  options?: StepOptions,
): Promise<Done> {
  const call = chain.api.tx.Models.set_terms({
    root: checked.digest("a model", model),
    ip: checked.ip(ip),
    fee: checked.amount("a fee", fee),
    access: encodeAccess(access),
  });
  return done(chain, call, from, options);
}

/** Lets everybody use a model for no fee again. */
export async function clearTerms(chain: Chain, from: Account, model: Digest, options?: StepOptions): Promise<Done> {
  const call = chain.api.tx.Models.clear_terms({ root: checked.digest("a model", model) });
  return done(chain, call, from, options);
}

/** A model or an adapter as it is on chain; nothing if nobody has published it. */
export async function model({ api }: Chain, root: Digest): Promise<ModelInfo | undefined> {
  return api.view.Models.model(checked.digest("a model", root), BEST);
}

/** What is asked for the use of a model now; nothing if everybody may use it for no fee. */
export async function termsOf({ api }: Chain, model: Digest): Promise<ModelTerms | undefined> {
  return api.view.Models.terms_of(checked.digest("a model", model), BEST);
}

/** What the files are, as the engine would read them. An adapter names the root of its base. */
function kindOf(files: readonly ModelFile[]): ModelKind {
  const config = files.find(({ path }) => path === ADAPTER_CONFIG);
  if (!config) return "Model";
  const { base } = JSON.parse(new TextDecoder().decode(config.bytes)) as { base?: unknown };
  return { adapterOf: parseDigest(`sha256:${base}`) };
}

function encodeKind(kind: ModelKind): KindArgument {
  return kind === "Model" ? { type: "Model", value: undefined } : { type: "Adapter", value: { base: kind.adapterOf } };
}

function encodeAccess(access: Access): AccessArgument {
  if (typeof access === "string") return { type: access, value: undefined };
  return { type: "Holder", value: checked.count("a collection", access.holder) };
}
