import type { TxEventsPayload } from "polkadot-api";

/** What became of a transaction. */
export interface Included {
  readonly block: { readonly hash: string; readonly number: number; readonly index: number };
  /** What its signer paid for it. */
  readonly fee: bigint;
  readonly events: TxEventsPayload["events"];
}
