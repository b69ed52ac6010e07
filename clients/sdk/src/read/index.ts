// What takes more than one question, or the node itself: its JSON-RPC, the events of past blocks, what metadata tells.

export * from "./chronicle.ts";
export * from "./family.ts";
export * from "./history.ts";
export * from "./job.ts";
export * from "./jobs.ts";
export * from "./newest.ts";
export * from "./owned.ts";
export * from "./rpc.ts";
export * from "./runtime.ts";
