use crate::{mock::*, *};
use atelier_primitives::ip::{IpId, IpInspect, OnIpBurned};
use frame_support::{assert_noop, assert_ok, hypothetically};

/// As `ip-assets` does it.
fn burn(ip: IpId) -> sp_runtime::DispatchResult {
	Royalties::on_ip_burned(&ip)?;
	Ips::burn(ip);
	Ok(())
}

fn nothing_is_left(ip: IpId) -> bool {
	let no_members = Members::<Test>::iter_prefix(ip).next().is_none();
	no_members && !Pools::<Test>::contains_key(ip) && !Proposals::<Test>::contains_key(ip)
}

#[test]
fn burning_should_change_nothing_when_there_is_no_pool() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		System::reset_events();
		assert_ok!(burn(ip));
		assert_eq!(System::events(), []);
	});
}

#[test]
fn burning_should_end_a_proposal_when_there_is_no_pool() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_ok!(Royalties::propose_scores(signed(ALICE), ip, changes(&[(BOB, 1)])));
		assert_ok!(burn(ip));
		assert_eq!(last_event(), Event::ScoresCanceled { ip }.into());
		assert_eq!((balance(ALICE), nothing_is_left(ip)), (RICH, true));
	});
}

#[test]
fn burning_should_remove_the_pool_when_the_creator_has_claimed() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		pay(ip, 1_000);
		// Nobody burns what the creator is owed, and anybody can make it claimed.
		assert_noop!(burn(ip), Error::<Test>::PoolNotEmpty);
		assert_ok!(Royalties::claim_for(signed(BOB), ip, ALICE));
		assert_ok!(Royalties::propose_scores(signed(ALICE), ip, changes(&[(CAROL, 1)])));
		assert_ok!(burn(ip));
		// The fee of 10 units was not settled before.
		assert_eq!((balance(ALICE), balance(TREASURY)), (RICH + 990, 10));
		System::assert_has_event(Event::FeesCollected { ip, amount: 10 }.into());
		System::assert_has_event(Event::MemberRemoved { ip, who: ALICE }.into());
		assert_eq!((balance(Royalties::account()), nothing_is_left(ip)), (ED, true));
	});
}

#[test]
fn burning_should_need_one_claim_more_when_somebody_pays_a_unit_to_stop_it() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		for _ in 0..3 {
			pay(ip, 1);
			assert_noop!(burn(ip), Error::<Test>::PoolNotEmpty);
			assert_ok!(Royalties::claim_for(signed(BOB), ip, ALICE));
		}
		assert_ok!(burn(ip));
		assert_eq!((balance(ALICE), nothing_is_left(ip)), (RICH + 3, true));
	});
}

#[test]
fn burning_should_remove_the_pool_when_the_creator_never_was_owed_a_unit() {
	build_and_execute(|| {
		// All of it is the fee, or there was no payment at all.
		ProtocolFee::set(atelier_math::Perbill::one());
		let (paid, empty) = (Ips::mint(0, ALICE), Ips::mint(1, ALICE));
		pay(paid, ED);
		give_to_owner(empty);
		for ip in [paid, empty] {
			assert_ok!(burn(ip));
			assert!(nothing_is_left(ip));
		}
		assert_eq!(balance(TREASURY), ED);
	});
}

#[test]
fn burning_should_hand_over_fractions_when_they_add_up_to_units() {
	build_and_execute(|| {
		ProtocolFee::set(Default::default());
		let ip = Ips::mint(0, ALICE);
		set_scores(ip, &[(ALICE, 1), (BOB, 2)]);
		// One third of a unit is left of one share, and two thirds of the other.
		pay(ip, 100);
		for who in [ALICE, BOB] {
			assert_ok!(Royalties::claim(signed(who), ip));
		}
		assert_noop!(burn(ip), Error::<Test>::OthersHaveScores);
		set_scores(ip, &[(BOB, 0)]);
		assert_eq!(balance(Royalties::account()), ED + 1);

		// One unit alone would be too little for a collector that does not exist.
		assert_noop!(burn(ip), Error::<Test>::PoolNotEmpty);
		assert_ok!(Balances::transfer_allow_death(signed(PAYER), TREASURY, ED));
		assert_ok!(burn(ip));
		assert_eq!((balance(TREASURY), balance(Royalties::account())), (ED + 1, ED));
		assert!(nothing_is_left(ip));
	});
}

#[test]
fn burning_should_give_the_deposit_back_when_one_member_is_left() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		set_scores(ip, &[(ALICE, 0), (BOB, 3)]);
		assert_eq!(held(HoldReason::Member, ALICE), Royalties::member_deposit());
		// The owner is a member like any other.
		Ips::sell(ip, BOB);
		assert_ok!(burn(ip));
		assert_eq!(last_event(), Event::MemberRemoved { ip, who: BOB }.into());
		assert_eq!((balance(ALICE), nothing_is_left(ip)), (RICH, true));
	});
}

#[test]
fn burning_should_be_refused_when_somebody_else_has_a_score() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		set_scores(ip, &[(BOB, 1)]);
		assert_noop!(burn(ip), Error::<Test>::OthersHaveScores);
		// Also if it is the only one.
		hypothetically!({
			set_scores(ip, &[(ALICE, 0)]);
			assert_noop!(burn(ip), Error::<Test>::OthersHaveScores);
		});
		set_scores(ip, &[(BOB, 0)]);
		assert_ok!(burn(ip));
	});
}

#[test]
fn income_of_the_creator_should_not_end_when_the_buyer_burns_the_work() {
	for is_paid in [false, true] {
		build_and_execute(|| {
			let ip = mint_shared(0, ALICE, 10);
			if is_paid {
				pay(ip, 1_000);
				assert_ok!(Royalties::claim(signed(ALICE), ip));
				assert_ok!(Balances::transfer_allow_death(signed(BOB), Ips::account(&ip), ED));
				assert_ok!(Royalties::claim_for(signed(BOB), ip, Ips::account(&ip)));
			}
			Ips::sell(ip, BOB);
			assert_noop!(burn(ip), Error::<Test>::OthersHaveScores);
			// The creator, who has the authority, leaves.
			set_scores(ip, &[(ALICE, 0)]);
			assert_ok!(burn(ip));
			assert!(nothing_is_left(ip));
		});
	}
}

#[test]
fn burning_should_not_be_refused_when_all_of_the_income_goes_with_the_work() {
	build_and_execute(|| {
		let ip = mint_shared(0, ALICE, 100);
		Ips::sell(ip, BOB);
		assert_ok!(burn(ip));
	});
}

#[test]
fn burning_should_be_refused_when_somebody_who_left_is_owed_a_unit() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		pay(ip, 1_000);
		set_scores(ip, &[(ALICE, 0), (BOB, 1)]);
		Ips::sell(ip, BOB);
		assert_noop!(burn(ip), Error::<Test>::PoolNotEmpty);
		assert_ok!(Royalties::claim_for(signed(PAYER), ip, ALICE));
		assert_ok!(burn(ip));
	});
}

#[test]
fn burning_should_be_refused_when_the_creator_is_owed_too_little_to_exist() {
	build_and_execute(|| {
		ProtocolFee::set(Default::default());
		let ip = Ips::mint(0, POOR);
		pay(ip, 1);
		assert!(Royalties::claim_for(signed(ALICE), ip, POOR).is_err());
		assert_noop!(burn(ip), Error::<Test>::PoolNotEmpty);
		// Whoever wants to burn can help.
		pay(ip, ED - 1);
		assert_ok!(Royalties::claim_for(signed(ALICE), ip, POOR));
		assert_ok!(burn(ip));
	});
}

#[test]
fn burning_should_be_refused_when_the_collector_cannot_receive() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		pay(ip, 100);
		assert_ok!(Royalties::claim(signed(ALICE), ip));
		assert_noop!(burn(ip), Error::<Test>::PoolNotEmpty);
		// It would stay where it is, and belong to nobody.
		FeeCollector::set(Royalties::account());
		assert_noop!(burn(ip), Error::<Test>::PoolNotEmpty);
		FeeCollector::set(CAROL);
		assert_ok!(burn(ip));
		assert_eq!(balance(CAROL), RICH + 1);
	});
}

#[test]
fn burning_should_be_refused_when_the_ip_is_a_derivative() {
	build_and_execute(|| {
		let child = derive(1, BOB, &[(Ips::mint(0, ALICE), 10)]);
		assert_noop!(burn(child), Error::<Test>::PoolNotEmpty);
		pay(child, 10_000);
		assert_ok!(Royalties::claim(signed(BOB), child));
		assert_ok!(Royalties::settle(signed(BOB), child, 1));
		assert_noop!(burn(child), Error::<Test>::PoolNotEmpty);
	});
}

#[test]
fn idle_blocks_should_go_on_when_the_pool_at_their_cursor_is_gone() {
	use frame_support::traits::Hooks;

	build_and_execute(|| {
		let ips: Vec<_> = (0..4).map(|item| Ips::mint(item, ALICE)).collect();
		ips.iter().for_each(|ip| pay(*ip, 50));
		Royalties::on_idle(1, weight(10 + 20));
		let gone = IdleCursor::<Test>::get().unwrap();
		assert_ok!(Royalties::claim(signed(ALICE), gone));
		assert_ok!(burn(gone));
		let mut visited = vec![gone];
		for _ in 0..3 {
			Royalties::on_idle(1, weight(10 + 20));
			visited.push(IdleCursor::<Test>::get().unwrap());
		}
		visited.sort();
		assert_eq!(visited, ips);
	});
}

#[test]
fn follower_should_be_told_when_the_ip_is_burned() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_ok!(Royalties::on_ip_burned(&ip));
		assert_eq!(Follower::told(), [(ip, ALICE, 0)]);
		let ip = Ips::mint(1, ALICE);
		set_scores(ip, &[(ALICE, 0), (BOB, 1)]);
		Ips::sell(ip, BOB);
		Follower::told();
		assert_ok!(Royalties::on_ip_burned(&ip));
		assert_eq!(Follower::told(), [(ip, BOB, 0)]);
	});
}
