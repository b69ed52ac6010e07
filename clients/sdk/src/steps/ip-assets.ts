import type { SizedHex, Transaction } from "polkadot-api";
import type { Account } from "../core/account.ts";
import { type AtelierApi, BEST, type Chain } from "../core/chain.ts";
import * as checked from "../core/checks.ts";
import type { Digest, IpId } from "../core/format.ts";
import { all } from "../core/paging.ts";
import { type Done, done, only, type StepOptions, submit, wrapped } from "../core/transactions.ts";

type GrantArguments = Parameters<AtelierApi["tx"]["IpAssets"]["grant_permission"]>[0];
type Views = AtelierApi["view"]["IpAssets"];
/** What an agent may do for an IP asset. */
export type Permission = GrantArguments["permissions"][number]["type"];
/** All about an IP asset. */
export type IpInfo = NonNullable<Awaited<ReturnType<Views["ip"]>>>;
/** All about a collection. */
export type Collection = NonNullable<Awaited<ReturnType<Views["collection"]>>>;
/** What somebody may do for an IP asset, and until when. */
export type Grant = Awaited<ReturnType<Views["grants"]>>["items"][number];

/** Where a description is, and the SHA-256 of what is there. */
export interface Metadata {
  readonly uri: string;
  readonly hash?: SizedHex<32>;
}

/** A trait, with the values that it had. Each is an output of a job. */
export interface Trait {
  readonly key: string;
  readonly history: Awaited<ReturnType<Views["traits"]>>[number]["record"]["history"];
}

const utf8Decoder = new TextDecoder();
/** The most bytes of a URI. */
const URI = 256;

/** All permissions, in the order of the chain. */
const PERMISSIONS: readonly Permission[] = ["Metadata", "License", "Scores", "Trade"];

/** Makes a collection. Only its creator mints in it. */
export async function createCollection(
  chain: Chain,
  from: Account,
  { uri = "", maxItems }: { readonly uri?: string; readonly maxItems?: number } = {},
  options?: StepOptions,
): Promise<Done<{ readonly collection: number }>> {
  if (maxItems !== undefined) checked.count("the most items of a collection", maxItems);
  const call = chain.api.tx.IpAssets.create_collection({
    metadata: checked.text("a URI", uri, URI),
    max_items: maxItems,
  });
  const tx = await submit(chain, call, from, options);
  const { collection } = only("CollectionCreated", chain.api.event.IpAssets.CollectionCreated.filter(tx.events));
  return { collection, tx };
}

/** Says something else about a collection. */
export async function setCollectionMetadata(
  chain: Chain,
  from: Account,
  collection: number,
  uri: string,
  options?: StepOptions,
): Promise<Done> {
  const metadata = checked.text("a URI", uri, URI);
  checked.count("a collection", collection);
  return done(chain, chain.api.tx.IpAssets.set_collection_metadata({ collection, metadata }), from, options);
}

/** Mints an IP asset, for an artifact that the signer claims, or without provenance. */
export async function mint(
  chain: Chain,
  from: Account,
  work: {
    readonly collection: number;
    readonly provenance?: Digest;
    readonly metadata?: Metadata;
    /** The owner; the signer if nobody is named. */
    readonly to?: string;
  },
  options?: StepOptions,
): Promise<Done<{ readonly ip: IpId; readonly account: string }>> {
  const { collection, provenance, metadata = { uri: "" }, to } = work;
  checked.count("a collection", collection);
  if (provenance) checked.digest("the provenance", provenance);
  if (to !== undefined) checked.address("the owner", to);
  const call = chain.api.tx.IpAssets.mint({ collection, provenance, to, metadata: encodeMetadata(metadata) });
  const tx = await submit(chain, call, from, options);
  const { ip, account } = only("Minted", chain.api.event.IpAssets.Minted.filter(tx.events));
  return { ip, account, tx };
}

/** Says something else about an IP asset, until that is frozen. */
export async function setMetadata(
  chain: Chain,
  from: Account,
  ip: IpId,
  metadata: Metadata,
  options?: StepOptions,
): Promise<Done> {
  const call = chain.api.tx.IpAssets.set_metadata({ ip: checked.ip(ip), metadata: encodeMetadata(metadata) });
  return done(chain, call, from, options);
}

/** What an IP asset says about itself can never change again. */
export async function freezeMetadata(chain: Chain, from: Account, ip: IpId, options?: StepOptions): Promise<Done> {
  return done(chain, chain.api.tx.IpAssets.freeze_metadata({ ip: checked.ip(ip) }), from, options);
}

/** Gives an IP asset away. Pays the floor of its collection. */
export async function transferIp(
  chain: Chain,
  from: Account,
  ip: IpId,
  to: string,
  options?: StepOptions,
): Promise<Done> {
  const call = chain.api.tx.IpAssets.transfer({ ip: checked.ip(ip), to: checked.address("the new owner", to) });
  return done(chain, call, from, options);
}

/** Ends an IP asset that nobody relies on. */
export async function burn(chain: Chain, from: Account, ip: IpId, options?: StepOptions): Promise<Done> {
  return done(chain, chain.api.tx.IpAssets.burn({ ip: checked.ip(ip) }), from, options);
}

/** Calls something as the account of an IP asset. Only what the chain lets such an account do: see the book. */
export async function actAs(
  chain: Chain,
  from: Account,
  ip: IpId,
  call: Transaction,
  options?: StepOptions,
): Promise<Done> {
  return done(chain, chain.api.tx.IpAssets.act_as({ ip: checked.ip(ip), call: wrapped(call) }), from, options);
}

/** Lets an agent act for an IP asset until the block `expires`, or until it has another owner. */
export async function grantPermission(
  chain: Chain,
  from: Account,
  ip: IpId,
  grant: { readonly agent: string; readonly permissions: readonly Permission[]; readonly expires: number },
  options?: StepOptions,
): Promise<Done> {
  const agent = checked.address("an agent", grant.agent);
  const expires = checked.count("the block in which it ends", grant.expires);
  // The chain decodes a set, which stands in order and has nothing twice.
  const permissions = PERMISSIONS.filter((type) => grant.permissions.includes(type)).map((type) => ({
    type,
    value: undefined,
  }));
  const call = chain.api.tx.IpAssets.grant_permission({ ip: checked.ip(ip), agent, permissions, expires });
  return done(chain, call, from, options);
}

/** Takes all permissions for an IP asset from an agent. */
export async function revokePermission(
  chain: Chain,
  from: Account,
  ip: IpId,
  agent: string,
  options?: StepOptions,
): Promise<Done> {
  checked.address("an agent", agent);
  return done(chain, chain.api.tx.IpAssets.revoke_permission({ ip: checked.ip(ip), agent }), from, options);
}

/** All about an IP asset; nothing if there is none. */
export async function ipInfo({ api }: Chain, ip: IpId): Promise<IpInfo | undefined> {
  return api.view.IpAssets.ip(checked.ip(ip), BEST);
}

/** A collection; nothing if there is none. */
export async function collection({ api }: Chain, id: number): Promise<Collection | undefined> {
  return api.view.IpAssets.collection(checked.count("a collection", id), BEST);
}

/** Who may do what for an IP asset. */
export async function grants({ api }: Chain, ip: IpId): Promise<Grant[]> {
  checked.ip(ip);
  return all((after: string | undefined, size) => api.view.IpAssets.grants(ip, after, size, BEST));
}

/** The IP assets that were minted from an artifact, by whoever claims it. */
export async function ipsOf({ api }: Chain, digest: Digest): Promise<IpId[]> {
  checked.digest("an artifact", digest);
  return all((after: string | undefined, size) => api.view.IpAssets.ips_of(digest, after, size, BEST));
}

/** What an IP asset became over time: its traits by name, each with its values, the newest last. */
export async function traits({ api }: Chain, ip: IpId): Promise<Trait[]> {
  const found = await api.view.IpAssets.traits(checked.ip(ip), BEST);
  return found.map(({ key, record }) => ({ key: utf8Decoder.decode(key), history: record.history }));
}

/** A description as the chain takes it. */
export function encodeMetadata({ uri, hash }: Metadata) {
  if (hash) checked.hex("the hash of metadata", hash, 32);
  return { uri: checked.text("a URI", uri, URI), hash };
}
