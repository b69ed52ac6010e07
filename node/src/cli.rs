//! Command line: subcommands and flags.

use crate::inference::InferenceParams;
use sc_cli::RunCmd;

/// A node of the Atelier chain.
#[derive(Debug, clap::Parser)]
pub struct Cli {
	/// Subcommand to run instead of the node.
	#[command(subcommand)]
	pub subcommand: Option<Subcommand>,

	/// Flags of the running node.
	#[clap(flatten)]
	pub run: RunCmd,

	/// Flags of attested inference.
	#[clap(flatten)]
	pub inference: InferenceParams,
}

/// Subcommands.
#[derive(Debug, clap::Subcommand)]
#[allow(clippy::large_enum_variant)]
pub enum Subcommand {
	/// Make, insert and look at keys.
	#[command(subcommand)]
	Key(sc_cli::KeySubcommand),

	/// Write a chain specification.
	ExportChainSpec(sc_cli::ExportChainSpecCmd),

	/// Write a chain specification, with this node as its boot node. The older form that test tools call.
	BuildSpec(sc_cli::BuildSpecCmd),

	/// Execute a stored block again.
	CheckBlock(sc_cli::CheckBlockCmd),

	/// Write blocks to a file.
	ExportBlocks(sc_cli::ExportBlocksCmd),

	/// Write the state of a block as a chain specification.
	ExportState(sc_cli::ExportStateCmd),

	/// Import blocks from a file.
	ImportBlocks(sc_cli::ImportBlocksCmd),

	/// Remove the whole chain from the disk.
	PurgeChain(sc_cli::PurgeChainCmd),

	/// Take the newest blocks back, as far as they are not final.
	Revert(sc_cli::RevertCmd),

	/// Show what the database holds.
	ChainInfo(sc_cli::ChainInfoCmd),

	/// Measure the runtime and the machine.
	#[cfg(feature = "runtime-benchmarks")]
	#[command(subcommand)]
	Benchmark(frame_benchmarking_cli::BenchmarkCmd),
}
