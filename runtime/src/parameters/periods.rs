//! Periods of the tracks: the type, and the defaults of a live chain.

use crate::BlockNumber;
use atelier_primitives::chain::time::{DAYS, HOURS, MINUTES};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Periods of a referendum, in blocks.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Encode,
	Eq,
	MaxEncodedLen,
	PartialEq,
	TypeInfo,
	serde::Deserialize,
	serde::Serialize,
)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Periods {
	/// Prepare period: from the submission until voting may decide.
	pub prepare: BlockNumber,
	/// Decision period: in which approval must be reached.
	pub decision: BlockNumber,
	/// Confirmation period: for which approval must hold.
	pub confirm: BlockNumber,
	/// Minimum enactment period: from the approval to the call's execution.
	pub enactment: BlockNumber,
}

/// Track of root, on a live chain.
pub const ROOT: Periods = Periods { prepare: 2 * HOURS, decision: 14 * DAYS, confirm: DAYS, enactment: DAYS };
/// Track of whitelisted calls, on a live chain.
pub const WHITELISTED_CALLER: Periods =
	Periods { prepare: 10 * MINUTES, decision: 14 * DAYS, confirm: 10 * MINUTES, enactment: 10 * MINUTES };
/// Track of the treasurer, on a live chain.
pub const TREASURER: Periods =
	Periods { prepare: 2 * HOURS, decision: 14 * DAYS, confirm: 3 * HOURS, enactment: 10 * MINUTES };
/// Track of the parameters' admin, on a live chain.
pub const PARAMETERS_ADMIN: Periods =
	Periods { prepare: 2 * HOURS, decision: 14 * DAYS, confirm: 3 * HOURS, enactment: HOURS };
/// Track of the registry's arbiter, on a live chain. Fast enough to make room for the record of a job, which waits for
/// a day.
pub const REGISTRY_ARBITER: Periods =
	Periods { prepare: 2 * HOURS, decision: 14 * DAYS, confirm: 3 * HOURS, enactment: 10 * MINUTES };
/// Track of the admin of attested inference, on a live chain.
pub const INFERENCE_ADMIN: Periods = PARAMETERS_ADMIN;
