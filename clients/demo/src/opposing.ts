// How somebody opposes a claim without a reason, and what that costs.

import { randomBytes } from "node:crypto";
import {
  type Account,
  type Chain,
  formatDigest,
  hex32,
  type Included,
  produced,
  provenance,
  referenda,
  sha256Digest,
  submit,
} from "@atelier/sdk";
import { devAccount } from "@atelier/sdk/node";
import { Enum } from "polkadot-api";
import { atl, sum } from "./amounts.ts";
import { expect } from "./expect.ts";
import { chapter, fact, tell } from "./narrator.ts";
import { BOND, type Stage } from "./stage.ts";

/** The track whose referenda decide about claims. */
const ARBITER: referenda.Origin = Enum("Origins", Enum("RegistryArbiter"));
/** They own enough of a development chain to be granted anything in few blocks. */
const VOTERS = ["Alice", "Bob", "Charlie", "Dave", "Eve", "Ferdie"].map(devAccount);
const AYE = 0b1000_0000;
const CONVICTION_1X = 1;
/** A referendum of a development chain takes about ten. */
const MOST_BLOCKS_TO_DECIDE = 40;

/** What became of bonds that were lost. */
interface Lost {
  readonly toTreasury: bigint;
  readonly burnt: bigint;
}

/** Otis opposes what Nora claims, and the chain decides. */
export async function opposition(stage: Stage): Promise<void> {
  const { chain } = stage;
  const { Nora, Otis } = stage.people;
  chapter("Meanwhile Otis says that what Nora claims is his, and the chain decides");
  // Another file in each telling, of which the chain knows the digest only.
  const digest = sha256Digest(randomBytes(32));
  const claim = { digest, owner: Nora.address };
  await stage.together(provenance.register(chain, Nora, { digest, kind: "Work" }));
  const evidence = hex32(randomBytes(32));
  const [{ bond, endsAt, tx }] = await stage.together(provenance.oppose(chain, Otis, claim, evidence));
  expect("the bond of the opposition", bond, BOND);
  const before = (await provenance.verify(chain, digest)).claims[0];
  expect("the oppositions to the claim", before?.hearing?.oppositions.length ?? 0, 1);
  tell("Nora claims a poster. A claim that nobody opposes settles by itself, after a time; Otis opposes this one.");
  fact("poster", formatDigest(digest));
  fact(`opposed, block ${tx.block.number}`, `with a bond of ${atl(bond)}, until block ${endsAt} or a verdict`);

  const { referendum, block } = await verdict(stage, claim);
  const { claims, entitled, standing } = await provenance.verify(chain, digest);
  expect("whether the claim is settled", claims[0]?.settled ?? false, true);
  expect("who is entitled to the poster", entitled ?? "nobody", Nora.address);
  expect("how the poster stands", standing.type, "Entitled");
  const { toTreasury, burnt } = lostBondsOf(chain, stage.chronicle.eventsOf(block), Otis.address);
  expect("what of the bond is burnt", burnt, BOND / 2n);
  expect("what of the bond goes to the treasury", toTreasury, BOND / 2n);
  Otis.paid += BOND;
  stage.lostBonds += BOND;
  tell(
    "He has nothing to show. Those who have tokens vote on it, as the arbiter of the registry; they reject the " +
      "opposition, and the claim is settled at once.",
  );
  fact(`verdict, block ${block}`, `rejected, by referendum ${referendum}`);
  fact("Otis loses", atl(BOND));
  fact("  burnt", atl(burnt));
  fact("  to the treasury", atl(toTreasury));
  tell(
    "Nothing of it is Nora's: or people would oppose themselves. The next opposition to this claim would cost twice.",
  );
}

/** A referendum rejects the oppositions to a claim. The result is final. */
async function verdict(
  stage: Stage,
  claim: provenance.OwnedClaim,
): Promise<{ readonly referendum: number; readonly block: number }> {
  const { chain, chronicle } = stage;
  const [proposer] = VOTERS as [Account];
  // About what was said up to here: what comes later is another matter.
  const heard = (await chain.client.getBestBlocks())[0]!.number;
  const call = provenance.decideCall(chain, claim, "Rejected", heard);
  // Final before the votes are sent, so that no fork has them without what they are about.
  const { referendum } = await referenda.propose(chain, proposer, { call, origin: ARBITER }, { until: "final" });
  const deposit = chain.api.tx.Referenda.place_decision_deposit({ index: referendum });
  await Promise.all([submit(chain, deposit, proposer), ...VOTERS.map((voter) => vote(chain, voter, referendum))]);
  const { number } = (await chain.client.getBestBlocks())[0]!;
  for (let block = number; block < number + MOST_BLOCKS_TO_DECIDE; block++) {
    await produced(chain, block);
    const { claims } = await provenance.verify(chain, claim.digest);
    if (claims[0]?.hearing) continue;
    await chronicle.reaches(block);
    const decided = chronicle.blocks.find(({ events }) => isDecided(chain, events, claim));
    if (!decided) throw new Error(`the oppositions to ${formatDigest(claim.digest)} ended without a verdict`);
    stage.reached(decided.number);
    return { referendum, block: decided.number };
  }
  throw new Error(`referendum ${referendum} decides nothing on this chain: tell the story on a development chain`);
}

function isDecided({ api }: Chain, events: Included["events"], { digest, owner }: provenance.OwnedClaim): boolean {
  return api.event.Provenance.OppositionDecided.filter(events).some(({ payload }) => {
    const { verdict } = payload;
    const isOurs = formatDigest(payload.digest) === formatDigest(digest) && payload.owner === owner;
    return isOurs && verdict.type === "Rejected";
  });
}

/** Votes with most of what is free, which stays locked for one enactment period when the vote wins. */
async function vote(chain: Chain, voter: Account, index: number): Promise<void> {
  const { api } = chain;
  const { free } = (await api.query.System.Account.getValue(voter.address, { at: "best" })).data;
  const ballot = Enum("Standard", { vote: AYE | CONVICTION_1X, balance: (free * 9n) / 10n });
  await submit(chain, api.tx.ConvictionVoting.vote({ poll_index: index, vote: ballot }), voter);
}

/** What an account lost of its bonds, by the events of balances. */
export function lostBondsOf({ api }: Pick<Chain, "api">, events: Included["events"], address: string): Lost {
  const { TransferOnHold, BurnedHeld } = api.event.Balances;
  const collected = TransferOnHold.filter(events).map(({ payload }) => payload);
  const burnt = BurnedHeld.filter(events).map(({ payload }) => payload);
  const isBond = ({ reason }: { readonly reason: { readonly type: string } }) => reason.type === "Provenance";
  return {
    toTreasury: sum(collected.filter((one) => isBond(one) && one.source === address).map(({ amount }) => amount)),
    burnt: sum(burnt.filter((one) => isBond(one) && one.who === address).map(({ amount }) => amount)),
  };
}

/** What people of the story lost of their bonds. */
export function settleBonds({ chain, chronicle, everybody, lostBonds }: Stage): Lost & { complaints: string[] } {
  const lost = everybody.map(({ address }) => lostBondsOf(chain, chronicle.events, address));
  const [toTreasury, burnt] = [sum(lost.map((one) => one.toTreasury)), sum(lost.map((one) => one.burnt))];
  const isRight = burnt === lostBonds / 2n && toTreasury === lostBonds - burnt;
  const complaints = isRight ? [] : [`of ${atl(lostBonds)} of lost bonds not one half was burnt, and the other kept`];
  return { toTreasury, burnt, complaints };
}
