import {
  ATL,
  BEST,
  type Chain,
  type Digest,
  formatDigest,
  formatIp,
  type Listed,
  parseDigest,
  parseIp,
  take,
} from "@atelier/sdk/core";
import {
  type Asset,
  ask,
  askFor,
  type Balance,
  balanceOf,
  type Family,
  family,
  History,
  type Job,
  type Movements,
  type Newest,
  NotFound,
  newestOf,
  output,
  ownedBy,
  type Runtime,
  runtimeOf,
  type Verification,
  watchJob,
} from "@atelier/sdk/read";
import type { SizedHex } from "polkadot-api";
import { concatMap, distinctUntilChanged, map, type Observable, shareReplay, tap } from "rxjs";
import type {
  Block,
  ChainReader,
  Contribution,
  Money,
  OpenJob,
  Proposal,
  Quote,
  Rights,
  Studio,
  StudioMember,
  Trait,
  Work,
} from "../reader.ts";
import { Studios } from "./studios.ts";

/** Pallets whose events change what is shown. */
const SHOWN = new Set([
  "IpAssets",
  "Provenance",
  "Royalties",
  "Licensing",
  "Market",
  "Models",
  "Workers",
  "Jobs",
  "Studios",
  "Contributions",
]);
const MOST_MEMBERS = 64;
const MOST_OPEN_JOBS = 8;
const QUOTED = 100n * ATL;

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

  newest(count: number): Promise<Newest> {
    return newestOf(this.chain, count);
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
    return ask(this.chain, "ip_asset", ip);
  }

  async rights(ip: string): Promise<Rights> {
    const { view } = this.chain.api;
    const id = parseIp(ip);
    const [info, pool, standing] = await Promise.all([
      view.IpAssets.ip(id, BEST),
      view.Royalties.pool(id, BEST),
      view.Licensing.commercial_standing(id, BEST),
    ]);
    if (!info || !pool || !standing.success) throw new NotFound(`there is no IP asset ${ip}`);
    const { revision, moves, provenance } = info;
    const closed = provenance !== undefined && (await view.Models.is_closed(provenance, BEST));
    return { revision, moves, ownerShare: pool.owner_share, commercial: standing.value.commercial, closed };
  }

  family(ip: string): Promise<Family> {
    return family((ip, size) => ask(this.chain, "ip_lineage", ip, size), ip);
  }

  async money(ip: string): Promise<Money> {
    const { view } = this.chain.api;
    const id = parseIp(ip);
    const [pool, scores, quote] = await Promise.all([
      view.Royalties.pool(id, BEST),
      view.Royalties.scores(id, undefined, MOST_MEMBERS, BEST),
      this.quote(ip),
    ]);
    if (!pool) throw new NotFound(`there is no IP asset ${ip}`);
    const claimable = await Promise.all(scores.items.map(([address]) => view.Royalties.claimable(id, address, BEST)));
    return {
      received: pool.received,
      setAside: (pool.gross * BigInt(pool.stack)) / 1_000_000_000n,
      pending: pool.pending,
      totalScore: pool.total_score,
      members: scores.items.map(([address, score], i) => ({ address, score, claimable: claimable[i] ?? 0n })),
      moreMembers: scores.next !== undefined,
      quote,
    };
  }

  movements(since: number): Promise<Movements> {
    return this.history.since(since);
  }

  async traits(ip: string): Promise<readonly Trait[]> {
    const traits = await this.chain.api.view.IpAssets.traits(parseIp(ip), BEST);
    return traits.map(({ key, record }) => ({
      key: new TextDecoder().decode(key),
      values: record.history.map(({ value, at }) => ({ root: formatDigest(value.output), job: value.job, block: at })),
    }));
  }

  verify(digest: string): Promise<Verification> {
    return ask(this.chain, "provenance_verify", digest);
  }

  async mintedFrom(digest: string): Promise<readonly string[]> {
    const artifact: Digest = parseDigest(digest);
    const { items } = await this.chain.api.view.IpAssets.ips_of(artifact, undefined, MOST_MEMBERS, BEST);
    return items.map(formatIp);
  }

  async output(digest: string): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array(await output(this.chain, parseDigest(digest)));
  }

  async openJobs(): Promise<readonly OpenJob[]> {
    const { open_jobs } = this.chain.api.view.Jobs;
    const { items } = await take(MOST_OPEN_JOBS, (after: SizedHex<32> | undefined, size) =>
      open_jobs(after, size, BEST),
    );
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

  balance(account: string): Promise<Balance> {
    return balanceOf(this.chain, account);
  }

  async ownedBy(account: string, count: number): Promise<Listed<string>> {
    return ownedBy(this.chain, await this.currentRuntime(), account, count);
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
    this.runtime ??= runtimeOf(this.chain);
    this.runtime.catch(() => {
      this.runtime = undefined;
    });
    return this.runtime;
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
    const record = await this.chain.api.query.IpAssets.Ips.getValue(parseIp(ip), BEST);
    if (!record) throw new NotFound(`there is no IP asset ${ip}`);
    const provenance = record.provenance ? formatDigest(record.provenance) : null;
    const verification = provenance === null ? null : await this.verify(provenance);
    return { ip, creator: record.creator, mintedAt: record.minted_at, provenance, verification };
  }

  private async quote(ip: string): Promise<Quote | null> {
    const quote = await askFor(this.chain, "royalties_quotePayment", ip, QUOTED.toString());
    if (!quote) return null;
    const { protocolFee, upstream, membersTotal } = quote;
    return { amount: QUOTED, fee: BigInt(protocolFee), ancestors: BigInt(upstream), members: BigInt(membersTotal) };
  }
}
