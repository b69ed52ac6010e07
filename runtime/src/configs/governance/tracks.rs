//! Tracks: thresholds, deposits and periods of each origin.
//!
//! Approval and support thresholds, deposits and capacity are the same on every network. The periods are on-chain
//! parameters, so that a development chain runs the blob of a live one and still decides within a minute.

use super::origins::{pallet_origins::GenesisParameters, Origin};
use crate::{
	parameters::{
		dynamic_params::{governance, inference, provenance, royalties},
		periods::{Periods, INFERENCE_ADMIN, PARAMETERS_ADMIN, REGISTRY_ARBITER, ROOT, TREASURER, WHITELISTED_CALLER},
		RuntimeParameters, LEAST_WINDOW,
	},
	AccountId, Balance, BlockNumber, OriginCaller, Runtime,
};
use alloc::borrow::Cow;
use atelier_primitives::chain::currency::UNIT;
use frame_support::BoundedVec;
use frame_system::RawOrigin;
use pallet_referenda::{Curve, Track, TrackInfo, TracksInfo};
use sp_runtime::{str_array, FixedI64};

/// Opposition period of a claim on a test network.
const OPPOSITION_PERIOD: BlockNumber = 10;
/// Half of the votes at the end, all of them at the start.
const APPROVAL: Curve = Curve::make_reciprocal(4, 14, percent(80), percent(50), percent(100));
/// Half of all tokens at the start, none at the end.
const SUPPORT: Curve = Curve::make_linear(14, 14, percent(0), percent(50));

const fn percent(x: u128) -> FixedI64 {
	FixedI64::from_rational(x, 100)
}

const fn track(
	id: u16,
	name: &str,
	max_deciding: u32,
	decision_deposit: Balance,
	periods: Periods,
) -> Track<u16, Balance, BlockNumber> {
	Track {
		id,
		info: TrackInfo {
			name: str_array(name),
			max_deciding,
			decision_deposit,
			prepare_period: periods.prepare,
			decision_period: periods.decision,
			confirm_period: periods.confirm,
			min_enactment_period: periods.enactment,
			min_approval: APPROVAL,
			min_support: SUPPORT,
		},
	}
}

/// Sorted by id, as [`TracksInfo`] asks. Ids leave room and are never reused.
static TRACKS: [Track<u16, Balance, BlockNumber>; 6] = [
	track(0, "root", 1, 10_000 * UNIT, ROOT),
	track(1, "whitelisted_caller", 10, 1_000 * UNIT, WHITELISTED_CALLER),
	track(10, "treasurer", 10, 1_000 * UNIT, TREASURER),
	track(20, "parameters_admin", 10, 1_000 * UNIT, PARAMETERS_ADMIN),
	track(30, "registry_arbiter", 10, 1_000 * UNIT, REGISTRY_ARBITER),
	track(40, "inference_admin", 10, 1_000 * UNIT, INFERENCE_ADMIN),
];

/// The tracks with the periods of this network.
pub struct Tracks;

impl Tracks {
	fn periods(id: u16) -> Option<Periods> {
		use frame_support::traits::Get;
		match id {
			0 => Some(governance::Root::get()),
			1 => Some(governance::WhitelistedCaller::get()),
			10 => Some(governance::Treasurer::get()),
			20 => Some(governance::ParametersAdmin::get()),
			30 => Some(governance::RegistryArbiter::get()),
			40 => Some(governance::InferenceAdmin::get()),
			_ => None,
		}
	}
}

impl TracksInfo<Balance, BlockNumber> for Tracks {
	type Id = u16;
	type RuntimeOrigin = OriginCaller;

	fn tracks() -> impl Iterator<Item = Cow<'static, Track<u16, Balance, BlockNumber>>> {
		TRACKS.iter().map(|track| match Self::periods(track.id) {
			None => Cow::Borrowed(track),
			Some(periods) => {
				let mut track = track.clone();
				track.info.prepare_period = periods.prepare;
				track.info.decision_period = periods.decision;
				track.info.confirm_period = periods.confirm;
				track.info.min_enactment_period = periods.enactment;
				Cow::Owned(track)
			}
		})
	}

	fn track_for(origin: &OriginCaller) -> Result<u16, ()> {
		match origin {
			OriginCaller::system(RawOrigin::Root) => Ok(0),
			OriginCaller::Origins(Origin::WhitelistedCaller) => Ok(1),
			OriginCaller::Origins(Origin::Treasurer) => Ok(10),
			OriginCaller::Origins(Origin::ParametersAdmin) => Ok(20),
			OriginCaller::Origins(Origin::RegistryArbiter) => Ok(30),
			OriginCaller::Origins(Origin::InferenceAdmin) => Ok(40),
			_ => Err(()),
		}
	}

	/// Looks at the static part only: the generated test of the runtime calls it where there is no storage to read.
	fn check_integrity() -> Result<(), &'static str> {
		TRACKS.is_sorted_by_key(|track| track.id).then_some(()).ok_or("the tracks are not sorted by id")
	}
}

/// Writes the values of genesis where the tracks read them.
pub struct GenesisPeriods;

impl GenesisPeriods {
	fn set(parameter: governance::Parameters) {
		Self::set_any(RuntimeParameters::Governance(parameter));
	}

	fn set_any(parameter: RuntimeParameters) {
		let (key, value) = {
			use frame_support::traits::dynamic_params::AggregatedKeyValue;
			parameter.into_parts()
		};
		if let Some(value) = value {
			pallet_parameters::Parameters::<Runtime>::insert(key, value);
		}
	}
}

impl GenesisParameters<AccountId> for GenesisPeriods {
	fn set_periods(periods: Periods) {
		Self::set(governance::Parameters::Root(governance::Root, Some(periods)));
		Self::set(governance::Parameters::WhitelistedCaller(governance::WhitelistedCaller, Some(periods)));
		Self::set(governance::Parameters::Treasurer(governance::Treasurer, Some(periods)));
		Self::set(governance::Parameters::ParametersAdmin(governance::ParametersAdmin, Some(periods)));
		Self::set(governance::Parameters::RegistryArbiter(governance::RegistryArbiter, Some(periods)));
		Self::set(governance::Parameters::InferenceAdmin(governance::InferenceAdmin, Some(periods)));
		let delay = royalties::Parameters::ScoreDelay(royalties::ScoreDelay, Some(periods.confirm));
		Self::set_any(RuntimeParameters::Royalties(delay));
		let opposition =
			provenance::Parameters::OppositionPeriod(provenance::OppositionPeriod, Some(OPPOSITION_PERIOD));
		Self::set_any(RuntimeParameters::Provenance(opposition));
		let window = inference::Parameters::Window(inference::Window, Some(LEAST_WINDOW));
		Self::set_any(RuntimeParameters::Inference(window));
	}

	fn set_whitelisters(who: &[AccountId]) {
		let who = BoundedVec::truncate_from(who.to_vec());
		Self::set(governance::Parameters::Whitelisters(governance::Whitelisters, Some(who)));
	}
}
