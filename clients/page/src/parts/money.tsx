import { useAsk } from "../asking.ts";
import type { Movement } from "@atelier/sdk/read";
import type { Money, Quote } from "../reader.ts";
import { href } from "../routes.ts";
import { atl, number, plural, share } from "../text.ts";
import { Account } from "./account.tsx";
import { Amount } from "./figures.tsx";

/** Who is paid for a work: of the next payment, and so far. */
export function MoneyView({
  ip,
  money,
  mintedAt,
}: {
  readonly ip: string;
  readonly money: Money;
  readonly mintedAt: number;
}) {
  const asked = useAsk(`movements ${ip}`, (reader) => reader.movements(mintedAt));
  const moved = asked.state === "known" ? asked.value : undefined;
  const ours = moved?.list.filter((movement) => "ip" in movement && movement.ip === ip) ?? [];
  const claimed = (address: string) => sum(ours, (one) => one.kind === "claimed" && one.who === address);
  const since = moved && !moved.complete ? ` since block ${number(moved.since)}` : "";
  return (
    <>
      {money.quote && <Split quote={money.quote} />}
      <dl class="totals">
        <Total name="paid to it, ever" amount={money.received} />
        {money.setAside > 0n && <Total name="set aside for ancestors" amount={money.setAside} />}
        {money.pending > 0n && <Total name="of that, not passed up yet" amount={money.pending} />}
        {ours.some(({ kind }) => kind === "credited") && (
          <Total name={`came up from its children${since}`} amount={sum(ours, ({ kind }) => kind === "credited")} />
        )}
      </dl>
      <div class="scroll">
        <table>
          <caption>Members of its pool</caption>
          <thead>
            <tr>
              <th scope="col">account</th>
              <th scope="col">share</th>
              <th scope="col">claimed{since}</th>
              <th scope="col">can claim now</th>
            </tr>
          </thead>
          <tbody>
            {money.members.map(({ address, score, claimable }) => (
              <tr key={address}>
                <th scope="row">
                  <Account address={address} />
                </th>
                <td>{score > 0n ? share(score, money.totalScore) : "has left"}</td>
                <td>{moved ? <Amount of={claimed(address)} /> : "…"}</td>
                <td>
                  <Amount of={claimable} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {money.moreMembers && <p class="muted">There are more members than are listed.</p>}
      {moved && !moved.complete && (
        <p class="muted">
          Payouts are told by events, which were read from block {number(moved.since)} on: the page looks back 600
          blocks at most, and a node that is no archive remembers 256.
        </p>
      )}
      {ours.length > 0 && <Ledger movements={ours} />}
    </>
  );
}

function Total({ name, amount }: { readonly name: string; readonly amount: bigint }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <Amount of={amount} />
      </dd>
    </div>
  );
}

/** Where each payment goes. */
function Split({ quote: { amount, fee, ancestors, members } }: { readonly quote: Quote }) {
  const parts = [
    { name: "members", part: members },
    { name: "ancestors", part: ancestors },
    { name: "protocol", part: fee },
  ].filter(({ part }) => part > 0n);
  const percent = (part: bigint) => Number((part * 100_000n) / amount) / 1000;
  const starts = parts.map((_, i) => parts.slice(0, i).reduce((total, { part }) => total + percent(part), 0));
  return (
    <figure class="split">
      <figcaption>Of the next payment</figcaption>
      <svg viewBox="0 0 100 5" preserveAspectRatio="none" aria-hidden="true">
        {parts.map(({ name, part }, i) => (
          <rect key={name} class={name} x={starts[i]} width={percent(part)} height="5" />
        ))}
      </svg>
      <ul>
        {parts.map(({ name, part }) => (
          <li key={name}>
            <span class={`key ${name}`} aria-hidden="true" />
            {name} <strong>{share(part, amount)}</strong>
          </li>
        ))}
      </ul>
    </figure>
  );
}

const MOST_LINES = 50;
/** So few that they are shown at once. */
const FEW_LINES = 10;

/** What came and went, the newest first. */
function Ledger({ movements }: { readonly movements: readonly Movement[] }) {
  return (
    <details class="ledger" open={movements.length <= FEW_LINES}>
      <summary>What came and went, {plural(movements.length, "time")}</summary>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">block</th>
              <th scope="col">what</th>
              <th scope="col">amount</th>
            </tr>
          </thead>
          <tbody>
            {movements.slice(0, MOST_LINES).map((movement, i) => (
              <tr key={i}>
                <td>{number(movement.block)}</td>
                <td>
                  <Told movement={movement} />
                </td>
                <td class={movement.kind === "claimed" ? "out" : "in"} title={atl(movement.amount)}>
                  {movement.kind === "claimed" ? "−" : "+"} <Amount of={movement.amount} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

const PURPOSES: Readonly<Record<string, string>> = {
  direct: "paid it",
  license: "paid for a license",
  sale: "paid the royalty of a sale",
  gift: "paid for giving it away",
  use: "paid for its use in a generation",
};

function Told({ movement }: { readonly movement: Movement }) {
  switch (movement.kind) {
    case "paid":
      return (
        <>
          <Account address={movement.who} /> {PURPOSES[movement.purpose] ?? "paid it"}
        </>
      );
    case "credited":
      return (
        <>
          came up from <a href={href.work(movement.from)}>{movement.from}</a>
        </>
      );
    case "claimed":
      return (
        <>
          <Account address={movement.who} /> took what was owed
        </>
      );
    case "slashed":
      return (
        <>
          <Account address={movement.who} /> lost stake
        </>
      );
  }
}

function sum(movements: readonly Movement[], counts: (movement: Movement) => boolean): bigint {
  return movements.reduce((total, movement) => (counts(movement) ? total + movement.amount : total), 0n);
}
