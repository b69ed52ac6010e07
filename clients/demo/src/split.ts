// What the chain must do with money, computed from the rules in its documentation and from nothing that it answers.

const SCALE = 1n << 64n;
const BILLION = 1_000_000_000n;
/** The score of a creator whose pool nobody has changed. */
export const FOUNDER = 1n << 20n;

function share(amount: bigint, rate: number): bigint {
  return (amount * BigInt(rate)) / BILLION;
}

interface Member {
  /** The participation score. */
  score: bigint;
  /** Owed, in 2⁻⁶⁴ of a unit. */
  scaled: bigint;
}

/** A pool without ancestors, as somebody left it. */
export interface Opening {
  readonly received: bigint;
  readonly fees: bigint;
  /** Money that could not be divided, in 2⁻⁶⁴ of a unit. */
  readonly remainder: bigint;
  readonly members: readonly (Member & { readonly address: string })[];
}

/** The pool of an IP asset, as it should be. */
export class ExpectedPool {
  private received = 0n;
  private gross = 0n;
  private settled = 0n;
  private remainder = 0n;
  private readonly members = new Map<string, Member>();
  /** Protocol fees that were not handed over. */
  fees = 0n;

  constructor(
    creator: string,
    private readonly protocolFee: number,
    /** Whom it owes which rate of its income. */
    private readonly upstream?: { readonly parent: ExpectedPool; readonly rate: number },
    opening: Opening = {
      received: 0n,
      fees: 0n,
      remainder: 0n,
      members: [{ address: creator, score: FOUNDER, scaled: 0n }],
    },
  ) {
    ({ received: this.received, fees: this.fees, remainder: this.remainder } = opening);
    for (const { address, score, scaled } of opening.members) this.members.set(address, { score, scaled });
  }

  /** A payment from outside. */
  pay(amount: bigint): { fee: bigint; ancestors: bigint; members: bigint } {
    const fee = share(this.received + amount, this.protocolFee) - share(this.received, this.protocolFee);
    this.received += amount;
    this.fees += fee;
    const net = amount - fee;
    const rate = this.upstream?.rate ?? 0;
    const ancestors = share(this.gross + net, rate) - share(this.gross, rate);
    this.gross += net;
    this.distribute(net - ancestors);
    return { fee, ancestors, members: net - ancestors };
  }

  /** What was set aside for the parent since the last settlement. */
  get pending(): bigint {
    const rate = this.upstream?.rate ?? 0;
    return share(this.gross, rate) - share(this.settled, rate);
  }

  /** Credits the parent, and hands over fees. */
  settle(): bigint {
    const amount = this.pending;
    this.settled = this.gross;
    this.fees = 0n;
    this.upstream?.parent.distribute(amount);
    return amount;
  }

  /** Other participation scores, for money from now on. */
  setScores(scores: readonly { readonly address: string; readonly score: bigint }[]): void {
    for (const { address, score } of scores) {
      const member = this.members.get(address) ?? { score: 0n, scaled: 0n };
      this.members.set(address, { ...member, score });
    }
  }

  /** Pays out the whole units that somebody is owed. */
  claim(address: string): bigint {
    const member = this.members.get(address);
    if (!member) return 0n;
    const units = member.scaled / SCALE;
    member.scaled -= units * SCALE;
    return units;
  }

  /** What the pool owes to everybody, in 2⁻⁶⁴ of a unit. */
  get owed(): bigint {
    const members = [...this.members.values()].reduce((sum, { scaled }) => sum + scaled, this.remainder);
    return members + (this.pending + this.fees) * SCALE;
  }

  private distribute(amount: bigint): void {
    const total = [...this.members.values()].reduce((sum, { score }) => sum + score, 0n);
    const available = amount * SCALE + this.remainder;
    const each = available / total;
    this.remainder = available % total;
    for (const member of this.members.values()) member.scaled += member.score * each;
  }
}
