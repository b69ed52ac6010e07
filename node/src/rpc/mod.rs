//! The JSON-RPC methods beside those that every node serves (system, chain, state, author, chainHead, transaction,
//! chainSpec, and archive on archive nodes).

mod inference;
mod ip;
mod provenance;
mod royalties;
mod view;

use crate::service::{FullBackend, FullClient, FullPool, FullSelectChain};
use atelier_runtime::{opaque::Block, BlockNumber, Hash};
use inference::{Inference, InferenceApiServer};
use ip::{Ip, IpApiServer};
use jsonrpsee::RpcModule;
use pallet_transaction_payment_rpc::{TransactionPayment, TransactionPaymentApiServer};
use provenance::{Provenance as ProvenanceRpc, ProvenanceApiServer};
use royalties::{Royalties as RoyaltiesRpc, RoyaltiesApiServer};
use sc_consensus_babe::BabeWorkerHandle;
use sc_consensus_babe_rpc::{Babe, BabeApiServer};
use sc_consensus_grandpa::{FinalityProofProvider, GrandpaJustificationStream, SharedAuthoritySet, SharedVoterState};
use sc_consensus_grandpa_rpc::{Grandpa, GrandpaApiServer};
use sc_rpc::SubscriptionTaskExecutor;
use sp_keystore::KeystorePtr;
use std::{error::Error, sync::Arc};
use substrate_frame_rpc_system::{System, SystemApiServer};
use view::Views;

/// What the methods need of the node.
#[derive(Clone)]
pub struct Dependencies {
	/// The chain.
	pub client: Arc<FullClient>,
	/// The transactions that wait.
	pub pool: Arc<FullPool>,
	/// Which fork is the best.
	pub select_chain: FullSelectChain,
	/// The keys of this node.
	pub keystore: KeystorePtr,
	/// Asks the block producer for its epochs.
	pub babe_worker_handle: BabeWorkerHandle<Block>,
	/// State of this node's vote.
	pub shared_voter_state: SharedVoterState,
	/// Who votes.
	pub shared_authority_set: SharedAuthoritySet<Hash, BlockNumber>,
	/// Proofs of finality as they come.
	pub justification_stream: GrandpaJustificationStream<Block>,
	/// Proofs of finality of the past.
	pub finality_proof_provider: Arc<FinalityProofProvider<FullBackend, Block>>,
}

/// All methods of this node's own.
///
/// Errors: two methods of one name.
pub fn create(
	deps: Dependencies,
	subscriptions: SubscriptionTaskExecutor,
) -> Result<RpcModule<()>, Box<dyn Error + Send + Sync>> {
	let mut module = RpcModule::new(());
	module.merge(System::new(deps.client.clone(), deps.pool).into_rpc())?;
	module.merge(TransactionPayment::new(deps.client.clone()).into_rpc())?;
	let views = Views::new(deps.client.clone());
	module.merge(Inference::new(deps.client.clone(), views.clone()).into_rpc())?;
	module.merge(Ip(views.clone()).into_rpc())?;
	module.merge(ProvenanceRpc(views.clone()).into_rpc())?;
	module.merge(RoyaltiesRpc(views).into_rpc())?;
	module.merge(Babe::new(deps.client, deps.babe_worker_handle, deps.keystore, deps.select_chain).into_rpc())?;
	module.merge(
		Grandpa::new(
			subscriptions,
			deps.shared_authority_set,
			deps.shared_voter_state,
			deps.justification_stream,
			deps.finality_proof_provider,
		)
		.into_rpc(),
	)?;
	Ok(module)
}
