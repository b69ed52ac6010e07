//! What is counted.

use prometheus::{Error, Histogram, HistogramOpts, IntCounter, IntCounterVec, IntGauge, Opts, Registry};

/// The metrics of a gateway. All begin with `atelier_gateway_`.
#[derive(Clone)]
pub(crate) struct Metrics {
	/// Requests, by `route` and `status`.
	pub requests: IntCounterVec,
	/// Requests that are being answered.
	pub requests_open: IntGauge,
	/// Jobs that ended, by `outcome`.
	pub jobs: IntCounterVec,
	/// Jobs that run now.
	pub running: IntGauge,
	/// Jobs that wait to run.
	pub queued: IntGauge,
	/// How long jobs ran.
	pub seconds: Histogram,
	/// Bytes of all outputs that are kept.
	pub store_bytes: IntGauge,
	/// Outputs that were dropped to make room.
	pub evictions: IntCounter,
	/// Connections that are open.
	pub connections: IntGauge,
}

impl Metrics {
	pub fn new(registry: &Registry) -> Result<Self, Error> {
		let gauge = |name: &str, help: &str| -> Result<IntGauge, Error> {
			let gauge = IntGauge::new(format!("atelier_gateway_{name}"), help)?;
			registry.register(Box::new(gauge.clone()))?;
			Ok(gauge)
		};
		let counters = |name: &str, help: &str, labels: &[&str]| -> Result<IntCounterVec, Error> {
			let counters = IntCounterVec::new(Opts::new(format!("atelier_gateway_{name}"), help), labels)?;
			registry.register(Box::new(counters.clone()))?;
			Ok(counters)
		};
		let seconds = Histogram::with_opts(
			HistogramOpts::new("atelier_gateway_job_seconds", "How long jobs ran")
				.buckets(vec![0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0]),
		)?;
		registry.register(Box::new(seconds.clone()))?;
		let evictions = IntCounter::new("atelier_gateway_evictions_total", "Outputs that were dropped to make room")?;
		registry.register(Box::new(evictions.clone()))?;
		Ok(Self {
			requests: counters("requests_total", "Requests by route and status", &["route", "status"])?,
			requests_open: gauge("requests_open", "Requests that are being answered")?,
			jobs: counters("jobs_total", "Jobs that ended, by outcome", &["outcome"])?,
			running: gauge("running", "Jobs that run now")?,
			queued: gauge("queued", "Jobs that wait to run")?,
			seconds,
			store_bytes: gauge("store_bytes", "Bytes of all outputs that are kept")?,
			evictions,
			connections: gauge("connections", "Connections that are open")?,
		})
	}
}
