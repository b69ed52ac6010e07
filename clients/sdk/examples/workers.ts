import { fileURLToPath } from "node:url";
import { ATL, workers } from "@atelier/sdk";
import { connect, devAccount, devWorkerKey, publishFolder } from "@atelier/sdk/node";

const chain = await connect(process.argv[2] ?? "ws://127.0.0.1:9944");
const folder = fileURLToPath(new URL("../../../gateway/engine/models/rose-window", import.meta.url));

// The model is published by its owner; each worker stakes, and says what it serves and for how much.
const { root } = await publishFolder(chain, devAccount("Alice"), folder);
for (const name of ["Alice//worker", "Bob//worker", "Charlie//worker"]) {
  const worker = devAccount(name);
  await workers.register(chain, worker, { key: devWorkerKey(name).publicKey, stake: 500n * ATL });
  await workers.serve(chain, worker, root, { minPrice: ATL, maxOutput: 196_947 });
}
console.log("three workers serve the model");
chain.client.destroy();
