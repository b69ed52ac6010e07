//! Proposals: made by members, closed by the scheduler or by anyone, removed by anyone.

use crate::{agenda::Step, *};
use alloc::boxed::Box;
use atelier_primitives::studios::{ProposalId, StudioId};
use codec::{DecodeLimit, Encode};
use frame_support::{
	dispatch::GetDispatchInfo,
	ensure,
	traits::{Contains, Get},
	weights::Weight,
	BoundedVec,
};
use sp_runtime::{
	traits::{Hash, One, Zero},
	DispatchError, DispatchResult, Saturating,
};

impl<T: Config> Pallet<T> {
	/// The weight of proposing at most. Nobody has paid yet when this is asked, so it does not look how long the call is:
	/// that would take as long for each of the calls that one inside of the other contains.
	pub(crate) fn weight_of_propose(call: &CallOf<T>) -> Weight {
		Self::weight_of_proposal(T::MaxCallLength::get(), call.get_dispatch_info().call_weight)
	}

	/// Closing and enacting are paid for by who proposes: the scheduler pays nothing.
	fn weight_of_proposal(call_length: u32, call_weight: Weight) -> Weight {
		T::WeightInfo::propose(call_length)
			.saturating_add(T::WeightInfo::close())
			.saturating_add(T::WeightInfo::enact(call_length))
			.saturating_add(call_weight)
	}

	fn length(call: &CallOf<T>) -> u32 {
		u32::try_from(call.encoded_size()).unwrap_or(u32::MAX)
	}

	/// Returns the weight, with what is paid for beforehand.
	pub(crate) fn do_propose(
		id: StudioId,
		proposer: T::AccountId,
		call: Box<CallOf<T>>,
	) -> Result<Weight, DispatchError> {
		let mut studio = Studios::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		ensure!(Members::<T>::contains_key(id, &proposer), Error::<T>::NotMember);
		let call_length = Self::length(&call);
		ensure!(call_length <= T::MaxCallLength::get(), Error::<T>::CallTooLarge);
		let bytes = BoundedVec::try_from(call.encode()).map_err(|_| Error::<T>::CallTooLarge)?;
		ensure!(Self::decode_call(&bytes).is_ok(), Error::<T>::CallTooDeep);
		ensure!(T::CallFilter::contains(&call), Error::<T>::CallFiltered);
		let call_weight = call.get_dispatch_info().call_weight;
		ensure!(call_weight.all_lte(T::MaxCallWeight::get()), Error::<T>::CallTooHeavy);
		ensure!(studio.open_proposals < T::MaxOpenProposals::get(), Error::<T>::MaxOpenProposalsExceeded);
		let own = OpenProposals::<T>::get(id, &proposer);
		ensure!(own < T::MaxOwnProposals::get(), Error::<T>::MaxOwnProposalsExceeded);

		let number = studio.next_proposal;
		studio.next_proposal = number.checked_add(1).ok_or(Error::<T>::MaxOpenProposalsExceeded)?;
		studio.open_proposals.saturating_inc();
		OpenProposals::<T>::insert(id, &proposer, own.saturating_add(1));
		let closes_at = Self::now().saturating_add(studio.rule.period);
		let deposit = Self::hold_deposit(proposer.clone(), Self::proposal_deposit(call_length))?;
		let call_hash = T::Hashing::hash(&bytes);
		Calls::<T>::insert(id, number, bytes);
		let (tally, status, place) = (Tally::default(), Status::Open, None);
		let transaction_version = Self::transaction_version();
		let mut proposal = Proposal {
			call_hash,
			call_length,
			transaction_version,
			call_weight,
			closes_at,
			tally,
			status,
			place,
			deposit,
		};
		Self::schedule_close(id, number, &mut proposal);
		Proposals::<T>::insert(id, number, proposal);
		Studios::<T>::insert(id, studio);
		Self::deposit_event(Event::Proposed { studio: id, proposal: number, proposer, closes_at });
		Ok(Self::weight_of_proposal(call_length, call_weight))
	}

	pub(crate) fn do_cancel(id: StudioId, number: ProposalId, who: T::AccountId) -> DispatchResult {
		let mut studio = Studios::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		let mut proposal = Proposals::<T>::get(id, number).ok_or(Error::<T>::NotFound)?;
		ensure!(proposal.deposit.who == who, Error::<T>::NotProposer);
		ensure!(proposal.status == Status::Open, Error::<T>::AlreadyClosed);
		proposal.status = Status::Canceled;
		Self::end_voting(id, &mut studio, number, &mut proposal);
		Studios::<T>::insert(id, studio);
		Proposals::<T>::insert(id, number, proposal);
		Self::deposit_event(Event::Canceled { studio: id, proposal: number });
		Ok(())
	}

	pub(crate) fn do_close(id: StudioId, number: ProposalId) -> DispatchResult {
		let mut studio = Studios::<T>::get(id).ok_or(Error::<T>::NotFound)?;
		let mut proposal = Proposals::<T>::get(id, number).ok_or(Error::<T>::NotFound)?;
		ensure!(proposal.status == Status::Open, Error::<T>::AlreadyClosed);
		let (now, is_void) = (Self::now(), number < studio.first_live);
		ensure!(is_void || now >= proposal.closes_at, Error::<T>::TooEarly);
		proposal.status = if is_void {
			Status::Void
		} else if proposal.tally.passes(&studio.rule, studio.electorate) {
			// Not in the same block, so that whoever closes it by hand cannot enact it in the same breath.
			let enact_at = now.saturating_add(studio.rule.delay.max(One::one()));
			let expires_at = enact_at.saturating_add(T::EnactmentPeriod::get());
			Status::Approved { enact_at, expires_at, failure: None }
		} else {
			Status::Rejected
		};
		Self::end_voting(id, &mut studio, number, &mut proposal);
		if let Status::Approved { enact_at, .. } = proposal.status {
			Self::schedule_enact(id, number, enact_at, &mut proposal);
		}
		let Proposal { tally, status, .. } = proposal;
		let electorate = studio.electorate;
		Studios::<T>::insert(id, studio);
		Proposals::<T>::insert(id, number, proposal);
		Self::deposit_event(Event::Closed { studio: id, proposal: number, tally, electorate, status });
		Ok(())
	}

	/// The part of canceling and closing that does not depend on the outcome. Looks at no voter.
	fn end_voting(id: StudioId, studio: &mut StudioOf<T>, number: ProposalId, proposal: &mut ProposalOf<T>) {
		Self::unschedule(id, number, Step::Close, proposal);
		studio.open_proposals.saturating_dec();
		OpenProposals::<T>::mutate_exists(id, &proposal.deposit.who, |own| {
			*own = own.map(|own| own.saturating_sub(1)).filter(|own| !own.is_zero());
		});
		if !matches!(proposal.status, Status::Approved { .. }) {
			Calls::<T>::remove(id, number);
		}
	}

	fn transaction_version() -> u32 {
		<T as frame_system::Config>::Version::get().transaction_version
	}

	/// The call of a proposal, if this runtime knows it.
	pub(crate) fn call(id: StudioId, number: ProposalId, proposal: &ProposalOf<T>) -> Result<CallOf<T>, DispatchError> {
		ensure!(proposal.transaction_version == Self::transaction_version(), DispatchError::Unavailable);
		let bytes = Calls::<T>::get(id, number).ok_or(DispatchError::Unavailable)?;
		Self::decode_call(&bytes)
	}

	pub(crate) fn decode_call(bytes: &[u8]) -> Result<CallOf<T>, DispatchError> {
		CallOf::<T>::decode_all_with_depth_limit(MAX_CALL_DEPTH, &mut &*bytes).map_err(|_| DispatchError::Unavailable)
	}

	pub(crate) fn do_prune(id: StudioId, number: ProposalId) -> DispatchResult {
		let mut proposal = Proposals::<T>::take(id, number).ok_or(Error::<T>::NotFound)?;
		match proposal.status {
			Status::Rejected | Status::Void | Status::Canceled | Status::Enacted(_) => {}
			Status::Approved { expires_at, .. } if Self::now() >= expires_at => {
				Self::unschedule(id, number, Step::Enact, &mut proposal);
				Calls::<T>::remove(id, number);
			}
			Status::Open | Status::Approved { .. } => return Err(Error::<T>::NotFinished.into()),
		}
		Self::release_deposit(proposal.deposit)?;
		Self::deposit_event(Event::Pruned { studio: id, proposal: number });
		Ok(())
	}
}
