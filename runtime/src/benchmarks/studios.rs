//! What the benchmarks of studios need: a pool with a record, and an artifact. What fails here would make a benchmark
//! measure too little, so it panics.

use super::IpArguments;
use crate::{configs::parameters::dynamic_params::royalties::ScoreDelay, *};
use atelier_primitives::{ip::BenchmarkIp, Digest, IpId};
use frame_support::traits::Get;
use pallet_ip_assets::benchmarking::BenchmarkHelper as _;
use pallet_royalties::Changes;

/// What the benchmarks ask for.
pub struct StudioArguments;

#[allow(clippy::expect_used)]
impl pallet_studios::benchmarking::BenchmarkHelper<AccountId> for StudioArguments {
	fn create_ip(owner: &AccountId, member: &AccountId) -> IpId {
		let ip = <IpArguments as BenchmarkIp<AccountId>>::create(owner);
		let changes = Changes::truncate_from(alloc::vec![(member.clone(), 1)]);
		let now = System::block_number();
		Royalties::propose_scores(RuntimeOrigin::signed(owner.clone()), ip, changes).expect("the owner decides");
		System::set_block_number(now.saturating_add(ScoreDelay::get()));
		Royalties::apply_scores(RuntimeOrigin::signed(owner.clone()), ip).expect("the delay is over");
		System::set_block_number(now);
		ip
	}

	fn claim(who: &AccountId) -> Digest {
		IpArguments::claim(who)
	}
}
