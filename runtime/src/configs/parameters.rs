//! Values that governance changes without an upgrade, through `parameters.set_parameter`.

use crate::{
	configs::{
		consensus::MaxAuthorities,
		governance::{
			origins::{EnsureRootOr, InferenceAdmin, ParametersAdmin},
			tracks::{self, Periods},
		},
		inference as inference_config, ip,
	},
	weights, AccountId, Balance, BlockNumber, Runtime, RuntimeEvent, RuntimeOrigin,
};
use frame_support::{
	dynamic_params::{dynamic_pallet_params, dynamic_params},
	traits::{ConstU32, EnsureOrigin, EnsureOriginWithArg},
	BoundedVec,
};
use frame_system::EnsureRoot;
use sp_runtime::Perbill;

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
		pub static Root: Periods = tracks::ROOT;

		/// Periods of the track of whitelisted calls.
		#[codec(index = 1)]
		pub static WhitelistedCaller: Periods = tracks::WHITELISTED_CALLER;

		/// Periods of the track of the treasurer.
		#[codec(index = 2)]
		pub static Treasurer: Periods = tracks::TREASURER;

		/// Periods of the track of the parameters' admin.
		#[codec(index = 3)]
		pub static ParametersAdmin: Periods = tracks::PARAMETERS_ADMIN;

		/// The accounts, best multisignatures of people who know the code, that may mark a call as urgent. Marking does
		/// nothing by itself: a referendum still decides, only faster. Empty: nobody but root.
		#[codec(index = 4)]
		pub static Whitelisters: BoundedVec<AccountId, ConstU32<8>> = BoundedVec::new();

		/// Periods of the track of the registry's arbiter.
		#[codec(index = 5)]
		pub static RegistryArbiter: Periods = tracks::REGISTRY_ARBITER;

		/// Periods of the track of the admin of attested inference.
		#[codec(index = 6)]
		pub static InferenceAdmin: Periods = tracks::INFERENCE_ADMIN;
	}

	/// Validator set.
	#[dynamic_pallet_params]
	#[codec(index = 1)]
	pub mod validators {
		/// The validators from the session after the next. Empty, or nobody of them has keys: those of now.
		#[codec(index = 0)]
		pub static Set: BoundedVec<AccountId, MaxAuthorities> = BoundedVec::new();
	}

	/// Transaction fees: their split.
	#[dynamic_pallet_params]
	#[codec(index = 2)]
	pub mod fees {
		/// Part of the fees that goes to the treasury; the author of the block gets the rest, and all tips.
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

		/// Enactment delay of a score proposal, in blocks.
		#[codec(index = 1)]
		pub static ScoreDelay: BlockNumber = ip::SCORE_DELAY;
	}

	/// Provenance: the opposition period.
	#[dynamic_pallet_params]
	#[codec(index = 4)]
	pub mod provenance {
		/// Opposition period, in blocks: nobody else may have claimed an artifact in it, for its claimant to be
		/// entitled to its income.
		#[codec(index = 0)]
		pub static UnopposedPeriod: BlockNumber = ip::UNOPPOSED_PERIOD;
	}

	/// How sure attested inference is, and what that costs.
	#[dynamic_pallet_params]
	#[codec(index = 5)]
	pub mod inference {
		/// Blocks in which an answer can be challenged. Counts as 6 if it is less.
		#[codec(index = 0)]
		pub static Window: BlockNumber = inference_config::WINDOW;

		/// The size of the smallest committee. Counts as 3 if it is less.
		#[codec(index = 1)]
		pub static CommitteeFloor: u8 = inference_config::LEAST_COMMITTEE;

		/// What each worker of a committee adds to the job fee.
		#[codec(index = 2)]
		pub static JobFee: Balance = inference_config::JOB_FEE;
	}
}

/// Origins that may set each parameter: those that could capture the chain or the income of others, root alone; the
/// others, their admin too.
pub struct EnsureParameterOrigin;

impl EnsureOriginWithArg<RuntimeOrigin, RuntimeParametersKey> for EnsureParameterOrigin {
	type Success = ();

	fn try_origin(origin: RuntimeOrigin, key: &RuntimeParametersKey) -> Result<(), RuntimeOrigin> {
		match key {
			RuntimeParametersKey::Governance(_)
			| RuntimeParametersKey::Validators(_)
			| RuntimeParametersKey::Royalties(_)
			| RuntimeParametersKey::Provenance(_) => <EnsureRoot<AccountId> as EnsureOrigin<_>>::try_origin(origin),
			RuntimeParametersKey::Fees(_) => {
				<EnsureRootOr<ParametersAdmin> as EnsureOrigin<_>>::try_origin(origin).map(drop)
			}
			RuntimeParametersKey::Inference(_) => {
				<EnsureRootOr<InferenceAdmin> as EnsureOrigin<_>>::try_origin(origin).map(drop)
			}
		}
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn try_successful_origin(_: &RuntimeParametersKey) -> Result<RuntimeOrigin, ()> {
		Ok(RuntimeOrigin::root())
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

impl pallet_parameters::Config for Runtime {
	type AdminOrigin = EnsureParameterOrigin;
	type RuntimeEvent = RuntimeEvent;
	type RuntimeParameters = RuntimeParameters;
	type WeightInfo = weights::pallet_parameters::WeightInfo<Runtime>;
}
