import { randomBytes } from "node:crypto";
import { sr25519CreateDerive } from "@polkadot-labs/hdkd";
import { DEV_MINI_SECRET, ss58Address, type KeyPair } from "@polkadot-labs/hdkd-helpers";
import type { PolkadotSigner, SS58String } from "polkadot-api";
import { getPolkadotSigner } from "polkadot-api/signer";

/** Prefix of the addresses of this chain. */
export const SS58_PREFIX = 42;

/** An account that can sign. Any signer of polkadot-api will do. */
export interface Account {
  readonly address: SS58String;
  readonly signer: PolkadotSigner;
}

/** A well-known account of development chains: `devAccount("Alice//stash")` is `//Alice//stash`. */
export function devAccount(path: string): Account {
  return fromKeyPair(sr25519CreateDerive(DEV_MINI_SECRET)(`//${path}`));
}

/** An account that nobody has used before. Its key is gone with the process. */
export function freshAccount(): Account {
  return fromKeyPair(sr25519CreateDerive(randomBytes(32))(""));
}

function fromKeyPair(pair: KeyPair): Account {
  return {
    address: ss58Address(pair.publicKey, SS58_PREFIX),
    signer: getPolkadotSigner(pair.publicKey, "Sr25519", pair.sign),
  };
}
