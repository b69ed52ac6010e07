import type { SizedHex, Transaction } from "polkadot-api";
import type { Account } from "./accounts.ts";
import type { AtelierApi, Chain } from "./connect.ts";
import type { Digest, IpId } from "./format.ts";
import { only, submit, type Done, type StepOptions } from "./transactions.ts";

type ActArguments = Parameters<AtelierApi["tx"]["IpAssets"]["act_as"]>[0];
type GrantArguments = Parameters<AtelierApi["tx"]["IpAssets"]["grant_permission"]>[0];
/** What an agent may do for an IP asset. */
export type Permission = GrantArguments["permissions"][number]["type"];
/** All about an IP asset. */
export type IpInfo = NonNullable<Awaited<ReturnType<AtelierApi["view"]["IpAssets"]["ip"]>>>;

/** Where a description is, and the SHA-256 of what is there. */
export interface Metadata {
  readonly uri: string;
  readonly hash?: SizedHex<32>;
}

/** A trait, with the values that it had. Each is an output of a job. */
export interface Trait {
  readonly key: string;
  readonly history: Awaited<ReturnType<AtelierApi["view"]["IpAssets"]["traits"]>>[number]["record"]["history"];
}

const utf8 = new TextEncoder();
const utf8Decoder = new TextDecoder();
const PAGE = 64;

/** All permissions, in the order of the chain. */
const PERMISSIONS: readonly Permission[] = ["Metadata", "License", "Scores", "Trade"];

/** Makes a collection. Only its creator mints in it. */
export async function createCollection(
  chain: Chain,
  from: Account,
  { uri = "", maxItems }: { readonly uri?: string; readonly maxItems?: number } = {},
  options?: StepOptions,
): Promise<Done<{ readonly collection: number }>> {
  const call = chain.api.tx.IpAssets.create_collection({ metadata: utf8.encode(uri), max_items: maxItems });
  const tx = await submit(chain, call, from, options);
  const { collection } = only("CollectionCreated", chain.api.event.IpAssets.CollectionCreated.filter(tx.events));
  return { collection, tx };
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
  const call = chain.api.tx.IpAssets.set_metadata({ ip, metadata: encodeMetadata(metadata) });
  return { tx: await submit(chain, call, from, options) };
}

/** What an IP asset says about itself can never change again. */
export async function freezeMetadata(chain: Chain, from: Account, ip: IpId, options?: StepOptions): Promise<Done> {
  return { tx: await submit(chain, chain.api.tx.IpAssets.freeze_metadata({ ip }), from, options) };
}

/** Gives an IP asset away. Pays the floor of its collection. */
export async function transferIp(
  chain: Chain,
  from: Account,
  ip: IpId,
  to: string,
  options?: StepOptions,
): Promise<Done> {
  return { tx: await submit(chain, chain.api.tx.IpAssets.transfer({ ip, to }), from, options) };
}

/** Ends an IP asset that nobody relies on. */
export async function burn(chain: Chain, from: Account, ip: IpId, options?: StepOptions): Promise<Done> {
  return { tx: await submit(chain, chain.api.tx.IpAssets.burn({ ip }), from, options) };
}

/** Calls something as the account of an IP asset. Only what the chain lets such an account do: see the book. */
export async function actAs(
  chain: Chain,
  from: Account,
  ip: IpId,
  call: Transaction,
  options?: StepOptions,
): Promise<Done> {
  const acted = chain.api.tx.IpAssets.act_as({ ip, call: call.decodedCall as ActArguments["call"] });
  return { tx: await submit(chain, acted, from, options) };
}

/** Lets an agent act for an IP asset until the block `expires`, or until it has another owner. */
export async function grantPermission(
  chain: Chain,
  from: Account,
  ip: IpId,
  grant: { readonly agent: string; readonly permissions: readonly Permission[]; readonly expires: number },
  options?: StepOptions,
): Promise<Done> {
  const { agent, expires } = grant;
  // The chain decodes a set, which stands in order and has nothing twice.
  const permissions = PERMISSIONS.filter((type) => grant.permissions.includes(type)).map((type) => ({
    type,
    value: undefined,
  }));
  const call = chain.api.tx.IpAssets.grant_permission({ ip, agent, permissions, expires });
  return { tx: await submit(chain, call, from, options) };
}

/** Takes all permissions for an IP asset from an agent. */
export async function revokePermission(
  chain: Chain,
  from: Account,
  ip: IpId,
  agent: string,
  options?: StepOptions,
): Promise<Done> {
  return { tx: await submit(chain, chain.api.tx.IpAssets.revoke_permission({ ip, agent }), from, options) };
}

/** All about an IP asset; nothing if there is none. */
export function ipInfo({ api }: Chain, ip: IpId): Promise<IpInfo | undefined> {
  return api.view.IpAssets.ip(ip, { at: "best" });
}

/** The IP assets that were minted from an artifact, by whoever claims it: as many as one page has. */
export async function ipsOf({ api }: Chain, digest: Digest): Promise<IpId[]> {
  const { items } = await api.view.IpAssets.ips_of(digest, undefined, PAGE, { at: "best" });
  return items;
}

/** What an IP asset became over time: its traits by name, each with its values, the newest last. */
export async function traits({ api }: Chain, ip: IpId): Promise<Trait[]> {
  const found = await api.view.IpAssets.traits(ip, { at: "best" });
  return found.map(({ key, record }) => ({ key: utf8Decoder.decode(key), history: record.history }));
}

/** A description as the chain takes it. */
export function encodeMetadata({ uri, hash }: Metadata) {
  return { uri: utf8.encode(uri), hash };
}
