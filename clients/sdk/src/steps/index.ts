// A file or two for each pallet: a function for each of its calls, and one for each of its views. Of the referenda only
// what is easily got wrong.

export * as answers from "./answers.ts";
export * as assets from "./ip-assets.ts";
export * as contributions from "./contributions.ts";
export * as jobs from "./jobs.ts";
export * as licensing from "./licensing.ts";
export * as market from "./market.ts";
export * as models from "./models.ts";
export * as provenance from "./provenance.ts";
export * as referenda from "./referenda.ts";
export * as royalties from "./royalties.ts";
export * as studios from "./studios.ts";
export * as workers from "./workers.ts";
