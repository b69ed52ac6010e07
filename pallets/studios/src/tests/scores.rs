//! Votes follow scores.

use crate::{mock::*, tests::scenario::*};
use atelier_primitives::{royalties::OnScoreChanged, IpId};
use frame_support::assert_ok;

fn pool(studio: u32) -> IpId {
	match Records::<Test>::get(studio).unwrap().rule.voting {
		VotingRule::Scores(ip) => ip,
		_ => panic!("not by scores"),
	}
}

#[test]
fn open_votes_should_follow_when_a_score_changes() {
	build_and_execute(|| {
		let studio = found_by(by_scores, &[(ALICE, 10), (BOB, 5)]);
		let ip = pool(studio);
		let proposals = [(); 8].map(|()| propose(studio, ALICE, remark(1)));
		for (i, proposal) in proposals.into_iter().enumerate() {
			vote(studio, proposal, ALICE, i % 2 == 0);
		}
		set_score(ip, ALICE, 4);
		assert_eq!(last_event(), Event::PowerChanged { studio, who: ALICE, power: 4 }.into());
		assert_eq!([0, 1, 7].map(|i| tally(studio, proposals[i])), [(4, 0), (0, 4), (0, 4)]);
		assert_eq!(electorate(studio), 9);
		set_score(ip, ALICE, 0);
		assert_eq!((tally(studio, proposals[0]), electorate(studio)), ((0, 0), 5));
		set_score(ip, ALICE, 1);
		assert_eq!((tally(studio, proposals[0]), electorate(studio)), ((1, 0), 6));
	});
}

#[test]
fn same_share_should_not_vote_twice_when_it_moves_to_another_member() {
	build_and_execute(|| {
		let studio = found_by(by_scores, &[(ALICE, 10), (BOB, 0)]);
		let ip = pool(studio);
		let proposal = propose(studio, ALICE, remark(1));
		vote(studio, proposal, ALICE, true);
		set_score(ip, ALICE, 0);
		set_score(ip, BOB, 10);
		vote(studio, proposal, BOB, true);
		assert_eq!((tally(studio, proposal), electorate(studio)), ((10, 0), 10));
	});
}

#[test]
fn delegates_votes_should_follow_when_the_score_of_a_delegator_changes() {
	build_and_execute(|| {
		let studio = found_by(by_scores, &[(ALICE, 10), (BOB, 5)]);
		assert_ok!(Studios::delegate(signed(BOB), studio, ALICE));
		let proposal = propose(studio, ALICE, remark(1));
		vote(studio, proposal, ALICE, true);
		set_score(pool(studio), BOB, 50);
		assert_eq!((tally(studio, proposal), member(studio, ALICE).received), ((60, 0), 50));
	});
}

#[test]
fn closed_proposals_should_keep_their_tally_when_a_score_changes() {
	build_and_execute(|| {
		let studio = found_by(by_scores, &[(ALICE, 10), (BOB, 5)]);
		let proposal = propose(studio, ALICE, remark(1));
		vote(studio, proposal, ALICE, true);
		pass(PERIOD);
		set_score(pool(studio), ALICE, 1);
		assert_eq!((tally(studio, proposal), electorate(studio)), ((10, 0), 6));
		assert!(member(studio, ALICE).votes.is_empty());
	});
}

#[test]
fn nothing_should_happen_when_the_score_is_nobodys() {
	build_and_execute(|| {
		let studio = found_by(by_scores, &[(ALICE, 10)]);
		set_score(pool(studio), STRANGER, 100);
		set_score(mint(account(studio)), ALICE, 100);
		assert_eq!(electorate(studio), 10);
	});
}

#[test]
fn weight_should_be_of_what_was_done_when_a_score_changes() {
	build_and_execute(|| {
		assert_eq!(<Studios as OnScoreChanged<AccountId>>::weight(3), weight(3 * 1_008));
		let studio = found_by(by_scores, &[(ALICE, 10), (BOB, 5)]);
		let ip = pool(studio);
		assert_ok!(Studios::delegate(signed(BOB), studio, ALICE));
		for _ in 0..3 {
			let proposal = propose(studio, ALICE, remark(1));
			vote(studio, proposal, ALICE, true);
		}
		assert_eq!(set_score(ip, ALICE, 1), weight(1_003));
		assert_eq!(set_score(ip, BOB, 1), weight(1_003));
		assert_eq!(set_score(ip, STRANGER, 1), weight(1_000));
		assert_eq!(set_score(mint(ALICE), ALICE, 1), weight(0));
	});
}
