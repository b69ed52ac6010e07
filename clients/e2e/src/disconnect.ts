import type { Chain } from "@atelier/sdk";

/**
 * Ends a connection. Who stops to watch something tells the node so, and nobody waits for its answer, which would be
 * an error if it never came: so there is one more question, which is answered after that.
 */
export async function disconnect({ client }: Chain): Promise<void> {
  await client._request("system_name", []);
  client.destroy();
}
