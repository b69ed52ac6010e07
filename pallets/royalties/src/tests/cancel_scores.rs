use crate::{mock::*, *};
use atelier_primitives::ip::IpId;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

/// An IP asset of Alice, and a proposal of its account.
fn proposed() -> (IpId, AccountId) {
	let ip = Ips::mint(0, ALICE);
	give_to_owner(ip);
	let account = rich_account(ip);
	assert_ok!(Royalties::propose_scores(signed(account), ip, changes(&[(CAROL, 5)])));
	(ip, account)
}

#[test]
fn proposal_should_end_with_its_deposit_back_when_it_is_cancelled() {
	for is_owner in [false, true] {
		build_and_execute(|| {
			let (ip, account) = proposed();
			assert!(held(HoldReason::Proposal, account) > 0);
			assert_ok!(Royalties::cancel_scores(signed(if is_owner { ALICE } else { account }), ip));
			assert_eq!(last_event(), Event::ScoresCanceled { ip }.into());
			assert_eq!((held(HoldReason::Proposal, account), Proposals::<Test>::get(ip)), (0, None));
		});
	}
}

#[test]
fn cancellation_should_be_refused_when_a_stranger_asks() {
	build_and_execute(|| {
		let (ip, _) = proposed();
		assert_noop!(Royalties::cancel_scores(signed(CAROL), ip), Error::<Test>::NotAuthorized);
		assert_noop!(Royalties::cancel_scores(RuntimeOrigin::root(), ip), DispatchError::BadOrigin);
	});
}

#[test]
fn cancellation_should_be_open_to_anyone_when_the_proposal_is_void() {
	build_and_execute(|| {
		let (ip, account) = proposed();
		Ips::sell(ip, DAVE);
		assert_ok!(Royalties::cancel_scores(signed(CAROL), ip));
		assert_eq!(held(HoldReason::Proposal, account), 0);
	});
}

#[test]
fn cancellation_should_be_refused_when_the_ip_was_sold_and_the_creator_has_the_authority() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_ok!(Royalties::propose_scores(signed(ALICE), ip, changes(&[(BOB, 1)])));
		Ips::sell(ip, CAROL);
		assert_noop!(Royalties::cancel_scores(signed(CAROL), ip), Error::<Test>::NotAuthorized);
		assert_ok!(Royalties::cancel_scores(signed(ALICE), ip));
	});
}

#[test]
fn cancellation_should_be_open_to_anyone_when_the_proposal_has_expired() {
	build_and_execute(|| {
		let (ip, account) = proposed();
		System::set_block_number(25);
		assert_noop!(Royalties::cancel_scores(signed(CAROL), ip), Error::<Test>::NotAuthorized);
		System::set_block_number(26);
		assert_ok!(Royalties::cancel_scores(signed(CAROL), ip));
		assert_eq!(held(HoldReason::Proposal, account), 0);
	});
}

#[test]
fn cancellation_should_be_refused_when_nothing_waits() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		assert_noop!(Royalties::cancel_scores(signed(ALICE), ip), Error::<Test>::NotFound);
		assert_noop!(Royalties::cancel_scores(signed(ALICE), IpId::new(7, 7)), Error::<Test>::NotFound);
	});
}
