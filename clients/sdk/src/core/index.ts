// What all of the SDK is made of. Runs wherever there is WebCrypto: no Node.js is needed, and none of it is imported.

export * from "./account.ts";
export * from "./chain.ts";
export { InvalidArgument } from "./checks.ts";
export * from "./deadline.ts";
export * from "./errors.ts";
export * from "./format.ts";
export * from "./hashing.ts";
export * from "./included.ts";
export * from "./metadata.ts";
export * from "./paging.ts";
export * from "./pictures.ts";
export * from "./transactions.ts";
