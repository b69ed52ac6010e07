//! What the benchmarks of contributions need: a pool with a record that names no authority, and an artifact. What fails here
//! would make a benchmark measure too little, so it panics.

use super::{IpArguments, StudioArguments};
use crate::*;
use atelier_primitives::{Digest, IpId};
use pallet_ip_assets::benchmarking::BenchmarkHelper as _;
use pallet_studios::benchmarking::BenchmarkHelper as _;

/// What the benchmarks ask for.
pub struct ContributionArguments;

#[allow(clippy::expect_used)]
impl pallet_contributions::benchmarking::BenchmarkHelper<AccountId> for ContributionArguments {
	fn create_ip(owner: &AccountId) -> IpId {
		let ip = StudioArguments::create_ip(owner, owner);
		Royalties::set_score_authority(RuntimeOrigin::signed(owner.clone()), ip, None).expect("the owner decides");
		ip
	}

	fn claim(who: &AccountId) -> Digest {
		IpArguments::claim(who)
	}
}
