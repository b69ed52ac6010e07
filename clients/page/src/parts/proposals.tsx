import { useLive } from "../asking.ts";
import { course } from "../decision.ts";
import type { Proposal, Studio } from "../reader.ts";
import { Account } from "./account.tsx";
import { Bytes, CallView } from "./call.tsx";
import { Digest } from "./figures.tsx";
import { Icon, type IconName } from "./icon.tsx";
import { TallyView } from "./tally.tsx";

const ICONS: Record<"good" | "bad" | "open", IconName> = { good: "check", bad: "cross", open: "clock" };

/** Something that a studio decides or has decided. */
export function ProposalView({ proposal, studio }: { readonly proposal: Proposal; readonly studio: Studio }) {
  const { block } = useLive();
  const { mood, label, sentence } = course(proposal, studio.rule, block);
  const title = `proposal-${proposal.number}`;
  return (
    <li class={`proposal ${mood}`}>
      <article aria-labelledby={title}>
        <header>
          <h3 id={title}>Proposal {proposal.number}</h3>
          <span class={`badge ${mood}`}>
            <Icon name={ICONS[mood]} />
            {label}
          </span>
          <span class="by">
            by <Account address={proposal.proposer} />
          </span>
        </header>
        <p>{sentence}</p>
        <CallOf proposal={proposal} />
        <TallyView proposal={proposal} rule={studio.rule} />
      </article>
    </li>
  );
}

function CallOf({ proposal: { call, callHash, state } }: { readonly proposal: Proposal }) {
  if (call === null) {
    const isOver = state.kind !== "open" && state.kind !== "approved";
    return (
      <p class="muted">
        {isOver ? "The chain keeps a call until it is over." : "Its call is not there."} Its hash is{" "}
        <Digest of={callHash} />
      </p>
    );
  }
  if (!(call instanceof Uint8Array)) return <CallView call={call} />;
  return (
    <p>
      <span class="muted">A call that this page cannot read:</span> <Bytes bytes={call} />
    </p>
  );
}
