import { mkdtemp, writeFile } from "node:fs/promises";
import { assets, ATL, formatAmount, formatDigest, formatIp, produced, provenance, royalties } from "@atelier/sdk";
import { connect, devAccount, hashFolder } from "@atelier/sdk/node";

const chain = await connect(process.argv[2] ?? "ws://127.0.0.1:9944");
const [alice, bob] = [devAccount("Alice"), devAccount("Bob")];

// A model is a folder. It is hashed here; nothing is uploaded.
const folder = await mkdtemp("/tmp/model-");
await writeFile(`${folder}/weights.bin`, crypto.getRandomValues(new Uint8Array(1024)));
const { digest, manifestHash } = await hashFolder(folder);

// Promise it first, so that nobody who reads the digest can claim it before you.
const promise = await provenance.commit(chain, alice, digest);
const claim = await provenance.reveal(chain, alice, promise, { digest, manifestHash, kind: "Model" });
console.log(`${formatDigest(digest)} is claimed since block ${claim.since}`);

// Mint the claim, and let Bob have a quarter of what it earns.
const { collection } = await assets.createCollection(chain, alice);
const { ip } = await assets.mint(chain, alice, { collection, provenance: digest });
const shares = [
  { address: alice.address, score: 75n },
  { address: bob.address, score: 25n },
];
const { applyAt } = await royalties.proposeScores(chain, alice, ip, shares);
await produced(chain, applyAt - 1);
await royalties.applyScores(chain, bob, ip);

// Somebody pays. Final this time: no re-organization can undo it.
const receipt = await royalties.pay(chain, alice, ip, 10n * ATL, { until: "final" });
const { amount } = await royalties.claim(chain, bob, ip);
console.log(
  `${formatIp(ip)}: ${formatAmount(receipt.members)} ATL to its members, ${formatAmount(amount)} of it to Bob`,
);
chain.client.destroy();
