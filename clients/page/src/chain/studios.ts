import {
  BEST,
  type Chain,
  firstMissing,
  formatDigest,
  formatIp,
  type Listed,
  numberOfAccount,
  take,
} from "@atelier/sdk/core";
import { type DispatchError, NotFound, type Runtime } from "@atelier/sdk/read";
import type { Contribution, Proposal, ProposalState, Rule, Studio, StudioMember } from "../reader.ts";

type Views = Chain["api"]["view"]["Studios"];
type StudioInfo = NonNullable<Awaited<ReturnType<Views["studio"]>>>;
type ProposalInfo = Awaited<ReturnType<Views["proposals"]>>["items"][number];
type ContributionViews = Chain["api"]["view"]["Contributions"];
type ContributionInfo = Awaited<ReturnType<ContributionViews["contributions"]>>["items"][number];

/** What the views of a node say about studios. */
export class Studios {
  private readonly views: Views;
  /** How many there were. */
  private known = 0;

  constructor(
    private readonly chain: Chain,
    private readonly runtime: () => Promise<Runtime>,
  ) {
    this.views = chain.api.view.Studios;
  }

  /** The newest ones. They are numbered as they come, and none goes. */
  async newest(count: number): Promise<Listed<Studio>> {
    this.known = await firstMissing(async (id) => (await this.views.studio(id, BEST)) !== undefined, this.known);
    const first = Math.max(0, this.known - count);
    const ids = Array.from({ length: this.known - first }, (_, i) => this.known - 1 - i);
    const infos = await Promise.all(ids.map((id) => this.views.studio(id, BEST)));
    return { items: infos.flatMap((info, i) => (info ? [studioOf(ids[i]!, info)] : [])), more: first > 0 };
  }

  async studio(id: number): Promise<Studio> {
    const info = await this.views.studio(id, BEST);
    if (!info) throw new NotFound(`there is no studio ${id}: check the number, or wait until it is in a block`);
    return studioOf(id, info);
  }

  /** The account of a studio contains its number; whether that is one, the chain knows. */
  async ofAccount(account: string): Promise<Studio | undefined> {
    const id = numberOfAccount(await this.chain.api.constants.Studios.PalletId(), account);
    if (id === undefined) return undefined;
    const info = await this.views.studio(id, BEST);
    return info?.account === account ? studioOf(id, info) : undefined;
  }

  async members(studio: number, count: number): Promise<Listed<StudioMember>> {
    const { items, more } = await take(count, (cursor: string | undefined, size) =>
      this.views.members(studio, cursor, size, BEST),
    );
    const members = items.map(({ who, power, received, delegators, delegate, joined_at: joinedAt }) => ({
      ...{ address: who, power, received, delegators, delegate: delegate ?? null, joinedAt },
    }));
    return { items: members, more };
  }

  invited(studio: number, count: number): Promise<Listed<string>> {
    return take(count, (cursor: string | undefined, size) => this.views.invitations(studio, cursor, size, BEST));
  }

  async proposals(studio: number, count: number): Promise<Listed<Proposal>> {
    const { items, more } = await take(count, (cursor: number | undefined, size) =>
      this.views.proposals(studio, cursor, size, BEST),
    );
    // Without proposals nobody waits for the metadata.
    if (items.length === 0) return { items: [], more };
    const runtime = await this.runtime();
    return { items: await Promise.all(items.map((info) => this.proposal(studio, info, runtime))), more };
  }

  async contributions(studio: number, count: number): Promise<Listed<Contribution>> {
    const { account } = await this.studio(studio);
    const { items, more } = await take(count, (cursor: number | undefined, size) =>
      this.chain.api.view.Contributions.contributions(account, cursor, size, BEST),
    );
    return { items: items.map(contributionOf), more };
  }

  private async proposal(studio: number, info: ProposalInfo, runtime: Runtime): Promise<Proposal> {
    const { proposal: number, proposer, call, call_hash: callHash, closes_at: closesAt, tally } = info;
    return {
      number,
      proposer,
      call: call ? (runtime.call(call) ?? call) : null,
      callHash,
      closesAt,
      ...tally,
      state: await this.state(studio, info, runtime),
    };
  }

  private async state(studio: number, info: ProposalInfo, runtime: Runtime): Promise<ProposalState> {
    const { status, proposal } = info;
    switch (status.type) {
      case "Open": {
        const standing = await this.views.tally(studio, proposal, BEST);
        return { kind: "open", electorate: standing?.electorate ?? 0n, passes: standing?.passes ?? false };
      }
      case "Approved": {
        const can = await this.views.can_enact(studio, proposal, BEST);
        const { enact_at: enactAt, failure } = status.value;
        return {
          ...{ kind: "approved", enactAt, obstacle: can.success ? null : can.value.type },
          failure: failure ? runtime.failure(failure as DispatchError) : null,
        };
      }
      case "Enacted":
        if (status.value.success) return { kind: "enacted" };
        return { kind: "failed", failure: runtime.failure(status.value.value as DispatchError) };
      case "Rejected":
        return { kind: "rejected" };
      case "Void":
        return { kind: "void" };
      case "Canceled":
        return { kind: "canceled" };
    }
  }
}

function studioOf(id: number, { account, studio }: StudioInfo): Studio {
  const { name, rule, electorate, members, open_proposals: openProposals, created_at: createdAt } = studio;
  return { id, name: text(name), account, rule: ruleOf(rule), electorate, members, openProposals, createdAt };
}

function ruleOf({ voting, ...parts }: StudioInfo["studio"]["rule"]): Rule {
  switch (voting.type) {
    case "Members":
      return { voting: { kind: "members" }, ...parts };
    case "Tokens":
      return { voting: { kind: "tokens" }, ...parts };
    case "Scores":
      return { voting: { kind: "scores", ip: formatIp(voting.value) }, ...parts };
  }
}

function contributionOf({ id: number, contribution }: ContributionInfo): Contribution {
  const { deposit, ip, digest, role, human, submitted_at: submittedAt, judgment } = contribution;
  const accepted = judgment.type === "Accepted" ? { ...judgment.value, block: judgment.value.at } : null;
  return {
    ...{ number, who: deposit.who, ip: formatIp(ip), digest: formatDigest(digest), submittedAt, accepted },
    ...{ role: text(role), human: text(human) },
  };
}

/** What strangers wrote, whatever the bytes are. */
function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
