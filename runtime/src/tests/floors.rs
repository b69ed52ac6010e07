//! What a sold work is licensed for, with the real pools and to the unit.

use super::{
	routes::{alice, balance, bob, charlie, free_collection, mint, signed},
	*,
};
use crate::{parameters::dynamic_params::royalties::ScoreDelay, Balances, IpAssets, Licensing, Royalties, Runtime};
use atelier_primitives::{chain::currency::UNIT, ip::Metadata, licensing::LicenseFloor};
use frame_support::{
	assert_noop, assert_ok,
	traits::{fungible::Inspect, Get},
};
use pallet_licensing::{Error, LicenseTerms, ParentClaim, Under};
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	Perbill,
};

#[test]
fn pool_should_not_go_empty_when_the_buyer_of_a_work_licenses_it_for_nothing() {
	development().execute_with(|| {
		let ip = mint(&alice(), free_collection(&alice()), &alice());
		let floor = LicenseFloor { fee: 10 * UNIT, share: Perbill::from_percent(20) };
		assert_ok!(Licensing::set_license_floor(signed(&alice()), ip, Some(floor)));
		System::set_block_number(System::block_number() + ScoreDelay::get());
		assert_ok!(IpAssets::transfer(signed(&alice()), ip, bob()));
		let lower = Licensing::set_license_floor(signed(&bob()), ip, Some(LicenseFloor::default()));
		assert_noop!(lower, Error::<Runtime>::NotAuthorized);

		// For nothing, with an approval for whoever paid Bob directly.
		let terms = LicenseTerms {
			commercial_use: true,
			derivatives_allowed: true,
			derivatives_approval: true,
			..Default::default()
		};
		let id = BlakeTwo256::hash_of(&terms);
		assert_ok!(Licensing::register_terms(signed(&bob()), terms));
		assert_ok!(Licensing::attach_terms(signed(&bob()), ip, id));
		let child = mint(&charlie(), free_collection(&charlie()), &charlie());
		let metadata = Metadata { hash: Some([7; 32]), ..Default::default() };
		assert_ok!(IpAssets::set_metadata(signed(&charlie()), child, metadata));
		assert_ok!(IpAssets::freeze_metadata(signed(&charlie()), child));
		assert_ok!(Licensing::request_approval(signed(&charlie()), ip, id, child, 10 * UNIT, floor.share));
		assert_eq!(Royalties::claimable(ip, alice()), 0, "nobody agreed yet");

		assert_ok!(Licensing::approve_derivative(signed(&bob()), ip, child, id, [7; 32]));
		assert_eq!(Royalties::pool(ip).expect("paid").received, 10 * UNIT);
		// All but the protocol fee of 1 %.
		assert_eq!(Royalties::claimable(ip, alice()), 9_900 * UNIT / 1_000);
		assert_eq!(balance(&Licensing::account()), Balances::minimum_balance());
		let parents = vec![ParentClaim { ip, under: Under::Terms(id) }].try_into().expect("one is few");
		assert_ok!(Licensing::register_derivative(signed(&charlie()), child, parents, 0, floor.share));
		assert_eq!(Royalties::stack(child).total, floor.share);
		assert_eq!(Royalties::pool(ip).expect("paid").received, 10 * UNIT);
	});
}
