// How the works earn, and who gets it.

import { type Done, market, produced, royalties } from "@atelier/sdk";
import { atl, sum } from "./amounts.ts";
import { expect } from "./expect.ts";
import { chapter, fact, tell } from "./narrator.ts";
import { FIRST_PAYMENT, PRICE, RESALE, SECOND_PAYMENT, type Asset, type Person, type Stage } from "./stage.ts";

/** The derivative is sold. */
export async function sale(stage: Stage, { ip, pool }: Asset): Promise<void> {
  const { chain } = stage;
  const { Bruno, Clara } = stage.people;
  chapter("Clara buys Bruno's picture");
  await stage.together(market.list(chain, Bruno, ip, { price: PRICE }));
  const royalty = (PRICE * BigInt(RESALE.rate)) / 1_000_000_000n;
  const quote = await market.quoteSale(chain, ip, PRICE);
  if (!quote) throw new Error("there is no such IP asset");
  expect("the quoted royalty", quote.royalty, royalty);
  // She names what she saw: if Bruno swapped it, or gave its income away in the meantime, there is no sale.
  const [sold] = await stage.together(market.buy(chain, Clara, ip, { maxPrice: PRICE, seen: quote }));
  expect("the price", sold.price, PRICE);
  expect("the royalty", sold.royalty, royalty);
  Clara.paid += PRICE;
  Bruno.received += PRICE - royalty;
  pool.pay(royalty);
  tell("Money and picture change hands in one step, and the royalty with them: it cannot be left out.");
  fact("Clara pays", atl(PRICE));
  fact("Bruno gets", atl(PRICE - royalty));
  fact("the picture's pool", atl(royalty));
}

/** Somebody pays for the use of the derivative. */
export async function payment(stage: Stage, asset: Asset): Promise<void> {
  chapter("Theo shows the picture, and pays for it");
  await payFor(stage, asset, FIRST_PAYMENT);
  tell("One transfer, whatever the number of people behind the picture.");
}

/** What was set aside goes up to the original. */
export async function settlement(stage: Stage, original: Asset, derivative: Asset): Promise<void> {
  const { chain } = stage;
  chapter("What is due goes up to Aiko's picture");
  const { credited, txs } = await royalties.settle(chain, stage.people.Theo, derivative.ip);
  const amount = derivative.pool.settle();
  // Nothing credited by us: the chain has done it in an idle block.
  if (txs.length > 0) expect("what was credited to the original", sum(credited.map(({ amount }) => amount)), amount);
  for (const { block } of txs) stage.reached(block.number);
  await expectSettled(stage, derivative);
  tell(
    txs.length > 0
      ? "Anybody may ask for it. Theo does."
      : "The chain did it by itself, in a block that had nothing else to do.",
  );
  fact(`${original.name} is credited`, atl(amount));
}

/** Two of the members take what they are owed. */
export async function claims(stage: Stage, original: Asset, derivative: Asset): Promise<void> {
  const { Aiko, Bruno } = stage.people;
  chapter("Aiko and Bruno take what they are owed; Mira lets hers stand");
  await claimAll(stage, [
    [Bruno, derivative],
    [Aiko, original],
  ]);
}

/** The split of the original changes, and a second payment follows it. */
export async function secondPayment(stage: Stage, original: Asset, derivative: Asset, model: Asset): Promise<void> {
  const { chain } = stage;
  const { Aiko, Bruno, Mira, Nora } = stage.people;
  chapter("Nora joins, the split changes, and a second payment follows it");
  const scores = [
    { address: Aiko.address, score: 60n },
    { address: Mira.address, score: 20n },
    { address: Nora.address, score: 20n },
  ];
  const [{ applyAt }] = await stage.together(royalties.proposeScores(chain, Aiko, original.ip, scores));
  await produced(chain, applyAt - 1);
  const [{ members }] = await stage.together(royalties.applyScores(chain, Nora, original.ip));
  original.pool.setScores(scores);
  expect("the members of the pool", members, scores.length);
  tell("60 parts for Aiko, 20 for Mira, 20 for Nora. What was paid before stays as it was split then.");

  await payFor(stage, derivative, SECOND_PAYMENT);
  const { txs } = await royalties.settle(chain, stage.people.Theo, derivative.ip);
  for (const { block } of txs) stage.reached(block.number);
  const amount = derivative.pool.settle();
  await expectSettled(stage, derivative);
  tell(
    txs.length > 0
      ? "Theo asks for the settlement again."
      : "This time the amount is worth its weight: the chain settles by itself, in the same block.",
  );
  fact(`${original.name} is credited`, atl(amount));
  await handOverFees(stage, model);
  await claimAll(stage, [
    [Bruno, derivative],
    [Aiko, original],
    [Mira, original],
    [Mira, model],
    [Nora, original],
  ]);
}

/** The protocol's part of what the model earned goes to the treasury. It owes nothing to others. */
async function handOverFees(stage: Stage, { ip, pool }: Asset): Promise<void> {
  const { txs } = await royalties.settle(stage.chain, stage.people.Theo, ip);
  for (const { block } of txs) stage.reached(block.number);
  pool.settle();
}

async function payFor(stage: Stage, asset: Asset, amount: bigint): Promise<void> {
  const { fee, ancestors, members } = await pay(stage, asset, amount);
  fact("Theo pays", atl(amount));
  fact("  to the protocol", atl(fee));
  fact("  set aside for Aiko's", atl(ancestors));
  fact("  to the picture's pool", atl(members));
}

/** Theo pays, and the payment is split as it has to be. */
export async function pay(stage: Stage, { ip, pool }: Asset, amount: bigint): Promise<ReturnType<typeof pool.pay>> {
  const { chain } = stage;
  const { Theo } = stage.people;
  const quote = await royalties.quotePayment(chain, ip, amount);
  const [receipt] = await stage.together(royalties.pay(chain, Theo, ip, amount));
  const expected = pool.pay(amount);
  Theo.paid += amount;
  for (const part of ["fee", "ancestors", "members"] as const) {
    expect(`the payment's part "${part}"`, receipt[part], expected[part]);
  }
  expect("the quoted fee", quote?.fee ?? 0n, expected.fee);
  expect("the quoted part of ancestors", quote?.upstream ?? 0n, expected.ancestors);
  expect("the quoted part of members", quote?.members_total ?? 0n, expected.members);
  return expected;
}

async function expectSettled({ chain }: Stage, { ip }: Asset): Promise<void> {
  const pool = await royalties.pool(chain, ip);
  expect("what is not settled yet", pool?.pending ?? -1n, 0n);
}

async function claimAll(stage: Stage, members: readonly (readonly [Person, Asset])[]): Promise<void> {
  const amounts = await take(stage, members);
  for (const [i, [who, { name }]] of members.entries()) fact(`${who.name} gets`, `${atl(amounts[i]!)}, from ${name}`);
}

/** Members take what they are owed, to the last unit. */
export async function take(stage: Stage, members: readonly (readonly [Person, Asset])[]): Promise<bigint[]> {
  const { chain } = stage;
  const asked = await Promise.all(members.map(([who, { ip }]) => royalties.claimable(chain, ip, who.address)));
  const done = await stage.together<Done<{ amount: bigint }>[]>(
    ...members.map(([who, { ip }]) => royalties.claim(chain, who, ip)),
  );
  return members.map(([who, { name, pool }], i) => {
    const expected = pool.claim(who.address);
    expect(`what ${who.name} could claim of ${name}`, asked[i]!, expected);
    expect(`what ${who.name} got of ${name}`, done[i]!.amount, expected);
    who.received += expected;
    return expected;
  });
}
