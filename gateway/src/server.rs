//! Connections: how many, how long, how slow.

use crate::{config::Limits, metrics::Metrics};
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::{
	rt::{TokioIo, TokioTimer},
	service::TowerToHyperService,
};
use std::{pin::pin, sync::Arc, time::Duration};
use tokio::{
	net::{TcpListener, TcpStream},
	sync::Semaphore,
	time::{sleep, timeout},
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// The most bytes that the head of a request may have.
const MAX_HEAD: usize = 16 * 1024;
/// The most headers that a request may have.
const MAX_HEADERS: usize = 64;
/// How long to wait when connections cannot be accepted, for example because there are no file descriptors.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Serves until it is told to stop, and then until the connections are closed, at most for the grace of the limits.
pub(crate) async fn serve(
	listener: TcpListener,
	router: Router,
	limits: Limits,
	metrics: Metrics,
	stopping: CancellationToken,
) {
	let places = Arc::new(Semaphore::new(limits.connections));
	let connections = TaskTracker::new();
	loop {
		let accepted = tokio::select! {
			_ = stopping.cancelled() => break,
			accepted = async {
				let place = places.clone().acquire_owned().await;
				(place, listener.accept().await)
			} => accepted,
		};
		let (Ok(place), Ok((stream, _))) = accepted else {
			sleep(ACCEPT_PAUSE).await;
			continue;
		};
		let (router, limits, stopping, open) =
			(router.clone(), limits.clone(), stopping.clone(), metrics.connections.clone());
		connections.spawn(async move {
			let _place = place;
			open.inc();
			connection(stream, router, &limits, &stopping).await;
			open.dec();
		});
	}
	drop(listener);
	connections.close();
	connections.wait().await;
}

async fn connection(stream: TcpStream, router: Router, limits: &Limits, stopping: &CancellationToken) {
	let _ = stream.set_nodelay(true);
	let mut connection = pin!(http1::Builder::new()
		.timer(TokioTimer::new())
		.header_read_timeout(limits.head_time)
		.max_buf_size(MAX_HEAD)
		.max_headers(MAX_HEADERS)
		.serve_connection(TokioIo::new(stream), TowerToHyperService::new(router)));
	tokio::select! {
		_ = connection.as_mut() => return,
		_ = stopping.cancelled() => {},
		_ = sleep(limits.connection_time) => {},
	}
	// Ends after the answer that is under way, if there is one.
	connection.as_mut().graceful_shutdown();
	let _ = timeout(limits.grace, connection).await;
}
