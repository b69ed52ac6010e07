/** An error that a node returned for a JSON-RPC call. */
export class RpcError extends Error {
  constructor(
    readonly method: string,
    readonly code: number,
    message: string,
  ) {
    super(`${method}: ${message} (${code})`);
  }
}

interface Response<T> {
  readonly result?: T;
  readonly error?: { readonly code: number; readonly message: string };
}

/** One JSON-RPC call over HTTP, without any client library between the suite and the node. */
export async function call<T>(port: number, method: string, params: readonly unknown[] = []): Promise<T> {
  const response = await fetch(`http://127.0.0.1:${port}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    signal: AbortSignal.timeout(30_000),
  });
  const { result, error } = (await response.json()) as Response<T>;
  if (error) throw new RpcError(method, error.code, error.message);
  return result as T;
}

/** The answer of `system_health`. */
export interface Health {
  readonly peers: number;
  readonly isSyncing: boolean;
  readonly shouldHavePeers: boolean;
}

/** The part of `state_getRuntimeVersion` that the suites look at. */
export interface RuntimeVersion {
  readonly specName: string;
  readonly specVersion: number;
  readonly transactionVersion: number;
  readonly apis: readonly (readonly [id: string, version: number])[];
}
