import { ATL, encodePicture } from "@atelier/sdk/core";
import { toHex } from "polkadot-api/utils";
import type { Attestation, Claim, GenerationRecord, Verification } from "@atelier/sdk/read";

// Works that nobody made, one of each sort.

export const PEOPLE = {
  mira: "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY",
  aiko: "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty",
  bruno: "5FLSigC9HGRKVhB9FiEo4Y3koPsNmBmLJbpXg2mp1hXcS59Y",
  nora: "5DAAnrj7VHTznn2AWBemMuyBwZWs6FNFjdyVXUeYum3PTXFy",
  wanda: "5HGjWAeFDfFCWPsjFQdVV2Msvz2XtMktvgocEZcCj68kUMaw",
  walt: "5CiPPseXPECbkjWCa6MnjNokrgYjMqmKndv2rSnekmSK2DjL",
  vera: "5GNJqTPyNqANBkUVMN1LPPrxXnFouWXoe2wNSmmEoLctxiZY",
} as const;

export const ROOTS: Readonly<Record<string, string>> = {
  "marbled-ink": "df4949b2a9677e1885f743b5f43da4d531e946c1609107cc176cb4907261bc5e",
  "velvet-folds": "0223df5fd6b2da336c76f333a860276a58f78755f1122cd7cf40992077128aeb",
  "rose-window": "60134c82cb13defe6c4d1c2792b1d044453aac179224a5516fa847fa3d7bc7ee",
  "painted-desert": "2767fc4bd7d18e3b0419ef13a5c70853b4e7006f88e192091b1886ff8b7e0dc7",
  "night-garden": "c36c471d33499b07d496e0857683fb3b6eb841dca3dfb251001e32d14ec80947",
  "paper-cut": "e750d5cd1310b12a353b359ee3966820090ac50240acee63a15295a11ed63568",
  azulejo: "ce5335b6d2ca4b41d19967583e2f64c2cca63939f44f83401b4ca5a1effff005",
  "rose-window-lace": "d4da57c5f801c33a62170af6afde0077e7db17c3cff929caae6541b175be55cb",
};
export const rootOf = (model: string) => `sha256:${ROOTS[model]}`;

/** A made-up work. */
export interface FakeWork {
  readonly ip: string;
  readonly creator: string;
  readonly prompt: string;
  /** Who drew it, and which of the four pictures in the book it is; nothing: a file of its own. */
  readonly picture?: readonly [model: string, index: number];
  readonly attested?: boolean;
  readonly parents?: readonly string[];
  readonly more?: Partial<Claim>;
  readonly kind?: string;
}

const { mira, aiko, bruno, nora } = PEOPLE;
const BIDI = "\u202egnihtemos\u202c <img src=x onerror=alert(1)> javascript:alert(1) ";

/** The newest first. */
export const WORKS: readonly FakeWork[] = [
  {
    ip: "4-2",
    creator: bruno,
    prompt: "the harbor at night, before the boats",
    picture: ["night-garden", 0],
    attested: true,
    parents: ["2-3", "2-1"],
  },
  { ip: "2-5", creator: aiko, prompt: "a tiled courtyard", picture: ["azulejo", 1], attested: true },
  {
    ip: "5-0",
    creator: nora,
    prompt:
      "everything that I looked at in June, laid on one table and folded until it fit " +
      "into an envelope that nobody opened",
    picture: ["paper-cut", 2],
    attested: true,
    parents: Array.from({ length: 16 }, (_, i) => `7-${i}`),
  },
  {
    ip: "4-1",
    creator: bruno,
    prompt: "a storm that comes down the valley",
    picture: ["painted-desert-storm", 3],
    parents: ["2-0"],
  },
  { ip: "2-4", creator: aiko, prompt: "cathedral, from below", picture: ["rose-window-lace", 1], attested: true },
  { ip: "3-1", creator: nora, prompt: "", parents: [] },
  {
    ip: "2-3",
    creator: aiko,
    prompt: "the harbor in the morning",
    picture: ["marbled-ink", 0],
    attested: true,
    parents: ["2-0", "0-0"],
  },
  { ip: "6-0", creator: nora, prompt: BIDI.repeat(8), picture: ["velvet-folds", 2] },
  {
    ip: "2-2",
    creator: aiko,
    prompt: "wine-dark curtain",
    picture: ["velvet-folds", 0],
    attested: true,
    more: { status: "revoked", reason: "made in error" },
  },
  { ip: "2-1", creator: aiko, prompt: "moths", picture: ["night-garden", 2], attested: true, parents: ["0-0"] },
  { ip: "2-0", creator: aiko, prompt: "a harbor, early, no people", picture: ["painted-desert", 1], attested: true },
  { ip: "0-1", creator: mira, prompt: "", kind: "model", more: {} },
  { ip: "0-0", creator: mira, prompt: "verdigris", picture: ["marbled-ink-patina", 1] },
  ...Array.from({ length: 16 }, (_, i): FakeWork => {
    const picture = [["rose-window", "paper-cut", "azulejo", "velvet-folds"][i % 4]!, i % 4] as const;
    return {
      ip: `7-${i}`,
      creator: [mira, aiko, bruno][i % 3]!,
      prompt: `study number ${i + 1}, of sixteen`,
      picture,
      attested: i % 3 !== 0,
      parents: i < 4 ? ["0-0"] : [],
    };
  }),
];

/** Names a made-up file. */
export function digestOf({ ip, kind }: FakeWork): string {
  if (kind === "model") return rootOf("azulejo");
  const [collection, item] = ip.split("-");
  return `sha256:${`${collection}a${item}`.padEnd(64, "c3d9")}`;
}

export function jobOf({ ip }: FakeWork): string {
  const [collection, item] = ip.split("-");
  return `0x${`${collection}b${item}`.padEnd(64, "e17f")}`;
}

export function verificationOf(work: FakeWork, since: number): Verification {
  const { creator, kind = "work", more, ip } = work;
  const claim: Claim = {
    owner: creator,
    kind,
    since,
    registered: since,
    committed: !work.attested,
    manifestHash: null,
    proves: "nothing",
    madeFrom: [],
    attestation: null,
    status: "active",
    reason: null,
    pinned: true,
    settlesAt: since + 403_200,
    settled: false,
    contested: false,
    oppositions: [],
    oppositionsEndAt: null,
    record: kind === "work" && work.prompt ? recordOf(work) : null,
    ...more,
  };
  const revokedAbove = ip === "4-2" ? [{ digest: rootOf("rose-window"), owner: mira }] : [];
  return { digest: digestOf(work), known: true, claims: [claim], entitled: null, standing: "open", revokedAbove };
}

function recordOf(work: FakeWork): GenerationRecord {
  const [model = "marbled-ink"] = work.picture ?? [];
  const isAdapted = model === "rose-window-lace";
  const attestation: Attestation = {
    job: jobOf(work),
    class: "bitExact",
    n: 3,
    m: 2,
    stake: (12n * ATL).toString(),
    window: 6,
  };
  return {
    model: rootOf(isAdapted ? "rose-window" : model in ROOTS ? model : "marbled-ink"),
    adapters: isAdapted ? [rootOf(model)] : [],
    effectiveSeed: `0x${"5eed".repeat(16)}`,
    parameters: toHex(encodePicture({ prompt: work.prompt.slice(0, 400), width: 256, height: 256 })),
    prompt: null,
    promptCommitment: null,
    outputs: [digestOf(work)],
    iscc: [],
    engine: null,
    extra: [],
    proves: "nothing",
    attestation: work.attested ? attestation : null,
    human: work.attested
      ? null
      : { account: work.creator, directed: true, selected: true, edited: false, note: "the ninth of forty" },
  };
}
