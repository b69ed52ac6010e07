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
/** Who gets what is paid for the use of a model: the pool of an IP asset, a pot while nobody is entitled, or nobody. */
export type Payee = Awaited<ReturnType<AtelierApi["view"]["Models"]["payee_of"]>>;
/** What was paid for the use of a model while nobody was entitled to it. */
export type Pot = NonNullable<Awaited<ReturnType<AtelierApi["view"]["Models"]["pot_of"]>>>;
type AdaptersArgument = Parameters<Calls["set_terms"]>[0]["adapters"];
type AccessArgument = Parameters<Calls["set_terms"]>[0]["access"];
type KindArgument = Parameters<Calls["publish"]>[0]["kind"];

/** A model, or an adapter of one. */
export type ModelKind = "Model" | { readonly adapterOf: Digest };

/** Who may order from a model: everybody, who holds a license of it, or who owns an item of a collection. */
export type Access = "Open" | "License" | { readonly holder: number };

/** The adapters that may run with a model: all that are published for it, none, or these. */
export type AdapterPolicy = "All" | "None" | readonly Digest[];

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
const LISTED = 16;

/** Puts the files of a model or an adapter on chain, for good, and claims it. The chain computes their root. */
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

/**
 * Says what each use of a model pays to the pool of its IP asset, who may order, and which adapters may run with it:
 * all if it is not said.
 */
export async function setTerms(
  chain: Chain,
  from: Account,
  model: Digest,
  terms: { readonly ip: IpId; readonly fee: bigint; readonly access: Access; readonly adapters?: AdapterPolicy },
  options?: StepOptions,
): Promise<Done> {
  const call = chain.api.tx.Models.set_terms({
    root: checked.digest("a model", model),
    ip: checked.ip(terms.ip),
    fee: checked.amount("a fee", terms.fee),
    access: encodeAccess(terms.access),
    adapters: encodeAdapters(terms.adapters ?? "All"),
  });
  return done(chain, call, from, options);
}

/** Lets everybody use a model for no fee again. */
export async function clearTerms(chain: Chain, from: Account, model: Digest, options?: StepOptions): Promise<Done> {
  const call = chain.api.tx.Models.clear_terms({ root: checked.digest("a model", model) });
  return done(chain, call, from, options);
}

/** Takes a model or an adapter down, or lifts that: while it is down, nobody can order from it. */
export async function setTakedown(
  chain: Chain,
  from: Account,
  model: Digest,
  takenDown: boolean,
  options?: StepOptions,
): Promise<Done> {
  const call = { root: checked.digest("a model", model), taken_down: takenDown };
  return done(chain, chain.api.tx.Models.set_takedown(call), from, options);
}

/** Pays what is in the pot of a model to the pool of whoever became entitled. Anybody may. */
export async function release(
  chain: Chain,
  from: Account,
  model: Digest,
  options?: StepOptions,
): Promise<Done<{ readonly ip?: IpId; readonly amount: bigint }>> {
  const call = chain.api.tx.Models.release({ root: checked.digest("a model", model) });
  const tx = await submit(chain, call, from, options);
  const { ip, amount } = only("PotReleased", chain.api.event.Models.PotReleased.filter(tx.events));
  return { ip, amount, tx };
}

/** A model or an adapter as it is on chain; nothing if nobody has published it. */
export async function model({ api }: Chain, root: Digest): Promise<ModelInfo | undefined> {
  return api.view.Models.model(checked.digest("a model", root), BEST);
}

/** What is asked for the use of a model now; nothing if everybody may use it for no fee. */
export async function termsOf({ api }: Chain, model: Digest): Promise<ModelTerms | undefined> {
  return api.view.Models.terms_of(checked.digest("a model", model), BEST);
}

/** Whether nobody can order from a model: it was taken down, or the claim that was entitled to it went. */
export async function isClosed({ api }: Chain, model: Digest): Promise<boolean> {
  return api.view.Models.is_closed(checked.digest("a model", model), BEST);
}

/** Who would get what is paid for the use of a model now. */
export async function payeeOf({ api }: Chain, model: Digest): Promise<Payee> {
  return api.view.Models.payee_of(checked.digest("a model", model), BEST);
}

/** What waits for whoever becomes entitled to the income of a model; nothing if nothing does. */
export async function potOf({ api }: Chain, model: Digest): Promise<Pot | undefined> {
  return api.view.Models.pot_of(checked.digest("a model", model), BEST);
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

function encodeAdapters(adapters: AdapterPolicy): AdaptersArgument {
  if (typeof adapters === "string") return { type: adapters, value: undefined };
  const listed = checked.list("adapters", adapters, LISTED).map((adapter) => checked.digest("an adapter", adapter));
  return { type: "Listed", value: listed };
}
