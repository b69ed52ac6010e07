// What a dApp does with the SDK: bundled by Vite as it comes, and run by tests/sdk-browser.test.ts.
/// <reference lib="dom" />

import {
  type Account,
  ask,
  assets,
  ChainError,
  type Chain,
  formatDigest,
  formatIp,
  hashBytes,
  hashFiles,
  InvalidArgument,
  market,
  open,
  provenance,
  royalties,
} from "@atelier/sdk";
import { getPolkadotSigner } from "polkadot-api/signer";
import { fromHex, toHex } from "polkadot-api/utils";
import { getWsProvider } from "polkadot-api/ws";

declare global {
  interface Window {
    /** Signs with a key that is not in this page, as the extension of a wallet does. */
    signElsewhere(message: string): Promise<string>;
    dapp: typeof dapp;
  }
}

/** What came out, in what a page can hand to a test. */
export interface Told {
  readonly head: number;
  readonly ip: string;
  readonly owner: string;
  readonly digest: string;
  readonly root: string;
  readonly verified: string | undefined;
  readonly claimed: string;
  readonly refusal: string;
  readonly unsent: string;
}

/** Looks at the head of the chain, sends transactions, and reads what became of them. */
async function dapp(url: string, address: string, publicKey: string): Promise<Told> {
  const signer = getPolkadotSigner(fromHex(publicKey), "Sr25519", async (message) =>
    fromHex(await window.signElsewhere(toHex(message))),
  );
  const chain = await open(getWsProvider(url), url);
  try {
    return await act(chain, { address, signer });
  } finally {
    chain.client.destroy();
  }
}

async function act(chain: Chain, me: Account): Promise<Told> {
  const [best] = await chain.client.getBestBlocks();
  const file = crypto.getRandomValues(new Uint8Array(1024));
  const digest = hashBytes(file);
  const { digest: root } = hashFiles([{ path: "é/file", length: 1024n, sha256: digest.value }]);
  const promise = await provenance.commit(chain, me, digest);
  await provenance.reveal(chain, me, promise, { digest, kind: "Work" });
  const { collection } = await assets.createCollection(chain, me);
  const { ip } = await assets.mint(chain, me, { collection, provenance: digest });
  await royalties.pay(chain, me, ip, 1_000_000_000_000n);
  const { amount } = await royalties.claim(chain, me, ip);
  const verification = await ask(chain, "provenance_verify", formatDigest(digest));
  const asset = await ask(chain, "ip_asset", formatIp(ip));
  return {
    head: best!.number,
    ip: formatIp(ip),
    owner: asset.owner,
    digest: formatDigest(digest),
    root: formatDigest(root),
    verified: verification.claims[0]?.owner,
    claimed: amount.toString(),
    refusal: await failure(royalties.claim(chain, me, ip)),
    unsent: await failure(market.setPolicy(chain, me, collection, { rate: 2e9, floor: 0n })),
  };
}

async function failure(step: Promise<unknown>): Promise<string> {
  try {
    await step;
    return "it worked";
  } catch (error) {
    if (error instanceof ChainError) return `ChainError ${error.pallet}.${error.error}`;
    return error instanceof InvalidArgument ? `InvalidArgument ${error.message}` : String(error);
  }
}

window.dapp = dapp;
