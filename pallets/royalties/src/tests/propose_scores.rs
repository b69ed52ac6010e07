use crate::{mock::*, types::FOUNDER_SCORE, *};
use atelier_primitives::ip::{IpId, IpInspect};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{DispatchError, TokenError};

fn propose(who: AccountId, ip: IpId, list: &[(AccountId, u64)]) -> sp_runtime::DispatchResult {
	Royalties::propose_scores(signed(who), ip, changes(list))
}

#[test]
fn proposal_should_wait_with_its_deposit_when_the_creator_makes_it() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_ok!(propose(ALICE, ip, &[(BOB, 5), (CAROL, 6)]));
		assert_eq!(last_event(), Event::ScoresProposed { ip, proposer: ALICE, apply_at: 6 }.into());
		let proposal = Proposals::<Test>::get(ip).unwrap();
		assert_eq!((proposal.authorizer, proposal.apply_at), (ALICE, 6));
		assert_eq!(held(HoldReason::Proposal, ALICE), proposal.deposit.amount);
		assert!(proposal.deposit.amount > 2 * Royalties::member_deposit());
		assert_eq!(Royalties::scores(ip, None, 10).items, [(ALICE, FOUNDER_SCORE)]);
	});
}

#[test]
fn proposal_should_name_the_owner_as_authorizer_when_the_ip_account_makes_it() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		give_to_owner(ip);
		let account = rich_account(ip);
		assert_ok!(propose(account, ip, &[(BOB, 5)]));
		let proposal = Proposals::<Test>::get(ip).unwrap();
		assert_eq!((proposal.authorizer, proposal.deposit.who), (ALICE, account));
	});
}

#[test]
fn proposal_should_be_refused_when_the_proposer_has_no_authority() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		for who in [BOB, Ips::account(&ip)] {
			assert_noop!(propose(who, ip, &[(BOB, 5)]), Error::<Test>::NotAuthorized);
		}
		hand_over(ip, Some(BOB));
		for who in [ALICE, Ips::account(&ip)] {
			assert_noop!(propose(who, ip, &[(BOB, 5)]), Error::<Test>::NotAuthorized);
		}
		assert_ok!(propose(BOB, ip, &[(BOB, 5)]));
	});
}

#[test]
fn scores_should_be_out_of_reach_when_an_agent_may_do_everything_else() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		give_to_owner(ip);
		permit_all(ip, BOB);
		assert_noop!(propose(BOB, ip, &[(BOB, 5)]), Error::<Test>::NotAuthorized);
		assert_noop!(Royalties::offer_score_authority(signed(BOB), ip, Some(BOB)), Error::<Test>::NotAuthorized);
		assert_noop!(Royalties::lock_score(signed(BOB), ip, ALICE, 100), Error::<Test>::NotAuthorized);
		assert_ok!(propose(ALICE, ip, &[(CAROL, 5)]));
		assert_noop!(Royalties::cancel_scores(signed(BOB), ip), Error::<Test>::NotAuthorized);
	});
}

#[test]
fn proposal_should_be_refused_when_the_proposer_sold_the_ip() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		give_to_owner(ip);
		Ips::sell(ip, CAROL);
		assert_noop!(propose(ALICE, ip, &[(BOB, 5)]), Error::<Test>::NotAuthorized);
		assert_ok!(propose(CAROL, ip, &[(BOB, 5)]));
	});
}

#[test]
fn proposal_should_be_left_to_the_creator_when_the_ip_was_sold() {
	for is_paid in [false, true] {
		build_and_execute(|| {
			let ip = Ips::mint(0, ALICE);
			Ips::sell(ip, CAROL);
			if is_paid {
				pay(ip, 1_000);
			}
			// Otherwise the buyer could send the royalty of the next sale to himself.
			for who in [BOB, CAROL, Ips::account(&ip)] {
				assert_noop!(propose(who, ip, &[(CAROL, u64::MAX)]), Error::<Test>::NotAuthorized);
			}
			assert_ok!(propose(ALICE, ip, &[(DAVE, 5)]));
		});
	}
}

#[test]
fn proposal_should_be_refused_when_it_makes_no_sense() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_noop!(propose(ALICE, IpId::new(7, 7), &[(BOB, 5)]), Error::<Test>::NotFound);
		assert_noop!(propose(ALICE, ip, &[]), Error::<Test>::NoChanges);
		assert_noop!(propose(ALICE, ip, &[(BOB, 5), (CAROL, 1), (BOB, 6)]), Error::<Test>::DuplicateMember);
		assert_noop!(propose(ALICE, ip, &[(Royalties::account(), 5)]), Error::<Test>::PalletAccount);
		let call = Royalties::propose_scores(RuntimeOrigin::root(), ip, changes(&[(BOB, 1)]));
		assert_eq!(call, Err(DispatchError::BadOrigin));
	});
}

#[test]
fn proposal_should_be_refused_when_one_waits_already() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_ok!(propose(ALICE, ip, &[(BOB, 5)]));
		assert_noop!(propose(ALICE, ip, &[(BOB, 5)]), Error::<Test>::AlreadyExists);
	});
}

#[test]
fn proposal_should_be_refused_when_the_deposit_cannot_be_paid() {
	build_and_execute(|| {
		let ip = Ips::mint(0, POOR);
		assert_noop!(propose(POOR, ip, &[(BOB, 5)]), TokenError::FundsUnavailable);
	});
}
