//! The worst case of every call, and of the hook: where it could matter, in a studio with as many members and open
//! proposals as there can be, and with as many open votes as one can have.

// A benchmark that cannot be set up has to stop.
#![allow(clippy::arithmetic_side_effects, clippy::expect_used, clippy::indexing_slicing)]

use crate::*;
use alloc::{boxed::Box, vec, vec::Vec};
use atelier_primitives::{
	chain::currency::UNIT,
	royalties::OnScoreChanged,
	studios::{ProposalId, StudioId},
	Deposit, IpId,
};
use codec::Encode;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{
		fungible::Mutate,
		schedule::{v3::Named, DispatchTime},
		Bounded, Get,
	},
	weights::Weight,
	BoundedVec,
};
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use sp_runtime::{
	traits::{One, Saturating},
	Perbill,
};

/// Benchmark fixtures of other pallets.
pub trait BenchmarkHelper<AccountId, Call> {
	/// A fresh IP asset of `owner`, who has the authority over its scores. `member` has a score in its pool, and the pool
	/// has a record.
	fn create_ip(owner: &AccountId, member: &AccountId) -> IpId;

	/// A call of at most so many bytes, that takes as long to read as one can, and that a studio can propose. To dispatch
	/// it takes no time: the first call inside of it fails.
	fn call(length: u32) -> Call;
}

fn rich<T: Config>(name: &'static str, index: u32) -> T::AccountId {
	let who = account(name, index, 0);
	T::Currency::set_balance(&who, 1_000_000 * UNIT);
	who
}

fn rule<T: Config>(voting: VotingRule) -> RuleOf<T> {
	let half = Perbill::from_percent(50);
	Rule { voting, approval: half, quorum: half, period: T::MaxPeriod::get(), delay: T::MaxPeriod::get() }
}

fn name() -> Name {
	vec![b'x'; MAX_NAME as usize].try_into().expect("as long as it can be")
}

fn signed<T: Config>(who: &T::AccountId) -> <T as frame_system::Config>::RuntimeOrigin {
	RawOrigin::Signed(who.clone()).into()
}

/// The studio signs.
fn itself<T: Config>(id: StudioId) -> RawOrigin<T::AccountId> {
	RawOrigin::Signed(Pallet::<T>::account_of(id))
}

/// Studios must be allowed to sign it.
fn remark<T: Config>(length: u32) -> CallOf<T> {
	let call = frame_system::Call::<T>::remark { remark: vec![0; length as usize] };
	<T as frame_system::Config>::RuntimeCall::from(call).into()
}

/// A studio with one member, which can pay.
fn found<T: Config>(creator: &T::AccountId) -> StudioId {
	let id = NextStudio::<T>::get();
	T::Currency::set_balance(&Pallet::<T>::account_of(id), 1_000_000 * UNIT);
	let rule = rule::<T>(VotingRule::Members);
	Pallet::<T>::create(signed::<T>(creator), name(), [1; 32], Founders::default(), rule).expect("the creator is rich");
	id
}

/// Fills a studio up to so many members, put in place without deposits. The first of the new ones comes back.
fn populate<T: Config>(id: StudioId, members: u32) -> Option<T::AccountId> {
	let mut studio = Studios::<T>::get(id).expect("it was created");
	let mut first = None;
	for i in studio.members..members {
		let who: T::AccountId = account("member", i, id);
		let member = Member {
			seat: studio.next_seat,
			power: 1,
			received: 0,
			delegators: 0,
			delegation: None,
			votes: Votes::default(),
			locked: 0,
			joined_at: Pallet::<T>::now(),
			deposit: Deposit { who: who.clone(), amount: 0 },
		};
		Members::<T>::insert(id, &who, member);
		studio.next_seat += 1;
		studio.members += 1;
		studio.electorate += 1;
		first = first.or(Some(who));
	}
	Studios::<T>::insert(id, studio);
	first
}

fn propose<T: Config>(id: StudioId, who: &T::AccountId) -> ProposalId {
	let number = Studios::<T>::get(id).expect("it was created").next_proposal;
	let call = remark::<T>(200);
	Pallet::<T>::propose(signed::<T>(who), id, Box::new(call)).expect("there is room");
	OpenProposals::<T>::remove(id, who);
	// The next one closes in another block, so that no agenda fills up.
	let now = Pallet::<T>::now();
	frame_system::Pallet::<T>::set_block_number(now.saturating_add(One::one()));
	number
}

/// Puts open proposals in place until there are so many, without a place in the agenda.
fn crowd<T: Config>(id: StudioId, proposals: u32) {
	let mut studio = Studios::<T>::get(id).expect("it was created");
	let who: T::AccountId = account("proposer", 0, id);
	while studio.open_proposals < proposals {
		let proposal = Proposal {
			call_hash: Default::default(),
			call_length: 204,
			transaction_version: 0,
			call_weight: Weight::zero(),
			closes_at: Pallet::<T>::now().saturating_add(T::MaxPeriod::get()),
			tally: Tally::default(),
			status: Status::Open,
			place: None,
			deposit: Deposit { who: who.clone(), amount: 0 },
		};
		Proposals::<T>::insert(id, studio.next_proposal, proposal);
		studio.next_proposal += 1;
		studio.open_proposals += 1;
	}
	Studios::<T>::insert(id, studio);
}

/// A full studio of tokens in which `who` and another member have locked something. Returns it and the other member.
fn busy<T: Config>(who: &T::AccountId) -> (StudioId, T::AccountId) {
	let id = found::<T>(who);
	let other = rich::<T>("other", id);
	Pallet::<T>::add_member(itself::<T>(id).into(), other.clone()).expect("the studio is rich");
	Pallet::<T>::join(signed::<T>(&other), id).expect("it is invited");
	for member in [who, &other] {
		Pallet::<T>::lock(signed::<T>(member), id, 1_000).expect("they are rich");
	}
	populate::<T>(id, T::MaxMembers::get());
	let members = T::MaxMembers::get();
	set_rule::<T>(id, VotingRule::Tokens, members);
	crowd::<T>(id, T::MaxOpenProposals::get());
	(id, other)
}

fn set_rule<T: Config>(id: StudioId, voting: VotingRule, members: u32) {
	let set = Pallet::<T>::set_rule(itself::<T>(id).into(), rule::<T>(voting), members);
	set.map_err(|error| error.error).expect("somebody can vote");
}

/// `who` votes on the newest proposals.
fn cast<T: Config>(id: StudioId, who: &T::AccountId, votes: u32) {
	let next = Studios::<T>::get(id).expect("it was created").next_proposal;
	for i in 1..=votes {
		Pallet::<T>::vote(signed::<T>(who), id, next - i, true).expect("it is open");
	}
}

fn end_vote<T: Config>(id: StudioId, number: ProposalId) {
	let proposal = Proposals::<T>::get(id, number).expect("it was made");
	Proposals::<T>::insert(id, number, Proposal { status: Status::Rejected, ..proposal });
}

/// A proposal that is closed at once, with such votes, and room in the agenda as late as possible.
fn due<T: Config>(id: StudioId, who: &T::AccountId) -> ProposalId {
	let number = propose::<T>(id, who);
	OpenProposals::<T>::insert(id, who, 1);
	Pallet::<T>::vote(signed::<T>(who), id, number, true).expect("it is open");
	let at = Proposals::<T>::get(id, number).expect("it was made").closes_at;
	frame_system::Pallet::<T>::set_block_number(at);
	number
}

/// Takes all places of a block but one, with the longest tasks.
fn fill_block<T: Config>(at: BlockNumberFor<T>, is_full: bool) {
	let call = remark::<T>(124).encode();
	let call = Bounded::Inline(call.try_into().expect("as long as a task can be"));
	let name = |i: u32| (b"benchmark", at, i).using_encoded(sp_io::hashing::blake2_256);
	let schedule = |i| {
		let origin = RawOrigin::Signed(account("somebody", i, 0)).into();
		T::Scheduler::schedule_named(name(i), DispatchTime::At(at), None, 0, origin, call.clone())
	};
	let taken = (0..u32::MAX).take_while(|i| schedule(*i).is_ok()).count() as u32;
	if !is_full && taken > 0 {
		T::Scheduler::cancel_named(name(taken - 1)).expect("it was scheduled");
	}
}

/// There is one place in the last block in which one is looked for, and none before.
fn fill_agenda<T: Config>(from: BlockNumberFor<T>) {
	let mut at = from;
	for block in 1..=MAX_AGENDA_SEARCH {
		fill_block::<T>(at, block < MAX_AGENDA_SEARCH);
		at = at.saturating_add(One::one());
	}
	Places::<T>::insert(at.saturating_sub(One::one()), T::MaxPlaces::get() - 1);
}

/// Takes all other places in the block in which a proposal has one.
fn surround<T: Config>(id: StudioId, number: ProposalId) {
	let proposal = Proposals::<T>::get(id, number).expect("it was made");
	let (at, _) = proposal.place.expect("it has a place");
	fill_block::<T>(at, true);
}

#[benchmarks]
mod benchmarks {
	use super::*;

	#[benchmark]
	fn create(f: Linear<0, MAX_FOUNDERS>) {
		let caller = rich::<T>("caller", 0);
		let founders: Vec<T::AccountId> = (0..f).map(|i| account("founder", i, 0)).collect();
		let founders = BoundedVec::try_from(founders).expect("no more than there can be");
		let id = NextStudio::<T>::get();

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), name(), [1; 32], founders, rule::<T>(VotingRule::Members));

		assert!(Studios::<T>::contains_key(id));
	}

	#[benchmark]
	fn set_metadata() {
		let id = found::<T>(&rich::<T>("creator", 0));

		#[extrinsic_call]
		_(itself::<T>(id), name(), [2; 32]);

		assert_eq!(Studios::<T>::get(id).map(|studio| studio.metadata_hash), Some([2; 32]));
	}

	// From one vote each to scores. All but one delegate to that one, so each changes two records.
	#[benchmark]
	fn set_rule(m: Linear<1, { T::MaxMembers::get() }>) {
		let creator = rich::<T>("creator", 0);
		let id = found::<T>(&creator);
		Pallet::<T>::lock(signed::<T>(&creator), id, 1_000).expect("it is rich");
		populate::<T>(id, m);
		let members: Vec<_> = Members::<T>::iter_key_prefix(id).filter(|who| *who != creator).collect();
		for who in members {
			Pallet::<T>::delegate(signed::<T>(&who), id, creator.clone()).expect("no chain");
		}
		let ip = T::BenchmarkHelper::create_ip(&Pallet::<T>::account_of(id), &creator);

		#[extrinsic_call]
		_(itself::<T>(id), rule::<T>(VotingRule::Scores(ip)), m);

		assert_eq!(FollowerOf::<T>::get(ip), Some(id));
	}

	// Nobody has a score anymore, and the notice is over.
	#[benchmark]
	fn fall_back(m: Linear<1, { T::MaxMembers::get() }>) {
		let creator = rich::<T>("creator", 0);
		let id = found::<T>(&creator);
		populate::<T>(id, m);
		let members: Vec<_> = Members::<T>::iter_key_prefix(id).filter(|who| *who != creator).collect();
		for who in members {
			Pallet::<T>::delegate(signed::<T>(&who), id, creator.clone()).expect("no chain");
		}
		let ip = T::BenchmarkHelper::create_ip(&Pallet::<T>::account_of(id), &creator);
		super::set_rule::<T>(id, VotingRule::Scores(ip), m);
		Pallet::<T>::on_score_changed(&ip, &creator, 0);
		Pallet::<T>::fall_back(signed::<T>(&creator), id).map_err(|error| error.error).expect("nobody can vote");
		let at = Studios::<T>::get(id).and_then(|studio| studio.falls_back_at).expect("it was announced");
		frame_system::Pallet::<T>::set_block_number(at);

		#[extrinsic_call]
		_(RawOrigin::Signed(creator), id);

		assert_eq!(Studios::<T>::get(id).map(|studio| studio.electorate), Some(m.into()));
	}

	#[benchmark]
	fn add_member() {
		let id = found::<T>(&rich::<T>("creator", 0));
		let who: T::AccountId = account("who", 0, 0);

		#[extrinsic_call]
		_(itself::<T>(id), who.clone());

		assert!(Invitations::<T>::contains_key(id, who));
	}

	// By who was invited; the deposit goes to the studio.
	#[benchmark]
	fn remove_invitation() {
		let id = found::<T>(&rich::<T>("creator", 0));
		let caller = rich::<T>("caller", 0);
		Pallet::<T>::add_member(itself::<T>(id).into(), caller.clone()).expect("the studio is rich");

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), id, caller.clone());

		assert!(!Invitations::<T>::contains_key(id, caller));
	}

	// By scores: so the pool is asked.
	#[benchmark]
	fn join() {
		let creator = rich::<T>("creator", 0);
		let id = found::<T>(&creator);
		let ip = T::BenchmarkHelper::create_ip(&Pallet::<T>::account_of(id), &creator);
		super::set_rule::<T>(id, VotingRule::Scores(ip), 1);
		let caller = rich::<T>("caller", 0);
		Pallet::<T>::add_member(itself::<T>(id).into(), caller.clone()).expect("the studio is rich");
		populate::<T>(id, T::MaxMembers::get() - 1);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), id);

		assert!(Members::<T>::contains_key(id, caller));
	}

	// One that delegates to a member with open votes, and has votes of its own that are closed.
	#[benchmark]
	fn leave() {
		let caller = rich::<T>("caller", 0);
		let (id, other) = busy::<T>(&caller);
		Pallet::<T>::delegate(signed::<T>(&caller), id, other.clone()).expect("no chain");
		cast::<T>(id, &other, MAX_OPEN_VOTES);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), id);

		assert!(!Members::<T>::contains_key(id, caller));
	}

	#[benchmark]
	fn remove_member() {
		let who = rich::<T>("caller", 0);
		let (id, other) = busy::<T>(&who);
		Pallet::<T>::delegate(signed::<T>(&who), id, other.clone()).expect("no chain");
		cast::<T>(id, &other, MAX_OPEN_VOTES);

		#[extrinsic_call]
		_(itself::<T>(id), who.clone());

		assert!(!Members::<T>::contains_key(id, who));
	}

	// Both have as many votes as one can have; those of the caller are closed.
	#[benchmark]
	fn delegate() {
		let caller = rich::<T>("caller", 0);
		let (id, other) = busy::<T>(&caller);
		cast::<T>(id, &other, MAX_OPEN_VOTES);
		let next = Studios::<T>::get(id).expect("it was created").next_proposal;
		for number in next - 2 * MAX_OPEN_VOTES..next - MAX_OPEN_VOTES {
			Pallet::<T>::vote(signed::<T>(&caller), id, number, true).expect("it is open");
			end_vote::<T>(id, number);
		}

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), id, other.clone());

		assert_eq!(Members::<T>::get(id, other).map(|member| member.delegators), Some(1));
	}

	#[benchmark]
	fn undelegate() {
		let caller = rich::<T>("caller", 0);
		let (id, other) = busy::<T>(&caller);
		Pallet::<T>::delegate(signed::<T>(&caller), id, other.clone()).expect("no chain");
		cast::<T>(id, &other, MAX_OPEN_VOTES);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), id);

		assert_eq!(Members::<T>::get(id, other).map(|member| member.delegators), Some(0));
	}

	#[benchmark]
	fn lock() {
		let caller = rich::<T>("caller", 0);
		let (id, other) = busy::<T>(&caller);
		Pallet::<T>::delegate(signed::<T>(&caller), id, other.clone()).expect("no chain");
		cast::<T>(id, &other, MAX_OPEN_VOTES);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), id, 7);

		assert_eq!(Members::<T>::get(id, caller).map(|member| member.power), Some(1_007));
	}

	#[benchmark]
	fn unlock() {
		let caller = rich::<T>("caller", 0);
		let (id, other) = busy::<T>(&caller);
		Pallet::<T>::delegate(signed::<T>(&caller), id, other.clone()).expect("no chain");
		cast::<T>(id, &other, MAX_OPEN_VOTES);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller.clone()), id, 1_000);

		assert_eq!(Members::<T>::get(id, caller).map(|member| member.power), Some(0));
	}

	// The agenda has room in the last block in which a place is looked for.
	#[benchmark]
	fn propose(l: Linear<0, { T::MaxCallLength::get() }>) {
		let caller = rich::<T>("caller", 0);
		let id = found::<T>(&caller);
		crowd::<T>(id, T::MaxOpenProposals::get() - 1);
		fill_agenda::<T>(Pallet::<T>::now().saturating_add(T::MaxPeriod::get()));
		let call = T::BenchmarkHelper::call(l);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, Box::new(call));

		assert_eq!(Studios::<T>::get(id).map(|studio| studio.open_proposals), Some(T::MaxOpenProposals::get()));
	}

	#[benchmark]
	fn cancel() {
		let caller = rich::<T>("caller", 0);
		let id = found::<T>(&caller);
		crowd::<T>(id, T::MaxOpenProposals::get() - 1);
		let number = super::propose::<T>(id, &caller);
		OpenProposals::<T>::insert(id, &caller, 1);
		surround::<T>(id, number);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, number);

		assert_eq!(Proposals::<T>::get(id, number).map(|proposal| proposal.status), Some(Status::Canceled));
	}

	// The place of the last vote is taken by one on a proposal that is closed.
	#[benchmark]
	fn vote() {
		let caller = rich::<T>("caller", 0);
		let (id, other) = busy::<T>(&caller);
		Pallet::<T>::delegate(signed::<T>(&other), id, caller.clone()).expect("no chain");
		cast::<T>(id, &caller, MAX_OPEN_VOTES);
		let next = Studios::<T>::get(id).expect("it was created").next_proposal;
		end_vote::<T>(id, next - 1);
		let number = next - 1 - MAX_OPEN_VOTES;

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, number, true);

		assert_eq!(Proposals::<T>::get(id, number).map(|proposal| proposal.tally.ayes), Some(2_000));
	}

	#[benchmark]
	fn unvote() {
		let caller = rich::<T>("caller", 0);
		let (id, other) = busy::<T>(&caller);
		Pallet::<T>::delegate(signed::<T>(&other), id, caller.clone()).expect("no chain");
		cast::<T>(id, &caller, MAX_OPEN_VOTES);
		let number = Studios::<T>::get(id).expect("it was created").next_proposal - MAX_OPEN_VOTES;

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, number);

		assert_eq!(Proposals::<T>::get(id, number).map(|proposal| proposal.tally.ayes), Some(0));
	}

	// Approved, and the agenda has room in the last block in which a place is looked for.
	#[benchmark]
	fn close() {
		let creator = rich::<T>("creator", 0);
		let id = found::<T>(&creator);
		crowd::<T>(id, T::MaxOpenProposals::get() - 1);
		let number = due::<T>(id, &creator);
		let now = Pallet::<T>::now();
		frame_system::Pallet::<T>::set_block_number(now.saturating_sub(One::one()));
		surround::<T>(id, number);
		frame_system::Pallet::<T>::set_block_number(now);
		fill_agenda::<T>(Pallet::<T>::now().saturating_add(T::MaxPeriod::get()));
		let caller = rich::<T>("caller", 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, number);

		let status = Proposals::<T>::get(id, number).map(|proposal| proposal.status);
		assert!(matches!(status, Some(Status::Approved { .. })));
	}

	// By the studio, as the scheduler does, because the call fails.
	#[benchmark]
	fn enact(l: Linear<0, { T::MaxCallLength::get() }>) {
		let creator = rich::<T>("creator", 0);
		let id = found::<T>(&creator);
		let number = due::<T>(id, &creator);
		let call = T::BenchmarkHelper::call(l).encode();
		let call_length = call.len() as u32;
		Calls::<T>::insert(id, number, BoundedVec::try_from(call).expect("it is not too long"));
		let proposal = Proposals::<T>::get(id, number).expect("it was made");
		Proposals::<T>::insert(id, number, Proposal { call_length, ..proposal });
		Pallet::<T>::close(signed::<T>(&creator), id, number).expect("it is time");
		surround::<T>(id, number);
		let later = Pallet::<T>::now().saturating_add(T::MaxPeriod::get());
		frame_system::Pallet::<T>::set_block_number(later);

		#[extrinsic_call]
		_(itself::<T>(id), id, number, Weight::MAX, call_length);

		let status = Proposals::<T>::get(id, number).map(|proposal| proposal.status);
		assert!(matches!(status, Some(Status::Approved { failure: Some(_), .. })));
	}

	// One that was approved and not enacted: it still has its call and its place in the agenda.
	#[benchmark]
	fn prune() {
		let creator = rich::<T>("creator", 0);
		let id = found::<T>(&creator);
		let number = due::<T>(id, &creator);
		Pallet::<T>::close(signed::<T>(&creator), id, number).expect("it is time");
		surround::<T>(id, number);
		let wait = T::MaxPeriod::get().saturating_add(T::EnactmentPeriod::get());
		frame_system::Pallet::<T>::set_block_number(Pallet::<T>::now().saturating_add(wait));
		let caller = rich::<T>("caller", 0);

		#[extrinsic_call]
		_(RawOrigin::Signed(caller), id, number);

		assert!(!Proposals::<T>::contains_key(id, number));
	}

	// Of a member that delegates, in a full studio: the delegate's votes follow.
	#[benchmark]
	fn on_score_changed(o: Linear<0, MAX_OPEN_VOTES>) {
		let who = rich::<T>("who", 0);
		let (id, other) = busy::<T>(&who);
		let ip = T::BenchmarkHelper::create_ip(&Pallet::<T>::account_of(id), &who);
		super::set_rule::<T>(id, VotingRule::Scores(ip), T::MaxMembers::get());
		let studio = Studios::<T>::get(id).expect("it was created");
		Studios::<T>::insert(id, Studio { open_proposals: 0, ..studio });
		crowd::<T>(id, T::MaxOpenProposals::get());
		Pallet::<T>::delegate(signed::<T>(&who), id, other.clone()).expect("no chain");
		cast::<T>(id, &other, o);

		#[block]
		{
			Pallet::<T>::on_score_changed(&ip, &who, 77);
		}

		assert_eq!(Members::<T>::get(id, other).map(|member| member.received), Some(77));
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
