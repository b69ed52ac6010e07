import { connect } from "@atelier/sdk/node";
import { parseArgs } from "node:util";
import { line, red } from "./narrator.ts";
import { tellStory } from "./story.ts";

const USAGE = `Tells the story of Atelier on a running development chain, and accounts for every unit.

Usage: npm start -w demo -- [--url ws://127.0.0.1:9944]

Exit status: 0 if everything was as it had to be, 1 if anything was not, 2 for a wrong option.`;

const DEFAULT_URL = "ws://127.0.0.1:9944";

/** The address of the node; nothing if there is no story to tell. */
function options(): string | undefined {
  try {
    const { values } = parseArgs({ options: { url: { type: "string" }, help: { type: "boolean", short: "h" } } });
    if (!values.help) return values.url ?? DEFAULT_URL;
    line(USAGE);
    process.exit(0);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${USAGE}`);
    process.exit(2);
  }
}

async function main(url: string): Promise<boolean> {
  const chain = await connect(url);
  try {
    return await tellStory(chain);
  } finally {
    chain.client.destroy();
  }
}

const url = options();
// Whoever interrupts the story leaves no files behind: see `tellStory`.
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));
main(url!).then(
  (good) => process.exit(good ? 0 : 1),
  (error: Error) => {
    console.error(`\n${red(`✗ ${error.message}`)}`);
    process.exit(1);
  },
);
