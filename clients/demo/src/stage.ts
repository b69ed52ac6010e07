import {
  type Account,
  type answers,
  ATL,
  type Chain,
  type Chronicle,
  type Digest,
  type FinalizedBlock,
  type Included,
  type IpId,
  type jobs,
  type PictureRequest,
  percent,
  type studios,
} from "@atelier/sdk";
import { devAccount, devWorkerKey, freshAccount } from "@atelier/sdk/node";
import type { Observable } from "rxjs";
import type { Files } from "./files.ts";
import { periodsOf, type Context, type Periods } from "./milestones.ts";
import { ExpectedPool } from "./split.ts";
import type { Bill, Rates } from "./wages.ts";

/** What everybody has at the beginning. */
export const START = 200n * ATL;
/** What a worker has at stake. */
export const STAKE = 500n * ATL;
/** What a minting pass costs, and what each use of the model does. */
export const PASS_PRICE = 10n * ATL;
export const MODEL_FEE = 3n * ATL;
/** How many workers run a job, and what each of them gets. */
export const COMMITTEE = 3;
export const WAGE = 2n * ATL;
/** What a license of Aiko's work costs, and what she asks of the income of everything made from it. */
export const MINTING_FEE = 5n * ATL;
export const REVENUE_SHARE = percent(20);
/** What sales of works pay to their pools. */
export const RESALE = { rate: percent(5), floor: ATL / 2n };
/** What Bruno's work is sold for. */
export const PRICE = 40n * ATL;
/** What Clara's tile is sold for, and what somebody pays for its use later. */
export const TILE_PRICE = 8n * ATL;
export const TILE_PAYMENT = 5n * ATL;
/** What is held of whoever opposes a claim for the first time. */
export const BOND = 10n * ATL;
/** Little enough that the chain leaves the settlement to anybody who asks for it. */
export const FIRST_PAYMENT = 2_718_281_828_459n;
/** Enough that the chain settles by itself. */
export const SECOND_PAYMENT = 31_415_926_535_897n;
/** What a license of the film costs, and what a second payment for it is. */
export const FILM_FEE = 20n * ATL;
export const FILM_PAYMENT = 16_180_339_887_498n;
/** What each of the five puts into their studio: enough for the deposits of what it owns. */
export const PURSE = 2n * ATL;
/** On a development chain scores wait for two blocks and claims for ten, elsewhere for a day and for a month. */
export const MOST_BLOCKS_TO_WAIT = 20;

/** Whoever is the same in each telling: the models are, and who claims one first stays entitled to its income. */
const KNOWN: readonly string[] = ["Mira"];
const NAMES = [
  ...(["Mira", "Aiko", "Bruno", "Nora", "Clara", "Theo", "Otis"] as const),
  ...(["Pia", "Lena", "Idris", "Sami", "Yuki"] as const),
] as const;
type Name = (typeof NAMES)[number];

/** Whoever stands in the accounts, with what came and went as the story expects it. */
export abstract class Party {
  received = 0n;
  paid = 0n;
  slashed = 0n;

  constructor(
    readonly name: string,
    readonly address: string,
    /** What it was given at the beginning. */
    readonly start: bigint,
  ) {}
}

/** Somebody of the story. */
export class Person extends Party implements Account {
  readonly signer: Account["signer"];

  constructor(name: Name) {
    // New ones each time, so that the story can be told again on the same chain.
    const { address, signer } = KNOWN.includes(name) ? devAccount(name) : freshAccount();
    super(name, address, START);
    this.signer = signer;
  }
}

/** The account that an operator of a node works with. The same in each telling: its node has the key. */
export class Worker extends Party implements Account {
  readonly signer: Account["signer"];
  readonly key: answers.WorkerKey;

  constructor(who: string) {
    const path = `${who}//worker`;
    const { address, signer } = devAccount(path);
    super(who, address, 0n);
    this.signer = signer;
    this.key = devWorkerKey(path);
  }
}

/** What became of a motion of a studio, as it had to. */
export interface Decision {
  readonly proposer: Person;
  readonly proposal: studios.InStudio;
  readonly ayes: bigint;
  readonly nays: bigint;
  readonly electorate: bigint;
  /** The blocks in which it is closed, and enacted. */
  readonly closesAt: number;
  readonly enactedAt: number;
  /** What is held of the proposer. */
  readonly deposit: bigint;
}

/** A studio of the story. Nobody has a key of its account. */
export class Studio extends Party {
  /** What the vote of a member weighs, in units of `unit`. Whoever is not named has none. */
  powers: ReadonlyMap<Person, bigint>;
  unit = { weight: 1n, name: "members" };
  /** What it has decided, in the order of the proposals. */
  readonly decisions: Decision[] = [];

  constructor(
    name: string,
    address: string,
    readonly id: studios.StudioId,
    readonly members: readonly Person[],
  ) {
    super(name, address, 0n);
    this.powers = new Map(members.map((member) => [member, 1n]));
  }
}

/** An IP asset of the story, and the pool that it should have. */
export interface Asset {
  readonly name: string;
  readonly ip: IpId;
  readonly creator: Party;
  readonly pool: ExpectedPool;
}

/** What somebody of the story orders. */
export interface Wish {
  /** What the tables call it. */
  readonly name: string;
  readonly model: Digest;
  readonly adapters?: readonly Digest[];
  readonly picture: PictureRequest;
  readonly pass?: number;
  readonly trait?: jobs.Order["trait"];
  /** The IP asset of the model, and what each use pays to it. */
  readonly pays?: { readonly asset: Asset; readonly fee: bigint };
}

/** A job on its way. */
export interface Commission {
  readonly wish: Wish;
  readonly requester: Person;
  readonly job: jobs.JobHash;
  readonly bill: Bill;
  /** How the job stood, and stands. */
  readonly states: Observable<jobs.Job>;
  /** The job once it is final, and the accounts know it. */
  readonly ended: Promise<jobs.Job>;
}

/** What one chapter leaves to the next. */
export class Stage {
  readonly people = Object.fromEntries(NAMES.map((name) => [name, new Person(name)])) as Record<Name, Person>;
  /** Three whose keys are in the node, and one whose key is here, and who lies. */
  readonly workers = { honest: ["Alice", "Bob", "Charlie"].map((who) => new Worker(who)), liar: new Worker("Dave") };
  /** The studios of the story. */
  readonly studios: Studio[] = [];
  /** The IP assets of the story, in the order of their appearance. */
  readonly assets: Asset[] = [];
  /** The jobs of the story, in the order of their requests. */
  readonly commissions: Commission[] = [];
  /** Bonds of oppositions that were rejected. */
  lostBonds = 0n;
  /** The last block that something happened in. */
  height = 0;

  private constructor(
    readonly chain: Chain,
    readonly files: Files,
    readonly chronicle: Chronicle,
    /** The finalized block before the story. */
    readonly before: FinalizedBlock,
    /** The part of every payment that the protocol takes. */
    readonly protocolFee: number,
    /** What the chain asks for a job. */
    readonly rates: Rates,
    private readonly periods: Periods,
  ) {}

  static async set(chain: Chain, files: Files, chronicle: Chronicle): Promise<Stage> {
    const before = await chronicle.reaches(0);
    const [fee, rates, periods] = await Promise.all([protocolFee(chain), ratesOf(chain), periodsOf(chain)]);
    return new Stage(chain, files, chronicle, before, fee, rates, periods);
  }

  get everybody(): Person[] {
    return Object.values(this.people);
  }

  get everyWorker(): Worker[] {
    return [...this.workers.honest, this.workers.liar];
  }

  /** What is known beside a job, to tell of it. */
  get context(): Context {
    const known = [...this.everybody, ...this.everyWorker];
    const nameOf = (address: string) => known.find((one) => one.address === address)?.name ?? address;
    return { periods: this.periods, nameOf };
  }

  /** The worker with this address. */
  workerAt(address: string): Worker {
    const worker = this.everyWorker.find((one) => one.address === address);
    if (worker) return worker;
    throw new Error(`${address} works here, and is not of the story: tell it on a development chain of its own`);
  }

  /** Does steps at the same time, and remembers the block of the last one. */
  async together<T extends readonly { readonly tx: Included }[]>(
    ...steps: { readonly [K in keyof T]: Promise<T[K]> }
  ): Promise<T> {
    const done = (await Promise.all(steps)) as unknown as T;
    for (const { tx } of done) this.reached(tx.block.number);
    return done;
  }

  /** Remembers a block that something happened in. */
  reached(block: number): void {
    this.height = Math.max(this.height, block);
  }

  /** An IP asset that nobody has paid yet. */
  asset(name: string, ip: IpId, creator: Party, upstream?: ConstructorParameters<typeof ExpectedPool>[2]): Asset {
    const pool = new ExpectedPool(creator.address, this.protocolFee, upstream);
    return this.enter({ name, ip, creator, pool });
  }

  /** Takes a job into the accounts. */
  entrust(commission: Commission): Commission {
    this.commissions.push(commission);
    return commission;
  }

  /** Takes an IP asset into the accounts. */
  enter(asset: Asset): Asset {
    this.assets.push(asset);
    return asset;
  }
}

/** What they are as long as governance has not set them. */
const DEFAULT_PROTOCOL_FEE = percent(1);
const DEFAULT_JOB_FEE = (3n * ATL) / 20n;

async function protocolFee({ api }: Chain): Promise<number> {
  const key = { type: "Royalties", value: { type: "ProtocolFee", value: undefined } } as const;
  const set = await api.query.Parameters.Parameters.getValue(key, { at: "best" });
  return set?.type === "Royalties" && set.value.type === "ProtocolFee" ? set.value.value : DEFAULT_PROTOCOL_FEE;
}

async function ratesOf(chain: Chain): Promise<Rates> {
  const [jobFee, minExposure] = await Promise.all([jobFeeOf(chain), chain.api.constants.Jobs.MinExposure()]);
  return { jobFee, minExposure };
}

async function jobFeeOf({ api }: Chain): Promise<bigint> {
  const key = { type: "Inference", value: { type: "JobFee", value: undefined } } as const;
  const set = await api.query.Parameters.Parameters.getValue(key, { at: "best" });
  return set?.type === "Inference" && set.value.type === "JobFee" ? set.value.value : DEFAULT_JOB_FEE;
}
