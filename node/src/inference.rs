//! Off-chain worker of attested inference: its gateway, its watcher flag, its keys and its metrics.
//!
//! A development node without a gateway gets one of its own, and three worker keys, so that a whole committee runs in
//! it.

use atelier_gateway::ModelFiles;
use atelier_primitives::workers::KEY_TYPE;
use codec::Decode;
use pallet_jobs::worker::{Metrics, GATEWAY_KEY, METRICS_KEY, WATCHER_KEY};
use sc_service::Configuration;
use sp_core::offchain::{OffchainStorage, STORAGE_PREFIX};
use sp_keystore::Keystore;
use std::{net::IpAddr, str::FromStr};
use substrate_prometheus_endpoint::{register, MetricSource, Opts, PrometheusError, Registry, SourcedCounter};

/// Maximum length of a gateway's URL, in bytes.
const MAX_URL: usize = 256;
/// Seeds of a development node's worker keys.
const DEV_KEYS: [&str; 3] = ["//Alice//worker", "//Bob//worker", "//Charlie//worker"];

/// Flags of attested inference.
#[derive(Clone, Debug, clap::Args)]
pub struct InferenceParams {
	/// The gateway that runs models for the workers whose keys, of type `atlw`, are in the keystore: http://HOST:PORT.
	/// With --dev and without it, the node starts a gateway of its own, and has the keys of three workers.
	#[arg(long, value_name = "URL")]
	pub inference_url: Option<GatewayUrl>,

	/// Compute the answers of others again, and challenge wrong ones; with --dev and a gateway
	/// of its own it does so anyway. Challenges are signed
	/// with a worker key: the account of that public key needs funds for the fees.
	#[arg(long)]
	pub inference_watcher: bool,
}

/// URL of a gateway.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GatewayUrl(String);

impl FromStr for GatewayUrl {
	type Err = String;

	fn from_str(text: &str) -> Result<Self, String> {
		let url = text.trim_end_matches('/');
		let host = url.strip_prefix("http://").or_else(|| url.strip_prefix("https://"));
		let is_plain = url.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'?' && byte != b'#');
		if is_plain && url.len() <= MAX_URL && host.is_some_and(|host| !host.is_empty()) {
			return Ok(Self(url.into()));
		}
		Err(format!(
			"a gateway is http://HOST:PORT or https://HOST:PORT, perhaps with a path, of at most {MAX_URL} bytes"
		))
	}
}

impl GatewayUrl {
	/// True of a loopback address: nobody on the way reads or changes what goes there.
	fn is_loopback(&self) -> bool {
		let authority = self.0.split('/').nth(2).unwrap_or_default();
		let host = match authority.strip_prefix('[') {
			Some(rest) => rest.split(']').next(),
			None => authority.split(':').next(),
		};
		let host = host.unwrap_or_default();
		host == "localhost" || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
	}
}

/// Settings of the off-chain worker, written to its storage when the node starts.
pub struct Inference {
	gateway: Option<GatewayUrl>,
	watches: bool,
	keys: &'static [&'static str],
}

/// Settings from the flags. A development node for which no gateway is named starts one of its own. Must run in Tokio;
/// the gateway runs as long as that.
///
/// Errors: why the gateway does not start; and if this node runs no off-chain worker that would do what is asked for.
pub async fn prepare(params: InferenceParams, is_dev: bool, config: &Configuration) -> Result<Inference, String> {
	let asks = params.inference_url.is_some() || params.inference_watcher;
	if asks && !config.offchain_worker.enabled {
		let reason = "--inference-url and --inference-watcher need the off-chain worker: add --offchain-worker always";
		return Err(reason.into());
	}
	decide(params, is_dev && config.offchain_worker.enabled, config.prometheus_registry().cloned()).await
}

async fn decide(params: InferenceParams, is_dev: bool, registry: Option<Registry>) -> Result<Inference, String> {
	let InferenceParams { inference_url, inference_watcher: watches } = params;
	if inference_url.is_some() || !is_dev {
		if let Some(url) = inference_url.as_ref().filter(|url| !url.is_loopback()) {
			tracing::warn!(
				"the inference gateway {} is not on this machine: whoever controls it, or the way there, controls what \
				 this node's workers answer, and so their stake",
				url.0
			);
		}
		return Ok(Inference { gateway: inference_url, watches, keys: &[] });
	}
	let config = atelier_gateway::Config {
		bundled: bundled(),
		registry: registry.unwrap_or_default(),
		..atelier_gateway::Config::default()
	};
	let serving = atelier_gateway::serve(config, std::future::pending()).await.map_err(|error| error.to_string())?;
	let url = format!("http://{}", serving.address);
	tracing::info!("the inference gateway of this development node is {url}, its outputs are under {url}/outputs");
	Ok(Inference { gateway: Some(GatewayUrl(url)), watches: true, keys: &DEV_KEYS })
}

impl Inference {
	/// Writes the settings to the off-chain storage and the keys to the keystore. Settings of an earlier start are
	/// overwritten.
	///
	/// Errors: a key that cannot be put into the keystore, metrics that are registered already.
	pub fn apply(
		self,
		mut storage: impl OffchainStorage + 'static,
		keystore: &dyn Keystore,
		registry: Option<&Registry>,
	) -> Result<(), String> {
		match self.gateway {
			Some(GatewayUrl(url)) => storage.set(STORAGE_PREFIX, GATEWAY_KEY, url.as_bytes()),
			None => storage.remove(STORAGE_PREFIX, GATEWAY_KEY),
		}
		storage.set(STORAGE_PREFIX, WATCHER_KEY, &[self.watches.into()]);
		for seed in self.keys {
			let made = keystore.sr25519_generate_new(KEY_TYPE, Some(seed));
			made.map_err(|error| format!("the worker key {seed} cannot be put into the keystore: {error}"))?;
		}
		registry.map_or(Ok(()), |registry| measure(storage, registry)).map_err(|error| error.to_string())
	}
}

/// Metric source: counters of the off-chain worker, read at each scrape.
#[derive(Clone)]
struct Done<S>(S);

fn metrics(storage: &impl OffchainStorage) -> Metrics {
	let stored = storage.get(STORAGE_PREFIX, METRICS_KEY);
	stored.and_then(|bytes| Metrics::decode(&mut &bytes[..]).ok()).unwrap_or_default()
}

impl<S: OffchainStorage> MetricSource for Done<S> {
	type N = u64;

	fn collect(&self, mut set: impl FnMut(&[&str], u64)) {
		let done = metrics(&self.0);
		set(&["seen"], done.seen);
		set(&["committed"], done.committed);
		set(&["revealed"], done.revealed);
		set(&["failed"], done.failed);
		set(&["challenged"], done.challenged);
	}
}

/// Metric source: time that the off-chain worker has waited for gateways.
#[derive(Clone)]
struct Waited<S>(S);

impl<S: OffchainStorage> MetricSource for Waited<S> {
	type N = u64;

	fn collect(&self, mut set: impl FnMut(&[&str], u64)) {
		set(&[], metrics(&self.0).waited);
	}
}

fn measure(storage: impl OffchainStorage + 'static, registry: &Registry) -> Result<(), PrometheusError> {
	let help = "What the off-chain worker for inference has done";
	let opts = Opts::new("atelier_inference_worker_total", help).variable_label("what");
	register(SourcedCounter::new(&opts, Done(storage.clone()))?, registry)?;
	let help = "Milliseconds from the first request of each round to the gateway until its answer, together";
	let opts = Opts::new("atelier_inference_worker_milliseconds_total", help);
	register(SourcedCounter::new(&opts, Waited(storage))?, registry).map(drop)
}

/// Includes the files of each, below the folder of the bundled models.
macro_rules! bundled {
	($($name:literal: $($file:literal),+;)+) => {
		vec![$(ModelFiles {
			name: $name.into(),
			files: vec![$((
				$file.into(),
				include_bytes!(concat!(
					env!("CARGO_MANIFEST_DIR"), "/../gateway/engine/models/", $name, "/", $file
				)).to_vec(),
			)),+],
		}),+]
	};
}

/// Bundled models and adapters: those that come with the engine.
fn bundled() -> Vec<ModelFiles> {
	bundled! {
		"azulejo": "config.json", "model.safetensors";
		"marbled-ink": "config.json", "model.safetensors";
		"marbled-ink-patina": "adapter_config.json", "adapter_model.safetensors";
		"night-garden": "config.json", "model.safetensors";
		"painted-desert": "config.json", "model.safetensors";
		"painted-desert-storm": "adapter_config.json", "adapter_model.safetensors";
		"paper-cut": "config.json", "model.safetensors";
		"rose-window": "config.json", "model.safetensors";
		"rose-window-lace": "adapter_config.json", "adapter_model.safetensors";
		"velvet-folds": "config.json", "model.safetensors";
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use sp_core::offchain::storage::InMemOffchainStorage;
	use sp_keystore::testing::MemoryKeystore;
	use std::sync::{Arc, Mutex};

	/// Storage that a test sees too.
	#[derive(Clone, Default)]
	struct Shared(Arc<Mutex<InMemOffchainStorage>>);

	impl OffchainStorage for Shared {
		fn set(&mut self, prefix: &[u8], key: &[u8], value: &[u8]) {
			self.0.lock().unwrap().set(prefix, key, value);
		}

		fn remove(&mut self, prefix: &[u8], key: &[u8]) {
			self.0.lock().unwrap().remove(prefix, key);
		}

		fn get(&self, prefix: &[u8], key: &[u8]) -> Option<Vec<u8>> {
			self.0.lock().unwrap().get(prefix, key)
		}

		fn compare_and_set(&mut self, prefix: &[u8], key: &[u8], old: Option<&[u8]>, new: &[u8]) -> bool {
			self.0.lock().unwrap().compare_and_set(prefix, key, old, new)
		}
	}

	impl Shared {
		fn told(&self, key: &[u8]) -> Option<Vec<u8>> {
			self.get(STORAGE_PREFIX, key)
		}
	}

	fn params(url: Option<&str>, inference_watcher: bool) -> InferenceParams {
		InferenceParams { inference_url: url.map(|url| url.parse().unwrap()), inference_watcher }
	}

	fn block_on<T>(future: impl std::future::Future<Output = T>) -> T {
		tokio::runtime::Runtime::new().unwrap().block_on(future)
	}

	#[test]
	fn url_should_be_read_when_it_is_one_of_http() {
		for url in ["http://127.0.0.1:9090", "https://gateway.example/path", "http://[::1]:80"] {
			assert_eq!(url.parse(), Ok(GatewayUrl(url.into())));
			assert_eq!(format!("{url}/").parse(), Ok(GatewayUrl(url.into())));
		}
		for wrong in
			["", "http://", "127.0.0.1:9090", "file:///x", "http://a b", "http://a?b", "http://a#b", "HTTP://a"]
		{
			assert!(wrong.parse::<GatewayUrl>().is_err(), "{wrong}");
		}
		assert!(format!("http://{}", "a".repeat(MAX_URL)).parse::<GatewayUrl>().is_err());
	}

	#[test]
	fn url_should_be_loopback_when_it_names_this_machine() {
		let is_loopback = |url: &str| url.parse::<GatewayUrl>().unwrap().is_loopback();
		for url in ["http://localhost", "http://127.0.0.2:80/x", "http://[::1]:80", "https://[::1]"] {
			assert!(is_loopback(url), "{url}");
		}
		for url in ["http://10.0.0.1", "http://localhost.example", "http://127.0.0.1.example:80", "http://[::2]:80"] {
			assert!(!is_loopback(url), "{url}");
		}
	}

	#[test]
	fn worker_should_be_told_nothing_old_when_the_node_starts_without_flags() {
		let (storage, keystore) = (Shared::default(), MemoryKeystore::new());
		let first = block_on(decide(params(Some("http://localhost:1"), true), false, None)).unwrap();
		first.apply(storage.clone(), &keystore, None).unwrap();
		assert_eq!(storage.told(GATEWAY_KEY), Some(b"http://localhost:1".to_vec()));
		assert_eq!(storage.told(WATCHER_KEY), Some(vec![1]));

		let second = block_on(decide(params(None, false), false, None)).unwrap();
		second.apply(storage.clone(), &keystore, None).unwrap();
		assert_eq!((storage.told(GATEWAY_KEY), storage.told(WATCHER_KEY)), (None, Some(vec![0])));
		assert!(keystore.keys(KEY_TYPE).unwrap().is_empty());
	}

	#[test]
	fn development_node_should_have_gateway_and_keys_when_no_gateway_is_named() {
		let (storage, keystore) = (Shared::default(), MemoryKeystore::new());
		block_on(async {
			let inference = decide(params(None, false), true, None).await.unwrap();
			inference.apply(storage.clone(), &keystore, None).unwrap();
			let url = String::from_utf8(storage.told(GATEWAY_KEY).unwrap()).unwrap();
			let address = url.strip_prefix("http://").unwrap();
			assert!(tokio::net::TcpStream::connect(address).await.is_ok());
		});
		assert_eq!(keystore.keys(KEY_TYPE).unwrap().len(), 3);
		assert_eq!(storage.told(WATCHER_KEY), Some(vec![1]));

		let named = block_on(decide(params(Some("http://localhost:1"), false), true, None)).unwrap();
		assert_eq!((named.gateway, named.keys.len()), (Some(GatewayUrl("http://localhost:1".into())), 0));
	}

	#[test]
	fn metrics_should_tell_what_the_worker_has_done_when_asked() {
		use codec::Encode;
		let (mut storage, registry) = (Shared::default(), Registry::new());
		measure(storage.clone(), &registry).unwrap();
		let done = Metrics { seen: 1, committed: 2, revealed: 3, failed: 4, challenged: 5, waited: 6 };
		storage.set(STORAGE_PREFIX, METRICS_KEY, &done.encode());
		let families = registry.gather();
		assert_eq!(families[0].get_metric()[0].get_counter().get_value(), 6.0);
		let values: Vec<_> = families[1]
			.get_metric()
			.iter()
			.map(|metric| (metric.get_label()[0].get_value().to_string(), metric.get_counter().get_value()))
			.collect();
		let expected = [("challenged", 5.0), ("committed", 2.0), ("failed", 4.0), ("revealed", 3.0), ("seen", 1.0)];
		assert_eq!(values, expected.map(|(what, value)| (what.to_string(), value)));
	}
}
