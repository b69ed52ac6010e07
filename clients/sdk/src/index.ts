// All of the SDK that runs in a browser. For Node.js there is `@atelier/sdk/node` beside it.

export * from "./core/index.ts";
export * from "./read/index.ts";
export * from "./steps/index.ts";
