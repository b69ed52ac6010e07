import { randomBytes } from "node:crypto";
import {
  type Account,
  assets,
  ATL,
  batch,
  type Chain,
  contributions,
  type IpId,
  provenance,
  royalties,
  sha256Digest,
  studios,
  transfer,
} from "@atelier/sdk";
import { devAccount, freshAccount } from "@atelier/sdk/node";
import { HOSTILE } from "./exhibition.ts";

// A studio of three, one of whom lets another one vote, with a work, a contribution, and somebody who has not joined.

export const NAME = "Three <b>Hands</b>\u202e";
export const RULE = { approval: 0.5, quorum: 0.5, period: 6, delay: 3 } as const;

export interface Collective {
  readonly studio: studios.StudioId;
  readonly account: string;
  readonly ip: IpId;
  readonly ada: Account;
  /** Votes for Cleo, too. */
  readonly ben: Account;
  readonly cleo: Account;
  /** Is invited, and has contributed something. */
  readonly dan: Account;
}

/** Founds the studio. */
export async function found(chain: Chain): Promise<Collective> {
  const patron = devAccount("Alice");
  const people = [freshAccount(), freshAccount(), freshAccount(), freshAccount()] as const;
  const [ada, ben, cleo, dan] = people;
  const money = people.map(({ address }) => ({ address, amount: 100n * ATL }));
  const [{ collection }] = await Promise.all([assets.createCollection(chain, patron), transfer(chain, patron, money)]);
  const founders = [ben, cleo, dan].map(({ address }) => address);
  const rule = { ...RULE, voting: { type: "Members", value: undefined } } as const;
  const { studio, account } = await studios.createStudio(chain, ada, { name: NAME, founders, rule });
  const digest = sha256Digest(new Uint8Array(randomBytes(32)));
  const [{ ip }] = await Promise.all([
    assets.mint(chain, patron, { collection, to: account }),
    transfer(chain, patron, [{ address: account, amount: 50n * ATL }]),
    studios.join(chain, ben, studio),
    studios.join(chain, cleo, studio),
    provenance.register(chain, dan, { digest, kind: "Component" }),
  ]);
  await Promise.all([
    royalties.offerScoreAuthority(chain, patron, ip, account).then(() => accept(chain, studio, ip, [ada, ben])),
    studios.delegate(chain, cleo, studio, ben.address),
  ]);
  await contributions.contribute(chain, dan, {
    authority: account,
    ip,
    digest,
    role: HOSTILE.slice(0, 60),
    human: "drawn by hand",
  });
  return { studio, account, ip, ada, ben, cleo, dan };
}

/** The studio accepts the authority over scores that it was offered. What it voted on for that is forgotten. */
async function accept(
  chain: Chain,
  studio: studios.StudioId,
  ip: IpId,
  [proposer, second]: readonly [Account, Account],
): Promise<void> {
  const { proposal } = await studios.propose(chain, proposer, studio, royalties.acceptScoreAuthorityCall(chain, ip));
  await Promise.all([proposer, second].map((who) => studios.vote(chain, who, proposal, true)));
  await studios.outcome(chain, proposal);
  await studios.prune(chain, proposer, proposal);
}

/** Three proposals: one that works, one that fails, and one that nobody votes for. */
export async function propose(chain: Chain, { studio, ada, ben, cleo, account }: Collective) {
  const { api } = chain;
  const remark = api.tx.System.remark({ remark: new TextEncoder().encode("<i>a batch</i>") });
  const pay = api.tx.Balances.transfer_keep_alive({ dest: { type: "Id", value: cleo.address }, value: 2n * ATL });
  const metadata = { uri: new Uint8Array(), hash: undefined };
  const mint = api.tx.IpAssets.mint({
    collection: 9_999,
    to: undefined,
    provenance: undefined,
    metadata,
    owner_share: 0,
  });
  const grant = api.tx.Balances.transfer_keep_alive({ dest: { type: "Id", value: account }, value: ATL });
  const [works, fails, lapses] = await Promise.all([
    studios.propose(chain, ada, studio, batch(chain, [remark, api.tx.Utility.batch({ calls: [pay.decodedCall] })])),
    studios.propose(chain, ben, studio, mint),
    studios.propose(chain, cleo, studio, grant),
  ]);
  return { works: works.proposal, fails: fails.proposal, lapses: lapses.proposal };
}
