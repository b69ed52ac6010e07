//! What the scheduler does for a studio. Anyone can do the same by hand, so that a full agenda strands nothing.
//!
//! This pallet takes only some of the places in the agenda of a block, and counts them itself. What is heavy takes
//! several, because the scheduler has only so much time in a block, and does what it could not do before anything newer.

use crate::*;
use atelier_primitives::studios::{ProposalId, StudioId};
use codec::Encode;
use frame_support::{
	traits::{
		schedule::{v3::Named, v3::TaskName, DispatchTime, Priority},
		Bounded, Get,
	},
	weights::Weight,
};
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use sp_runtime::traits::Saturating;

/// Below what governs the chain, above the lowest.
const PRIORITY: Priority = 192;

/// Step of a proposal that the scheduler takes.
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
	/// The places that something of this weight takes.
	pub(crate) fn places_of(weight: Weight) -> u32 {
		let more = weight.ref_time().checked_div(T::PlaceWeight::get().ref_time());
		more.and_then(|more| u32::try_from(more).ok()).unwrap_or(u32::MAX).saturating_add(1)
	}

	/// If there is no place, somebody has to close it by hand: others who fill the agenda keep no proposal out.
	pub(crate) fn schedule_close(id: StudioId, number: ProposalId, proposal: &mut ProposalOf<T>) {
		let call = Call::close { studio: id, proposal: number };
		Self::schedule(id, number, Step::Close, proposal.closes_at, call, 1, proposal);
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
		Self::schedule(id, number, Step::Enact, at, call, Self::places_of(weight_bound), proposal);
	}

	/// Gives back the place of a proposal, whether the scheduler has come to it or not.
	pub(crate) fn unschedule(id: StudioId, number: ProposalId, step: Step, proposal: &mut ProposalOf<T>) {
		let Some((at, places)) = proposal.place.take() else { return };
		Places::<T>::mutate_exists(at, |taken| {
			*taken = taken.and_then(|taken| taken.checked_sub(places)).filter(|taken| *taken > 0);
		});
		// Not there, if the scheduler has come to it.
		let _ = T::Scheduler::cancel_named(name(id, number, step));
	}

	fn schedule(
		id: StudioId,
		number: ProposalId,
		step: Step,
		at: BlockNumberFor<T>,
		call: Call<T>,
		places: u32,
		proposal: &mut ProposalOf<T>,
	) {
		proposal.place = Self::find_place(id, number, step, at, call, places).map(|at| (at, places));
		if proposal.place.is_none() {
			Self::deposit_event(Event::NotScheduled { studio: id, proposal: number });
		}
	}

	/// The block in whose agenda the step has its places now, if there were any.
	fn find_place(
		id: StudioId,
		number: ProposalId,
		step: Step,
		mut at: BlockNumberFor<T>,
		call: Call<T>,
		places: u32,
	) -> Option<BlockNumberFor<T>> {
		let call = Bounded::Inline(CallOf::<T>::from(call).encode().try_into().ok()?);
		for _ in 0..MAX_AGENDA_SEARCH {
			let taken = Places::<T>::get(at).saturating_add(places);
			if taken <= T::MaxPlaces::get() {
				let origin = RawOrigin::Signed(Self::account_of(id)).into();
				let (name, when) = (name(id, number, step), DispatchTime::At(at));
				if T::Scheduler::schedule_named(name, when, None, PRIORITY, origin, call.clone()).is_ok() {
					Places::<T>::insert(at, taken);
					return Some(at);
				}
			}
			at.saturating_inc();
		}
		None
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
