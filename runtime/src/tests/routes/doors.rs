//! The doors: gift, sale, accepted offer, burning. What stands beside them moves nothing.

use super::*;
use pallet_ip_assets::{Error as IpError, Metadata};
use pallet_market::{types::Income, Error as MarketError};
use sp_runtime::TokenError;
use std::collections::BTreeSet;

pub(super) type IpCall = pallet_ip_assets::Call<Runtime>;
pub(super) type MarketCall = pallet_market::Call<Runtime>;

fn mint_call(collection: CollectionId, to: Option<AccountId>) -> IpCall {
	IpCall::mint { collection, to, provenance: None, metadata: Metadata::default(), owner_share: Perbill::zero() }
}

/// The calls of ip-assets that keep the owner, in favor of Bob.
pub(super) fn keeping_ip_calls(ip: IpId) -> Vec<IpCall> {
	let license = BTreeSet::from([[1; 32]]).try_into().expect("few");
	let all = pallet_ip_assets::Permissions { metadata: true, license, trade: Some(0), serve: Some(0) };
	vec![
		IpCall::create_collection { metadata: Default::default(), max_items: None },
		IpCall::set_collection_metadata { collection: ip.collection, metadata: Default::default() },
		mint_call(ip.collection, Some(bob())),
		IpCall::set_metadata { ip, metadata: Metadata::default() },
		IpCall::freeze_metadata { ip },
		IpCall::grant_permission { ip, agent: bob(), permissions: all, expires: 100 },
		IpCall::revoke_permission { ip, agent: bob() },
		IpCall::deprecate_claim { ip, deprecated: true },
		IpCall::revoke_claim { ip, reason: Default::default() },
		IpCall::allow_studios { collection: ip.collection },
	]
}

/// The calls of the market that keep the owner, in favor of Bob.
pub(super) fn keeping_market_calls(ip: IpId) -> Vec<MarketCall> {
	vec![
		MarketCall::set_policy { collection: ip.collection, rate: RATE, floor: FLOOR },
		MarketCall::list { ip, price: PRICE, expires: None },
		MarketCall::delist { ip },
		MarketCall::offer {
			ip,
			price: PRICE,
			expires: None,
			revision: 0,
			income: Income {
				stack: Perbill::zero(),
				owner_share: Perbill::zero(),
				authority: Some(alice()),
				locked_until: None,
				floor: Default::default(),
				commercial: true,
			},
		},
		MarketCall::withdraw_offer { ip, buyer: bob() },
	]
}

#[test]
fn owner_should_stay_when_anybody_makes_the_calls_beside_the_doors() {
	stays(|ip| {
		for who in [alice(), bob()] {
			for call in keeping_ip_calls(ip).into_iter().map(RuntimeCall::from) {
				let answer = sign(&who, call.clone());
				// It was minted from no claim.
				let is_idle = answer == Err(IpError::<Runtime>::WithoutProvenance.into());
				assert!(answer.is_ok() || is_idle || who == bob(), "{call:?}: {answer:?}");
				assert_eq!(state(&ip), (Some(alice()), 0), "{call:?}");
			}
			for call in keeping_market_calls(ip).into_iter().map(RuntimeCall::from) {
				let _ = sign(&who, call.clone());
				assert_eq!(state(&ip), (Some(alice()), 0), "{call:?}");
			}
		}
	});
}

#[test]
fn gift_should_pay_the_floor_when_the_owner_makes_it() {
	moves(FLOOR, |ip| {
		let before = balance(&alice());
		assert_ok!(sign(&alice(), gift(ip, &bob())));
		assert_eq!(before - balance(&alice()), FLOOR);
	});
}

#[test]
fn gift_should_fail_when_anybody_else_makes_it() {
	stays(|ip| {
		for who in [bob(), IpAssets::sovereign_account(), IpAssets::account(&ip), Royalties::account()] {
			assert_noop!(sign(&who, gift(ip, &bob())), IpError::<Runtime>::NotOwner);
		}
		assert_noop!(dispatch(RuntimeOrigin::root(), gift(ip, &bob())), DispatchError::BadOrigin);
	});
}

#[test]
fn gift_should_fail_when_the_owner_cannot_pay_the_floor() {
	development().execute_with(|| {
		let poor = AccountId::new([7; 32]);
		let collection = collection(&alice());
		let ip = mint(&alice(), collection, &poor);
		// One unit too little, as the payer must stay alive.
		assert_ok!(Balances::mint_into(&poor, FLOOR + Balances::minimum_balance() - 1));
		assert_noop!(sign(&poor, gift(ip, &bob())), TokenError::NotExpendable);
		assert_ok!(Balances::mint_into(&poor, 1));
		assert_ok!(sign(&poor, gift(ip, &bob())));
		assert_eq!(state(&ip), (Some(bob()), FLOOR));
	});
}

#[test]
fn sale_should_pay_the_rate_when_a_listing_is_bought() {
	moves(ROYALTY, |ip| {
		let before = [balance(&alice()), balance(&bob())];
		assert_ok!(sign(&alice(), list(ip, PRICE)));
		assert_ok!(sign(&bob(), buy(ip)));
		assert_eq!(balance(&alice()) - before[0], PRICE - ROYALTY);
		assert_eq!(before[1] - balance(&bob()), PRICE);
	});
}

#[test]
fn sale_should_pay_the_floor_when_the_rate_gives_less() {
	moves(FLOOR, |ip| {
		assert_ok!(sign(&alice(), list(ip, FLOOR)));
		let before = balance(&bob());
		assert_ok!(sign(&bob(), buy(ip)));
		assert_eq!(before - balance(&bob()), FLOOR);
	});
}

#[test]
fn sale_should_fail_when_the_price_does_not_cover_the_floor() {
	stays(|ip| {
		let too_low = DispatchError::from(MarketError::<Runtime>::PriceBelowRoyalty);
		assert_noop!(sign(&alice(), list(ip, FLOOR - 1)), too_low);
		assert_noop!(sign(&bob(), offer(ip, FLOOR - 1)), too_low);
		assert_noop!(sign(&alice(), list(ip, 0)), MarketError::<Runtime>::ZeroPrice);
	});
}

#[test]
fn offer_should_pay_the_rate_when_it_is_accepted() {
	moves(ROYALTY, |ip| {
		let before = [balance(&alice()), balance(&bob())];
		assert_ok!(sign(&bob(), offer(ip, PRICE)));
		assert_noop!(sign(&bob(), accept(ip, &bob())), MarketError::<Runtime>::NotOwner);
		assert_ok!(sign(&alice(), accept(ip, &bob())));
		assert_eq!(balance(&alice()) - before[0], PRICE - ROYALTY);
		assert_eq!(before[1] - balance(&bob()), PRICE);
	});
}

#[test]
fn agent_should_pay_the_floor_when_selling_to_itself_for_little() {
	moves(FLOOR, |ip| {
		let grant = IpCall::grant_permission { ip, agent: bob(), permissions: trade(0), expires: 10 };
		assert_noop!(sign(&bob(), list(ip, FLOOR)), MarketError::<Runtime>::NotAuthorized);
		assert_ok!(sign(&alice(), grant));
		assert_noop!(sign(&bob(), gift(ip, &bob())), IpError::<Runtime>::NotOwner);
		assert_ok!(sign(&bob(), list(ip, FLOOR)));
		assert_ok!(sign(&bob(), buy(ip)));
	});
}

#[test]
fn agent_should_not_list_when_the_price_is_below_its_bound() {
	with_ip(|ip| {
		let grant = IpCall::grant_permission { ip, agent: bob(), permissions: trade(PRICE), expires: 10 };
		assert_ok!(sign(&alice(), grant));
		for price in [FLOOR, PRICE - 1] {
			assert_noop!(sign(&bob(), list(ip, price)), MarketError::<Runtime>::NotAuthorized);
		}
		assert_ok!(sign(&bob(), list(ip, PRICE)));
		// It was given away, and came back.
		assert_ok!(sign(&alice(), gift(ip, &charlie())));
		assert_ok!(sign(&charlie(), gift(ip, &alice())));
		assert_noop!(sign(&bob(), list(ip, PRICE)), MarketError::<Runtime>::NotAuthorized);
	});
}

#[test]
fn promises_should_be_void_when_the_owner_is_another() {
	with_ip(|ip| {
		let grant = IpCall::grant_permission { ip, agent: bob(), permissions: trade(0), expires: 10 };
		assert_ok!(sign(&alice(), grant));
		assert_ok!(sign(&alice(), list(ip, PRICE)));
		assert_ok!(sign(&bob(), offer(ip, PRICE)));
		assert_ok!(sign(&alice(), gift(ip, &charlie())));
		assert_noop!(sign(&bob(), buy(ip)), MarketError::<Runtime>::OwnerChanged);
		assert_noop!(sign(&bob(), list(ip, FLOOR)), MarketError::<Runtime>::NotAuthorized);
		assert_noop!(sign(&alice(), accept(ip, &bob())), MarketError::<Runtime>::NotOwner);
		assert_eq!(state(&ip), (Some(charlie()), FLOOR));
	});
}

#[test]
fn policy_should_bind_when_somebody_would_weaken_it() {
	stays(|ip| {
		let policy = |rate, floor| MarketCall::set_policy { collection: ip.collection, rate, floor };
		assert_noop!(sign(&bob(), policy(Perbill::zero(), 0)), MarketError::<Runtime>::NotCreator);
		assert_noop!(sign(&alice(), policy(RATE, FLOOR + 1)), MarketError::<Runtime>::PolicyMayOnlyFall);
		let higher = RATE + Perbill::from_parts(1);
		assert_noop!(sign(&alice(), policy(higher, FLOOR)), MarketError::<Runtime>::PolicyMayOnlyFall);
		assert_noop!(dispatch(RuntimeOrigin::root(), policy(Perbill::zero(), 0)), DispatchError::BadOrigin);
	});
}

#[test]
fn royalty_should_stay_when_the_creator_announces_that_it_falls_and_sells_at_once() {
	moves(ROYALTY, |ip| {
		let lower = MarketCall::set_policy { collection: ip.collection, rate: Perbill::zero(), floor: 0 };
		assert_ok!(sign(&alice(), lower));
		assert_ok!(sign(&alice(), list(ip, PRICE)));
		assert_ok!(sign(&bob(), buy(ip)));
	});
}

#[test]
fn royalty_should_be_that_of_the_day_when_the_creator_lowers_the_policy() {
	moves(10 * MILLI, |ip| {
		assert_ok!(sign(&alice(), list(ip, UNIT)));
		let before = buy(ip);
		lower_policy(ip, Perbill::from_percent(1), MILLI);
		// Who wanted to buy before pays the same, and the seller gets more of it.
		assert_ok!(sign(&bob(), before));
	});
}

#[test]
fn policy_should_fail_when_something_was_minted_before() {
	development().execute_with(|| {
		let collection = free_collection(&alice());
		let policy = || Market::set_policy(signed(&alice()), collection, RATE, FLOOR);
		let ip = mint(&alice(), collection, &alice());
		assert_noop!(policy(), MarketError::<Runtime>::CollectionNotEmpty);
		assert_ok!(sign(&alice(), IpCall::burn { ip }));
		assert_noop!(policy(), MarketError::<Runtime>::CollectionNotEmpty);
	});
}

#[test]
fn burn_should_leave_no_owner_when_nothing_was_paid_yet() {
	with_ip(|ip| {
		assert_noop!(sign(&bob(), IpCall::burn { ip }), IpError::<Runtime>::NotOwner);
		assert_ok!(sign(&alice(), IpCall::burn { ip }));
		assert_eq!(state(&ip), (None, 0));
		// The number does not come back, so nobody gets this IP asset.
		let next = mint(&alice(), ip.collection, &bob());
		assert_ne!(next, ip);
		assert_noop!(sign(&bob(), gift(ip, &bob())), IpError::<Runtime>::NotFound);
	});
}

/// From now on all of the income goes with the IP asset.
pub(super) fn creator_leaves(ip: IpId) {
	let scores = vec![(alice(), 0), (IpAssets::account(&ip), 1)].try_into().expect("two are few");
	assert_ok!(Royalties::propose_scores(signed(&alice()), ip, scores));
	let delay = crate::parameters::dynamic_params::royalties::ScoreDelay::get();
	System::set_block_number(System::block_number() + delay);
	assert_ok!(Royalties::apply_scores(signed(&bob()), ip));
}

#[test]
fn burn_should_be_no_way_around_the_door_when_the_owner_is_not_the_creator() {
	with_ip(|ip| {
		assert_ok!(sign(&alice(), gift(ip, &bob())));
		let others = || pallet_royalties::Error::<Runtime>::OthersHaveScores;
		assert_noop!(sign(&bob(), IpCall::burn { ip }), others());
		assert_ok!(Royalties::claim(signed(&alice()), ip));
		assert_ok!(Royalties::settle(signed(&bob()), ip, 0));
		assert_noop!(sign(&bob(), IpCall::burn { ip }), others());
		creator_leaves(ip);
		assert_ok!(sign(&bob(), IpCall::burn { ip }));
		// Only the creator could mint it again, for anybody.
		assert_eq!(state(&ip), (None, 0));
		assert_eq!(sign(&bob(), mint_call(0, None)), Err(IpError::<Runtime>::NotCreator.into()));
		assert_paid(&[]);
	});
}
