use crate::{mock::*, tests::scenario::*};
use codec::Encode;
use frame_support::assert_ok;
use sp_runtime::traits::{BlakeTwo256, Hash};

#[test]
fn studio_should_show_its_account_when_asked() {
	build_and_execute(|| {
		assert_eq!(Studios::studio(0), None);
		let studio = found(&[ALICE]);
		let info = Studios::studio(studio).unwrap();
		assert_eq!((info.account, info.studio.members), (account(studio), 1));
	});
}

#[test]
fn members_should_come_page_by_page_when_there_are_many() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB, CAROL, DAVE, EVE]);
		assert_ok!(Studios::delegate(signed(BOB), studio, ALICE));
		let closed = propose(studio, CAROL, remark(1));
		vote(studio, closed, CAROL, true);
		pass(PERIOD);
		let open = propose(studio, CAROL, remark(1));
		vote(studio, open, CAROL, false);

		let first = Studios::members(studio, None, 3);
		let second = Studios::members(studio, first.next, 3);
		assert_eq!((first.items.len(), second.items.len(), second.next), (3, 2, None));
		let all: std::collections::BTreeMap<_, _> =
			first.items.into_iter().chain(second.items).map(|info| (info.who, info)).collect();
		assert_eq!((all[&ALICE].received, all[&ALICE].delegators, all[&ALICE].delegate), (1, 1, None));
		assert_eq!(all[&BOB].delegate, Some(ALICE));
		assert_eq!(all[&CAROL].votes, [(open, false)]);
		assert_ok!(Studios::leave(signed(ALICE), studio));
		assert!(Studios::members(studio, None, 9).items.iter().all(|info| info.delegate.is_none()));
		assert_eq!(Studios::members(studio + 1, None, 9).items, []);
	});
}

#[test]
fn proposals_should_show_their_calls_when_they_are_kept() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		for length in [1, 200, 300] {
			propose(studio, ALICE, remark(length));
		}
		vote(studio, 1, ALICE, true);
		let page = Studios::proposals(studio, None, 2);
		let rest = Studios::proposals(studio, page.next, 2);
		let all: Vec<_> = page.items.into_iter().chain(rest.items).collect();
		assert_eq!(all.iter().map(|info| info.proposal).collect::<Vec<_>>(), [2, 1, 0]);
		for (info, length) in all.iter().zip([300, 200, 1]) {
			let bytes = remark(length).encode();
			assert_eq!(info.call_hash, BlakeTwo256::hash(&bytes));
			assert_eq!((info.call.as_ref(), info.proposer), (Some(&bytes), ALICE));
		}
		pass(PERIOD);
		let call = |proposal| Studios::proposal(studio, proposal).unwrap().call.is_some();
		assert_eq!([0, 1, 2].map(call), [false, true, false]);
		assert_eq!(Studios::proposal(studio, 3), None);
	});
}

#[test]
fn tally_should_say_whether_it_would_pass_when_asked() {
	build_and_execute(|| {
		let studio = found(&[ALICE, BOB, CAROL]);
		assert_eq!(Studios::tally(studio, 0), None);
		let proposal = propose(studio, ALICE, remark(1));
		vote(studio, proposal, ALICE, true);
		let standing = |ayes, passes| Some(Standing { tally: Tally { ayes, nays: 0 }, electorate: 3, passes });
		assert_eq!(Studios::tally(studio, proposal), standing(1, false));
		vote(studio, proposal, BOB, true);
		assert_eq!(Studios::tally(studio, proposal), standing(2, true));
		assert_ok!(Studios::set_rule(signed(account(studio)), rule(VotingRule::Members), 0));
		assert_eq!(Studios::tally(studio, proposal), standing(2, false));
	});
}

#[test]
fn obstacle_should_be_named_when_a_proposal_cannot_be_enacted() {
	build_and_execute(|| {
		let studio = found(&[ALICE]);
		assert_eq!(Studios::can_enact(studio, 0), Err(Obstacle::NotFound));
		let [good, bad, late] = [(); 3].map(|()| propose(studio, ALICE, remark(1)));
		vote(studio, good, ALICE, true);
		vote(studio, late, ALICE, true);
		assert_eq!(Studios::can_enact(studio, good), Err(Obstacle::Open));
		pass(PERIOD);
		assert_eq!(Studios::can_enact(studio, bad), Err(Obstacle::NotApproved));
		assert_eq!(Studios::can_enact(studio, good), Err(Obstacle::TooEarly));
		pass_idle(DELAY);
		assert_eq!(Studios::can_enact(studio, good), Ok(()));
		assert_ok!(Studios::enact(signed(BOB), studio, good, MaxCallWeight::get(), 100));
		assert_eq!(Studios::can_enact(studio, good), Err(Obstacle::Enacted));
		pass_idle(50);
		assert_eq!(Studios::can_enact(studio, late), Err(Obstacle::Expired));
	});
}
