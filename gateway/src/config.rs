//! What a gateway is started with.

use crate::{engine::Engine, files::ModelFiles, root::Root};
use prometheus::Registry;
use std::{
	net::{Ipv4Addr, SocketAddr},
	path::PathBuf,
	str::FromStr,
	sync::Arc,
	time::Duration,
};

/// What a gateway is started with. The default listens on a free port of the loopback interface and serves nothing.
pub struct Config {
	/// Where it listens.
	pub listen: SocketAddr,
	/// Where it serves metrics, if anywhere.
	pub metrics: Option<SocketAddr>,
	/// Folders whose folders are models and adapters.
	pub models: Vec<PathBuf>,
	/// Models and adapters that the program has with it.
	pub bundled: Vec<ModelFiles>,
	/// Other servers, each with a model of theirs.
	pub upstreams: Vec<Upstream>,
	/// Further engines.
	pub engines: Vec<Arc<dyn Engine>>,
	/// The folder of the outputs. Without one they are kept in memory.
	pub store: Option<PathBuf>,
	/// What it bears.
	pub limits: Limits,
	/// Where its metrics are registered. A registry takes those of one gateway only.
	pub registry: Registry,
}

impl Default for Config {
	fn default() -> Self {
		Self {
			listen: (Ipv4Addr::LOCALHOST, 0).into(),
			metrics: None,
			models: Vec::new(),
			bundled: Vec::new(),
			upstreams: Vec::new(),
			engines: Vec::new(),
			store: None,
			limits: Limits::default(),
			registry: Registry::new(),
		}
	}
}

/// What a gateway bears. Beyond a limit it refuses, and says so.
#[derive(Clone, Debug)]
pub struct Limits {
	/// Bytes of the body of a request.
	pub body: usize,
	/// Bytes of the input of a model.
	pub input: usize,
	/// Bytes of an output.
	pub output: usize,
	/// Bytes of all outputs that are kept.
	pub store: u64,
	/// Connections at the same time. Further ones wait to be accepted.
	pub connections: usize,
	/// Jobs that run at the same time.
	pub running: usize,
	/// Jobs that wait to run.
	pub queue: usize,
	/// Jobs that are known by their ids: waiting, running and ended ones.
	pub jobs: usize,
	/// How long a job may run.
	pub run_time: Duration,
	/// How long a request waits for its job before it is told to come back.
	pub wait: Duration,
	/// How long the head of a request may take, and how long a connection may idle.
	pub head_time: Duration,
	/// How long the body of a request may take.
	pub body_time: Duration,
	/// How long a connection may last.
	pub connection_time: Duration,
	/// How long the output of a job is kept whatever comes after it.
	pub pin: Duration,
	/// How long an id stands for its job, after this has ended.
	pub remember: Duration,
	/// How long an id stands for its job, after this has failed. Then the id may be tried again.
	pub remember_failure: Duration,
	/// How long running jobs and open connections may go on after the gateway was told to stop.
	pub grace: Duration,
}

impl Default for Limits {
	fn default() -> Self {
		Self {
			body: 16 * 1024,
			input: 512,
			output: 4 * 1024 * 1024,
			store: 128 * 1024 * 1024,
			connections: 256,
			running: 2,
			queue: 64,
			jobs: 4096,
			run_time: Duration::from_secs(30),
			wait: Duration::from_millis(600),
			head_time: Duration::from_secs(10),
			body_time: Duration::from_secs(10),
			connection_time: Duration::from_secs(300),
			pin: Duration::from_secs(60),
			remember: Duration::from_secs(600),
			remember_failure: Duration::from_secs(5),
			grace: Duration::from_secs(10),
		}
	}
}

impl Limits {
	/// The first of the limits that makes no sense with the others, if there is one.
	pub(crate) fn check(&self) -> Result<(), String> {
		let wrong = if self.running == 0 {
			"at least one job must be able to run"
		} else if self.connections == 0 {
			"at least one connection must be possible"
		} else if self.jobs <= self.running.saturating_add(self.queue) {
			"more ids must be remembered than jobs run and wait"
		} else if self.output as u64 > self.store {
			"the store must be as large as the largest output"
		} else {
			return Ok(());
		};
		Err(wrong.into())
	}
}

/// Another server of the Open Inference Protocol, and the model there that stands for a root here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upstream {
	/// The name of the model, there and here.
	pub name: String,
	/// The address of the server: `http://host:port`, and a path if the protocol is below one.
	pub url: String,
	/// The root that the server must report as the model's version.
	pub root: Root,
}

impl FromStr for Upstream {
	type Err = String;

	/// Reads `NAME=URL@ROOT`.
	fn from_str(text: &str) -> Result<Self, String> {
		let form = "an upstream is NAME=URL@ROOT, for example fog=http://127.0.0.1:8080@<64 hexadecimal digits>";
		let (name, rest) = text.split_once('=').ok_or(form)?;
		let (url, root) = rest.rsplit_once('@').ok_or(form)?;
		let root = root.parse::<Root>().map_err(|problem| problem.message)?;
		Ok(Self { name: name.into(), url: url.trim_end_matches('/').into(), root })
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn upstream_should_be_read_when_it_has_name_url_and_root() {
		let root = Root::of(b"model");
		let upstream: Upstream = format!("fog=http://localhost:80/x/@{root}").parse().unwrap();
		assert_eq!(upstream, Upstream { name: "fog".into(), url: "http://localhost:80/x".into(), root });
	}

	#[test]
	fn upstream_should_be_refused_when_a_part_is_missing() {
		for wrong in ["fog", "fog=http://localhost", "http://localhost@00", "fog=http://localhost@00"] {
			assert!(wrong.parse::<Upstream>().is_err(), "{wrong}");
		}
	}

	#[test]
	fn limits_should_be_refused_when_they_contradict_each_other() {
		assert_eq!(Limits::default().check(), Ok(()));
		for wrong in [
			Limits { running: 0, ..Limits::default() },
			Limits { connections: 0, ..Limits::default() },
			Limits { jobs: 66, ..Limits::default() },
			Limits { store: 1024, ..Limits::default() },
		] {
			assert!(wrong.check().is_err(), "{wrong:?}");
		}
	}
}
