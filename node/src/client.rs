//! The concrete types of this node's client, backend, fork choice and pool, which service and JSON-RPC share.

use atelier_runtime::{opaque::Block, RuntimeApi};

/// Host functions: what the runtime may call outside itself.
#[cfg(not(feature = "runtime-benchmarks"))]
pub type HostFunctions = sp_io::SubstrateHostFunctions;
#[cfg(feature = "runtime-benchmarks")]
pub type HostFunctions = (sp_io::SubstrateHostFunctions, frame_benchmarking::benchmarking::HostFunctions);

type Executor = sc_executor::WasmExecutor<HostFunctions>;
/// Client: the chain with its state, and an executor for its runtime.
pub type FullClient = sc_service::TFullClient<Block, RuntimeApi, Executor>;
/// Backend: the database of blocks and state.
pub type FullBackend = sc_service::TFullBackend<Block>;
/// Fork choice: the longest chain.
pub type FullSelectChain = sc_consensus::LongestChain<FullBackend, Block>;
/// Transaction pool.
pub type FullPool = sc_transaction_pool::TransactionPoolHandle<Block, FullClient>;
