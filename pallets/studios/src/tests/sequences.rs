//! Random calls by a few people in any order. After each, the invariants hold, and every tally is what a model says that
//! knows nothing of the pallet.

use crate::{mock::*, tests::scenario::*};
use atelier_primitives::IpId;
use frame_support::{assert_ok, storage::with_storage_layer};
use proptest::{collection::vec, prelude::*};
use sp_runtime::{DispatchError, DispatchResult};
use std::collections::BTreeMap;

const STUDIO: u32 = 0;
const PEOPLE: core::ops::RangeInclusive<AccountId> = ALICE..=EVE;

#[derive(Clone, Debug)]
enum Step {
	Invite(AccountId),
	Join(AccountId),
	Leave(AccountId),
	Remove(AccountId),
	Delegate(AccountId, AccountId),
	Undelegate(AccountId),
	Lock(AccountId, u128),
	Unlock(AccountId, u128),
	Score(AccountId, u64),
	SetRule(u8, bool),
	FallBack(AccountId),
	Propose(AccountId),
	Cancel(AccountId, u32),
	Vote(AccountId, u32, bool),
	Unvote(AccountId, u32),
	Close(u32),
	Enact(u32),
	Prune(u32),
	Pass(u64, bool),
}

/// A member, as the model knows it.
#[derive(Clone, Default)]
struct Person {
	locked: u128,
	delegate: Option<AccountId>,
}

/// What should be. Sums are computed anew each time.
struct Model {
	voting: u8,
	/// The end of a notice of a fall back.
	notice: Option<u64>,
	scores: BTreeMap<AccountId, u64>,
	members: BTreeMap<AccountId, Person>,
	/// The live proposals, and who votes how.
	votes: BTreeMap<u32, BTreeMap<AccountId, bool>>,
}

impl Model {
	fn power(&self, who: AccountId) -> u128 {
		match self.voting {
			0 => 1,
			1 => self.scores.get(&who).copied().unwrap_or_default().into(),
			_ => self.members[&who].locked,
		}
	}

	fn electorate(&self) -> u128 {
		self.members.keys().map(|who| self.power(*who)).sum()
	}

	fn total_power(&self, who: AccountId) -> u128 {
		let delegators = self.members.iter().filter(|(_, person)| person.delegate == Some(who));
		self.power(who) + delegators.map(|(other, _)| self.power(*other)).sum::<u128>()
	}

	fn tally(&self, proposal: u32) -> (u128, u128) {
		let side = |side| {
			let voters = self.votes[&proposal].iter().filter(move |(_, aye)| **aye == side);
			voters.map(|(who, _)| self.total_power(*who)).sum()
		};
		(side(true), side(false))
	}

	fn forget(&mut self, who: AccountId) {
		self.members.remove(&who);
		self.members
			.values_mut()
			.filter(|person| person.delegate == Some(who))
			.for_each(|person| person.delegate = None);
		for votes in self.votes.values_mut() {
			votes.remove(&who);
		}
	}

	/// What a step that succeeded does, and that it was right to succeed.
	fn note(&mut self, step: &Step) {
		match *step {
			Step::Join(who) => assert!(self.members.insert(who, Person::default()).is_none()),
			Step::Leave(who) | Step::Remove(who) => self.forget(who),
			Step::Delegate(who, to) => {
				assert!(who != to && self.members[&to].delegate.is_none());
				assert!(self.members.values().all(|person| person.delegate != Some(who)));
				assert!(self.votes.values().all(|votes| !votes.contains_key(&who)));
				assert!(self.members.get_mut(&who).unwrap().delegate.replace(to).is_none());
			}
			Step::Undelegate(who) => assert!(self.members.get_mut(&who).unwrap().delegate.take().is_some()),
			Step::Lock(who, amount) => self.members.get_mut(&who).unwrap().locked += amount,
			Step::Unlock(who, amount) => self.members.get_mut(&who).unwrap().locked -= amount,
			Step::Score(who, score) => drop(self.scores.insert(who, score)),
			Step::SetRule(voting, _) => {
				self.votes.clear();
				(self.voting, self.notice) = (voting, None);
			}
			Step::FallBack(who) => {
				assert!(self.members.contains_key(&who) && self.electorate() == 0);
				match self.notice.take() {
					None => self.notice = Some(System::block_number() + PERIOD + DELAY),
					Some(at) => {
						assert!(System::block_number() >= at);
						self.votes.clear();
						self.voting = 0;
					}
				}
			}
			Step::Vote(who, proposal, aye) => {
				assert!(self.members[&who].delegate.is_none());
				let before = self.votes.get_mut(&number(proposal)).unwrap().insert(who, aye);
				assert_ne!(before, Some(aye));
				assert!(self.votes.values().filter(|votes| votes.contains_key(&who)).count() <= 8);
			}
			Step::Unvote(who, proposal) => {
				assert!(self.votes.get_mut(&number(proposal)).unwrap().remove(&who).is_some());
			}
			Step::Propose(_) => drop(self.votes.insert(number(0), BTreeMap::new())),
			_ => {}
		}
	}

	/// Whether the chain agrees. Proposals that were closed are no concern from then on; their tally was right at the end.
	fn check(&mut self) {
		assert_eq!(electorate(STUDIO), self.electorate());
		self.notice = self.notice.filter(|_| self.electorate() == 0);
		assert_eq!(Records::<Test>::get(STUDIO).unwrap().falls_back_at, self.notice);
		for proposal in self.votes.keys().copied().collect::<Vec<_>>() {
			match Proposals::<Test>::get(STUDIO, proposal) {
				Some(record) => {
					let (ayes, nays) = self.tally(proposal);
					assert_eq!((record.tally.ayes, record.tally.nays), (ayes, nays));
					let passes = ayes > nays && 2 * (ayes + nays) >= self.electorate();
					match record.status {
						Status::Open => continue,
						Status::Approved { .. } | Status::Enacted(_) => assert!(passes),
						Status::Rejected => assert!(!passes),
						Status::Canceled => {}
						Status::Void => panic!("the rule has not changed"),
					}
				}
				None => panic!("pruned before it was closed"),
			}
			self.votes.remove(&proposal);
		}
	}
}

/// The newest proposal is 0, the one before is 1, and so on.
fn number(proposal: u32) -> u32 {
	Records::<Test>::get(STUDIO).unwrap().next_proposal.saturating_sub(proposal + 1)
}

fn ip() -> IpId {
	IpId::new(0, 0)
}

fn step() -> impl Strategy<Value = Step> {
	let (who, proposal) = (PEOPLE, 0..10u32);
	let (amount, score) = (0..50u128, prop_oneof![1 => Just(0), 3 => 0..50u64]);
	prop_oneof![
		8 => who.clone().prop_map(Step::Invite),
		12 => who.clone().prop_map(Step::Join),
		1 => who.clone().prop_map(Step::Leave),
		1 => who.clone().prop_map(Step::Remove),
		6 => (who.clone(), who.clone()).prop_map(|(who, to)| Step::Delegate(who, to)),
		3 => who.clone().prop_map(Step::Undelegate),
		5 => (who.clone(), amount.clone()).prop_map(|(who, amount)| Step::Lock(who, amount)),
		3 => (who.clone(), amount).prop_map(|(who, amount)| Step::Unlock(who, amount)),
		6 => (who.clone(), score).prop_map(|(who, score)| Step::Score(who, score)),
		1 => (0..3u8, prop::bool::weighted(0.9)).prop_map(|(voting, owns)| Step::SetRule(voting, owns)),
		3 => who.clone().prop_map(Step::FallBack),
		8 => who.clone().prop_map(Step::Propose),
		1 => (who.clone(), proposal.clone()).prop_map(|(who, proposal)| Step::Cancel(who, proposal)),
		40 => (who.clone(), 0..4u32, prop::bool::weighted(0.7)).prop_map(|(who, proposal, aye)| Step::Vote(who, proposal, aye)),
		4 => (who.clone(), proposal.clone()).prop_map(|(who, proposal)| Step::Unvote(who, proposal)),
		2 => proposal.clone().prop_map(Step::Close),
		2 => proposal.clone().prop_map(Step::Enact),
		2 => proposal.prop_map(Step::Prune),
		5 => (1..6u64, prop::bool::weighted(0.8)).prop_map(|(blocks, serviced)| Step::Pass(blocks, serviced)),
	]
}

fn take(step: &Step) -> DispatchResult {
	let this = signed(account(STUDIO));
	match *step {
		Step::Invite(who) => Studios::add_member(this, who),
		Step::Join(who) => Studios::join(signed(who), STUDIO),
		Step::Leave(who) => Studios::leave(signed(who), STUDIO),
		Step::Remove(who) => Studios::remove_member(this, who),
		Step::Delegate(who, to) => Studios::delegate(signed(who), STUDIO, to),
		Step::Undelegate(who) => Studios::undelegate(signed(who), STUDIO),
		Step::Lock(who, amount) => Studios::lock(signed(who), STUDIO, amount),
		Step::Unlock(who, amount) => Studios::unlock(signed(who), STUDIO, amount),
		Step::Score(who, score) => {
			set_score(ip(), who, score);
			Ok(())
		}
		Step::SetRule(voting, owns) => {
			Owners::<Test>::insert(ip(), if owns { account(STUDIO) } else { STRANGER });
			let voting = [VotingRule::Members, VotingRule::Scores(ip()), VotingRule::Tokens][usize::from(voting)];
			Studios::set_rule(this, rule(voting), 5).map(drop).map_err(|error| error.error)
		}
		Step::FallBack(who) => Studios::fall_back(signed(who), STUDIO).map(drop).map_err(|error| error.error),
		Step::Propose(who) => {
			// One of two calls, short and long.
			let call = if who % 2 == 0 { spend(EVE, 1) } else { remark(200) };
			Studios::propose(signed(who), STUDIO, Box::new(call)).map(drop).map_err(|error| error.error)
		}
		Step::Cancel(who, proposal) => Studios::cancel(signed(who), STUDIO, number(proposal)),
		Step::Vote(who, proposal, aye) => Studios::vote(signed(who), STUDIO, number(proposal), aye),
		Step::Unvote(who, proposal) => Studios::unvote(signed(who), STUDIO, number(proposal)),
		Step::Close(proposal) => Studios::close(signed(STRANGER), STUDIO, number(proposal)),
		Step::Enact(proposal) => Studios::enact(signed(STRANGER), STUDIO, number(proposal), MaxCallWeight::get(), 999)
			.map(drop)
			.map_err(|error| error.error),
		// Only what is over for the model, too: it has looked at all that were closed.
		Step::Prune(proposal) => Studios::prune(signed(STRANGER), STUDIO, number(proposal)),
		Step::Pass(blocks, true) => {
			pass(blocks);
			Ok(())
		}
		Step::Pass(blocks, false) => {
			pass_idle(blocks);
			Ok(())
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(atelier_testing::cases(300)))]

	#[test]
	fn tallies_should_be_those_of_the_model_when_calls_come_in_any_order(steps in vec(step(), 1..120)) {
		build_and_execute(|| {
			let people: Vec<_> = PEOPLE.collect();
			found(&people[..4]);
			mint(account(STUDIO));
			let members = people[..4].iter().map(|who| (*who, Person::default())).collect();
			let mut model = Model { voting: 0, notice: None, scores: BTreeMap::new(), members, votes: BTreeMap::new() };
			let issued = Balances::total_issuance();
			for step in steps {
				// What fails changes nothing: the dispatcher sees to that, and so does this layer.
				let taken: Result<(), DispatchError> = with_storage_layer(|| take(&step));
				if taken.is_ok() {
					model.note(&step);
				}
				model.check();
				assert_ok!(Studios::do_try_state());
			}
			assert_eq!(Balances::total_issuance(), issued);
			// Everybody but one leaves, and has exactly what it had, but for what the studio paid and what is still kept.
			let rest: Vec<_> = model.members.keys().skip(1).copied().collect();
			for who in rest {
				assert_ok!(Studios::leave(signed(who), STUDIO));
				assert_eq!(held(HoldReason::Voting, who), 0);
			}
		});
	}
}
