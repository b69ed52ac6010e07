use super::*;
use atelier_math::ancestors::{Ancestor, Lineage};
use atelier_primitives::{
	licensing::{LicenseInspect, LineageInspect},
	provenance::{ArtifactKind, ProvenanceInspect},
	royalties::{OnDerivativeRegistered, OnScoreChanged, RoyaltyCollect, ScoreInspect, ScoreMutate, StackInspect},
};
use sp_runtime::{Perbill, TokenError};

#[test]
fn payment_should_go_to_the_pool_when_there_is_an_ip() {
	execute(|| {
		let ip = Ips::mint(0, ALICE);
		let pay = |ip, amount| Royalties::pay(&BOB, &ip, amount, PaymentKind::Sale);
		assert_ok!(pay(IpId::new(9, 9), 0));
		assert_noop!(pay(IpId::new(9, 9), 20), error::NOT_FOUND);
		assert_noop!(pay(ip, FUNDS), TokenError::NotExpendable);
		assert_ok!(pay(ip, 20));
		assert_ok!(pay(ip, 5));
		assert_eq!(Royalties::payments(), [20, 5].map(|amount| (BOB, ip, amount, PaymentKind::Sale)));
		assert_eq!(storage::Received::<Test>::get(ip), 25);
		assert_eq!([BOB, Royalties::pool()].map(Balances::free_balance), [FUNDS - 25, 25]);
	});
}

#[test]
#[should_panic(expected = "a payment of another kind")]
fn payment_should_panic_when_it_is_of_another_kind() {
	execute(|| {
		let _ = Royalties::pay(&BOB, &Ips::mint(0, ALICE), 20, PaymentKind::Gift);
	});
}

#[test]
fn ancestors_should_be_frozen_when_a_derivative_is_registered() {
	execute(|| {
		let (parent, child) = (Ips::mint(0, ALICE), Ips::mint(1, BOB));
		let rate = Perbill::from_percent(5);
		let ancestors = vec![Ancestor { id: parent, rate }].try_into().unwrap();
		assert_ok!(Royalties::on_derivative_registered(&BOB, &child, &Lineage { ancestors, total: rate }));
		assert_eq!((Royalties::total(&child), Royalties::total(&parent)), (rate, Perbill::zero()));
		assert!(Licenses::is_ancestor(&parent, &child) && !Licenses::is_ancestor(&child, &parent));
		assert_noop!(Royalties::derive(child, parent, rate), error::ALREADY_EXISTS);
		assert_noop!(Royalties::derive(IpId::new(9, 9), parent, rate), error::NOT_FOUND);
	});
}

#[test]
fn pool_should_belong_to_its_creator_when_nothing_was_set() {
	execute(|| {
		let ip = Ips::mint(0, ALICE);
		Ips::sell(ip, BOB);
		let scores = || ([ALICE, BOB].map(|who| Royalties::score(&ip, &who)), Royalties::total_score(&ip));
		assert_eq!(scores(), ([1, 0], 1));
		Royalties::set_score(ip, BOB, 3);
		assert_eq!(scores(), ([0, 3], 3));
		let raise = |who| Royalties::propose_raise(&who, &ip, &CAROL, 2);
		assert_noop!(raise(BOB), error::NOT_AUTHORIZED);
		assert_ok!(raise(ALICE));
		assert_noop!(Royalties::set_authority(BOB, ip, None), error::NOT_AUTHORIZED);
		assert_ok!(Royalties::set_authority(ALICE, ip, None));
		assert_eq!(Royalties::authority(&ip), None);
		assert_ok!(raise(BOB));
		assert_eq!(Royalties::raises(), [ALICE, BOB].map(|who| (who, ip, CAROL, 2)));
	});
}

#[test]
fn claim_should_be_known_when_it_is_registered() {
	execute(|| {
		Provenance::register(digest(1), &ALICE, ArtifactKind::Model);
		Provenance::entitle(digest(1), &BOB);
		let claims = || [ALICE, BOB].map(|who| Provenance::claim(&digest(1), &who));
		assert_eq!((claims(), Provenance::entitled(&digest(1))), ([Some(ArtifactKind::Model), None], Some(BOB)));
		Provenance::revoke(digest(1), &ALICE);
		assert_eq!(claims(), [None, None]);
	});
}

#[test]
fn license_should_count_when_it_was_granted() {
	execute(|| {
		let ip = Ips::mint(0, ALICE);
		Licenses::grant(&BOB, ip);
		assert!(Licenses::is_licensed(&BOB, &ip) && !Licenses::is_licensed(&ALICE, &ip));
		Licenses::expire(&BOB, ip);
		assert!(!Licenses::is_licensed(&BOB, &ip));
	});
}

#[test]
#[should_panic(expected = "policy may only fall")]
fn policy_should_panic_when_it_rises() {
	execute(|| {
		let policy = |floor| RoyaltyPolicy { rate: Perbill::one(), floor };
		Ips::create_collection(0, ALICE);
		[2, 1].into_iter().for_each(|floor| Policies::set(0, policy(floor)));
		assert_eq!(Policies::policy(0), policy(1));
		Policies::set(0, policy(2));
	});
}

#[test]
fn follower_should_forget_when_it_was_asked() {
	execute(|| {
		let ip = IpId::new(0, 0);
		Follower::<Test>::on_score_changed(&ip, &BOB, 4);
		assert_eq!(Follower::<Test>::told(), [(ip, BOB, 4)]);
		assert_eq!(Follower::<Test>::told(), []);
	});
}
