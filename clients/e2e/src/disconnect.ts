import type { Chain } from "@atelier/sdk";

/** That a connection ended before an answer came. Nobody waits for those that polkadot-api asks for by itself. */
const ENDED = "DestroyedError";

/**
 * Ends a connection. Who stops to watch something tells the node so, and nobody waits for its answer, which would be
 * an error if it never came: so there is one more question, which is answered after that. What polkadot-api asks for by
 * itself, when a block comes in that moment, may go unanswered all the same.
 */
export async function disconnect({ client }: Chain): Promise<void> {
  await client._request("system_name", []);
  forgive();
  client.destroy();
}

let forgiven = false;

/** Keeps that one error from whoever listens for errors that nobody waits for, the test runner above all. */
function forgive(): void {
  if (forgiven) return;
  forgiven = true;
  const listeners = process.listeners("unhandledRejection");
  process.removeAllListeners("unhandledRejection");
  process.on("unhandledRejection", (reason, promise) => {
    if (reason instanceof Error && reason.name === ENDED) return;
    for (const listener of listeners) listener(reason, promise);
  });
}
