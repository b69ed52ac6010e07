//! Assembles the node's service: client, pool, network, block production, finality, JSON-RPC.

use crate::{
	client::{FullBackend, FullClient, FullPool, FullSelectChain, HostFunctions},
	inference::Inference,
	rpc,
};
use atelier_runtime::{opaque::Block, RuntimeApi};
use futures::{FutureExt, StreamExt};
use sc_client_api::Backend;
use sc_consensus_babe::{BabeBlockImport, BabeLink, SlotProportion};
use sc_consensus_grandpa::{GrandpaBlockImport, LinkHalf, SharedVoterState};
use sc_network::{Event, NetworkEventStream};
use sc_network_sync::WarpSyncConfig;
use sc_service::{error::Error as ServiceError, Configuration, PartialComponents, TaskManager};
use sc_telemetry::{Telemetry, TelemetryWorker};
use sc_transaction_pool_api::OffchainTransactionPoolFactory;
use sp_consensus_babe::inherents::BabeCreateInherentDataProviders;
use std::{sync::Arc, time::Duration};

type FullGrandpaBlockImport = GrandpaBlockImport<FullBackend, Block, FullClient, FullSelectChain>;
type FullBabeBlockImport =
	BabeBlockImport<Block, FullClient, FullGrandpaBlockImport, BabeCreateInherentDataProviders<Block>, FullSelectChain>;

/// Justification period, in blocks: how often a proof of finality is kept for light clients and warp sync.
const JUSTIFICATION_PERIOD: u32 = 512;

/// Consensus parts of a node: what only a running one uses.
pub struct Consensus {
	block_import: FullBabeBlockImport,
	babe_link: BabeLink<Block>,
	grandpa_link: LinkHalf<Block, FullClient, FullSelectChain>,
	shared_voter_state: SharedVoterState,
	rpc: rpc::Dependencies,
	telemetry: Option<Telemetry>,
}

/// Partial components: a node without network, which is what the subcommands need.
pub type Partial = PartialComponents<
	FullClient,
	FullBackend,
	FullSelectChain,
	sc_consensus::DefaultImportQueue<Block>,
	FullPool,
	Consensus,
>;

/// Builds the partial components: opens the database, sets up what needs no network.
///
/// Errors: a database of another chain or a broken one, an invalid genesis, a telemetry address that is none.
pub fn new_partial(config: &Configuration) -> Result<Partial, ServiceError> {
	let telemetry = config
		.telemetry_endpoints
		.clone()
		.filter(|endpoints| !endpoints.is_empty())
		.map(|endpoints| -> Result<_, sc_telemetry::Error> {
			let worker = TelemetryWorker::new(16)?;
			let telemetry = worker.handle().new_telemetry(endpoints);
			Ok((worker, telemetry))
		})
		.transpose()?;

	let executor = sc_service::new_wasm_executor::<HostFunctions>(&config.executor);
	let (client, backend, keystore_container, task_manager) = sc_service::new_full_parts::<Block, RuntimeApi, _>(
		config,
		telemetry.as_ref().map(|(_, telemetry)| telemetry.handle()),
		executor,
		Default::default(),
	)
	.map_err(|error| name_database(error, config))?;
	let client = Arc::new(client);
	let telemetry = telemetry.map(|(worker, telemetry)| {
		task_manager.spawn_handle().spawn("telemetry", None, worker.run());
		telemetry
	});
	let telemetry_handle = telemetry.as_ref().map(|telemetry| telemetry.handle());

	let select_chain = sc_consensus::LongestChain::new(backend.clone());
	let transaction_pool = Arc::from(
		sc_transaction_pool::Builder::new(
			task_manager.spawn_essential_handle(),
			client.clone(),
			config.role.is_authority().into(),
		)
		.with_options(config.transaction_pool.clone())
		.with_prometheus(config.prometheus_registry())
		.build(),
	);

	let (grandpa_block_import, grandpa_link) = sc_consensus_grandpa::block_import(
		client.clone(),
		JUSTIFICATION_PERIOD,
		&client,
		select_chain.clone(),
		telemetry_handle.clone(),
	)?;
	let babe_config = sc_consensus_babe::configuration(&*client)?;
	let slot_duration = babe_config.slot_duration();
	let (block_import, babe_link) = sc_consensus_babe::block_import(
		babe_config,
		grandpa_block_import.clone(),
		client.clone(),
		Arc::new(move |_, _| async move { Ok(inherents_of_now(slot_duration)) })
			as BabeCreateInherentDataProviders<Block>,
		select_chain.clone(),
		OffchainTransactionPoolFactory::new(transaction_pool.clone()),
	)?;
	let (import_queue, babe_worker_handle) = sc_consensus_babe::import_queue(sc_consensus_babe::ImportQueueParams {
		link: babe_link.clone(),
		block_import: block_import.clone(),
		justification_import: Some(Box::new(grandpa_block_import)),
		client: client.clone(),
		slot_duration,
		spawner: &task_manager.spawn_essential_handle(),
		registry: config.prometheus_registry(),
		telemetry: telemetry_handle,
	})?;

	let shared_voter_state = SharedVoterState::empty();
	let shared_authority_set = grandpa_link.shared_authority_set().clone();
	let rpc = rpc::Dependencies {
		client: client.clone(),
		pool: transaction_pool.clone(),
		select_chain: select_chain.clone(),
		keystore: keystore_container.keystore(),
		babe_worker_handle,
		shared_voter_state: shared_voter_state.clone(),
		justification_stream: grandpa_link.justification_stream(),
		finality_proof_provider: sc_consensus_grandpa::FinalityProofProvider::new_for_service(
			backend.clone(),
			Some(shared_authority_set.clone()),
		),
		shared_authority_set,
	};

	Ok(PartialComponents {
		client,
		backend,
		task_manager,
		import_queue,
		keystore_container,
		select_chain,
		transaction_pool,
		other: Consensus { block_import, babe_link, grandpa_link, shared_voter_state, rpc, telemetry },
	})
}

/// Database error, with the database's path and what to do.
fn name_database(error: ServiceError, config: &Configuration) -> ServiceError {
	match (error, config.database.path()) {
		(ServiceError::Client(sp_blockchain::Error::Backend(reason)), Some(path)) => ServiceError::Other(format!(
			"cannot open the database at {}: {reason}. If no other node uses it and it is broken, remove it with the \
			 subcommand purge-chain: the node will sync again",
			path.display()
		)),
		(error, _) => error,
	}
}

/// Inherents of a block authored now: its slot and its timestamp.
fn inherents_of_now(
	slot_duration: sp_consensus_babe::SlotDuration,
) -> (sp_consensus_babe::inherents::InherentDataProvider, sp_timestamp::InherentDataProvider) {
	let timestamp = sp_timestamp::InherentDataProvider::from_system_time();
	let slot =
		sp_consensus_babe::inherents::InherentDataProvider::from_timestamp_and_slot_duration(*timestamp, slot_duration);
	(slot, timestamp)
}

/// Warns of missing session keys. A new validator has none, since making them takes a running node; an old one has lost
/// them.
fn warn_without_session_keys(keystore: &dyn sp_keystore::Keystore) {
	for (key_type, purpose) in
		[(sp_consensus_babe::KEY_TYPE, "blocks"), (sp_consensus_grandpa::KEY_TYPE, "finality votes")]
	{
		if keystore.keys(key_type).is_ok_and(|keys| keys.is_empty()) {
			tracing::warn!(
				"This validator has no session key to sign {purpose} with: make keys with author_rotateKeysWithOwner, then \
				 name them on chain with session.set_keys"
			);
		}
	}
}

/// Builds and starts a full node; with the role of an authority, a validator.
///
/// Errors: those of [`new_partial`], and a port or address that cannot be taken.
pub fn new_full<Network>(config: Configuration, inference: Inference) -> Result<TaskManager, ServiceError>
where
	Network: sc_network::NetworkBackend<Block, <Block as sp_runtime::traits::Block>::Hash>,
{
	let PartialComponents {
		client,
		backend,
		mut task_manager,
		import_queue,
		keystore_container,
		select_chain,
		transaction_pool,
		other: Consensus { block_import, babe_link, grandpa_link, shared_voter_state, rpc, mut telemetry },
	} = new_partial(&config)?;

	let role = config.role;
	let name = config.network.node_name.clone();
	let force_authoring = config.force_authoring;
	let enable_grandpa = !config.disable_grandpa;
	let prometheus_registry = config.prometheus_registry().cloned();
	let network_config = config.network.clone();

	let mut net_config = sc_network::config::FullNetworkConfiguration::<_, _, Network>::new(
		&config.network,
		prometheus_registry.clone(),
	);
	let metrics = Network::register_notification_metrics(prometheus_registry.as_ref());
	let genesis_hash = client.chain_info().genesis_hash;
	let grandpa_protocol_name = sc_consensus_grandpa::protocol_standard_name(&genesis_hash, &config.chain_spec);
	let (grandpa_protocol_config, grandpa_notification_service) =
		sc_consensus_grandpa::grandpa_peers_set_config::<_, Network>(
			grandpa_protocol_name.clone(),
			metrics.clone(),
			net_config.peer_store_handle(),
		);
	net_config.add_notification_protocol(grandpa_protocol_config);
	let warp_sync = Arc::new(sc_consensus_grandpa::warp_proof::NetworkProvider::new(
		backend.clone(),
		grandpa_link.shared_authority_set().clone(),
		Vec::new(),
	));

	let (network, system_rpc_tx, tx_handler_controller, sync_service, _) =
		sc_service::build_network(sc_service::BuildNetworkParams {
			config: &config,
			net_config,
			client: client.clone(),
			transaction_pool: transaction_pool.clone(),
			spawn_handle: task_manager.spawn_handle(),
			spawn_essential_handle: task_manager.spawn_essential_handle(),
			import_queue,
			block_announce_validator_builder: None,
			warp_sync_config: Some(WarpSyncConfig::WithProvider(warp_sync)),
			block_relay: None,
			metrics,
			gap_sync_body_policy: None,
		})?;

	let registry = config.prometheus_registry();
	if let Some(storage) = backend.offchain_storage() {
		inference.apply(storage, &*keystore_container.keystore(), registry).map_err(ServiceError::Other)?;
	}
	if config.offchain_worker.enabled {
		let workers = sc_offchain::OffchainWorkers::new(sc_offchain::OffchainWorkerOptions {
			runtime_api_provider: client.clone(),
			is_validator: role.is_authority(),
			keystore: Some(keystore_container.keystore()),
			offchain_db: backend.offchain_storage(),
			transaction_pool: Some(OffchainTransactionPoolFactory::new(transaction_pool.clone())),
			network_provider: Arc::new(network.clone()),
			enable_http_requests: true,
			custom_extensions: |_| Vec::new(),
		})?;
		task_manager.spawn_handle().spawn(
			"offchain-workers-runner",
			"offchain-worker",
			workers.run(client.clone(), task_manager.spawn_handle()).boxed(),
		);
	}

	sc_service::spawn_tasks(sc_service::SpawnTasksParams {
		config,
		client: client.clone(),
		backend,
		task_manager: &mut task_manager,
		keystore: keystore_container.keystore(),
		transaction_pool: transaction_pool.clone(),
		rpc_builder: Box::new(move |subscriptions| rpc::create(rpc.clone(), subscriptions).map_err(Into::into)),
		network: network.clone(),
		system_rpc_tx,
		tx_handler_controller,
		sync_service: sync_service.clone(),
		telemetry: telemetry.as_mut(),
		tracing_execute_block: None,
	})?;
	let telemetry = telemetry.as_ref().map(|telemetry| telemetry.handle());

	if role.is_authority() {
		warn_without_session_keys(&*keystore_container.keystore());
		let proposer = sc_basic_authorship::ProposerFactory::new(
			task_manager.spawn_handle(),
			client.clone(),
			transaction_pool.clone(),
			prometheus_registry.as_ref(),
			telemetry.clone(),
		);
		let slot_duration = babe_link.config().slot_duration();
		let babe = sc_consensus_babe::start_babe(sc_consensus_babe::BabeParams {
			keystore: keystore_container.keystore(),
			client: client.clone(),
			select_chain,
			env: proposer,
			block_import,
			sync_oracle: sync_service.clone(),
			justification_sync_link: sync_service.clone(),
			create_inherent_data_providers: move |_, ()| async move { Ok(inherents_of_now(slot_duration)) },
			force_authoring,
			backoff_authoring_blocks: Some(sc_consensus_slots::BackoffAuthoringOnFinalizedHeadLagging::default()),
			babe_link,
			block_proposal_slot_portion: SlotProportion::new(0.5),
			max_block_proposal_slot_portion: None,
			telemetry: telemetry.clone(),
		})?;
		task_manager.spawn_essential_handle().spawn_blocking("babe", Some("block-authoring"), babe);

		let dht_events = network
			.event_stream("authority-discovery")
			.filter_map(|event| futures::future::ready(if let Event::Dht(event) = event { Some(event) } else { None }));
		let (discovery, _) = sc_authority_discovery::new_worker_and_service_with_config(
			sc_authority_discovery::WorkerConfig {
				publish_non_global_ips: network_config.allow_non_globals_in_dht,
				public_addresses: network_config.public_addresses,
				strict_record_validation: true,
				persisted_cache_directory: network_config.net_config_path,
				..Default::default()
			},
			client,
			Arc::new(network.clone()),
			Box::pin(dht_events),
			sc_authority_discovery::Role::PublishAndDiscover(keystore_container.keystore()),
			prometheus_registry.clone(),
			task_manager.spawn_handle(),
		);
		task_manager.spawn_handle().spawn("authority-discovery-worker", Some("networking"), discovery.run());
	}

	if enable_grandpa {
		let grandpa = sc_consensus_grandpa::run_grandpa_voter(sc_consensus_grandpa::GrandpaParams {
			config: sc_consensus_grandpa::Config {
				gossip_duration: Duration::from_millis(333),
				justification_generation_period: JUSTIFICATION_PERIOD,
				name: Some(name),
				observer_enabled: false,
				// A node that does not vote needs no keys.
				keystore: role.is_authority().then(|| keystore_container.keystore()),
				local_role: role,
				telemetry: telemetry.clone(),
				protocol_name: grandpa_protocol_name,
			},
			link: grandpa_link,
			network,
			sync: sync_service,
			notification_service: grandpa_notification_service,
			voting_rule: sc_consensus_grandpa::VotingRulesBuilder::default().build(),
			prometheus_registry,
			shared_voter_state,
			telemetry,
			offchain_tx_pool_factory: OffchainTransactionPoolFactory::new(transaction_pool),
		})?;
		task_manager.spawn_essential_handle().spawn_blocking("grandpa-voter", None, grandpa);
	}

	Ok(task_manager)
}
