import type { SizedHex, Transaction } from "polkadot-api";
import type { Account } from "../core/account.ts";
import { type AtelierApi, BEST, type Chain } from "../core/chain.ts";
import * as checked from "../core/checks.ts";
import type { Digest, IpId } from "../core/format.ts";
import { all } from "../core/paging.ts";
import { type Done, done, only, type StepOptions, submit, wrapped } from "../core/transactions.ts";

type Views = AtelierApi["view"]["IpAssets"];
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

/** What is minted. */
export interface Work {
  readonly collection: number;
  readonly provenance?: Digest;
  readonly metadata?: Metadata;
  /** The owner; the signer if nobody is named. */
  readonly to?: string;
  /** The part of the income that goes with the asset, in billionths: none if left out. The creator has the rest. */
  readonly ownerShare?: number;
}

/** What an agent may do for an IP asset. What is left out it may not. */
export interface Permissions {
  /** Whether it may change the metadata, until they are frozen, and order traits. */
  readonly metadata?: boolean;
  /** The terms that it may attach, disable and detach, and approve derivatives under. */
  readonly license?: readonly SizedHex<32>[];
  /** The least price for which it may put the IP asset on sale. */
  readonly trade?: bigint;
  /** The least fee of a use for which it may set the terms of the model. */
  readonly serve?: bigint;
}

/** A trait, with the values that it had. Each is an output of a job. */
export interface Trait {
  readonly key: string;
  readonly history: Awaited<ReturnType<Views["traits"]>>[number]["record"]["history"];
}

const utf8Decoder = new TextDecoder();
/** The most bytes of a URI. */
const URI = 256;
/** The most terms that a grant names, and the most bytes of a reason. */
const GRANTED_TERMS = 16;
const REASON = 64;

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

/** Lets studios of others hold what is restricted in a collection, for good. */
export async function allowStudios(
  chain: Chain,
  from: Account,
  collection: number,
  options?: StepOptions,
): Promise<Done> {
  checked.count("a collection", collection);
  return done(chain, chain.api.tx.IpAssets.allow_studios({ collection }), from, options);
}

/** Mints an IP asset, for an artifact that the signer claims, or without provenance. */
export async function mint(
  chain: Chain,
  from: Account,
  work: Work,
  options?: StepOptions,
): Promise<Done<{ readonly ip: IpId; readonly account: string }>> {
  const tx = await submit(chain, chain.api.tx.IpAssets.mint(encodeWork(work)), from, options);
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
  grant: { readonly agent: string; readonly permissions: Permissions; readonly expires: number },
  options?: StepOptions,
): Promise<Done> {
  const agent = checked.address("an agent", grant.agent);
  const expires = checked.count("the block in which it ends", grant.expires);
  const permissions = encodePermissions(grant.permissions);
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

/** Says whether the claim that an IP asset was minted from is superseded. It goes with the asset: its owner says so. */
export async function deprecateClaim(
  chain: Chain,
  from: Account,
  ip: IpId,
  deprecated: boolean,
  options?: StepOptions,
): Promise<Done> {
  return done(chain, chain.api.tx.IpAssets.deprecate_claim({ ip: checked.ip(ip), deprecated }), from, options);
}

/** Revokes the claim that an IP asset was minted from, for good. */
export async function revokeClaim(
  chain: Chain,
  from: Account,
  ip: IpId,
  reason: string,
  options?: StepOptions,
): Promise<Done> {
  const call = { ip: checked.ip(ip), reason: checked.text("a reason", reason, REASON) };
  return done(chain, chain.api.tx.IpAssets.revoke_claim(call), from, options);
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

/** What is minted, as the chain takes it. */
export function encodeWork({ collection, provenance, metadata = { uri: "" }, to, ownerShare = 0 }: Work) {
  return {
    collection: checked.count("a collection", collection),
    provenance: provenance && checked.digest("the provenance", provenance),
    to: to === undefined ? undefined : checked.address("the owner", to),
    metadata: encodeMetadata(metadata),
    owner_share: checked.rate("the share of the owner", ownerShare),
  };
}

/** A description as the chain takes it. */
export function encodeMetadata({ uri, hash }: Metadata) {
  if (hash) checked.hex("the hash of metadata", hash, 32);
  return { uri: checked.text("a URI", uri, URI), hash };
}

function encodePermissions({ metadata = false, license = [], trade, serve }: Permissions) {
  const terms = license.map((terms) => checked.hex("the name of terms", terms, 32).toLowerCase() as SizedHex<32>);
  return {
    metadata,
    // The chain decodes a set, which stands in order and has nothing twice.
    license: checked.list("terms of a grant", [...new Set(terms)], GRANTED_TERMS).sort(),
    trade: trade === undefined ? undefined : checked.amount("the least price", trade),
    serve: serve === undefined ? undefined : checked.amount("the least fee", serve),
  };
}
