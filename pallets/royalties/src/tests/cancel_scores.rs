use crate::{mock::*, *};
use atelier_primitives::ip::IpId;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

fn proposed() -> (IpId, AccountId) {
	let ip = Ips::mint(0, ALICE);
	give_to_owner(ip);
	let proposer = ip_account(ip);
	assert_ok!(Royalties::propose_scores(signed(proposer), ip, changes(&[(CAROL, 5)])));
	(ip, proposer)
}

#[test]
fn proposal_should_end_with_its_deposit_back_when_it_is_cancelled() {
	for by_owner in [true, false] {
		build_and_execute(|| {
			let (ip, proposer) = proposed();
			assert!(balance(proposer) < RICH);
			assert_ok!(Royalties::cancel_scores(signed(if by_owner { ALICE } else { proposer }), ip));
			assert_eq!(last_event(), Event::ScoresCanceled { ip }.into());
			assert_eq!((balance(proposer), Proposals::<Test>::get(ip)), (RICH, None));
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
		let (ip, proposer) = proposed();
		Ips::sell(ip, DAVE);
		assert_ok!(Royalties::cancel_scores(signed(CAROL), ip));
		assert_eq!(balance(proposer), RICH);
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
		let (ip, proposer) = proposed();
		System::set_block_number(155);
		assert_noop!(Royalties::cancel_scores(signed(CAROL), ip), Error::<Test>::NotAuthorized);
		System::set_block_number(156);
		assert_ok!(Royalties::cancel_scores(signed(CAROL), ip));
		assert_eq!(balance(proposer), RICH);
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
