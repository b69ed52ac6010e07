import { filter } from "rxjs";
import { Enum, type SS58String, type TxEventsPayload } from "polkadot-api";
import type { Account } from "./accounts.ts";
import type { AtelierApi, Call, DispatchError } from "./chain.ts";
import { first } from "./deadline.ts";

const SECONDS = 60;

/** A transfer that leaves its sender alive. */
export function transfer(api: AtelierApi, to: SS58String, value: bigint): Call {
  return api.tx.Balances.transfer_keep_alive({ dest: Enum("Id", to), value });
}

/** What `include` waits for. */
interface Wait {
  /** `best`: a block that a fork may still replace. `final`: one that nothing can. */
  readonly until?: "best" | "final";
  readonly seconds?: number;
}

/** Signs and submits `call`, and returns as soon as such a block contains it, whatever its result. */
export async function include(
  api: AtelierApi,
  call: Call,
  from: Account,
  { until = "best", seconds = SECONDS }: Wait = {},
): Promise<TxEventsPayload> {
  // By default the nonce is that of the last finalized block, which lags behind what was just included.
  const nonce = await api.apis.AccountNonceApi.account_nonce(from.address, { at: "best" });
  const included = call.signSubmitAndWatch(from.signer, { nonce }).pipe(
    filter((event) => event.type === "finalized" || (event.type === "txBestBlocksState" && event.found)),
    filter((event) => event.type === "finalized" || until === "best"),
  );
  return first(seconds, `${describe(call)} in a ${until} block`, included);
}

/** As `include`, for a call that must succeed. */
export async function succeed(api: AtelierApi, call: Call, from: Account, wait: Wait = {}): Promise<TxEventsPayload> {
  const included = await include(api, call, from, wait);
  if (!included.ok) throw new Error(`${describe(call)} failed: ${errorName(included.dispatchError)}`);
  return included;
}

/** As `include`, for a call that must fail; returns the name of its error. */
export async function fail(api: AtelierApi, call: Call, from: Account): Promise<string> {
  const included = await include(api, call, from);
  if (included.ok) throw new Error(`${describe(call)} succeeded`);
  return errorName(included.dispatchError);
}

/** `BadOrigin`, or for the error of a pallet `System.Unauthorized`. */
export function errorName(error: DispatchError): string {
  const names: string[] = [];
  for (let at: unknown = error; isVariant(at); at = at.value) names.push(at.type);
  return names.join(".").replace(/^Module\./, "");
}

function isVariant(value: unknown): value is DispatchError {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

function describe(call: Call): string {
  return `${call.decodedCall.type}.${call.decodedCall.value.type}`;
}
