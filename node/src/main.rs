//! Validator and full node of the Atelier chain.

mod chain_spec;
mod cli;
mod client;
mod command;
mod inference;
mod ports;
mod rpc;
mod secrets;
mod service;

#[cfg(feature = "runtime-benchmarks")]
mod benchmarking;

use std::process::ExitCode;

fn main() -> ExitCode {
	match command::run() {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			// Clap has its own way to say what is wrong, and prints what `--help` and `--version` ask for.
			if let sc_cli::Error::Cli(error) = &error {
				error.exit();
			}
			report(&error);
			ExitCode::FAILURE
		}
	}
}

/// To standard error, since the log may not have started.
#[allow(clippy::print_stderr)]
fn report(error: &sc_cli::Error) {
	match error {
		// Whole sentences of this node's own, without the name of the kind of error before them.
		sc_cli::Error::Input(sentence) | sc_cli::Error::Service(sc_service::Error::Other(sentence)) => {
			eprintln!("Error: {sentence}")
		}
		error => eprintln!("Error: {error}"),
	}
}
