//! On-chain parameters: values that governance changes without an upgrade, with their defaults on a live chain.
//!
//! The lowest floor of the runtime: configs and adapters read parameters, and nothing here names either. Who may set
//! which one stands in [`configs::parameters`](crate::configs::parameters).

pub mod periods;

use crate::{AccountId, Balance, BlockNumber, Runtime};
use atelier_primitives::chain::{
	currency::MILLI,
	time::{DAYS, HOURS},
};
use frame_support::{
	dynamic_params::{dynamic_pallet_params, dynamic_params},
	traits::ConstU32,
	BoundedVec,
};
use periods::Periods;
use sp_runtime::Perbill;

/// Maximum number of validators of a session.
pub type MaxAuthorities = ConstU32<100>;

/// Enactment delay of a score proposal on a live chain: long enough for members to see it, settle and claim. They cannot
/// object.
pub const SCORE_DELAY: BlockNumber = 24 * HOURS;
/// Opposition period of a claim on a live chain: longer than a referendum of the arbiter's track takes.
pub const OPPOSITION_PERIOD: BlockNumber = 28 * DAYS;

/// Challenge window on a live chain, in blocks: a minute.
pub const WINDOW: BlockNumber = 20;
/// Lower bound of the challenge window, whatever the parameter says.
pub const LEAST_WINDOW: BlockNumber = 6;
/// Lower bound of a committee's size, whatever the parameter says.
pub const LEAST_COMMITTEE: u8 = 3;
/// Job fee for each worker of a committee. A test compares it with the fees of all that a worker sends.
pub const JOB_FEE: Balance = 150 * MILLI;

/// The parameters, by concern. Indices are never reused.
#[dynamic_params(RuntimeParameters, pallet_parameters::Parameters::<Runtime>)]
pub mod dynamic_params {
	use super::*;

	/// Governance: the periods of each track, and the whitelisters.
	#[dynamic_pallet_params]
	#[codec(index = 0)]
	pub mod governance {
		/// Periods of the track of root.
		#[codec(index = 0)]
		pub static Root: Periods = periods::ROOT;

		/// Periods of the track of whitelisted calls.
		#[codec(index = 1)]
		pub static WhitelistedCaller: Periods = periods::WHITELISTED_CALLER;

		/// Periods of the track of the treasurer.
		#[codec(index = 2)]
		pub static Treasurer: Periods = periods::TREASURER;

		/// Periods of the track of the parameters' admin.
		#[codec(index = 3)]
		pub static ParametersAdmin: Periods = periods::PARAMETERS_ADMIN;

		/// Whitelisters: accounts, best multisignatures of people who know the code, that may mark a call as urgent.
		/// Marking does nothing by itself: a referendum still decides, only faster. Empty: nobody but root.
		#[codec(index = 4)]
		pub static Whitelisters: BoundedVec<AccountId, ConstU32<8>> = BoundedVec::new();

		/// Periods of the track of the registry's arbiter.
		#[codec(index = 5)]
		pub static RegistryArbiter: Periods = periods::REGISTRY_ARBITER;

		/// Periods of the track of the admin of attested inference.
		#[codec(index = 6)]
		pub static InferenceAdmin: Periods = periods::INFERENCE_ADMIN;
	}

	/// Validator set.
	#[dynamic_pallet_params]
	#[codec(index = 1)]
	pub mod validators {
		/// Validators from the session after the next. Empty, or nobody of them has keys: those of now.
		#[codec(index = 0)]
		pub static Set: BoundedVec<AccountId, MaxAuthorities> = BoundedVec::new();
	}

	/// Transaction fees: their split.
	#[dynamic_pallet_params]
	#[codec(index = 2)]
	pub mod fees {
		/// Treasury's share of the fees; the author of the block gets the rest, and all tips.
		#[codec(index = 0)]
		pub static TreasuryShare: Perbill = Perbill::from_percent(20);
	}

	/// Royalties: the protocol fee, and the delay of scores.
	#[dynamic_pallet_params]
	#[codec(index = 3)]
	pub mod royalties {
		/// Protocol fee: the part of every payment to an IP asset that goes to the treasury.
		#[codec(index = 0)]
		pub static ProtocolFee: Perbill = Perbill::from_percent(1);

		/// Enactment delay of what lowers somebody's later income or sales, in blocks: a score proposal, a rise of the floor
		/// of licenses, a fall of the royalty policy of a collection.
		#[codec(index = 1)]
		pub static ScoreDelay: BlockNumber = SCORE_DELAY;
	}

	/// Provenance: the opposition period, and the court.
	#[dynamic_pallet_params]
	#[codec(index = 4)]
	pub mod provenance {
		/// Opposition period, in blocks: for so long a claim can be opposed before it is entitled to the income of its
		/// artifact, and for so long an opposition waits for a verdict. Counts for claims and oppositions from then on.
		#[codec(index = 0)]
		pub static OppositionPeriod: BlockNumber = OPPOSITION_PERIOD;

		/// Court: an account, best a studio or a multisignature, that is the arbiter of claims beside root and the track of
		/// the arbiter. Empty: there is no court.
		#[codec(index = 1)]
		pub static Court: BoundedVec<AccountId, ConstU32<1>> = BoundedVec::new();
	}

	/// Attested inference: challenge window, committee and job fee.
	#[dynamic_pallet_params]
	#[codec(index = 5)]
	pub mod inference {
		/// Challenge window, in blocks. Counts as 6 if it is less.
		#[codec(index = 0)]
		pub static Window: BlockNumber = WINDOW;

		/// Minimum size of a committee. Counts as 3 if it is less.
		#[codec(index = 1)]
		pub static CommitteeFloor: u8 = LEAST_COMMITTEE;

		/// Job fee for each worker of a committee.
		#[codec(index = 2)]
		pub static JobFee: Balance = JOB_FEE;
	}
}

/// Benchmark setup: the longest parameter.
#[cfg(feature = "runtime-benchmarks")]
impl Default for RuntimeParameters {
	fn default() -> Self {
		let all =
			alloc::vec![AccountId::new([1; 32]); <MaxAuthorities as frame_support::traits::Get<u32>>::get() as usize];
		RuntimeParameters::Validators(dynamic_params::validators::Parameters::Set(
			dynamic_params::validators::Set,
			Some(BoundedVec::truncate_from(all)),
		))
	}
}
