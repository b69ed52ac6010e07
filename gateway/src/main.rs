//! Serves models over the Open Inference Protocol.

use atelier_gateway::{serve, Config, Limits, Upstream};
use clap::Parser;
use std::{future::Future, io::IsTerminal, net::SocketAddr, path::PathBuf, process::ExitCode, time::Duration};
use tokio::signal::unix::{signal, SignalKind};
use tracing_subscriber::EnvFilter;

/// Serves models over the Open Inference Protocol v2, each under the digest of its files.
///
/// Answers are given out only if they come from a model with the root that was asked for. Outputs are kept under the
/// digest of their bytes, at /outputs/ROOT. The log goes to standard error; RUST_LOG sets what is in it.
#[derive(Parser)]
#[command(name = "atelier-gateway", version)]
struct Options {
	/// Where to listen. Whoever can reach this address can use the gateway.
	#[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:9090")]
	listen: SocketAddr,

	/// A folder whose folders are models and adapters. May be given several times.
	#[arg(long, value_name = "FOLDER")]
	models: Vec<PathBuf>,

	/// Another server of the protocol, and the root that its model NAME must report as version: NAME=URL@ROOT, for
	/// example fog=http://127.0.0.1:8080@<64 hexadecimal digits>. May be given several times.
	#[arg(long, value_name = "NAME=URL@ROOT")]
	upstream: Vec<Upstream>,

	/// How many jobs run at the same time.
	#[arg(long, value_name = "NUMBER", default_value_t = Limits::default().running)]
	max_running: usize,

	/// How many more jobs may wait. Beyond, requests are answered with 503.
	#[arg(long, value_name = "NUMBER", default_value_t = Limits::default().queue)]
	queue: usize,

	/// How many seconds a job may run.
	#[arg(long, value_name = "SECONDS", default_value_t = Limits::default().run_time.as_secs(),
		value_parser = clap::value_parser!(u64).range(1..=3600))]
	timeout: u64,

	/// The folder in which outputs are kept. Without it they are kept in memory, until the gateway stops.
	#[arg(long, value_name = "FOLDER")]
	store: Option<PathBuf>,

	/// How many bytes of outputs are kept. What was not asked for the longest goes first.
	#[arg(long, value_name = "BYTES", default_value_t = Limits::default().store)]
	store_limit: u64,

	/// Where to serve metrics for Prometheus, under /metrics. Without it there are none.
	#[arg(long, value_name = "ADDRESS")]
	metrics: Option<SocketAddr>,
}

impl Options {
	fn config(self) -> Config {
		let usual = Limits::default();
		let limits = Limits {
			running: self.max_running,
			queue: self.queue,
			// All that wait and run, and as many that ended as usual.
			jobs: usual.jobs.saturating_add(self.max_running).saturating_add(self.queue),
			run_time: Duration::from_secs(self.timeout),
			store: self.store_limit,
			..usual
		};
		Config {
			listen: self.listen,
			metrics: self.metrics,
			models: self.models,
			upstreams: self.upstream,
			store: self.store,
			limits,
			..Config::default()
		}
	}
}

fn main() -> ExitCode {
	let options = Options::parse();
	let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
	tracing_subscriber::fmt()
		.with_env_filter(filter)
		.with_ansi(std::io::stderr().is_terminal())
		.with_writer(std::io::stderr)
		.init();
	let ended = tokio::runtime::Runtime::new().map_err(|error| error.to_string()).and_then(|runtime| {
		let ended = runtime.block_on(async {
			let shutdown = told_to_stop().map_err(|error| error.to_string())?;
			let serving = serve(options.config(), shutdown).await.map_err(|error| error.to_string())?;
			serving.handle.await.map_err(|error| error.to_string())
		});
		// Does not wait for a thread whose job was given up.
		runtime.shutdown_background();
		ended
	});
	match ended {
		Ok(()) => ExitCode::SUCCESS,
		Err(error) => {
			tracing::error!("{error}");
			ExitCode::FAILURE
		}
	}
}

/// Ends with the first SIGINT or SIGTERM.
fn told_to_stop() -> std::io::Result<impl Future<Output = ()>> {
	let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
	Ok(async move {
		tokio::select! {
			_ = interrupt.recv() => {},
			_ = terminate.recv() => {},
		}
	})
}
