import type { ComponentChildren } from "preact";
import { part } from "../decision.ts";
import type { Proposal, Rule } from "../reader.ts";
import { share } from "../text.ts";
import { Power } from "./power.tsx";

interface Props {
  readonly proposal: Proposal;
  readonly rule: Rule;
}

/** How the votes stand against what is needed. Once it is closed, only the votes: the rest was of that time. */
export function TallyView({ proposal: { ayes, nays, state }, rule }: Props) {
  const turnout = ayes + nays;
  const isOpen = state.kind === "open";
  return (
    <div class="tally">
      <Bar
        parts={[
          { kind: "ayes", votes: ayes },
          { kind: "nays", votes: nays },
        ]}
        whole={turnout}
        mark={isOpen ? rule.approval : undefined}
      >
        <Power of={ayes} rule={rule} /> for, <Power of={nays} rule={rule} /> against
        {turnout > 0n && (
          <>
            : <strong>{share(ayes, turnout)} for it</strong>
          </>
        )}
        {isOpen && <span class="muted">, {part(rule.approval)} needed</span>}
      </Bar>
      {isOpen && (
        <Bar parts={[{ kind: "turnout", votes: turnout }]} whole={state.electorate} mark={rule.quorum}>
          <Power of={turnout} rule={rule} /> of <Power of={state.electorate} rule={rule} /> voted:{" "}
          <strong>{share(turnout, state.electorate)}</strong>
          <span class="muted">, {part(rule.quorum)} needed</span>
        </Bar>
      )}
    </div>
  );
}

interface BarProps {
  readonly parts: readonly { readonly kind: string; readonly votes: bigint }[];
  readonly whole: bigint;
  /** What is needed, in billionths of the whole. */
  readonly mark: number | undefined;
  readonly children: ComponentChildren;
}

function Bar({ parts, whole, mark, children }: BarProps) {
  const width = (votes: bigint) => (whole > 0n ? Number((votes * 100_000n) / whole) / 1000 : 0);
  const at = mark === undefined ? undefined : Math.min(mark / 10_000_000, 99.6);
  return (
    <div class="bar">
      <svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        <rect class="ground" y="1" width="100" height="4" />
        {parts.map(({ kind, votes }, i) => {
          const start = parts.slice(0, i).reduce((sum, before) => sum + width(before.votes), 0);
          return <rect key={kind} class={kind} x={start} y="1" width={width(votes)} height="4" />;
        })}
        {at !== undefined && <rect class="needed" x={at} width="0.4" height="6" />}
      </svg>
      <p>{children}</p>
    </div>
  );
}
