//! Links against the real pools: whose income a link takes has to agree, and what is not commercial pays its parents.

use super::{
	routes::{alice, bob, charlie, free_collection, mint, seen, sign, signed},
	*,
};
use crate::{
	parameters::dynamic_params::royalties::ScoreDelay, AccountId, IpAssets, Licensing, Market, Royalties, Runtime,
};
use atelier_primitives::{chain::currency::UNIT, ip::IpInspect, IpId};
use frame_support::{assert_noop, assert_ok, traits::Get};
use pallet_licensing::{Error, LicenseTerms, ParentClaim, ParentClaims, TermsId, Under};
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	DispatchResult, Perbill,
};

/// Reciprocal terms at a share of so many percent, free of charge; without commercial use if that is zero.
fn terms(who: &AccountId, ip: IpId, percent: u32) -> TermsId {
	let terms = LicenseTerms {
		commercial_use: percent > 0,
		revenue_share: Perbill::from_percent(percent),
		derivatives_allowed: true,
		derivatives_reciprocal: true,
		..Default::default()
	};
	let id = BlakeTwo256::hash_of(&terms);
	assert_ok!(Licensing::register_terms(signed(who), terms));
	assert_ok!(Licensing::attach_terms(signed(who), ip, id));
	id
}

fn claims(ip: IpId, terms: TermsId) -> ParentClaims {
	vec![ParentClaim { ip, under: Under::Terms(terms) }].try_into().expect("one is few")
}

fn link(who: &AccountId, child: IpId, parents: &ParentClaims) -> DispatchResult {
	let (parents, max_share) = (parents.clone(), Perbill::one());
	sign(who, pallet_licensing::Call::<Runtime>::register_derivative { child, parents, max_fee: 0, max_share })
}

/// A shell of Bob's that takes everything.
fn shell() -> ParentClaims {
	let shell = mint(&bob(), free_collection(&bob()), &bob());
	claims(shell, terms(&bob(), shell, 100))
}

#[test]
fn creators_royalty_should_stay_hers_when_the_buyer_links_what_he_bought() {
	development().execute_with(|| {
		let work = mint(&alice(), super::routes::collection(&alice()), &alice());
		let parents = shell();
		for (seller, buyer) in [(alice(), bob()), (bob(), charlie())] {
			let before = Royalties::claimable(work, alice());
			assert_ok!(Market::list(signed(&seller), work, 200 * UNIT, None));
			let (revision, income) = seen(work);
			assert_ok!(Market::buy(signed(&buyer), work, 200 * UNIT, revision, income));
			assert_noop!(link(&buyer, work, &parents), Error::<Runtime>::OwnerNotCreator);
			assert!(Royalties::claimable(work, alice()) > before);
		}
		assert_eq!(Royalties::stack(work).total, Perbill::zero());
		assert_eq!(Royalties::claimable(parents[0].ip, bob()), 0);
	});
}

#[test]
fn contributors_income_should_stay_theirs_when_the_owner_links_at_once() {
	development().execute_with(|| {
		let work = mint(&bob(), free_collection(&bob()), &bob());
		let parents = shell();
		let members = vec![(charlie(), 99 << 20)].try_into().expect("one is few");
		assert_ok!(Royalties::propose_scores(signed(&bob()), work, members));
		assert_noop!(link(&bob(), work, &parents), Error::<Runtime>::ScoresPending);
		System::set_block_number(System::block_number() + <ScoreDelay as Get<u32>>::get());
		assert_ok!(Royalties::apply_scores(signed(&alice()), work));
		assert_noop!(link(&bob(), work, &parents), Error::<Runtime>::PoolDivided);
		assert_ok!(Royalties::pay(signed(&alice()), work, 1_000 * UNIT));
		assert_eq!(Royalties::claimable(work, charlie()) / UNIT, 980, "99 % of what the chain leaves");
		// With the consent of whom it costs, the link is made.
		let standing = Licensing::link_standing(work, parents.clone()).unwrap_or_else(|_| panic!("can be linked"));
		assert_eq!(standing.missing, [charlie()]);
		assert_ok!(Licensing::approve_link(signed(&charlie()), work, standing.parents, Perbill::one()));
		assert_ok!(link(&bob(), work, &parents));
		assert_eq!(Royalties::stack(work).total, Perbill::one());
	});
}

#[test]
fn link_should_not_be_stopped_when_a_stranger_pays_and_claims() {
	development().execute_with(|| {
		let work = mint(&bob(), free_collection(&bob()), &bob());
		let parents = shell();
		assert_ok!(Royalties::pay(signed(&charlie()), work, UNIT));
		assert_ok!(Royalties::claim_for(signed(&charlie()), work, bob()));
		assert_ok!(link(&bob(), work, &parents));
	});
}

#[test]
fn work_for_a_client_should_be_linked_when_it_is_minted() {
	development().execute_with(|| {
		let parent = mint(&alice(), free_collection(&alice()), &alice());
		let parents = claims(parent, terms(&alice(), parent, 10));
		let collection = free_collection(&bob());
		let call = |who: &AccountId| {
			let call = pallet_licensing::Call::<Runtime>::mint_derivative {
				collection,
				to: Some(charlie()),
				digest: None,
				metadata: Default::default(),
				owner_share: Perbill::zero(),
				parents: parents.clone(),
				max_fee: 0,
				max_share: Perbill::from_percent(10),
			};
			sign(who, call)
		};
		assert_noop!(call(&charlie()), pallet_ip_assets::Error::<Runtime>::NotCreator);
		assert_ok!(call(&bob()));
		let work = IpId::new(collection, 0);
		assert_eq!((IpAssets::owner(&work), IpAssets::creator(&work)), (Some(charlie()), Some(bob())));
		assert_eq!(Royalties::stack(work).total, Perbill::from_percent(10));
		assert_ok!(Royalties::pay(signed(&charlie()), work, 1_000 * UNIT));
		assert_eq!(Royalties::claimable(work, bob()), 891 * UNIT);
	});
}

#[test]
fn fan_work_should_pay_its_parents_when_it_becomes_commercial() {
	development().execute_with(|| {
		let parent = mint(&alice(), free_collection(&alice()), &alice());
		let parents = claims(parent, terms(&alice(), parent, 0));
		let work = mint(&bob(), free_collection(&bob()), &bob());
		assert_ok!(link(&bob(), work, &parents));
		let standing = || Licensing::commercial_standing(work).unwrap_or_else(|_| panic!("an IP"));
		assert!(!standing().commercial);
		// The parent was sold: who bought it, and who has its income, both agree.
		assert_ok!(IpAssets::transfer(signed(&alice()), parent, charlie()));
		let fees = vec![(parent, 300 * UNIT)].try_into().expect("one is few");
		let commercialize = || Licensing::commercialize(signed(&bob()), work, fees);
		assert_ok!(Licensing::approve_commercialization(signed(&charlie()), parent, work, Some(0)));
		assert_eq!(standing().parents[0].missing, [alice()]);
		assert_ok!(Licensing::approve_commercialization(signed(&alice()), parent, work, Some(300 * UNIT)));
		assert_ok!(commercialize());
		assert!(standing().commercial);
		assert_eq!(Royalties::claimable(parent, alice()), 297 * UNIT);
	});
}

#[test]
fn fan_work_should_not_be_in_an_account_that_is_sold_when_it_is_minted_there() {
	development().execute_with(|| {
		let parent = mint(&alice(), free_collection(&alice()), &alice());
		let parents = claims(parent, terms(&alice(), parent, 0));
		let shell = mint(&bob(), free_collection(&bob()), &bob());
		let collection = free_collection(&bob());
		let mint_for = |to: AccountId| {
			let call = pallet_licensing::Call::<Runtime>::mint_derivative {
				collection,
				to: Some(to),
				digest: None,
				metadata: Default::default(),
				owner_share: Perbill::zero(),
				parents: parents.clone(),
				max_fee: 0,
				max_share: Perbill::one(),
			};
			sign(&bob(), call)
		};
		assert_noop!(mint_for(<IpAssets as IpInspect<_>>::account(&shell)), Error::<Runtime>::HolderNotAllowed);
		assert_ok!(mint_for(charlie()));
	});
}
