import { ATL, encodePicture, type Listed, parseDigest, parseIp } from "@atelier/sdk/core";
import {
  type Asset,
  type Balance,
  type Family,
  type Job,
  type JobSeat,
  type Movements,
  type Newest,
  NotFound,
  type Verification,
} from "@atelier/sdk/read";
import { fromHex } from "polkadot-api/utils";
import { concat, from, map, NEVER, of, timer, type Observable } from "rxjs";
import type {
  Block,
  ChainReader,
  Contribution,
  Money,
  OpenJob,
  Proposal,
  Rights,
  Studio,
  StudioMember,
  Trait,
  Work,
} from "../../src/reader.ts";
import { pictureOf } from "./pictures.ts";
import { CONTRIBUTIONS, INVITED, MEMBERS, proposalsAt, STUDIOS } from "./studios.ts";
import { digestOf, jobOf, PEOPLE, rootOf, verificationOf, WORKS, type FakeWork } from "./works.ts";

const BEST = 1_284;
const { mira, aiko, bruno, nora, wanda, walt, vera } = PEOPLE;
const ANCESTRY: Readonly<Record<string, readonly [ip: string, rate: string][]>> = {
  "4-2": [
    ["2-3", "0.12"],
    ["2-1", "0.05"],
    ["2-0", "0.08"],
    ["0-0", "0.025"],
  ],
  "5-0": WORKS.filter(({ ip }) => ip.startsWith("7-") || ip === "0-0").map(({ ip }) => [ip, "0.03"]),
  "4-1": [["2-0", "0.2"]],
  "2-3": [
    ["2-0", "0.1"],
    ["0-0", "0.05"],
  ],
  "2-1": [["0-0", "0.05"]],
};

/** A chain that is made up. */
export class FakeReader implements ChainReader {
  readonly blocks: Observable<Block> = timer(0, 3_000).pipe(map((i) => ({ number: BEST + i, changed: false })));

  async newest(count: number): Promise<Newest> {
    return { ips: WORKS.slice(0, count).map(({ ip }) => ip), more: count < WORKS.length };
  }

  async work(ip: string): Promise<Work> {
    const work = workOf(ip);
    const mintedAt = mintedIn(work);
    const hasNone = work.prompt === "" && work.kind !== "model";
    return {
      ip,
      creator: work.creator,
      mintedAt,
      provenance: hasNone ? null : digestOf(work),
      verification: hasNone ? null : verificationOf(work, mintedAt - 14),
    };
  }

  async asset(ip: string): Promise<Asset> {
    const work = workOf(ip);
    return {
      ip,
      owner: ip === "4-2" ? STUDIOS[0]!.account : work.creator,
      account: STUDIOS[0]!.account,
      creator: work.creator,
      collectionCreator: work.creator,
      provenance: null,
      label: "claimed",
      terms: [],
      income: null,
      metadata: {
        uri: ip === "6-0" ? "javascript:alert(1)" : "https://atelier.example/works/harbor.json",
        sha256: null,
        frozen: false,
      },
      mintedAt: mintedIn(work),
      listing:
        ip === "4-2"
          ? {
              seller: work.creator,
              price: (40n * ATL).toString(),
              expires: null,
              leastPrice: ATL.toString(),
              gift: "0",
              obstacle: null,
            }
          : null,
    };
  }

  async rights(ip: string): Promise<Rights> {
    const { kind } = workOf(ip);
    const isSold = ip === "4-2";
    return {
      revision: isSold ? 2 : 0,
      moves: isSold ? 1 : 0,
      ownerShare: isSold ? 400_000_000 : 0,
      commercial: ip !== "4-1",
      closed: kind === "model",
    };
  }

  async family(ip: string): Promise<Family> {
    const ancestors = (ANCESTRY[ip] ?? []).map(([ip, rate]) => ({ ip, rate }));
    const above = [ip, ...ancestors.map(({ ip }) => ip)];
    const children = WORKS.filter(({ parents = [] }) => parents.includes(ip))
      .map((work) => work.ip)
      .slice(0, 16);
    return {
      ip,
      links: [
        ...above.flatMap((child) => (workOf(child).parents ?? []).map((parent) => ({ parent, child }))),
        ...children.map((child) => ({ parent: ip, child })),
      ],
      ancestors,
      children,
      totalRate: ancestors
        .reduce((sum, { rate }) => sum + Number(rate), 0)
        .toFixed(4)
        .replace(/0+$/, ""),
      moreAncestors: false,
      moreChildren: false,
    };
  }

  async money(ip: string): Promise<Money> {
    const rate = (ANCESTRY[ip] ?? []).reduce((sum, [, rate]) => sum + BigInt(Math.round(Number(rate) * 1000)), 0n);
    const net = 99n * ATL;
    return {
      received: 41_134_208_364_356n,
      setAside: (41_134_208_364_356n * rate) / 1000n,
      pending: ip === "4-2" ? 538_219_802_035n : 0n,
      totalScore: 100n,
      members: [
        { address: aiko, score: 60n, claimable: 3_732_212_072_464n },
        { address: mira, score: 20n, claimable: 0n },
        { address: nora, score: 20n, claimable: 1_244_070_690_821n },
        { address: bruno, score: 0n, claimable: 12n },
      ],
      moreMembers: false,
      quote: { amount: 100n * ATL, fee: ATL, ancestors: (net * rate) / 1000n, members: net - (net * rate) / 1000n },
    };
  }

  async movements(since: number): Promise<Movements> {
    const ip = "4-2";
    return {
      since,
      complete: since > 1_100,
      list: [
        { block: 1_270, kind: "claimed", ip, who: aiko, amount: 4_118_953_861_424n },
        { block: 1_262, kind: "credited", ip, from: "5-0", amount: 934_219_802_035n },
        { block: 1_251, kind: "paid", ip, who: nora, amount: 2_000_000_000_000n, purpose: "sale" },
        { block: 1_249, kind: "paid", ip, who: mira, amount: 31_415_926_535_897n, purpose: "direct" },
        { block: 1_240, kind: "slashed", job: jobOf(workOf("4-2")), who: walt, amount: 8n * ATL },
      ],
    };
  }

  async traits(ip: string): Promise<readonly Trait[]> {
    if (ip !== "4-2") return [];
    const values = ["2-1", "2-2", "2-0", "7-3"].map((ip, i) => ({
      root: digestOf(workOf(ip)),
      job: jobOf(workOf(ip)),
      block: 1_200 + i * 20,
    }));
    return [{ key: "season", values }];
  }

  async verify(digest: string): Promise<Verification> {
    const work = WORKS.find((work) => digestOf(work) === digest);
    if (work) return verificationOf(work, mintedIn(work) - 14);
    return { digest, known: false, claims: [], entitled: null, standing: "unclaimed", revokedAbove: [] };
  }

  async mintedFrom(digest: string): Promise<readonly string[]> {
    return WORKS.filter((work) => digestOf(work) === digest).map(({ ip }) => ip);
  }

  async output(digest: string): Promise<Uint8Array<ArrayBuffer>> {
    const work = WORKS.find((work) => digestOf(work) === digest);
    if (!work?.picture || work.ip === "0-0") throw new NotFound(`nothing makes ${digest}`);
    return pictureOf(...work.picture);
  }

  async openJobs(): Promise<readonly OpenJob[]> {
    const order = (prompt: string, phase: string) => ({
      job: jobOf(workOf("2-5")),
      requester: aiko,
      phase,
      model: rootOf("azulejo"),
      input: encodePicture({ prompt, width: 256, height: 256 }),
    });
    return [
      order("the same courtyard, in the rain", "committing"),
      { ...order("a lighthouse keeper’s table", "agreed"), job: jobOf(workOf("2-4")) },
    ];
  }

  job(hash: string): Observable<Job | undefined> {
    const work = WORKS.find((work) => jobOf(work) === hash);
    return concat(from([work && jobFor(work)]), work?.ip === "2-5" ? NEVER : of());
  }

  async newestStudios(count: number): Promise<Listed<Studio>> {
    return some(STUDIOS, count);
  }

  async studio(id: number): Promise<Studio> {
    const studio = STUDIOS.find((studio) => studio.id === id);
    if (!studio) throw new NotFound(`there is no studio ${id}`);
    return studio;
  }

  async studioOf(account: string): Promise<Studio | undefined> {
    return STUDIOS.find((studio) => studio.account === account);
  }

  async balance(): Promise<Balance> {
    return { free: 1_204_500_000_000_000n, held: 2n * ATL };
  }

  async ownedBy(account: string, count: number): Promise<Listed<string>> {
    return account === STUDIOS[0]!.account ? some(["4-2", "4-1", "2-3"], count) : some([], count);
  }

  async members(studio: number, count: number): Promise<Listed<StudioMember>> {
    return some(MEMBERS[studio] ?? [], count);
  }

  async invited(studio: number, count: number): Promise<Listed<string>> {
    return some(studio === STUDIOS[0]!.id ? INVITED : [], count);
  }

  async proposals(studio: number, count: number): Promise<Listed<Proposal>> {
    return some(studio === STUDIOS[0]!.id ? proposalsAt(BEST) : [], count);
  }

  async contributions(studio: number, count: number): Promise<Listed<Contribution>> {
    return some(studio === STUDIOS[0]!.id ? CONTRIBUTIONS : [], count);
  }
}

function some<T>(all: readonly T[], count: number): Listed<T> {
  return { items: all.slice(0, count), more: all.length > count };
}

function workOf(ip: string): FakeWork {
  parseIp(ip);
  const work = WORKS.find((work) => work.ip === ip);
  if (!work) throw new NotFound(`there is no IP asset ${ip}: check the number, or wait until it is in a block`);
  return work;
}

function mintedIn(work: FakeWork): number {
  return BEST - 4 - 17 * WORKS.indexOf(work);
}

function jobFor(work: FakeWork): Job {
  const right = { output: parseDigest(digestOf(work)), length: 196_947 };
  const wrong = { output: parseDigest(`sha256:${"bad0".repeat(16)}`), length: 196_947 };
  const seat = (worker: string, round: number, more: Partial<JobSeat> = {}): JobSeat => ({
    ...{ worker, round, exposure: 0n, committed: true, answer: right, fault: null },
    ...more,
  });
  const open = work.ip === "2-5";
  const seats = open
    ? [
        seat(wanda, 1, { exposure: 8n * ATL, answer: null }),
        seat(vera, 1, { exposure: 8n * ATL, answer: null, committed: false }),
        seat(walt, 1, { exposure: 8n * ATL, answer: null }),
      ]
    : [
        seat(wanda, 1),
        seat(walt, 1, { answer: wrong, fault: "wrong" }),
        seat(vera, 1, work.ip === "4-2" ? { answer: wrong, fault: "wrong" } : {}),
        ...(work.ip === "4-2" ? [seat(wanda, 2), seat(nora, 2), seat(bruno, 2)] : []),
      ];
  return {
    job: jobOf(work) as Job["job"],
    requester: work.creator,
    nonce: 3,
    requestedAt: mintedIn(work) - 14,
    model: parseDigest(rootOf("azulejo")),
    adapters: [],
    class: "bitExact",
    input: fromHex("0x"),
    request: { prompt: work.prompt, width: 256, height: 256, zoom: 16, guidance: 10, palette: 0 },
    seed: `0x${"5eed".repeat(16)}`,
    effectiveSeed: `0x${"5eed".repeat(16)}`,
    maxOutput: 200_000,
    outputLength: 196_947,
    cost: 56_700_000n,
    price: 2n * ATL,
    n: 3,
    m: 2,
    pass: null,
    trait: null,
    phase: open ? "committing" : "finalized",
    round: work.ip === "4-2" ? 2 : 1,
    due: BEST + 9,
    answer: open ? null : right,
    agreedAt: open ? null : 1_250,
    seats,
    escrow: open ? 7n * ATL : null,
    deposit: ATL,
    recorded: !open,
    used: !open,
    refundReason: null,
    proves: {
      class: "bitExact",
      n: 3,
      m: 2,
      stake: 12n * ATL,
      window: 6,
      sentence: "that this output came from these weights, adapters, input and seed, unless nobody looked",
    },
  };
}
