use crate::{
	mock::*,
	types::{MAX_MEMBERS, MAX_TOTAL_SCORE},
	*,
};
use atelier_primitives::{
	ip::IpId,
	royalties::{ScoreInspect, ScoreMutate},
};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::ArithmeticError;

fn raise(proposer: AccountId, ip: IpId, who: AccountId, by: u64) -> sp_runtime::DispatchResult {
	Royalties::propose_raise(&proposer, &ip, &who, by)
}

#[test]
fn score_should_be_higher_when_a_raise_is_applied() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		set_scores(ip, &[(ALICE, 5), (BOB, 2)]);
		assert_ok!(raise(ALICE, ip, BOB, 3));
		assert_eq!(Royalties::score(&ip, &BOB), 2);
		assert_noop!(apply(ip), Error::<Test>::TooEarly);
		wait();
		assert_ok!(Royalties::apply_scores(signed(PAYER), ip));
		assert_eq!([ALICE, BOB].map(|who| Royalties::score(&ip, &who)), [5, 5]);
	});
}

#[test]
fn raises_should_join_and_wait_again_when_one_waits_already() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		set_scores(ip, &[(ALICE, 5)]);
		assert_ok!(raise(ALICE, ip, BOB, 3));
		System::set_block_number(System::block_number() + 2);
		assert_ok!(raise(ALICE, ip, CAROL, 1));
		assert_ok!(raise(ALICE, ip, BOB, 4));
		let proposal = Proposals::<Test>::get(ip).unwrap();
		assert_eq!(proposal.changes, changes(&[(BOB, 7), (CAROL, 1)]));
		assert_eq!(proposal.apply_at, System::block_number() + ScoreDelay::get());
		assert_eq!(held(HoldReason::Proposal, ALICE), proposal.deposit.amount);
		wait();
		assert_ok!(Royalties::apply_scores(signed(PAYER), ip));
		assert_eq!([ALICE, BOB, CAROL].map(|who| Royalties::score(&ip, &who)), [5, 7, 1]);
	});
}

#[test]
fn raise_should_be_refused_when_the_proposer_has_no_authority() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_noop!(raise(BOB, ip, BOB, 3), Error::<Test>::NotAuthorized);
		assert_noop!(raise(BOB, IpId::new(7, 7), BOB, 3), Error::<Test>::NotFound);
	});
}

#[test]
fn raise_should_be_refused_when_somebody_elses_proposal_waits() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		give_to_owner(ip);
		let account = rich_account(ip);
		assert_ok!(Royalties::propose_scores(signed(account), ip, changes(&[(BOB, 1)])));
		assert_noop!(raise(ALICE, ip, CAROL, 1), Error::<Test>::AlreadyExists);
		// Nobody can apply it anymore.
		Ips::sell(ip, DAVE);
		assert_ok!(raise(DAVE, ip, CAROL, 1));
		assert_eq!(Proposals::<Test>::get(ip).unwrap().changes, changes(&[(CAROL, 1)]));
		assert_eq!(held(HoldReason::Proposal, account), 0);
	});
}

#[test]
fn raise_should_start_afresh_when_the_proposal_before_has_expired() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_ok!(raise(ALICE, ip, BOB, 3));
		System::set_block_number(26);
		assert_ok!(raise(ALICE, ip, CAROL, 1));
		assert_eq!(Proposals::<Test>::get(ip).unwrap().changes, changes(&[(CAROL, 1)]));
	});
}

#[test]
fn raise_should_be_refused_when_there_are_too_many_or_the_score_is_too_high() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		for who in 100..164 {
			assert_ok!(raise(ALICE, ip, who, 1));
		}
		assert_noop!(raise(ALICE, ip, 164, 1), Error::<Test>::MaxChangesExceeded);
		assert_noop!(raise(ALICE, ip, 100, u64::MAX), ArithmeticError::Overflow);
	});
}

#[test]
fn raise_should_be_refused_when_all_scores_together_would_be_too_high() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		set_scores(ip, &[(ALICE, 5), (BOB, 2)]);
		let room = MAX_TOTAL_SCORE - 7;
		let half = u64::try_from(room / 2).unwrap();
		assert_ok!(raise(ALICE, ip, BOB, half));
		let rest = u64::try_from(room - u128::from(half)).unwrap();
		assert_noop!(raise(ALICE, ip, CAROL, rest + 1), Error::<Test>::MaxTotalScoreExceeded);
		assert_ok!(raise(ALICE, ip, CAROL, rest));
		wait();
		assert_ok!(Royalties::apply_scores(signed(PAYER), ip));
		assert_eq!(Royalties::total_score(&ip), MAX_TOTAL_SCORE);
	});
}

#[test]
fn raise_should_be_refused_when_the_pool_could_be_full() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		set_scores(ip, &[(ALICE, 5)]);
		let members = |members| Pools::<Test>::mutate(ip, |pool| pool.as_mut().unwrap().members = members);
		members(MAX_MEMBERS);
		assert_noop!(raise(ALICE, ip, BOB, 1), Error::<Test>::MaxMembersExceeded);
		members(MAX_MEMBERS - 1);
		assert_ok!(raise(ALICE, ip, BOB, 1));
		members(1);
	});
}

#[test]
fn raise_should_leave_a_change_alone_when_it_was_proposed_by_the_call() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_ok!(Royalties::propose_scores(signed(ALICE), ip, changes(&[(BOB, 1)])));
		assert_noop!(raise(ALICE, ip, BOB, 1), Error::<Test>::AlreadyExists);
		wait();
		assert_ok!(Royalties::apply_scores(signed(PAYER), ip));
		assert_ok!(raise(ALICE, ip, BOB, 1));
	});
}

#[test]
fn raise_should_keep_nobody_out_when_the_cap_leaves_no_room() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		set_scores(ip, &[(ALICE, 60), (BOB, 40)]);
		lock(ip, BOB, 500);
		set_scores(ip, &[(ALICE, 50)]);
		// Room for ten: what is too much is refused at once, and does not wait in front of what fits.
		assert_noop!(raise(ALICE, ip, CAROL, 11), Error::<Test>::CapExceeded);
		assert_ok!(raise(ALICE, ip, CAROL, 6));
		assert_noop!(raise(ALICE, ip, DAVE, 5), Error::<Test>::CapExceeded);
		assert_ok!(raise(ALICE, ip, DAVE, 4));
		wait();
		assert_ok!(apply(ip));
		assert_eq!([ALICE, BOB, CAROL, DAVE].map(|who| Royalties::score(&ip, &who)), [50, 40, 6, 4]);
	});
}

#[test]
fn raise_should_be_possible_when_the_cap_ends_before_it_is_applied() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		set_scores(ip, &[(ALICE, 60), (BOB, 40)]);
		lock(ip, BOB, ScoreDelay::get());
		System::set_block_number(System::block_number() - 1);
		assert_noop!(raise(ALICE, ip, CAROL, 11), Error::<Test>::CapExceeded);
		System::set_block_number(System::block_number() + 1);
		assert_ok!(raise(ALICE, ip, CAROL, 11));
		wait();
		assert_ok!(apply(ip));
	});
}
