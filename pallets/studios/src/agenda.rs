//! What the scheduler does for a studio. Anyone can do the same by hand, so that a full agenda strands nothing.
//!
//! This pallet takes only some of the places in the agenda of a block, and counts them itself.

use crate::*;
use atelier_primitives::studios::{ProposalId, StudioId};
use codec::Encode;
use frame_support::traits::{
	schedule::{v3::Named, v3::TaskName, DispatchTime, Priority},
	Bounded, Get,
};
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use sp_runtime::{traits::Saturating, DispatchError};

/// Below what governs the chain, above the lowest.
const PRIORITY: Priority = 192;

/// What is done at a time.
#[derive(Clone, Copy, Encode)]
pub(crate) enum Step {
	#[codec(index = 0)]
	Close,
	#[codec(index = 1)]
	Enact,
}

fn name(id: StudioId, number: ProposalId, step: Step) -> TaskName {
	(b"atl/studios", id, number, step).using_encoded(sp_io::hashing::blake2_256)
}

impl<T: Config> Pallet<T> {
	/// Returns the block in whose agenda the proposal has a place.
	pub(crate) fn schedule_close(
		id: StudioId,
		number: ProposalId,
		at: BlockNumberFor<T>,
	) -> Result<BlockNumberFor<T>, DispatchError> {
		Self::schedule(id, number, Step::Close, at, Call::close { studio: id, proposal: number })
	}

	/// If there is no place, somebody has to enact it by hand.
	pub(crate) fn schedule_enact(
		id: StudioId,
		number: ProposalId,
		at: BlockNumberFor<T>,
		proposal: &mut ProposalOf<T>,
	) {
		let (weight_bound, length_bound) = (proposal.call_weight, proposal.call_length);
		let call = Call::enact { studio: id, proposal: number, weight_bound, length_bound };
		proposal.place = Self::schedule(id, number, Step::Enact, at, call).ok();
		if proposal.place.is_none() {
			Self::deposit_event(Event::NotScheduled { studio: id, proposal: number });
		}
	}

	/// Gives back the place of a proposal, whether the scheduler has come to it or not.
	pub(crate) fn unschedule(id: StudioId, number: ProposalId, step: Step, proposal: &mut ProposalOf<T>) {
		let Some(place) = proposal.place.take() else { return };
		Places::<T>::mutate_exists(place, |taken| {
			*taken = taken.and_then(|taken| taken.checked_sub(1)).filter(|taken| *taken > 0);
		});
		// Not there, if the scheduler has come to it.
		let _ = T::Scheduler::cancel_named(name(id, number, step));
	}

	fn schedule(
		id: StudioId,
		number: ProposalId,
		step: Step,
		mut at: BlockNumberFor<T>,
		call: Call<T>,
	) -> Result<BlockNumberFor<T>, DispatchError> {
		let call = CallOf::<T>::from(call).encode().try_into().map_err(|_| Error::<T>::CallTooLarge)?;
		let call = Bounded::Inline(call);
		for _ in 0..MAX_AGENDA_SEARCH {
			let taken = Places::<T>::get(at);
			if taken < T::MaxPlaces::get() {
				let origin = RawOrigin::Signed(Self::account_of(id)).into();
				let (name, when) = (name(id, number, step), DispatchTime::At(at));
				if T::Scheduler::schedule_named(name, when, None, PRIORITY, origin, call.clone()).is_ok() {
					Places::<T>::insert(at, taken.saturating_add(1));
					return Ok(at);
				}
			}
			at.saturating_inc();
		}
		Err(Error::<T>::AgendaFull.into())
	}

	/// When the scheduler takes a step, if it does.
	#[cfg(any(feature = "try-runtime", test))]
	pub(crate) fn scheduled(id: StudioId, number: ProposalId, step: Step) -> Option<BlockNumberFor<T>> {
		T::Scheduler::next_dispatch_time(name(id, number, step)).ok()
	}
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::mock::*;
	use frame_support::weights::Weight;

	#[test]
	fn step_should_be_stored_in_the_agenda_itself_when_it_is_as_long_as_it_can_be() {
		let close = StudiosCall::close { studio: u32::MAX, proposal: u32::MAX };
		let (weight_bound, length_bound) = (Weight::MAX, u32::MAX);
		let enact = StudiosCall::enact { studio: u32::MAX, proposal: u32::MAX, weight_bound, length_bound };
		for call in [close, enact] {
			assert!(RuntimeCall::from(call).encoded_size() <= 128);
		}
	}
}
