import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { decAnyMetadata, unifyMetadata } from "@polkadot-api/substrate-bindings";
import "@polkadot/api/augment";
import { ApiPromise, Keyring, WsProvider } from "@polkadot/api";
import { SS58_PREFIX, transferCall } from "@atelier/sdk/core";
import { devAccount, freshAccount } from "@atelier/sdk/node";
import { within } from "../src/deadline.ts";
import type { Health, RuntimeVersion } from "../src/rpc.ts";
import { suiteWithNode } from "../src/suite.ts";
import { fail, include, succeed } from "../src/transactions.ts";

const ATL = 10n ** 12n;

const running = suiteWithNode(["--dev", "--blocks-pruning", "archive", "--state-pruning", "archive"]);

describe("polkadot-api", () => {
  test("transfers an exact amount, and the sender pays it and the fee", async () => {
    const chain = running();
    const { api } = chain;
    const [alice, receiver] = [devAccount("Alice"), freshAccount()];
    const value = 5n * ATL + 7n;
    const before = await api.query.System.Account.getValue(alice.address);

    const { block, events } = await succeed(chain, transferCall(chain, receiver.address, value), alice, {
      until: "final",
    });

    const at = { at: block.hash };
    const [paid, ...others] = api.event.TransactionPayment.TransactionFeePaid.filter(events);
    assert(paid && others.length === 0, "one fee was paid");
    assert.equal(paid.payload.who, alice.address);
    assert(paid.payload.actual_fee > 0n);
    assert.equal(paid.payload.tip, 0n);

    const [sent, received] = await Promise.all([
      api.query.System.Account.getValue(alice.address, at),
      api.query.System.Account.getValue(receiver.address, at),
    ]);
    assert.equal(received.data.free, value);
    assert.equal(sent.data.free, before.data.free - value - paid.payload.actual_fee);
    assert.equal(sent.nonce, before.nonce + 1);
  });

  test("estimates the fee that is then paid, within a percent", async () => {
    const chain = running();
    const { api } = chain;
    const [bob, receiver] = [devAccount("Bob"), freshAccount()];
    const call = transferCall(chain, receiver.address, ATL);
    const estimate = await call.getEstimatedFees(bob.address);
    const { events } = await succeed(chain, call, bob);
    const fee = api.event.TransactionPayment.TransactionFeePaid.filter(events)[0]?.payload.actual_fee;
    assert(fee && (fee * 100n) / estimate >= 99n && (fee * 100n) / estimate <= 101n, `${fee}, estimated ${estimate}`);
  });

  test("sees a failed transfer as an error that leaves both balances, but for the fee", async () => {
    const chain = running();
    const { api } = chain;
    const [charlie, receiver] = [devAccount("Charlie"), freshAccount()];
    const before = await api.query.System.Account.getValue(charlie.address);
    const { ok, block, events } = await include(chain, transferCall(chain, receiver.address, 2n ** 100n), charlie);
    assert(!ok);
    const fee = api.event.TransactionPayment.TransactionFeePaid.filter(events)[0]?.payload.actual_fee;
    assert(fee);
    const after = await api.query.System.Account.getValue(charlie.address, { at: block.hash });
    assert.equal(after.data.free, before.data.free - fee);
    assert.equal((await api.query.System.Account.getValue(receiver.address, { at: block.hash })).data.free, 0n);
  });

  test("refuses a transfer below the existential deposit", async () => {
    const chain = running();
    const { api } = chain;
    const deposit = await api.constants.Balances.ExistentialDeposit();
    const tooLittle = transferCall(chain, freshAccount().address, deposit - 1n);
    assert.equal(await fail(chain, tooLittle, devAccount("Dave")), "Token.BelowMinimum");
  });

  test("reads metadata of versions 14, 15 and 16", async () => {
    const chain = running();
    const { api } = chain;
    const versions = await api.apis.Metadata.metadata_versions();
    assert.deepEqual(
      [14, 15, 16].filter((version) => !versions.includes(version)),
      [],
    );

    const bytes = await api.apis.Metadata.metadata_at_version(15);
    assert(bytes, "metadata 15");
    const decoded = decAnyMetadata(bytes);
    assert.equal(decoded.metadata.tag, "v15");
    const { pallets, lookup, extrinsic } = unifyMetadata(decoded);
    assert.deepEqual(
      missing(
        PALLETS,
        pallets.map(({ name }) => name),
      ),
      [],
    );
    assert.deepEqual(
      extrinsic.signedExtensions[0]?.map(({ identifier }) => identifier),
      EXTENSIONS,
    );
    const undocumented = pallets
      .filter(({ name }) => !WITHOUT_DOCS.has(name))
      .flatMap(({ name, calls }) => {
        const type = calls && lookup[calls.type];
        const variants = type?.def.tag === "variant" ? type.def.value : [];
        return variants.filter(({ docs }) => docs.length === 0).map((call) => `${name}.${call.name}`);
      });
    assert.deepEqual(undocumented, [], "calls without docs");
  });

  test("calls the runtime APIs that libraries expect", async () => {
    const chain = running();
    const { api, node } = chain;
    const bytes = await api.apis.Metadata.metadata_at_version(15);
    assert(bytes);
    const { apis } = unifyMetadata(decAnyMetadata(bytes));
    assert.deepEqual(
      missing(
        RUNTIME_APIS,
        apis.map(({ name }) => name),
      ),
      [],
    );
    const { apis: versions } = await node.rpc<RuntimeVersion>("state_getRuntimeVersion");
    assert.equal(versions.length, apis.length);

    assert.deepEqual((await api.apis.GenesisBuilder.preset_names()).sort(), ["development", "local_testnet"]);
    assert.equal(await api.apis.NftsApi.owner(0, 0), undefined);
    assert.equal(await api.apis.AccountNonceApi.account_nonce(freshAccount().address), 0);
  });
});

describe("@polkadot/api", () => {
  test("connects and transfers an exact amount", async () => {
    const { node } = running();
    const api = await ApiPromise.create({ provider: new WsProvider(node.wsUrl), noInitWarn: true });
    try {
      const alice = new Keyring({ type: "sr25519", ss58Format: SS58_PREFIX }).addFromUri("//Alice");
      const receiver = freshAccount().address;
      const value = 3n * ATL + 1n;
      const final = new Promise<string>((resolve, reject) => {
        api.tx.balances
          .transferKeepAlive(receiver, value)
          .signAndSend(alice, ({ status, dispatchError }) => {
            if (dispatchError) reject(new Error(dispatchError.toString()));
            if (status.isFinalized) resolve(status.asFinalized.toHex());
          })
          .catch(reject);
      });
      const at = await api.at(await within(60, "the transfer in a finalized block", final));
      assert.equal((await at.query.system.account(receiver)).data.free.toBigInt(), value);
      assert.equal(api.registry.chainSS58, SS58_PREFIX);
      assert.deepEqual(api.registry.chainTokens, ["ATL"]);
      assert.deepEqual(api.registry.chainDecimals, [12]);
    } finally {
      await api.disconnect();
    }
  });
});

describe("JSON-RPC", () => {
  test("tells the health of a node that is alone", async () => {
    const health = await running().node.rpc<Health>("system_health");
    assert.deepEqual(health, { peers: 0, isSyncing: false, shouldHavePeers: false });
  });

  test("offers the methods that clients expect", async () => {
    const { methods } = await running().node.rpc<{ methods: string[] }>("rpc_methods");
    assert.deepEqual(missing(METHODS, methods), []);
  });

  test("names the token, its decimals and the address format, by the old call and the new", async () => {
    const { node } = running();
    const properties = { tokenSymbol: "ATL", tokenDecimals: 12, ss58Format: SS58_PREFIX };
    assert.deepEqual(await node.rpc("system_properties"), properties);
    assert.deepEqual(await node.rpc("chainSpec_v1_properties"), properties);
  });

  test("gives blocks with extrinsics in hexadecimal", async () => {
    const { block } = await running().node.rpc<{ block: { extrinsics: unknown[] } }>("chain_getBlock");
    assert(block.extrinsics.length > 0);
    for (const extrinsic of block.extrinsics) assert.match(String(extrinsic), /^0x[0-9a-f]+$/);
  });

  test("agrees on the genesis, by the old call and the new", async () => {
    const { node } = running();
    assert.equal(await node.rpc("chain_getBlockHash", [0]), await node.rpc("chainSpec_v1_genesisHash"));
  });

  test("answers queries of fees, epochs and rounds", async () => {
    const chain = running();
    const { node } = chain;
    const call = transferCall(chain, freshAccount().address, ATL);
    const signed = Buffer.from(await call.sign(devAccount("Alice").signer)).toString("hex");
    const { partialFee } = await node.rpc<{ partialFee: string }>("payment_queryInfo", [`0x${signed}`]);
    assert(BigInt(partialFee) > 0n);

    const epoch = await node.rpc<Record<string, { primary: number[]; secondary: number[] }>>("babe_epochAuthorship");
    assert.deepEqual(Object.keys(epoch), [devAccount("Alice").address]);

    const round = await node.rpc<{ best: { totalWeight: number } }>("grandpa_roundState");
    assert.equal(round.best.totalWeight, 1);
  });

  test("gives an archive node's past state", async () => {
    const { node } = running();
    const [genesis] = await node.rpc<string[]>("archive_v1_hashByHeight", [0]);
    assert(genesis);
    assert.equal(await node.rpc("archive_v1_genesisHash"), genesis);
    assert.match(await node.rpc<string>("archive_v1_header", [genesis]), /^0x[0-9a-f]+$/);
    assert.deepEqual(await node.rpc("archive_v1_body", [genesis]), []);
  });
});

function missing(expected: readonly string[], present: readonly string[]): string[] {
  return expected.filter((name) => !present.includes(name));
}

const PALLETS = [
  "System",
  "Timestamp",
  "Babe",
  "Grandpa",
  "Balances",
  "TransactionPayment",
  "Session",
  "Historical",
  "Offences",
  "Utility",
  "Proxy",
  "Multisig",
  "Preimage",
  "Scheduler",
  "Referenda",
  "ConvictionVoting",
  "Whitelist",
  "Treasury",
  "Parameters",
  "SafeMode",
  "TxPause",
  "Assets",
  "Nfts",
];

/** Pallets of the SDK whose calls nobody has documented. */
const WITHOUT_DOCS = new Set(["Whitelist"]);

const EXTENSIONS = [
  "AuthorizeCall",
  "CheckNonZeroSender",
  "CheckSpecVersion",
  "CheckTxVersion",
  "CheckGenesis",
  "CheckMortality",
  "CheckNonce",
  "CheckWeight",
  "ChargeTransactionPayment",
  "CheckMetadataHash",
  "WeightReclaim",
];

const RUNTIME_APIS = [
  "Core",
  "Metadata",
  "BlockBuilder",
  "TaggedTransactionQueue",
  "OffchainWorkerApi",
  "SessionKeys",
  "BabeApi",
  "GrandpaApi",
  "AuthorityDiscoveryApi",
  "AccountNonceApi",
  "TransactionPaymentApi",
  "GenesisBuilder",
  "NftsApi",
];

const METHODS = [
  "chainHead_v1_follow",
  "chainHead_v1_unfollow",
  "chainHead_v1_header",
  "chainHead_v1_body",
  "chainHead_v1_call",
  "chainHead_v1_storage",
  "chainHead_v1_continue",
  "chainHead_v1_stopOperation",
  "chainHead_v1_unpin",
  "transaction_v1_broadcast",
  "transaction_v1_stop",
  "transactionWatch_v1_submitAndWatch",
  "chainSpec_v1_chainName",
  "chainSpec_v1_genesisHash",
  "chainSpec_v1_properties",
  "archive_v1_body",
  "archive_v1_call",
  "archive_v1_finalizedHeight",
  "archive_v1_genesisHash",
  "archive_v1_hashByHeight",
  "archive_v1_header",
  "archive_v1_storage",
  "author_submitExtrinsic",
  "author_submitAndWatchExtrinsic",
  "author_rotateKeys",
  "babe_epochAuthorship",
  "chain_getBlock",
  "chain_getFinalizedHead",
  "chain_subscribeFinalizedHeads",
  "grandpa_roundState",
  "grandpa_proveFinality",
  "grandpa_subscribeJustifications",
  "payment_queryInfo",
  "payment_queryFeeDetails",
  "state_call",
  "state_getMetadata",
  "state_getRuntimeVersion",
  "state_getStorage",
  "system_accountNextIndex",
  "system_chain",
  "system_health",
  "system_name",
  "system_properties",
  "system_version",
];
