// Without the types of the runtime: most suites need none.
export * from "@atelier/sdk/accounts";
