//! Outputs, each under the digest of its bytes.

use crate::{
	metrics::Metrics,
	problem::{Kind, Problem},
	root::Root,
};
use axum::body::Bytes;
use std::{
	collections::{BTreeMap, HashMap},
	io,
	path::{Path, PathBuf},
	sync::{Mutex, MutexGuard, PoisonError},
	time::{Duration, Instant, SystemTime},
};
use tokio::fs;

/// What kind of file these bytes are, by what they begin with.
pub(crate) fn media_type(bytes: &[u8]) -> &'static str {
	if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
		"image/png"
	} else {
		"application/octet-stream"
	}
}

/// Outputs in memory or in a folder, never more than a number of bytes: the one that was not asked for the longest
/// goes first. A young one does not go at all.
pub(crate) struct Store {
	folder: Option<PathBuf>,
	limit: u64,
	index: Mutex<Index>,
	/// Held while files are written or removed, so that none is removed that was written again.
	files: tokio::sync::Mutex<()>,
	metrics: Metrics,
}

#[derive(Default)]
struct Index {
	entries: HashMap<Root, Entry>,
	/// What was used when, the longest unused first.
	uses: BTreeMap<u64, Root>,
	next_use: u64,
	bytes: u64,
}

struct Entry {
	length: u64,
	used: u64,
	pinned_until: Instant,
	/// The bytes themselves, unless they are in a file.
	bytes: Option<Bytes>,
}

impl Index {
	fn touch(&mut self, root: &Root) -> Option<&mut Entry> {
		let entry = self.entries.get_mut(root)?;
		self.uses.remove(&entry.used);
		entry.used = self.next_use;
		self.uses.insert(entry.used, *root);
		self.next_use += 1;
		Some(entry)
	}

	fn insert(&mut self, root: Root, length: u64, pinned_until: Instant, bytes: Option<Bytes>) {
		self.entries.insert(root, Entry { length, used: self.next_use, pinned_until, bytes });
		self.uses.insert(self.next_use, root);
		self.next_use += 1;
		self.bytes += length;
	}

	fn remove(&mut self, root: &Root) -> bool {
		let Some(entry) = self.entries.remove(root) else { return false };
		self.uses.remove(&entry.used);
		self.bytes -= entry.length;
		true
	}

	/// Removes what has to go so that `length` more bytes fit, unless young ones are in the way.
	fn make_room(&mut self, length: u64, limit: u64) -> Option<Vec<Root>> {
		let now = Instant::now();
		let mut free = limit.saturating_sub(self.bytes);
		let mut victims = Vec::new();
		for root in self.uses.values() {
			if free >= length {
				break;
			}
			if let Some(entry) = self.entries.get(root).filter(|entry| entry.pinned_until <= now) {
				free += entry.length;
				victims.push(*root);
			}
		}
		if free < length {
			return None;
		}
		victims.iter().for_each(|root| {
			self.remove(root);
		});
		Some(victims)
	}

	/// Removes the longest unused until the rest is within the limit.
	fn trim(&mut self, limit: u64) -> Vec<Root> {
		let mut victims = Vec::new();
		while self.bytes > limit {
			let Some(root) = self.uses.values().next().copied() else { break };
			self.remove(&root);
			victims.push(root);
		}
		victims
	}
}

impl Store {
	/// An empty store in memory, or what is in the folder, which is created if need be.
	pub async fn open(folder: Option<PathBuf>, limit: u64, metrics: Metrics) -> io::Result<Self> {
		let mut index = Index::default();
		if let Some(folder) = &folder {
			fs::create_dir_all(folder).await?;
			let now = Instant::now();
			for (_, root, length) in outputs_in(folder).await? {
				index.insert(root, length, now, None);
			}
			for victim in index.trim(limit) {
				fs::remove_file(folder.join(victim.to_string())).await?;
			}
		}
		metrics.store_bytes.set(index.bytes as i64);
		Ok(Self { folder, limit, index: Mutex::new(index), files: Default::default(), metrics })
	}

	fn index(&self) -> MutexGuard<'_, Index> {
		self.index.lock().unwrap_or_else(PoisonError::into_inner)
	}

	/// Keeps an output, at least for the given time.
	pub async fn put(&self, bytes: Bytes, pin: Duration) -> Result<Root, Problem> {
		let root = Root::of(&bytes);
		let length = bytes.len() as u64;
		let pinned_until = Instant::now() + pin;
		let _files = self.files.lock().await;
		let victims = {
			let mut index = self.index();
			if let Some(entry) = index.touch(&root) {
				entry.pinned_until = entry.pinned_until.max(pinned_until);
				return Ok(root);
			}
			index.make_room(length, self.limit).ok_or_else(|| {
				let message = "the store is full of young outputs: try again later, or give the gateway a larger store";
				Problem::passing(Kind::Busy, pin, message)
			})?
		};
		self.metrics.evictions.inc_by(victims.len() as u64);
		let kept = match &self.folder {
			Some(folder) => {
				for victim in victims {
					let _ = fs::remove_file(folder.join(victim.to_string())).await;
				}
				write(folder, root, &bytes).await.map_err(|error| {
					tracing::error!("an output cannot be written to {}: {error}", folder.display());
					let message = "the output cannot be written: see to the folder of the gateway's store";
					Problem::new(Kind::Failed, message)
				})?;
				None
			}
			None => Some(bytes),
		};
		let mut index = self.index();
		index.insert(root, length, pinned_until, kept);
		self.metrics.store_bytes.set(index.bytes as i64);
		Ok(root)
	}

	/// The output with this root, if it is kept.
	pub async fn get(&self, root: Root) -> Option<Bytes> {
		if let Some(bytes) = self.index().touch(&root)?.bytes.clone() {
			return Some(bytes);
		}
		let path = self.folder.as_ref()?.join(root.to_string());
		if let Ok(bytes) = fs::read(&path).await {
			if Root::of(&bytes) == root {
				return Some(bytes.into());
			}
		}
		// Somebody else changed it, or it went in the meantime.
		let _files = self.files.lock().await;
		let bytes = fs::read(&path).await.ok().filter(|bytes| Root::of(bytes) == root);
		if bytes.is_none() {
			let _ = fs::remove_file(&path).await;
			let mut index = self.index();
			if index.remove(&root) {
				tracing::warn!("the output {root} was not as it was written, and is dropped");
			}
			self.metrics.store_bytes.set(index.bytes as i64);
		}
		bytes.map(Bytes::from)
	}
}

/// The outputs in a folder, the oldest first. Removes what a crash left half written, and leaves the rest alone.
async fn outputs_in(folder: &Path) -> io::Result<Vec<(SystemTime, Root, u64)>> {
	let mut outputs = Vec::new();
	let mut files = fs::read_dir(folder).await?;
	while let Some(file) = files.next_entry().await? {
		let (name, metadata) = (file.file_name(), file.metadata().await?);
		let name = name.to_string_lossy();
		if !metadata.is_file() {
			continue;
		}
		if let Some(Ok(_)) = name.strip_suffix(UNFINISHED).map(str::parse::<Root>) {
			fs::remove_file(file.path()).await?;
		} else if let Some(root) = name.parse().ok().filter(|root: &Root| root.to_string() == name) {
			outputs.push((metadata.modified()?, root, metadata.len()));
		}
	}
	outputs.sort_unstable();
	Ok(outputs)
}

const UNFINISHED: &str = ".part";

async fn write(folder: &Path, root: Root, bytes: &[u8]) -> io::Result<()> {
	let unfinished = folder.join(format!("{root}{UNFINISHED}"));
	let written = match fs::write(&unfinished, bytes).await {
		Ok(()) => fs::rename(&unfinished, folder.join(root.to_string())).await,
		error => error,
	};
	if written.is_err() {
		let _ = fs::remove_file(&unfinished).await;
	}
	written
}
