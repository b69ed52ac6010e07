//! Why a request or a job has no result.

use std::{fmt, time::Duration};

/// What kind of problem it is. Each stands for one HTTP status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
	/// The request is not one that can be carried out: 400.
	Invalid,
	/// There is no such model, adapter or output here: 404.
	NotFound,
	/// The path does not know this method: 405.
	Method,
	/// The body did not arrive in time: 408.
	Slow,
	/// The id stands for another job: 409.
	Conflict,
	/// The output was made, and is not kept anymore: 410.
	Gone,
	/// The body is too long: 413.
	TooLarge,
	/// The engine failed, or gave what must not be given out: 502.
	Failed,
	/// Not now: 503.
	Busy,
	/// The job took too long: 504.
	Timeout,
}

impl Kind {
	/// The status that tells it.
	pub fn status(self) -> u16 {
		match self {
			Self::Invalid => 400,
			Self::NotFound => 404,
			Self::Method => 405,
			Self::Slow => 408,
			Self::Conflict => 409,
			Self::Gone => 410,
			Self::TooLarge => 413,
			Self::Failed => 502,
			Self::Busy => 503,
			Self::Timeout => 504,
		}
	}

	/// Its name in logs and metrics.
	pub fn name(self) -> &'static str {
		match self {
			Self::Invalid => "invalid",
			Self::NotFound => "not_found",
			Self::Method => "method",
			Self::Slow => "slow",
			Self::Conflict => "conflict",
			Self::Gone => "gone",
			Self::TooLarge => "too_large",
			Self::Failed => "failed",
			Self::Busy => "busy",
			Self::Timeout => "timeout",
		}
	}
}

/// Why there is no result, in a sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
	/// What kind of problem it is.
	pub kind: Kind,
	/// What is wrong, and what to do about it.
	pub message: String,
	/// After how long the same request may have a result.
	pub retry_after: Option<Duration>,
}

impl Problem {
	/// A problem that the same request will have again.
	pub fn new(kind: Kind, message: impl Into<String>) -> Self {
		Self { kind, message: message.into(), retry_after: None }
	}

	/// A problem that may be gone after this time.
	pub fn passing(kind: Kind, retry_after: Duration, message: impl Into<String>) -> Self {
		Self { kind, message: message.into(), retry_after: Some(retry_after) }
	}
}

impl fmt::Display for Problem {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(&self.message)
	}
}

impl std::error::Error for Problem {}
