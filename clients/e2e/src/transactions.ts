import { type Account, type Chain, ChainError, type Included, type StepOptions, submit } from "@atelier/sdk/core";
import type { Transaction } from "polkadot-api";

const SECONDS = 60;

/** Signs and submits `call`, and returns as soon as such a block contains it, whatever its result. */
export async function include(
  chain: Chain,
  call: Transaction,
  from: Account,
  options: StepOptions = {},
): Promise<Included & { readonly ok: boolean }> {
  try {
    return { ...(await succeed(chain, call, from, options)), ok: true };
  } catch (error) {
    if (error instanceof ChainError && error.tx) return { ...error.tx, ok: false };
    throw error;
  }
}

/** As `include`, for a call that must succeed. */
export function succeed(chain: Chain, call: Transaction, from: Account, options?: StepOptions): Promise<Included> {
  return submit(chain, call, from, { seconds: SECONDS, ...options });
}

/** As `include`, for a call that must fail; returns the name of its error: `BadOrigin`, or `System.Unauthorized`. */
export async function fail(chain: Chain, call: Transaction, from: Account): Promise<string> {
  try {
    await succeed(chain, call, from);
  } catch (error) {
    if (error instanceof ChainError && error.tx) return nameOf(error);
    throw error;
  }
  throw new Error(`${call.decodedCall.type} succeeded`);
}

function nameOf({ pallet, error }: ChainError): string {
  return pallet === "Runtime" ? error : `${pallet}.${error}`;
}
