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
		let origin = RuntimeOrigin::signed(owner.clone());
		Royalties::offer_score_authority(origin.clone(), ip, None).expect("the owner made it");
		Royalties::accept_score_authority(origin, ip).expect("the owner has it");
		ip
	}

	fn claim(who: &AccountId) -> Digest {
		IpArguments::claim(who)
	}
}
