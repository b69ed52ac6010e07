import { BEST, type Chain } from "../core/chain.ts";
import { formatIp } from "../core/format.ts";
import type { Listed } from "../core/paging.ts";
import type { Runtime } from "./runtime.ts";

/** IP assets that an account owns: as many as are wanted, since it may own any number. */
export async function ownedBy(
  { client }: Pick<Chain, "client">,
  runtime: Runtime,
  account: string,
  count: number,
): Promise<Listed<string>> {
  const [best] = await client.getBestBlocks();
  const prefix = runtime.prefix("Nfts", "Account", account);
  const keys = await client._request<string[]>("state_getKeysPaged", [prefix, count + 1, prefix, best?.hash]);
  const ips = keys.slice(0, count).map((key) => {
    const [, collection, item] = runtime.keys("Nfts", "Account", key) as [string, number, number];
    return formatIp({ collection, item });
  });
  return { items: ips, more: keys.length > count };
}

/** What an account has. */
export interface Balance {
  readonly free: bigint;
  /** What is held for something. */
  readonly held: bigint;
}

/** What an account has. */
export async function balanceOf({ api }: Chain, account: string): Promise<Balance> {
  const { data } = await api.query.System.Account.getValue(account, BEST);
  return { free: data.free, held: data.reserved };
}
