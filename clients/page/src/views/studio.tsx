import type { ComponentChildren } from "preact";
import { useAsk, useGrowing } from "../asking.ts";
import { blocks, part } from "../decision.ts";
import { Account } from "../parts/account.tsx";
import { Fact } from "../parts/attestation.tsx";
import { Card } from "../parts/card.tsx";
import { Amount, BlockNumber, Digest } from "../parts/figures.tsx";
import { Power } from "../parts/power.tsx";
import { ProposalView } from "../parts/proposals.tsx";
import type { Contribution, Rule, Studio, StudioMember } from "../reader.ts";
import { href } from "../routes.ts";
import { clean, number, plural, share, studioName } from "../text.ts";
import { NowhereView, useTitle } from "./nowhere.tsx";

/** A studio: who decides, how, and what. */
export function StudioView({ id }: { readonly id: number }) {
  const asked = useAsk(`studio ${id}`, (reader) => reader.studio(id));
  useTitle(asked.state === "known" ? studioName(asked.value) : `Studio ${id}`);
  if (asked.state === "asking") return <p class="muted waiting">Asking the chain about studio {id} …</p>;
  if (asked.state === "failed") return <NowhereView sentence={asked.sentence} />;
  const studio = asked.value;
  return (
    <article class="work studio">
      <header class="label">
        <p class="kind">Studio {id}</p>
        <h1>
          <bdi>{studioName(studio)}</bdi>
        </h1>
        <AboutStudio studio={studio} />
      </header>
      <section class="panel" aria-labelledby="rule">
        <h2 id="rule">How does it decide?</h2>
        <RuleFacts studio={studio} />
      </section>
      <ProposalsPanel studio={studio} />
      <MembersPanel studio={studio} />
      <ContributionsPanel studio={studio} />
      <OwnedPanel studio={studio} />
    </article>
  );
}

function AboutStudio({ studio }: { readonly studio: Studio }) {
  const { account } = studio;
  const balance = useAsk(`balance ${account}`, (reader) => reader.balance(account));
  return (
    <dl class="facts">
      <Fact name="Account">
        <Account address={account} full />
      </Fact>
      <Fact name="Has">
        {balance.state === "known" ? (
          <>
            <Amount of={balance.value.free} />
            {balance.value.held > 0n && (
              <span class="muted">
                , and <Amount of={balance.value.held} /> in deposits
              </span>
            )}
          </>
        ) : (
          "…"
        )}
      </Fact>
      <Fact name="Members">{number(studio.members)}</Fact>
      <Fact name="Founded in">
        <BlockNumber of={studio.createdAt} />
      </Fact>
    </dl>
  );
}

function RuleFacts({ studio: { rule, electorate } }: { readonly studio: Studio }) {
  return (
    <dl class="facts">
      <Fact name="Who votes">
        <Voters rule={rule} />
      </Fact>
      <Fact name="All votes">
        <Power of={electorate} rule={rule} />
        {electorate === 0n && <span class="muted">, so that nothing can pass</span>}
      </Fact>
      <Fact name="Quorum">{part(rule.quorum)} of all votes must be cast</Fact>
      <Fact name="Approval">{part(rule.approval)} of the cast ones must be for it, and more than against</Fact>
      <Fact name="To vote">{blocks(rule.period)}</Fact>
      <Fact name="Then waits">{blocks(rule.delay)} until it is enacted</Fact>
    </dl>
  );
}

function Voters({ rule: { voting } }: { readonly rule: Rule }) {
  switch (voting.kind) {
    case "members":
      return <>members, with one vote each</>;
    case "scores":
      return (
        <>
          members, by their scores in the pool of <a href={href.work(voting.ip)}>{voting.ip}</a>
        </>
      );
    case "tokens":
      return <>members, by what they have locked in the studio</>;
  }
}

interface PanelProps<T> {
  readonly id: string;
  readonly title: string;
  readonly list: ReturnType<typeof useGrowing<T>>;
  readonly none: string;
  readonly more: string;
  readonly children: (items: readonly T[]) => ComponentChildren;
}

function Panel<T>({ id, title, list: { asked, grow }, none, more, children }: PanelProps<T>) {
  return (
    <section class="panel wide" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {asked.state === "asking" && <p class="muted">Asking the chain …</p>}
      {asked.state === "failed" && <p class="wrong">{asked.sentence}</p>}
      {asked.state === "known" && asked.value.items.length === 0 && <p class="muted">{none}</p>}
      {asked.state === "known" && asked.value.items.length > 0 && children(asked.value.items)}
      {asked.state === "known" && asked.value.more && (
        <button type="button" class="quiet" onClick={grow}>
          {more}
        </button>
      )}
    </section>
  );
}

function ProposalsPanel({ studio }: { readonly studio: Studio }) {
  const { id } = studio;
  const list = useGrowing(`proposals ${id}`, 8, (reader, count) => reader.proposals(id, count));
  return (
    <Panel id="proposals" title="What does it decide?" list={list} none="Nothing is proposed." more="More proposals">
      {(proposals) => (
        <ol class="proposals">
          {proposals.map((proposal) => (
            <ProposalView key={proposal.number} proposal={proposal} studio={studio} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function MembersPanel({ studio }: { readonly studio: Studio }) {
  const { id } = studio;
  const list = useGrowing(`members ${id}`, 20, (reader, count) => reader.members(id, count));
  const invited = useGrowing(`invited ${id}`, 20, (reader, count) => reader.invited(id, count));
  return (
    <>
      <Panel id="members" title="Who is in it?" list={list} none="Nobody has joined." more="More members">
        {(members) => <Members members={members} studio={studio} />}
      </Panel>
      {invited.asked.state === "known" && invited.asked.value.items.length > 0 && (
        <Panel id="invited" title="Who is invited?" list={invited} none="" more="More invitations">
          {(accounts) => (
            <ul class="accounts">
              {accounts.map((account) => (
                <li key={account}>
                  <Account address={account} />
                </li>
              ))}
            </ul>
          )}
        </Panel>
      )}
    </>
  );
}

function Members({ members, studio }: { readonly members: readonly StudioMember[]; readonly studio: Studio }) {
  const { rule, electorate } = studio;
  return (
    <div class="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">account</th>
            <th scope="col">votes</th>
            <th scope="col">of all</th>
            <th scope="col">delegation</th>
            <th scope="col">member since</th>
          </tr>
        </thead>
        <tbody>
          {members.map((member) => (
            <tr key={member.address}>
              <th scope="row">
                <Account address={member.address} />
              </th>
              <td>
                <Power of={member.power} rule={rule} />
              </td>
              <td>{share(member.power, electorate)}</td>
              <td>
                <Delegation member={member} rule={rule} />
              </td>
              <td>
                <BlockNumber of={member.joinedAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Delegation({ member, rule }: { readonly member: StudioMember; readonly rule: Rule }) {
  if (member.delegate) {
    return (
      <>
        <Account address={member.delegate} /> votes for it
      </>
    );
  }
  if (member.delegators === 0) return <span class="muted">votes itself</span>;
  return (
    <>
      votes for {plural(member.delegators, "other")} too, with <Power of={member.received} rule={rule} /> more
    </>
  );
}

function ContributionsPanel({ studio: { id } }: { readonly studio: Studio }) {
  const list = useGrowing(`contributions ${id}`, 12, (reader, count) => reader.contributions(id, count));
  return (
    <Panel
      id="contributions"
      title="Who made what?"
      list={list}
      none="Nobody has contributed anything yet."
      more="More contributions"
    >
      {(contributions) => (
        <ol class="contributions">
          {contributions.map((contribution) => (
            <ContributionView key={contribution.number} contribution={contribution} />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function ContributionView({ contribution }: { readonly contribution: Contribution }) {
  const { accepted, ip, digest, who, submittedAt } = contribution;
  const human = clean(contribution.human, 512);
  return (
    <li class={`seat ${accepted ? "good" : ""}`}>
      <p class="who">
        <Account address={who} />
        <span class={`badge ${accepted ? "good" : "open"}`}>{accepted ? "accepted" : "not judged yet"}</span>
      </p>
      <h3>
        <bdi>{clean(contribution.role, 64) || "no role"}</bdi>
      </h3>
      <p>{human ? <q class="stranger">{human}</q> : <span class="muted">says nothing of a human part</span>}</p>
      {accepted && (
        <p>
          score <strong>+{number(accepted.score)}</strong>, in <BlockNumber of={accepted.block} />
        </p>
      )}
      <p class="muted">
        <a href={href.file(digest)}>
          <Digest of={digest} />
        </a>{" "}
        for <a href={href.work(ip)}>{ip}</a>, submitted in <BlockNumber of={submittedAt} />
      </p>
    </li>
  );
}

function OwnedPanel({ studio: { account } }: { readonly studio: Studio }) {
  const list = useGrowing(`owned ${account}`, 8, (reader, count) => reader.ownedBy(account, count));
  return (
    <Panel id="owned" title="What does it own?" list={list} none="It owns no works." more="More works">
      {(ips) => (
        <ul class="gallery small">
          {ips.map((ip) => (
            <Card key={ip} ip={ip} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
