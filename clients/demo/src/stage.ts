import { ATL, freshAccount, percent, type Account, type Chain, type Included, type IpId } from "@atelier/sdk";
import type { Files } from "./files.ts";
import { ExpectedPool } from "./split.ts";

/** What everybody has at the beginning. */
export const START = 200n * ATL;
/** What a license of Aiko's work costs, and what she asks of the income of everything made from it. */
export const MINTING_FEE = 5n * ATL;
export const REVENUE_SHARE = percent(20);
/** What sales of works pay to their pools. */
export const RESALE = { rate: percent(5), floor: ATL / 2n };
/** What Bruno's work is sold for. */
export const PRICE = 40n * ATL;
/** Little enough that the chain leaves the settlement to anybody who asks for it. */
export const FIRST_PAYMENT = 2_718_281_828_459n;
/** Enough that the chain settles by itself. */
export const SECOND_PAYMENT = 31_415_926_535_897n;

const NAMES = ["Mira", "Aiko", "Bruno", "Nora", "Clara", "Theo"] as const;
type Name = (typeof NAMES)[number];

/** Somebody of the story, with what came and went as the story expects it. */
export class Person implements Account {
  readonly address: string;
  readonly signer: Account["signer"];
  readonly start = START;
  received = 0n;
  paid = 0n;

  constructor(readonly name: Name) {
    // New ones each time, so that the story can be told again on the same chain.
    ({ address: this.address, signer: this.signer } = freshAccount());
  }
}

/** An IP asset of the story, and the pool that it should have. */
export interface Asset {
  readonly name: string;
  readonly ip: IpId;
  readonly creator: Person;
  readonly pool: ExpectedPool;
}

/** What one chapter leaves to the next. */
export class Stage {
  readonly people = Object.fromEntries(NAMES.map((name) => [name, new Person(name)])) as Record<Name, Person>;
  /** The last block that something happened in. */
  height = 0;

  private constructor(
    readonly chain: Chain,
    readonly files: Files,
    /** The part of every payment that the protocol takes. */
    readonly protocolFee: number,
  ) {}

  static async set(chain: Chain, files: Files): Promise<Stage> {
    return new Stage(chain, files, await protocolFee(chain));
  }

  get everybody(): Person[] {
    return Object.values(this.people);
  }

  /** Does steps at the same time, and remembers the block of the last one. */
  async together<T extends readonly { readonly tx: Included }[]>(
    ...steps: { readonly [K in keyof T]: Promise<T[K]> }
  ): Promise<T> {
    const done = (await Promise.all(steps)) as unknown as T;
    this.height = Math.max(this.height, ...done.map(({ tx }) => tx.block.number));
    return done;
  }
}

/** What it is as long as governance has not set it. */
const DEFAULT_PROTOCOL_FEE = percent(1);

async function protocolFee({ api }: Chain): Promise<number> {
  const key = { type: "Royalties", value: { type: "ProtocolFee", value: undefined } } as const;
  const set = await api.query.Parameters.Parameters.getValue(key, { at: "best" });
  return set?.type === "Royalties" && set.value.type === "ProtocolFee" ? set.value.value : DEFAULT_PROTOCOL_FEE;
}
