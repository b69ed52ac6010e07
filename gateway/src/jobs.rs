//! Jobs by their ids: each runs once, however often it is asked for.

use crate::{
	config::Limits,
	engine::{Engine, Order, Slot},
	metrics::Metrics,
	problem::{Kind, Problem},
	protocol::Made,
	root::Root,
	store::{media_type, Store},
};
use futures::future::FutureExt;
use std::{
	collections::HashMap,
	panic::AssertUnwindSafe,
	sync::{Arc, Mutex, MutexGuard, PoisonError},
	time::{Duration, Instant},
};
use tokio::{
	sync::{watch, Semaphore},
	time::timeout,
};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

/// After how long it is worth to ask again for a job that runs, or for a place in a full queue.
pub(crate) const RETRY: Duration = Duration::from_secs(1);

/// The result of a job, and when it ended.
type Ended = (Instant, Result<Made, Problem>);

/// Whoever waits for a job sees here how it ended.
#[derive(Clone)]
pub(crate) struct Job(watch::Receiver<Option<Ended>>);

impl Job {
	/// The result, as soon as there is one, if it is there in time.
	pub async fn result(mut self, wait: Duration) -> Option<Result<Made, Problem>> {
		let _ = timeout(wait, self.0.wait_for(Option::is_some)).await;
		let ended = self.0.borrow();
		ended.as_ref().map(|(_, result)| result.clone())
	}

	/// Whether its id does not stand for it anymore.
	fn is_over(&self, limits: &Limits) -> bool {
		match &*self.0.borrow() {
			None => false,
			Some((ended, Ok(_))) => ended.elapsed() >= limits.remember,
			Some((ended, Err(_))) => ended.elapsed() >= limits.remember_failure,
		}
	}

	fn ended(&self) -> Option<Instant> {
		self.0.borrow().as_ref().map(|(ended, _)| *ended)
	}
}

#[derive(Default)]
struct Table {
	/// What each id stands for: the digest of the order, and its job.
	jobs: HashMap<String, (Root, Job)>,
	/// Jobs that wait or run.
	open: usize,
	swept: Option<Instant>,
}

impl Table {
	/// Forgets what is over; and if that is not enough, what ended first.
	fn make_room(&mut self, limits: &Limits) {
		let due = self.swept.is_none_or(|swept| swept.elapsed() >= RETRY);
		if due || self.jobs.len() >= limits.jobs {
			self.jobs.retain(|_, (_, job)| !job.is_over(limits));
			self.swept = Some(Instant::now());
		}
		while self.jobs.len() >= limits.jobs {
			let ended = self.jobs.iter().filter_map(|(id, (_, job))| Some((job.ended()?, id)));
			let Some(first) = ended.min().map(|(_, id)| id.clone()) else { break };
			self.jobs.remove(&first);
		}
	}
}

/// All jobs, and the places to run them.
#[derive(Clone)]
pub(crate) struct Jobs(Arc<Inner>);

struct Inner {
	table: Mutex<Table>,
	slots: Arc<Semaphore>,
	store: Arc<Store>,
	limits: Limits,
	metrics: Metrics,
	stopping: CancellationToken,
	tasks: TaskTracker,
}

impl Jobs {
	pub fn new(store: Arc<Store>, limits: Limits, metrics: Metrics, stopping: CancellationToken) -> Self {
		Self(Arc::new(Inner {
			table: Mutex::default(),
			slots: Arc::new(Semaphore::new(limits.running)),
			store,
			limits,
			metrics,
			stopping,
			tasks: TaskTracker::new(),
		}))
	}

	/// The job with this id, which begins now if there is none.
	pub fn submit(&self, id: &str, order: Order, engine: &Arc<dyn Engine>) -> Result<Job, Problem> {
		let Inner { limits, stopping, metrics, tasks, .. } = &*self.0;
		let digest = order.digest();
		let mut table = self.0.table();
		table.make_room(limits);
		if let Some((other, job)) = table.jobs.get(id).filter(|(_, job)| !job.is_over(limits)) {
			if *other != digest {
				let message = "this id stands for another order: use an id of its own for each order";
				return Err(Problem::new(Kind::Conflict, message));
			}
			return Ok(job.clone());
		}
		if stopping.is_cancelled() {
			return Err(stopped());
		}
		if table.open >= limits.running.saturating_add(limits.queue) {
			let message = "the queue is full: ask again later, or allow more jobs with --max-running and --queue";
			return Err(Problem::passing(Kind::Busy, RETRY, message));
		}
		let (sender, receiver) = watch::channel(None);
		let job = Job(receiver);
		table.jobs.insert(id.into(), (digest, job.clone()));
		table.open += 1;
		metrics.queued.inc();
		let (jobs, engine) = (self.0.clone(), engine.clone());
		tasks.spawn(async move {
			let result = AssertUnwindSafe(jobs.work(order, &*engine)).catch_unwind().await.unwrap_or_else(|_| {
				Err(Problem::new(Kind::Failed, "the engine broke off: report the order to those who maintain it"))
			});
			let outcome = result.as_ref().map_or_else(|problem| problem.kind.name(), |_| "done");
			jobs.metrics.jobs.with_label_values(&[outcome]).inc();
			let mut table = jobs.table();
			table.open -= 1;
			sender.send_replace(Some((Instant::now(), result)));
		});
		Ok(job)
	}

	/// Returns when no job runs anymore. None begins once the gateway stops.
	pub async fn drained(&self) {
		self.0.tasks.close();
		self.0.tasks.wait().await;
	}
}

impl Inner {
	fn table(&self) -> MutexGuard<'_, Table> {
		self.table.lock().unwrap_or_else(PoisonError::into_inner)
	}

	/// Waits for a place, makes the output and keeps it.
	async fn work(&self, order: Order, engine: &dyn Engine) -> Result<Made, Problem> {
		let permit = tokio::select! {
			biased;
			_ = self.stopping.cancelled() => None,
			permit = self.slots.clone().acquire_owned() => permit.ok(),
		};
		self.metrics.queued.dec();
		let slot = Slot::new(permit.ok_or_else(stopped)?, self.metrics.running.clone());
		let timer = self.metrics.seconds.start_timer();
		let bytes = timeout(self.limits.run_time, engine.infer(order, slot)).await.map_err(|_| {
			let seconds = self.limits.run_time.as_secs_f32();
			let message = format!("the job took longer than {seconds} seconds: ask for less, or raise --timeout");
			Problem::new(Kind::Timeout, message)
		})??;
		timer.observe_duration();
		if bytes.len() > self.limits.output {
			let message = format!("the output is longer than {} bytes, and is not given out", self.limits.output);
			return Err(Problem::new(Kind::Failed, message));
		}
		let (length, media_type) = (bytes.len() as u64, media_type(&bytes));
		let root = self.store.put(bytes.into(), self.limits.pin).await?;
		Ok(Made { root, length, media_type })
	}
}

fn stopped() -> Problem {
	Problem::passing(Kind::Busy, RETRY, "the gateway is stopping: ask again when it is back")
}
