//! Dispatch of the command line: runs a subcommand or the node.

use crate::{
	chain_spec,
	cli::{Cli, Subcommand},
	client::FullClient,
	inference, ports, secrets, service,
};
use atelier_runtime::opaque::Block;
use sc_cli::{RunCmd, SubstrateCli};
use sc_network::config::NetworkBackendType;
use sc_service::PartialComponents;
use std::path::PathBuf;

impl SubstrateCli for Cli {
	fn impl_name() -> String {
		"Atelier Node".into()
	}

	fn impl_version() -> String {
		env!("SUBSTRATE_CLI_IMPL_VERSION").into()
	}

	fn executable_name() -> String {
		env!("CARGO_PKG_NAME").into()
	}

	fn description() -> String {
		env!("CARGO_PKG_DESCRIPTION").into()
	}

	fn author() -> String {
		"the Atelier developers".into()
	}

	fn support_url() -> String {
		"the issue tracker of the repository that this binary was built from".into()
	}

	fn copyright_start_year() -> i32 {
		2026
	}

	fn load_spec(&self, id: &str) -> Result<Box<dyn sc_service::ChainSpec>, String> {
		// What is exported can be read and changed; what is used is there already.
		let exports = matches!(self.subcommand, Some(Subcommand::ExportChainSpec(_) | Subcommand::BuildSpec(_)));
		let known = |network: chain_spec::Network| if exports { network.to_export() } else { network.to_run() };
		Ok(Box::new(match id {
			"" => {
				return Err(
					"there is no public network yet: name one with --dev or with --chain dev, --chain local or \
				            --chain <path of a chain specification>"
						.into(),
				)
			}
			"dev" => known(chain_spec::DEVELOPMENT)?,
			"local" => known(chain_spec::LOCAL_TESTNET)?,
			path => chain_spec::ChainSpec::from_json_file(PathBuf::from(path)).map_err(|reason| {
				format!("--chain {path} is neither `dev`, `local` nor a readable chain specification: {reason}")
			})?,
		}))
	}
}

/// Missing network key, with the command that makes one where this node looks for it.
fn advise(error: sc_cli::Error, run: &RunCmd) -> sc_cli::Error {
	let sc_cli::Error::NetworkKeyNotFound(path) = error else { return error };
	let path = path.display();
	let place = match &run.shared_params.base_path {
		_ if run.network_params.node_key_params.node_key_file.is_some() => format!("--file {path}"),
		Some(base) => format!("--base-path {}", base.display()),
		None => "--default-base-path".into(),
	};
	let chain = run.shared_params.chain_id(run.shared_params.is_dev());
	sc_cli::Error::Input(format!(
		"a validator needs a network key that stays the same, and there is none in {path}: make one with `{} key \
		 generate-node-key --chain {chain} {place}`",
		Cli::executable_name()
	))
}

/// Parses the command line and dispatches it.
///
/// Errors: whatever keeps it from being done, as a sentence for the operator.
pub fn run() -> sc_cli::Result<()> {
	let cli = Cli::from_args();
	match &cli.subcommand {
		Some(Subcommand::Key(cmd)) => cmd.run(&cli),
		Some(Subcommand::ExportChainSpec(cmd)) => cmd.run(cli.load_spec(&cmd.chain)?),
		Some(Subcommand::BuildSpec(cmd)) => {
			let runner = cli.create_runner(cmd)?;
			runner.sync_run(|config| cmd.run(config.chain_spec, config.network))
		}
		Some(Subcommand::CheckBlock(cmd)) => {
			let runner = cli.create_runner(cmd)?;
			runner.async_run(|config| {
				let PartialComponents { client, task_manager, import_queue, .. } = service::new_partial(&config)?;
				Ok((cmd.run(client, import_queue), task_manager))
			})
		}
		Some(Subcommand::ExportBlocks(cmd)) => {
			let runner = cli.create_runner(cmd)?;
			runner.async_run(|config| {
				let PartialComponents { client, task_manager, .. } = service::new_partial(&config)?;
				Ok((cmd.run(client, config.database), task_manager))
			})
		}
		Some(Subcommand::ExportState(cmd)) => {
			let runner = cli.create_runner(cmd)?;
			runner.async_run(|config| {
				let PartialComponents { client, task_manager, .. } = service::new_partial(&config)?;
				Ok((cmd.run(client, config.chain_spec), task_manager))
			})
		}
		Some(Subcommand::ImportBlocks(cmd)) => {
			if let Some(path) = &cmd.input {
				std::fs::File::open(path)
					.map_err(|reason| format!("cannot read blocks from {}: {reason}", path.display()))?;
			}
			let runner = cli.create_runner(cmd)?;
			runner.async_run(|config| {
				let PartialComponents { client, task_manager, import_queue, .. } = service::new_partial(&config)?;
				Ok((cmd.run(client, import_queue), task_manager))
			})
		}
		Some(Subcommand::PurgeChain(cmd)) => {
			let runner = cli.create_runner(cmd)?;
			runner.sync_run(|config| cmd.run(config.database))
		}
		Some(Subcommand::Revert(cmd)) => {
			let runner = cli.create_runner(cmd)?;
			runner.async_run(|config| {
				let PartialComponents { client, task_manager, backend, .. } = service::new_partial(&config)?;
				let revert_consensus = Box::new(|client: std::sync::Arc<FullClient>, backend, blocks| {
					sc_consensus_babe::revert(client.clone(), backend, blocks)?;
					sc_consensus_grandpa::revert(client, blocks)?;
					Ok(())
				});
				Ok((cmd.run(client, backend, Some(revert_consensus)), task_manager))
			})
		}
		Some(Subcommand::ChainInfo(cmd)) => {
			let runner = cli.create_runner(cmd)?;
			runner.sync_run(|config| cmd.run::<Block>(&config))
		}
		#[cfg(feature = "runtime-benchmarks")]
		Some(Subcommand::Benchmark(cmd)) => crate::benchmarking::run(&cli, cmd),
		None => {
			let runner = cli.create_runner(&cli.run).map_err(|error| advise(error, &cli.run))?;
			let (params, is_dev) = (cli.inference.clone(), cli.run.shared_params.is_dev());
			runner.run_node_until_exit(|mut config| async move {
				ports::claim(&mut config)?;
				secrets::check(&config)?;
				let inference = inference::prepare(params, is_dev, &config).await?;
				match config.network.network_backend {
					NetworkBackendType::Libp2p => {
						service::new_full::<sc_network::NetworkWorker<_, _>>(config, inference)
					}
					NetworkBackendType::Litep2p => {
						service::new_full::<sc_network::Litep2pNetworkBackend>(config, inference)
					}
				}
				.map_err(sc_cli::Error::Service)
			})
		}
	}
}
