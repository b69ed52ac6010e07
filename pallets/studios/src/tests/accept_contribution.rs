use crate::mock::*;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::DispatchError;

fn accept(by: AccountId, score: u64) -> sp_runtime::DispatchResult {
	Studios::accept_contribution(signed(by), 0, 0, score)
}

/// A studio, and a contribution of Bob to it.
fn submitted() -> atelier_primitives::IpId {
	let studio = found(&[ALICE]);
	let ip = mint(account(studio));
	assert_ok!(submit(studio, BOB, ip, claim(BOB, 1)));
	ip
}

#[test]
fn raise_should_be_proposed_when_the_studio_accepts() {
	build_and_execute(|| {
		let ip = submitted();
		let call = StudiosCall::accept_contribution { studio: 0, contribution: 0, score: 30 };
		assert_ok!(decide(0, &[ALICE], call));
		assert_eq!(Raises::<Test>::get(), [(account(0), ip, BOB, 30)]);
		let (who, by) = (BOB, account(0));
		let event = Event::ContributionAccepted { studio: 0, contribution: 0, ip, who, score: 30, by };
		System::assert_has_event(event.into());
		let record = Contributions::<Test>::get(0, 0).unwrap();
		assert_eq!(record.judgment, Judgment::Accepted { score: 30, by, at: 16 });
		assert_eq!(record.deposit.who, BOB);
	});
}

#[test]
fn limit_should_be_used_up_when_a_curator_accepts() {
	build_and_execute(|| {
		let ip = submitted();
		assert_noop!(accept(CAROL, 1), Error::NotAuthorized);
		assert_ok!(Studios::set_curator(signed(account(0)), CAROL, Some(50)));
		assert_noop!(accept(CAROL, 51), Error::LimitExceeded);
		assert_ok!(Studios::set_curator(signed(account(0)), BOB, Some(50)));
		assert_noop!(accept(BOB, 1), Error::OwnContribution);
		assert_ok!(accept(CAROL, 30));
		assert_eq!(Curators::<Test>::get(0, CAROL).unwrap().limit, 20);
		assert_ok!(submit(0, BOB, ip, claim(BOB, 2)));
		assert_noop!(Studios::accept_contribution(signed(CAROL), 0, 1, 21), Error::LimitExceeded);
		assert_ok!(Studios::accept_contribution(signed(CAROL), 0, 1, 20));
		assert_eq!(Raises::<Test>::get().len(), 2);
	});
}

#[test]
fn acceptance_should_be_refused_when_it_is_not_possible() {
	build_and_execute(|| {
		let ip = submitted();
		assert_noop!(accept(account(0), 0), Error::ZeroScore);
		assert_noop!(accept(ALICE, 1), Error::NotAuthorized);
		assert_noop!(Studios::accept_contribution(signed(account(0)), 0, 1, 1), Error::NotFound);
		Authorities::<Test>::insert(ip, ALICE);
		assert_noop!(accept(account(0), 1), DispatchError::Other("no authority"));
		Authorities::<Test>::remove(ip);
		Claims::<Test>::remove((claim(BOB, 1), BOB));
		assert_noop!(accept(account(0), 1), Error::NotClaimed);
		claim(BOB, 1);
		assert_ok!(accept(account(0), 1));
		assert_noop!(accept(account(0), 1), Error::AlreadyAccepted);
	});
}

#[test]
fn power_should_follow_when_the_raise_is_applied() {
	build_and_execute(|| {
		let studio = found_by(by_scores, &[(ALICE, 10), (BOB, 5)]);
		let VotingRule::Scores(ip) = Records::<Test>::get(studio).unwrap().rule.voting else { panic!() };
		assert_ok!(submit(studio, BOB, ip, claim(BOB, 1)));
		assert_ok!(Studios::accept_contribution(signed(account(studio)), studio, 0, 7));
		assert_eq!(electorate(studio), 15);
		set_score(ip, BOB, 12);
		assert_eq!((electorate(studio), member(studio, BOB).power), (22, 12));
	});
}
