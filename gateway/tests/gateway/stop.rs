//! The gateway stops gracefully, and in time.

use crate::stage::{Stage, Toy, LONG};
use atelier_gateway::Limits;
use std::time::Duration;
use tokio::{net::TcpStream, time::timeout};

#[tokio::test]
async fn requests_should_be_answered_when_the_gateway_stops_while_they_wait() {
	let toy = Toy::closed();
	let mut stage = Stage::with(Limits { running: 1, ..Limits::default() }, &toy).await;
	assert_eq!(stage.infer_within(0, "runs", "abc").await.status, 202);
	toy.have_begun(1).await;
	assert_eq!(stage.infer_within(0, "queued", "abc").await.status, 202);
	let (stop, address) = (stage.stop.take(), stage.serving.address);
	let (runs, queued, ()) = futures::join!(stage.infer("runs", "abc"), stage.infer("queued", "abc"), async {
		while stage.metric("requests_open") < 2.0 {
			tokio::task::yield_now().await;
		}
		drop(stop);
		toy.let_run(1);
	});
	assert_eq!(runs.status, 200);
	assert_eq!(queued.status, 503, "{}", queued.error());
	timeout(LONG, stage.serving.handle).await.expect("it stops in time").unwrap();
	assert!(TcpStream::connect(address).await.is_err());
	assert_eq!(toy.runs(), 1);
}

#[tokio::test]
async fn gateway_should_stop_when_a_job_and_a_connection_do_not_end() {
	let toy = Toy::closed();
	let limits = Limits { grace: Duration::from_millis(200), ..Limits::default() };
	let mut stage = Stage::with(limits, &toy).await;
	let _silent = TcpStream::connect(stage.serving.address).await.unwrap();
	assert_eq!(stage.infer_within(0, "a", "abc").await.status, 202);
	toy.have_begun(1).await;
	stage.stop.take();
	timeout(LONG, stage.serving.handle).await.expect("it stops in time").unwrap();
}

#[tokio::test]
async fn gateway_should_stop_at_once_when_nothing_runs() {
	let mut stage = Stage::with(Limits::default(), &Toy::open()).await;
	assert_eq!(stage.infer("a", "abc").await.status, 200);
	stage.stop.take();
	let grace = Limits::default().grace;
	timeout(grace / 2, stage.serving.handle).await.expect("it does not wait for idle connections").unwrap();
}
