// All of the SDK that runs in a browser. For Node.js there is `@atelier/sdk/node` beside it. What the node tells of
// jobs is in `jobs`, with their steps.

export * from "./core/index.ts";
export * from "./read/chronicle.ts";
export * from "./read/family.ts";
export * from "./read/history.ts";
export * from "./read/newest.ts";
export * from "./read/owned.ts";
export * from "./read/rpc.ts";
export * from "./read/runtime.ts";
export * from "./steps/index.ts";
