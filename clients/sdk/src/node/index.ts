// What takes Node.js: a WebSocket of `ws`, files, and keys that everybody knows. Nothing else of the SDK needs it.

export * from "./accounts.ts";
export * from "./connect.ts";
export * from "./files.ts";
export * from "./metadata.ts";
