import type { Chain } from "@atelier/sdk";
import { ATL, formatDigest, formatIp, parseDigest, parseIp } from "@atelier/sdk/format";
import { output, watchJob, type Job } from "@atelier/sdk/jobs";
import type { SizedHex } from "polkadot-api";
import { concatMap, distinctUntilChanged, map, shareReplay, tap, type Observable } from "rxjs";
import {
  NotFound,
  type Asset,
  type Balance,
  type Block,
  type ChainReader,
  type Contribution,
  type Family,
  type Listed,
  type Money,
  type Movements,
  type Newest,
  type OpenJob,
  type Proposal,
  type Quote,
  type Studio,
  type StudioMember,
  type Trait,
  type Verification,
  type Work,
} from "../reader.ts";
import { family } from "./family.ts";
import { History } from "./history.ts";
import { newest } from "./newest.ts";
import { Runtime } from "./runtime.ts";
import { Studios } from "./studios.ts";

/** Pallets whose events change what is shown. */
const SHOWN = new Set(["IpAssets", "Provenance", "Royalties", "Licensing", "Market", "Inference", "Studios"]);
/** The node's error for what is not on the chain. */
const NOT_FOUND = 4001;
const MOST_MEMBERS = 64;
const MOST_OPEN_JOBS = 8;
const QUOTED = 100n * ATL;
const AT = { at: "best" } as const;

/** What a node says about the best block that it knows. */
export class NodeReader implements ChainReader {
  readonly blocks: Observable<Block>;
  private readonly history: History;
  /** Labels are asked for again and again, by the gallery and by lineages. */
  private labels = new Map<string, Promise<Work>>();
  private runtime: Promise<Runtime> | undefined;
  private readonly studios: Studios;

  constructor(private readonly chain: Chain) {
    this.history = new History(chain.client);
    this.studios = new Studios(chain, () => this.currentRuntime());
    this.blocks = chain.client.bestBlocks$.pipe(
      map(([best]) => best!),
      distinctUntilChanged((a, b) => a.hash === b.hash),
      concatMap(async ({ hash, number }) => ({ number, changed: await this.changedIn(hash) })),
      tap(({ changed }) => changed && this.labels.clear()),
      shareReplay({ bufferSize: 1, refCount: true }),
    );
  }

  async newest(count: number): Promise<Newest> {
    const { api } = this.chain;
    const collections = await api.query.IpAssets.Collections.getEntries(AT);
    return newest(
      collections.map(({ keyArgs: [id], value }) => ({ id, nextItem: value.next_item, items: value.items })),
      count,
      async (ips) => {
        const records = await api.query.IpAssets.Ips.getValues(
          ips.map((ip) => [ip]),
          AT,
        );
        return records.map((record) => record?.minted_at);
      },
    );
  }

  work(ip: string): Promise<Work> {
    const known = this.labels.get(ip);
    if (known) return known;
    const asked = this.readWork(ip);
    this.labels.set(ip, asked);
    asked.catch(() => this.labels.delete(ip));
    return asked;
  }

  asset(ip: string): Promise<Asset> {
    return this.ask("ip_asset", [ip]);
  }

  family(ip: string): Promise<Family> {
    return family((method, parameters) => this.ask(method, parameters), ip);
  }

  async money(ip: string): Promise<Money> {
    const { view } = this.chain.api;
    const id = parseIp(ip);
    const [pool, scores, quote] = await Promise.all([
      view.Royalties.pool(id, AT),
      view.Royalties.scores(id, undefined, MOST_MEMBERS, AT),
      this.quote(ip),
    ]);
    if (!pool) throw new NotFound(`there is no IP asset ${ip}`);
    const claimable = await Promise.all(scores.items.map(([address]) => view.Royalties.claimable(id, address, AT)));
    return {
      received: pool.received,
      setAside: (pool.gross * BigInt(pool.stack)) / 1_000_000_000n,
      pending: pool.pending,
      totalScore: pool.weight,
      members: scores.items.map(([address, score], i) => ({ address, score, claimable: claimable[i] ?? 0n })),
      moreMembers: scores.next !== undefined,
      quote,
    };
  }

  movements(since: number): Promise<Movements> {
    return this.history.since(since);
  }

  async traits(ip: string): Promise<readonly Trait[]> {
    const traits = await this.chain.api.view.IpAssets.traits(parseIp(ip), AT);
    return traits.map(({ key, record }) => ({
      key: new TextDecoder().decode(key),
      values: record.history.map(({ value, at }) => ({ root: formatDigest(value.root), job: value.job, block: at })),
    }));
  }

  verify(digest: string): Promise<Verification> {
    return this.ask("provenance_verify", [digest]);
  }

  async mintedFrom(digest: string): Promise<readonly string[]> {
    const { items } = await this.chain.api.view.IpAssets.ips_of(parseDigest(digest), undefined, MOST_MEMBERS, AT);
    return items.map(formatIp);
  }

  async output(digest: string): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await typed(output(this.chain, parseDigest(digest))));
  }

  async openJobs(): Promise<readonly OpenJob[]> {
    const { items } = await this.chain.api.view.Inference.open_jobs(undefined, MOST_OPEN_JOBS, AT);
    return items.map(({ hash, order, job }) => ({
      job: hash,
      requester: job.requester,
      phase: job.phase.type.toLowerCase(),
      model: formatDigest(order.model),
      input: order.input,
    }));
  }

  job(hash: string): Observable<Job | undefined> {
    return watchJob(this.chain, hash as SizedHex<32>);
  }

  newestStudios(count: number): Promise<Listed<Studio>> {
    return this.studios.newest(count);
  }

  studio(id: number): Promise<Studio> {
    return this.studios.studio(id);
  }

  studioOf(account: string): Promise<Studio | undefined> {
    return this.studios.ofAccount(account);
  }

  async balance(account: string): Promise<Balance> {
    const { data } = await this.chain.api.query.System.Account.getValue(account, AT);
    return { free: data.free, held: data.reserved };
  }

  async ownedBy(account: string, count: number): Promise<Listed<string>> {
    const runtime = await this.currentRuntime();
    const [best] = await this.chain.client.getBestBlocks();
    const prefix = runtime.prefix("Nfts", "Account", account);
    // An account may own any number: they are never all asked for.
    const keys = await this.ask<string[]>("state_getKeysPaged", [prefix, count + 1, prefix, best?.hash]);
    const ips = keys.slice(0, count).map((key) => {
      const [, collection, item] = runtime.keys("Nfts", "Account", key) as [string, number, number];
      return formatIp({ collection, item });
    });
    return { items: ips, more: keys.length > count };
  }

  members(studio: number, count: number): Promise<Listed<StudioMember>> {
    return this.studios.members(studio, count);
  }

  invited(studio: number, count: number): Promise<Listed<string>> {
    return this.studios.invited(studio, count);
  }

  proposals(studio: number, count: number): Promise<Listed<Proposal>> {
    return this.studios.proposals(studio, count);
  }

  contributions(studio: number, count: number): Promise<Listed<Contribution>> {
    return this.studios.contributions(studio, count);
  }

  /** The runtime of the best block. */
  private currentRuntime(): Promise<Runtime> {
    this.runtime ??= this.readRuntime();
    this.runtime.catch(() => (this.runtime = undefined));
    return this.runtime;
  }

  private async readRuntime(): Promise<Runtime> {
    const { client } = this.chain;
    return new Runtime(await client.getMetadata((await client.getBestBlocks())[0]!.hash));
  }

  private async changedIn(hash: string): Promise<boolean> {
    try {
      const events = await this.chain.api.query.System.Events.getValue({ at: hash });
      if (events.some(({ event }) => event.type === "System" && event.value.type === "CodeUpdated")) {
        this.runtime = undefined;
      }
      return events.some(({ event }) => {
        // The balance of a studio; the fees of all transactions are not shown.
        const isTransfer = event.type === "Balances" && event.value.type === "Transfer";
        return isTransfer || SHOWN.has(event.type);
      });
    } catch {
      // The block is gone already: better to look once too often.
      return true;
    }
  }

  private async readWork(ip: string): Promise<Work> {
    const record = await this.chain.api.query.IpAssets.Ips.getValue(parseIp(ip), AT);
    if (!record) throw new NotFound(`there is no IP asset ${ip}`);
    const provenance = record.provenance ? formatDigest(record.provenance) : null;
    const verification = provenance === null ? null : await this.verify(provenance);
    return { ip, creator: record.creator, mintedAt: record.minted_at, provenance, verification };
  }

  private async quote(ip: string): Promise<Quote | null> {
    try {
      const quote = await this.ask<Record<"protocolFee" | "upstream" | "membersTotal", string>>(
        "royalties_quotePayment",
        [ip, QUOTED.toString()],
      );
      const { protocolFee, upstream, membersTotal } = quote;
      return { amount: QUOTED, fee: BigInt(protocolFee), ancestors: BigInt(upstream), members: BigInt(membersTotal) };
    } catch (error) {
      if (error instanceof NotFound) return null;
      throw error;
    }
  }

  private ask<T>(method: string, parameters: unknown[]): Promise<T> {
    return typed(this.chain.client._request<T>(method, parameters));
  }
}

/** Tells what is not on the chain from what went wrong. */
async function typed<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    const { code, message } = error as { code?: unknown; message: string };
    throw code === NOT_FOUND ? new NotFound(message) : error;
  }
}
