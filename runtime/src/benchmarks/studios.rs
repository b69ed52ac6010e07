//! What the benchmarks of studios need: a pool with a record, and a call. What fails here would make a benchmark measure
//! too little, so it panics.

use super::IpArguments;
use crate::{parameters::dynamic_params::royalties::ScoreDelay, *};
use atelier_primitives::{ip::BenchmarkIp, IpId};
use codec::Encode;
use frame_support::traits::Get;
use pallet_royalties::Changes;

/// Benchmark setup of studios.
pub struct StudioArguments;

#[allow(clippy::expect_used)]
impl pallet_studios::benchmarking::BenchmarkHelper<AccountId, RuntimeCall> for StudioArguments {
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

	fn call(length: u32) -> RuntimeCall {
		// As short as one can be of which so many are still light enough.
		let remark = || RuntimeCall::from(frame_system::Call::remark { remark: alloc::vec![0] });
		// Two for the batch, four at most for its length, two for the call that a studio cannot sign.
		let remarks = (length as usize).saturating_sub(8).checked_div(remark().encoded_size()).unwrap_or_default();
		let filtered = RuntimeCall::from(pallet_proxy::Call::remove_proxies {});
		let calls = core::iter::once(filtered).chain((0..remarks).map(|_| remark())).collect();
		pallet_utility::Call::batch_all { calls }.into()
	}
}
