//! The invariants of this pallet.
//!
//! 1. **Studios.** Each has a number that was given out, and its account leads to it, and no other. It has as many members as it
//!    counts, at least one and not too many, and its rule is valid. Nothing belongs to a studio that does not exist.
//! 2. **Power.** The power of a member is what the rule gives it: one, its score, or what it has locked. The electorate
//!    is the power of all members together. There is no notice of a fall back while somebody can vote.
//! 3. **Seats.** No two members have the same seat, and the next one is free. No member is invited. The account of a
//!    studio is neither its member nor invited.
//! 4. **Delegation.** What a delegate has received, and from how many, is what those have who delegate to its seat. A
//!    delegate delegates to nobody; a member does not delegate to itself.
//! 5. **Votes.** The tally of each live proposal is the power of the members who vote on it, and of those who delegate to
//!    them. Nobody votes twice, and
//!    nobody who delegates.
//! 6. **Proposals.** A studio, and each account, has as many that are not closed as it counts, and not too many. Each
//!    has its call as long as it can be enacted, and no longer; its hash and length are those of the proposal.
//! 7. **Pools.** A studio is the follower of a pool if, and only if, it votes by its scores.
//! 8. **Money.** Every account has exactly its deposits on hold, and what it has locked.
//! 9. **Agenda.** Only an open or approved proposal has a place, not before its time. No block has more than the pallet
//!    takes, and its count is that of the proposals. Until the block has come, the scheduler has a task for each. What
//!    the scheduler tried in vain has no place.
//! 10. **Signing.** No studio signs anything between two calls.

use crate::{agenda::Step, *};
use alloc::collections::{BTreeMap, BTreeSet};
use atelier_primitives::{
	deposit::are_held,
	studios::{Power, ProposalId, StudioId},
	Deposit,
};
use frame_support::{ensure, traits::Get};
use sp_runtime::{traits::Hash, TryRuntimeError};

type MembersOf<T> = BTreeMap<AccountIdOf<T>, MemberOf<T>>;

impl<T: Config> Pallet<T> {
	/// Checks all invariants.
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		ensure!(!Enacting::<T>::exists(), "a studio signs between two calls");
		for (id, studio) in Studios::<T>::iter() {
			let members: MembersOf<T> = Members::<T>::iter_prefix(id).collect();
			Self::check_studio(id, &studio, &members)?;
			Self::check_power(&studio, &members)?;
			Self::check_seats(&studio, &members)?;
			Self::check_delegations(id, &members)?;
			Self::check_votes(id, &studio, &members)?;
			Self::check_proposals(id, &studio)?;
		}
		Self::check_agenda()?;
		Self::check_orphans()?;
		Self::check_followers()?;
		Self::check_money()
	}

	fn check_studio(id: StudioId, studio: &StudioOf<T>, members: &MembersOf<T>) -> Result<(), TryRuntimeError> {
		ensure!(id < NextStudio::<T>::get(), "a studio has a number that was not given out");
		let leads_back = StudioOfAccount::<T>::get(Self::account_of(id)) == Some(id);
		ensure!(leads_back, "the account of a studio does not lead back to it");
		ensure!(studio.members as usize == members.len(), "a studio miscounts its members");
		ensure!(studio.members > 0, "a studio has no member");
		ensure!(studio.members <= T::MaxMembers::get(), "a studio has too many members");
		ensure!(studio.first_live <= studio.next_proposal, "proposals are live that were not made");
		ensure!(studio.rule.is_valid(&T::MaxPeriod::get()), "the rule of a studio is not valid");
		Ok(())
	}

	fn check_power(studio: &StudioOf<T>, members: &MembersOf<T>) -> Result<(), TryRuntimeError> {
		for (who, member) in members {
			let power = Self::power_by(&studio.rule.voting, who, member.locked);
			ensure!(member.power == power, "a member has not the power that the rule gives it");
		}
		let sum = members.values().fold(0, |sum: Power, member| sum.saturating_add(member.power));
		ensure!(studio.electorate == sum, "the electorate is not the power of all members");
		ensure!(studio.falls_back_at.is_none() || sum == 0, "a studio falls back though somebody can vote");
		Ok(())
	}

	fn check_seats(studio: &StudioOf<T>, members: &MembersOf<T>) -> Result<(), TryRuntimeError> {
		let seats: BTreeSet<_> = members.values().map(|member| member.seat).collect();
		ensure!(seats.len() == members.len(), "two members have the same seat");
		ensure!(seats.last().is_none_or(|last| *last < studio.next_seat), "the next seat is taken");
		Ok(())
	}

	fn check_delegations(id: StudioId, members: &MembersOf<T>) -> Result<(), TryRuntimeError> {
		let mut received: BTreeMap<AccountIdOf<T>, (Power, u32)> = BTreeMap::new();
		for (who, member) in members {
			if let Some((to, delegate)) = Self::delegate_of(id, member) {
				ensure!(to != *who, "a member delegates to itself");
				ensure!(Self::delegate_of(id, &delegate).is_none(), "a delegate delegates");
				let (power, count) = received.entry(to).or_default();
				*power = power.saturating_add(member.power);
				*count = count.saturating_add(1);
			}
		}
		for (who, member) in members {
			let (power, count) = received.remove(who).unwrap_or_default();
			ensure!(member.received == power, "a delegate has not the power of those who delegate to it");
			ensure!(member.delegators == count, "a delegate miscounts those who delegate to it");
		}
		Ok(())
	}

	fn check_votes(id: StudioId, studio: &StudioOf<T>, members: &MembersOf<T>) -> Result<(), TryRuntimeError> {
		let mut tallies: BTreeMap<ProposalId, Tally> = BTreeMap::new();
		for member in members.values() {
			let numbers: BTreeSet<_> = member.votes.iter().map(|(number, _)| number).collect();
			ensure!(numbers.len() == member.votes.len(), "a member votes twice");
			for (number, aye) in &member.votes {
				if Self::live_proposal(id, studio, *number).is_some() {
					ensure!(Self::delegate_of(id, member).is_none(), "a member votes that delegates");
					tallies.entry(*number).or_default().exchange(*aye, 0, member.total_power());
				}
			}
		}
		for (number, proposal) in Proposals::<T>::iter_prefix(id) {
			if Self::live_proposal(id, studio, number).is_some() {
				let tally = tallies.remove(&number).unwrap_or_default();
				ensure!(proposal.tally == tally, "a tally is not the power of those who vote");
			}
		}
		Ok(())
	}

	fn check_proposals(id: StudioId, studio: &StudioOf<T>) -> Result<(), TryRuntimeError> {
		let (mut open, mut own): (u32, BTreeMap<_, u32>) = Default::default();
		for (number, proposal) in Proposals::<T>::iter_prefix(id) {
			ensure!(number < studio.next_proposal, "a proposal has a number that was not given out");
			let call = Calls::<T>::get(id, number);
			let is_kept = matches!(proposal.status, Status::Open | Status::Approved { .. });
			ensure!(call.is_some() == is_kept, "a proposal has no call, or still has one");
			let is_its_own = call.is_none_or(|call| {
				T::Hashing::hash(&call) == proposal.call_hash && call.len() == proposal.call_length as usize
			});
			ensure!(is_its_own, "a proposal has the call of another");
			if proposal.status == Status::Open {
				open = open.saturating_add(1);
				let own = own.entry(proposal.deposit.who.clone()).or_default();
				*own = own.saturating_add(1);
			}
		}
		ensure!(studio.open_proposals == open, "a studio miscounts its open proposals");
		ensure!(open <= T::MaxOpenProposals::get(), "a studio has too many open proposals");
		ensure!(own.values().all(|own| *own <= T::MaxOwnProposals::get()), "an account has too many open proposals");
		let counted: BTreeMap<_, _> = OpenProposals::<T>::iter_prefix(id).collect();
		ensure!(counted == own, "the open proposals of an account are miscounted");
		Ok(())
	}

	fn check_agenda() -> Result<(), TryRuntimeError> {
		let mut places: BTreeMap<_, u32> = BTreeMap::new();
		for (id, number, proposal) in Proposals::<T>::iter() {
			let (step, earliest) = match proposal.status {
				Status::Open => (Step::Close, Some(proposal.closes_at)),
				Status::Approved { enact_at, failure: None, .. } => (Step::Enact, Some(enact_at)),
				_ => (Step::Enact, None),
			};
			if let Some((at, taken)) = proposal.place {
				ensure!(earliest.is_some(), "a proposal has a place that the scheduler does not come to");
				ensure!(Some(at) >= earliest, "a proposal has a place before its time");
				let is_there = at <= Self::now() || Self::scheduled(id, number, step) == Some(at);
				ensure!(is_there, "a place is not in the agenda");
				let count = places.entry(at).or_default();
				*count = count.saturating_add(taken);
			}
		}
		ensure!(places.values().all(|count| *count <= T::MaxPlaces::get()), "a block has too many places taken");
		ensure!(Places::<T>::iter().collect::<BTreeMap<_, _>>() == places, "the places of a block are miscounted");
		Ok(())
	}

	fn check_orphans() -> Result<(), TryRuntimeError> {
		let ids = Members::<T>::iter_keys()
			.map(|(id, _)| id)
			.chain(Invitations::<T>::iter_keys().map(|(id, _)| id))
			.chain(Proposals::<T>::iter_keys().map(|(id, _)| id))
			.chain(OpenProposals::<T>::iter_keys().map(|(id, _)| id))
			.chain(StudioOfAccount::<T>::iter_values());
		for id in ids {
			ensure!(Studios::<T>::contains_key(id), "something belongs to a studio that does not exist");
		}
		let is_owned = Calls::<T>::iter_keys().all(|(id, number)| Proposals::<T>::contains_key(id, number));
		ensure!(is_owned, "a call belongs to no proposal");
		for (id, who) in Invitations::<T>::iter_keys() {
			ensure!(!Members::<T>::contains_key(id, who), "a member is invited");
		}
		for (who, id) in StudioOfAccount::<T>::iter() {
			ensure!(who == Self::account_of(id), "an account leads to a studio that it is not of");
			let has_power = Members::<T>::contains_key(id, &who) || Invitations::<T>::contains_key(id, &who);
			ensure!(!has_power, "a studio is its own member, or invited by itself");
		}
		Ok(())
	}

	fn check_followers() -> Result<(), TryRuntimeError> {
		for (ip, id) in FollowerOf::<T>::iter() {
			let rule = Studios::<T>::get(id).map(|studio| studio.rule.voting);
			ensure!(rule == Some(VotingRule::Scores(ip)), "the follower of a pool does not vote by its scores");
		}
		for (id, studio) in Studios::<T>::iter() {
			if let VotingRule::Scores(ip) = studio.rule.voting {
				ensure!(FollowerOf::<T>::get(ip) == Some(id), "a studio votes by a pool that it does not follow");
			}
		}
		Ok(())
	}

	fn check_money() -> Result<(), TryRuntimeError> {
		let deposits = Studios::<T>::iter_values()
			.map(|studio| studio.deposit)
			.chain(Members::<T>::iter_values().map(|member| member.deposit))
			.chain(Invitations::<T>::iter_values())
			.chain(Proposals::<T>::iter_values().map(|proposal| proposal.deposit));
		let locks = Members::<T>::iter().map(|(_, who, member)| Deposit { who, amount: member.locked });
		let accounts = || frame_system::Account::<T>::iter_keys();
		let are_exact = are_held::<T::Currency, _>(HoldReason::Storage, deposits, accounts())
			&& are_held::<T::Currency, _>(HoldReason::Voting, locks, accounts());
		ensure!(are_exact, "an account has not exactly its deposits and locks on hold");
		Ok(())
	}
}
