import {
  createClient,
  type ApisTypedef,
  type DescriptorValues,
  type Enum,
  type HexString,
  type PalletsTypedef,
  type PlainDescriptor,
  type PolkadotClient,
  type RuntimeDescriptor,
  type SizedHex,
  type SS58String,
  type StorageDescriptor,
  type Transaction,
  type TxCallData,
  type TxDescriptor,
  type TypedApi,
} from "polkadot-api";
import { getWsProvider } from "polkadot-api/ws";
import { WebSocket } from "ws";

// The part of the runtime that the suites talk to, written down by hand: they must also compile and run against a
// runtime for which nobody has generated descriptors yet. What is wrong here fails as soon as it meets the metadata.

type Value<T> = StorageDescriptor<[], T, false, never>;
type Map<K, T> = StorageDescriptor<[K], T, false, never>;
type Unit = Record<string, never>;

export interface AccountInfo {
  nonce: number;
  data: { free: bigint; reserved: bigint; frozen: bigint };
}

export type MultiAddress = Enum<{ Id: SS58String }>;
/** Origins that a call can be dispatched with: a pallet and one of its origins. */
export type Origin = Enum<{ system: Enum<{ Root: undefined; Signed: SS58String }> }>;
export type DispatchTime = Enum<{ At: number; After: number }>;
export type BoundedCall = Enum<{ Lookup: { hash: SizedHex<32>; len: number }; Inline: Uint8Array }>;
export type AccountVote = Enum<{ Standard: { vote: number; balance: bigint } }>;
export type DispatchError = { type: string; value?: unknown };
export type DispatchResult = { success: true; value: undefined } | { success: false; value: DispatchError };

type Query = {
  System: {
    Account: Map<SS58String, AccountInfo>;
    LastRuntimeUpgrade: StorageDescriptor<[], { spec_version: number; spec_name: string }, true, never>;
    Number: Value<number>;
  };
  Timestamp: { Now: Value<bigint> };
  Babe: { Authorities: Value<[key: SizedHex<32>, weight: bigint][]> };
  Referenda: {
    ReferendumCount: Value<number>;
    ReferendumInfoFor: StorageDescriptor<[index: number], { type: string }, true, never>;
  };
};

type Tx = {
  System: {
    remark: TxDescriptor<{ remark: Uint8Array }>;
    set_code: TxDescriptor<{ code: Uint8Array }>;
    authorize_upgrade: TxDescriptor<{ code_hash: SizedHex<32> }>;
    apply_authorized_upgrade: TxDescriptor<{ code: Uint8Array }>;
  };
  Balances: { transfer_keep_alive: TxDescriptor<{ dest: MultiAddress; value: bigint }> };
  Utility: {
    batch_all: TxDescriptor<{ calls: TxCallData[] }>;
    dispatch_as: TxDescriptor<{ as_origin: Origin; call: TxCallData }>;
  };
  Preimage: { note_preimage: TxDescriptor<{ bytes: Uint8Array }> };
  Referenda: {
    submit: TxDescriptor<{ proposal_origin: Origin; proposal: BoundedCall; enactment_moment: DispatchTime }>;
    place_decision_deposit: TxDescriptor<{ index: number }>;
  };
  ConvictionVoting: { vote: TxDescriptor<{ poll_index: number; vote: AccountVote }> };
};

type Concluded = PlainDescriptor<{ index: number }>;
type Event = {
  System: { CodeUpdated: PlainDescriptor<Unit>; UpgradeAuthorized: PlainDescriptor<{ code_hash: SizedHex<32> }> };
  TransactionPayment: {
    TransactionFeePaid: PlainDescriptor<{ who: SS58String; actual_fee: bigint; tip: bigint }>;
  };
  Utility: { DispatchedAs: PlainDescriptor<{ result: DispatchResult }> };
  Referenda: { Rejected: Concluded; TimedOut: Concluded; Cancelled: Concluded; Killed: Concluded };
  Scheduler: {
    Dispatched: PlainDescriptor<{
      task: [block: number, index: number];
      id: SizedHex<32> | undefined;
      result: DispatchResult;
    }>;
  };
};

type Constant = {
  Balances: { ExistentialDeposit: PlainDescriptor<bigint> };
  System: { Version: PlainDescriptor<{ spec_name: string; spec_version: number }> };
};

type Api = {
  AccountNonceApi: { account_nonce: RuntimeDescriptor<[SS58String], number> };
  Metadata: {
    metadata_versions: RuntimeDescriptor<[], number[]>;
    metadata_at_version: RuntimeDescriptor<[number], Uint8Array | undefined>;
  };
  GenesisBuilder: { preset_names: RuntimeDescriptor<[], string[]> };
  NftsApi: { owner: RuntimeDescriptor<[collection: number, item: number], SS58String | undefined> };
};

export type Atelier = {
  descriptors: Promise<DescriptorValues> & {
    pallets: PalletsTypedef<Query, Tx, Event, Unit, Constant, Unit>;
    apis: ApisTypedef<Api>;
  };
  asset: PlainDescriptor<void>;
  metadataTypes: Promise<Uint8Array>;
  getMetadata: () => Promise<Uint8Array>;
  genesis: HexString | undefined;
};

export type AtelierApi = TypedApi<Atelier, false>;
/** A call of the runtime, ready to be signed or to be wrapped into another one. */
export type Call = Transaction<void>;

/** A connection by stock polkadot-api. */
export interface Connection {
  readonly client: PolkadotClient;
  readonly api: AtelierApi;
}

/** Connects to a node, also to one that is only about to listen: the provider tries again until it does. */
export function connect(wsUrl: string): Connection {
  // Node 20 has no WebSocket of its own. That of `ws` does all that the provider asks of it.
  const websocketClass = WebSocket as unknown as NonNullable<Parameters<typeof getWsProvider>[1]>["websocketClass"];
  const client = createClient(getWsProvider(wsUrl, { websocketClass: websocketClass! }));
  return { client, api: client.getUnsafeApi<Atelier>() };
}
