//! A studio with as many members as there can be.

use crate::{mock::*, tests::scenario::*};
use codec::Encode;
use frame_support::assert_ok;

const PROPOSALS: u32 = 100;
/// The most that a branch of the trie has, in bytes.
const BRANCH: usize = 600;

/// A studio with so many members, who follow the scores of a pool, and so many open proposals.
fn large(members: u32, proposals: u32) -> (sp_io::TestExternalities, atelier_primitives::IpId) {
	let mut ext = new_test_ext();
	let ip = ext.execute_with(|| {
		MaxOwnProposals::set(128);
		let studio = found(&[ALICE, BOB]);
		let ip = mint(account(studio));
		Records::<Test>::mutate(studio, |record| {
			let record = record.as_mut().unwrap();
			(record.members, record.next_seat) = (members, members);
		});
		// Put in place: joining is another test.
		let like = member(studio, BOB);
		for i in 2..members {
			let who = 1_000 + AccountId::from(i);
			Members::<Test>::insert(studio, who, Member { seat: i, ..like.clone() });
			Records::<Test>::mutate(studio, |record| record.as_mut().unwrap().electorate += 1);
			Scores::<Test>::insert(ip, who, 10);
		}
		Scores::<Test>::insert(ip, ALICE, 10);
		Scores::<Test>::insert(ip, BOB, 10);
		let followed = Studios::set_rule(signed(account(studio)), rule(VotingRule::Scores(ip)), members);
		assert_eq!(followed.unwrap().actual_weight, Some(weight(1_000 + u64::from(members))));
		assert_eq!(electorate(studio), 10 * u128::from(members));
		for i in 0..proposals {
			// No more than fit into the agendas of a few blocks.
			if i % 60 == 59 {
				System::set_block_number(System::block_number() + 4);
			}
			propose(studio, ALICE, remark(1));
		}
		assert_ok!(Studios::delegate(signed(BOB), studio, ALICE));
		for proposal in proposals - 7..proposals {
			vote(studio, proposal, ALICE, true);
		}
		System::reset_events();
		ip
	});
	(ext, ip)
}

/// The bytes of all nodes of the trie of the state that something reads.
fn read<Output>(ext: &mut sp_io::TestExternalities, what: impl FnOnce() -> Output) -> usize {
	ext.commit_all().unwrap();
	let (_, proof) = ext.execute_and_prove(what);
	proof.encoded_size()
}

/// Voting, a change of a score and of that of a delegator, and closing.
fn costs(members: u32, proposals: u32) -> [usize; 4] {
	let (mut ext, ip) = large(members, proposals);
	let newest = proposals - 1;
	let oldest = proposals - 8;
	[
		read(&mut ext, || Studios::vote(signed(ALICE), 0, oldest, true).unwrap()),
		read(&mut ext, || set_score(ip, ALICE, 11)),
		read(&mut ext, || set_score(ip, BOB, 11)),
		read(&mut ext, || {
			System::set_block_number(System::block_number() + PERIOD);
			assert_ok!(Studios::close(signed(ALICE), 0, newest));
		}),
	]
}

/// Whether each cost grows by less than so many branches of the trie.
fn assert_growth(before: [usize; 4], after: [usize; 4], branches: [usize; 4]) {
	for ((before, after), branches) in before.into_iter().zip(after).zip(branches) {
		assert!(after - before <= branches * BRANCH, "{after} bytes instead of {before}");
	}
}

#[test]
fn reads_should_be_of_as_many_records_when_there_are_a_hundred_times_as_many_members() {
	// The path to a member is two branches longer; a delegator has a delegate, who is one more. Closing looks at none.
	assert_growth(costs(10, PROPOSALS), costs(1_000, PROPOSALS), [2, 2, 4, 0]);
}

#[test]
fn reads_should_be_of_as_many_records_when_there_are_ten_times_as_many_proposals() {
	// The path to a proposal is a branch longer. With a score, eight of them change. Closing looks at the call and at the
	// places in an agenda as well.
	assert_growth(costs(1_000, 10), costs(1_000, PROPOSALS), [1, 8, 8, 3]);
}

#[test]
fn proposal_should_be_decided_when_a_thousand_vote() {
	let (mut ext, _) = large(1_000, 8);
	ext.execute_with(|| {
		let voters: Vec<_> = Members::<Test>::iter_key_prefix(0).filter(|who| *who >= 1_000).collect();
		for who in &voters {
			vote(0, 0, *who, true);
		}
		assert_eq!(tally(0, 0), (9_980, 0));
		pass(PERIOD + DELAY);
		assert_eq!(status(0, 0), Status::Enacted(Ok(())));
	});
}
