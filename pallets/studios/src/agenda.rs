//! What the scheduler does for a studio. Anyone can do the same by hand, so that a full agenda strands nothing.

use crate::*;
use atelier_primitives::studios::{ProposalId, StudioId};
use codec::Encode;
use frame_support::traits::{
	schedule::{v3::Named, v3::TaskName, DispatchTime, Priority},
	StorePreimage,
};
use frame_system::{pallet_prelude::BlockNumberFor, RawOrigin};
use sp_runtime::{
	traits::{One, Saturating},
	DispatchResult,
};

/// Below what governs the chain, above the lowest.
const PRIORITY: Priority = 192;

/// What is done at a time.
#[derive(Clone, Copy, Encode)]
enum Step {
	#[codec(index = 0)]
	Close,
	#[codec(index = 1)]
	Enact,
}

fn name(id: StudioId, number: ProposalId, step: Step) -> TaskName {
	(b"atl/studios", id, number, step).using_encoded(sp_io::hashing::blake2_256)
}

impl<T: Config> Pallet<T> {
	pub(crate) fn schedule_close(id: StudioId, number: ProposalId, at: BlockNumberFor<T>) -> DispatchResult {
		Self::schedule(id, number, Step::Close, at, Call::close { studio: id, proposal: number })
	}

	/// In the next block at the earliest. If there is no room, somebody has to enact it by hand.
	pub(crate) fn schedule_enact(id: StudioId, number: ProposalId, at: BlockNumberFor<T>, proposal: &ProposalOf<T>) {
		let at = at.max(Self::now().saturating_add(One::one()));
		let (weight_bound, length_bound) = (proposal.call_weight, proposal.call_length);
		let call = Call::enact { studio: id, proposal: number, weight_bound, length_bound };
		if Self::schedule(id, number, Step::Enact, at, call).is_err() {
			Self::deposit_event(Event::NotScheduled { studio: id, proposal: number });
		}
	}

	pub(crate) fn unschedule_close(id: StudioId, number: ProposalId) {
		// Not there, if the scheduler is what closes it now.
		let _ = T::Scheduler::cancel_named(name(id, number, Step::Close));
	}

	pub(crate) fn unschedule_enact(id: StudioId, number: ProposalId) {
		let _ = T::Scheduler::cancel_named(name(id, number, Step::Enact));
	}

	fn schedule(
		id: StudioId,
		number: ProposalId,
		step: Step,
		mut at: BlockNumberFor<T>,
		call: Call<T>,
	) -> DispatchResult {
		// So short that it is stored in the agenda itself.
		let call = T::Preimages::bound(CallOf::<T>::from(call))?;
		for _ in 0..MAX_AGENDA_SEARCH {
			let origin = RawOrigin::Signed(Self::account_of(id)).into();
			let (name, when) = (name(id, number, step), DispatchTime::At(at));
			if T::Scheduler::schedule_named(name, when, None, PRIORITY, origin, call.clone()).is_ok() {
				return Ok(());
			}
			at.saturating_inc();
		}
		Err(Error::<T>::AgendaFull.into())
	}

	/// When the scheduler closes a proposal, if it does.
	#[cfg(any(feature = "try-runtime", test))]
	pub(crate) fn scheduled_close(id: StudioId, number: ProposalId) -> Option<BlockNumberFor<T>> {
		T::Scheduler::next_dispatch_time(name(id, number, Step::Close)).ok()
	}
}
