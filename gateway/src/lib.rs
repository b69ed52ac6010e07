#![doc = include_str!("../README.md")]
#![deny(missing_docs)]
#![cfg_attr(not(test), deny(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used))]

mod catalog;
mod config;
mod embedded;
mod engine;
mod files;
mod jobs;
mod metrics;
mod problem;
mod protocol;
mod root;
mod routes;
mod server;
mod store;
mod upstream;

pub use config::{Config, Limits, Upstream};
pub use embedded::Embedded;
pub use engine::{Engine, Model, Order, Slot};
pub use files::ModelFiles;
pub use problem::{Kind, Problem};
pub use root::Root;

use catalog::Catalog;
use jobs::Jobs;
use metrics::Metrics;
use routes::App;
use std::{future::Future, io, net::SocketAddr, sync::Arc};
use store::Store;
use tokio::{net::TcpListener, task::JoinHandle, time::timeout};
use tokio_util::sync::CancellationToken;
use upstream::Peer;

/// Why a gateway did not start.
#[derive(Debug, thiserror::Error)]
pub enum Error {
	/// It cannot listen where it should.
	#[error("the gateway cannot listen on {0}: {1}")]
	Listen(SocketAddr, #[source] io::Error),
	/// A folder cannot be read or written.
	#[error("the folder {0} cannot be used: {1}")]
	Folder(String, #[source] io::Error),
	/// The configuration makes no sense.
	#[error("{0}")]
	Config(String),
	/// The registry has the metrics already.
	#[error("the gateway's metrics cannot be registered: {0}")]
	Metrics(#[from] prometheus::Error),
}

/// A gateway that serves.
#[derive(Debug)]
pub struct Serving {
	/// Where it listens.
	pub address: SocketAddr,
	/// Where it serves metrics, if anywhere.
	pub metrics: Option<SocketAddr>,
	/// Ends when the gateway has stopped: once `shutdown` has, and jobs and connections came to their end, or their
	/// grace did. Dropping it changes nothing.
	pub handle: JoinHandle<()>,
}

/// Starts a gateway, which serves until `shutdown` ends.
///
/// Models are read before it returns, and it listens from then on.
pub async fn serve(config: Config, shutdown: impl Future<Output = ()> + Send + 'static) -> Result<Serving, Error> {
	let Config { listen, metrics, models, bundled, upstreams, engines, store, limits, registry } = config;
	limits.check().map_err(Error::Config)?;
	let catalog = catalog(models, bundled, upstreams, engines, &limits)?;
	let counters = Metrics::new(&registry)?;
	let folder = store.as_ref().map(|folder| folder.display().to_string()).unwrap_or_default();
	let store =
		Store::open(store, limits.store, counters.clone()).await.map_err(|error| Error::Folder(folder, error))?;
	let (listener, address) = bind(listen).await?;
	let metrics = match metrics {
		Some(address) => Some(bind(address).await?),
		None => None,
	};

	let (store, stopping) = (Arc::new(store), CancellationToken::new());
	let jobs = Jobs::new(store.clone(), limits.clone(), counters.clone(), stopping.clone());
	let app = App {
		catalog,
		jobs: jobs.clone(),
		store,
		limits: limits.clone(),
		metrics: counters.clone(),
		stopping: stopping.clone(),
	};
	let gateway =
		server::serve(listener, routes::router(Arc::new(app)), limits.clone(), counters.clone(), stopping.clone());
	let metrics_address = metrics.as_ref().map(|(_, address)| *address);
	let metrics = metrics.map(|(listener, _)| {
		server::serve(listener, routes::metrics_router(registry), limits.clone(), counters, stopping.clone())
	});
	tracing::info!("the gateway listens on http://{address}");
	let handle = tokio::spawn(async move {
		let stop = async {
			shutdown.await;
			tracing::info!("the gateway stops");
			stopping.cancel();
			if timeout(limits.grace, jobs.drained()).await.is_err() {
				tracing::warn!("the gateway stops though a job still runs");
			}
		};
		futures::join!(gateway, futures::future::OptionFuture::from(metrics), stop);
	});
	Ok(Serving { address, metrics: metrics_address, handle })
}

async fn bind(address: SocketAddr) -> Result<(TcpListener, SocketAddr), Error> {
	let bound = async {
		let listener = TcpListener::bind(address).await?;
		let address = listener.local_addr()?;
		Ok((listener, address))
	};
	bound.await.map_err(|error| Error::Listen(address, error))
}

/// All models, those of the embedded engine first.
fn catalog(
	folders: Vec<std::path::PathBuf>,
	mut files: Vec<ModelFiles>,
	upstreams: Vec<Upstream>,
	engines: Vec<Arc<dyn Engine>>,
	limits: &Limits,
) -> Result<Catalog, Error> {
	for folder in folders {
		let read = ModelFiles::read_all(&folder);
		files.extend(read.map_err(|error| Error::Folder(folder.display().to_string(), error))?);
	}
	let mut catalog = Catalog::default();
	let embedded = Embedded::load(&files, limits.output).map_err(Error::Config)?;
	catalog.add(Arc::new(embedded)).map_err(Error::Config)?;
	for upstream in upstreams {
		tracing::info!("serving the model {} of {} as {}", upstream.name, upstream.url, upstream.root);
		let peer = Peer::new(upstream, limits).map_err(Error::Config)?;
		catalog.add(Arc::new(peer)).map_err(Error::Config)?;
	}
	for engine in engines {
		catalog.add(engine).map_err(Error::Config)?;
	}
	if catalog.is_empty() {
		tracing::warn!("the gateway serves no model: start it with --models or --upstream");
	}
	Ok(catalog)
}
