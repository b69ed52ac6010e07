//! JSON-RPC modules: the methods beside those that every node serves (system, chain, state, author, chainHead,
//! transaction, chainSpec, and archive on archive nodes).

mod attestation;
mod inference;
mod ip;
mod job;
mod provenance;
mod royalties;
mod view;

use crate::client::{FullBackend, FullClient, FullPool, FullSelectChain};
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

/// Dependencies of the methods: the parts of the node that they read.
#[derive(Clone)]
pub struct Dependencies {
	/// Client.
	pub client: Arc<FullClient>,
	/// Transaction pool.
	pub pool: Arc<FullPool>,
	/// Fork choice.
	pub select_chain: FullSelectChain,
	/// Keystore of this node.
	pub keystore: KeystorePtr,
	/// Handle of the BABE worker, which knows the epochs.
	pub babe_worker_handle: BabeWorkerHandle<Block>,
	/// GRANDPA voter state of this node.
	pub shared_voter_state: SharedVoterState,
	/// GRANDPA authority set.
	pub shared_authority_set: SharedAuthoritySet<Hash, BlockNumber>,
	/// Stream of new finality justifications.
	pub justification_stream: GrandpaJustificationStream<Block>,
	/// Provider of finality proofs of the past.
	pub finality_proof_provider: Arc<FinalityProofProvider<FullBackend, Block>>,
}

/// Merges all modules of this node's own.
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
