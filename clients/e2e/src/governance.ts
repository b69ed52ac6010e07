import { type Account, type AtelierApi, batch, type Chain, chainError } from "@atelier/sdk/core";
import { devAccount } from "@atelier/sdk/node";
import { Binary, Blake2256, str, u32 } from "@polkadot-api/substrate-bindings";
import { Enum, type SizedHex, type Transaction } from "polkadot-api";
import { concatMap, filter, map, merge, mergeMap, type Observable } from "rxjs";
import { first } from "./deadline.ts";
import { succeed } from "./transactions.ts";

const SECONDS_TO_DECIDE = 180;
const AYE = 0b1000_0000;
const CONVICTION_1X = 1;

/** An origin that a call can be dispatched with: a pallet and one of its origins. */
export type Origin = Parameters<AtelierApi["tx"]["Referenda"]["submit"]>[0]["proposal_origin"];

export const ROOT: Origin = Enum("system", Enum("Root"));

/** Who votes unless a suite says otherwise: together they own enough to be granted anything in few blocks. */
const RICH = ["Alice", "Bob", "Charlie", "Dave", "Eve", "Ferdie"].map(devAccount);

/** A referendum that was confirmed, and whose call was dispatched. */
export interface Enacted {
  readonly index: number;
  /** Number of the block that dispatched the call. */
  readonly block: number;
}

/**
 * Has `call` dispatched with `origin` the only way this chain knows: a preimage, a referendum on the track of that
 * origin, its decision deposit and votes with conviction. Returns when the block that dispatched it is final.
 */
export async function enactByReferendum(
  chain: Chain,
  call: Transaction,
  origin: Origin = ROOT,
  voters: readonly Account[] = RICH,
): Promise<Enacted> {
  const { api } = chain;
  const [proposer] = voters;
  if (!proposer) throw new Error("a referendum needs a voter");
  const bytes = await call.getEncodedData();
  const hash = Binary.toHex(Blake2256(bytes)) as SizedHex<32>;
  const index = await api.query.Referenda.ReferendumCount.getValue({ at: "best" });
  // In one transaction, so that the index is ours.
  const steps = [
    api.tx.Preimage.note_preimage({ bytes }),
    api.tx.Referenda.submit({
      proposal_origin: origin,
      proposal: Enum("Lookup", { hash, len: bytes.length }),
      enactment_moment: Enum("After", 1),
    }),
    api.tx.Referenda.place_decision_deposit({ index }),
  ];
  // Watched from before, so that no event is missed.
  const block = first(SECONDS_TO_DECIDE, `referendum ${index} to be enacted`, enactment(api, index));
  const voted = (async () => {
    // Final before the votes are sent, so that no fork has them without what they are about.
    await succeed(chain, batch(chain, steps), proposer, { until: "final" });
    await Promise.all(voters.map((voter) => voteAye(chain, index, voter)));
  })();
  const [enacted] = await Promise.all([block, voted]);
  return { index, block: enacted };
}

/** Votes with most of what `voter` owns, which stays locked for one enactment period when the vote wins. */
async function voteAye(chain: Chain, index: number, voter: Account): Promise<void> {
  const { api } = chain;
  const { free } = (await api.query.System.Account.getValue(voter.address, { at: "best" })).data;
  const vote = Enum("Standard", { vote: AYE | CONVICTION_1X, balance: (free * 9n) / 10n });
  await succeed(chain, api.tx.ConvictionVoting.vote({ poll_index: index, vote }), voter);
}

/** The number of the block that dispatched the call of a referendum; an error when it failed or never came to it. */
function enactment(api: AtelierApi, index: number): Observable<number> {
  const enacted = api.event.Scheduler.Dispatched.watch().pipe(
    mergeMap(({ events }) => events.map(({ payload }) => payload)),
    filter(({ id }) => id === enactmentTask(index)),
    concatMap(async ({ task, result }) => {
      if (!result.success) throw await chainError(`the call of referendum ${index}`, result.value);
      const [block] = task;
      return block!;
    }),
  );
  const { Rejected, TimedOut, Cancelled, Killed } = api.event.Referenda;
  const refused = Object.entries({ Rejected, TimedOut, Cancelled, Killed }).map(([name, event]) =>
    event.watch().pipe(
      filter(({ events }) => events.some(({ payload }) => payload.index === index)),
      map((): number => {
        throw new Error(`referendum ${index}: ${name}`);
      }),
    ),
  );
  return merge(enacted, ...refused);
}

/** The name under which pallet-referenda schedules the call of a referendum. */
function enactmentTask(index: number): string {
  const name = [new TextEncoder().encode("assembly"), str.enc("enactment"), u32.enc(index)];
  return Binary.toHex(Blake2256(Uint8Array.from(name.flatMap((part) => [...part]))));
}
