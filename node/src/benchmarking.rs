//! Benchmark subcommands: weights of the runtime's calls, and the speed of the machine.

use crate::{cli::Cli, client::HostFunctions, service};
use atelier_runtime::opaque::Block;
use frame_benchmarking_cli::{BenchmarkCmd, SUBSTRATE_REFERENCE_HARDWARE};
use sc_cli::SubstrateCli;

/// Runs one benchmark subcommand.
///
/// Errors: those of the benchmark, and a sub-command that needs more than the runtime (`extrinsic`, `overhead`).
pub fn run(cli: &Cli, cmd: &BenchmarkCmd) -> sc_cli::Result<()> {
	let runner = cli.create_runner(cmd)?;
	runner.sync_run(|config| match cmd {
		BenchmarkCmd::Pallet(cmd) => {
			cmd.run_with_spec::<sp_runtime::traits::HashingFor<Block>, HostFunctions>(Some(config.chain_spec))
		}
		BenchmarkCmd::Block(cmd) => {
			let parts = service::new_partial(&config)?;
			cmd.run(parts.client)
		}
		BenchmarkCmd::Storage(cmd) => {
			let parts = service::new_partial(&config)?;
			let db = parts.backend.expose_db();
			let storage = parts.backend.expose_storage();
			let cache = parts.backend.expose_shared_trie_cache();
			cmd.run(config, parts.client, db, storage, cache)
		}
		BenchmarkCmd::Machine(cmd) => cmd.run(&config, SUBSTRATE_REFERENCE_HARDWARE.clone()),
		BenchmarkCmd::Overhead(_) | BenchmarkCmd::Extrinsic(_) => {
			Err("this sub-command is not wired up: `benchmark pallet` measures calls".into())
		}
	})
}
