import { sr25519CreateDerive } from "@polkadot-labs/hdkd";
import { DEV_MINI_SECRET, type KeyPair, ss58Address } from "@polkadot-labs/hdkd-helpers";
import { getPolkadotSigner } from "polkadot-api/signer";
import { type Account, SS58_PREFIX } from "../core/account.ts";
import { hex32 } from "../core/format.ts";
import type { WorkerKey } from "../steps/answers.ts";

/** A well-known account of development chains: `devAccount("Alice//stash")` is `//Alice//stash`. */
export function devAccount(path: string): Account {
  return fromKeyPair(sr25519CreateDerive(DEV_MINI_SECRET)(`//${path}`));
}

/** An account that nobody has used before. Its key is gone with the process. */
export function freshAccount(): Account {
  return fromKeyPair(sr25519CreateDerive(crypto.getRandomValues(new Uint8Array(32)))(""));
}

/** A well-known key of development chains: `devWorkerKey("Alice//worker")` is `//Alice//worker`. */
export function devWorkerKey(path: string): WorkerKey {
  const { publicKey, sign } = sr25519CreateDerive(DEV_MINI_SECRET)(`//${path}`);
  return { publicKey: hex32(publicKey), sign };
}

function fromKeyPair(pair: KeyPair): Account {
  return {
    address: ss58Address(pair.publicKey, SS58_PREFIX),
    signer: getPolkadotSigner(pair.publicKey, "Sr25519", pair.sign),
  };
}
