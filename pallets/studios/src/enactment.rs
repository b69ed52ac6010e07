//! Enactment: the studio signs the call that its members approved.

use crate::{agenda::Step, *};
use atelier_primitives::studios::{ProposalId, StudioId};
use frame_support::{
	dispatch::{extract_actual_weight, DispatchResultWithPostInfo, GetDispatchInfo, WithPostDispatchInfo},
	ensure,
	storage::{
		transactional::{Layer, TRANSACTION_LEVEL_KEY},
		unhashed, with_storage_layer,
	},
	traits::{Contains, IsType, OriginTrait},
	weights::Weight,
};
use frame_system::{pallet_prelude::OriginFor, RawOrigin};
use sp_runtime::{traits::Dispatchable, DispatchResult};

impl<T: Config> Pallet<T> {
	pub(crate) fn do_enact(
		by: T::AccountId,
		id: StudioId,
		number: ProposalId,
		weight_bound: Weight,
		length_bound: u32,
	) -> DispatchResultWithPostInfo {
		// A chain of proposals that enact each other would need a stack of any depth.
		ensure!(!Enacting::<T>::exists(), Error::<T>::NestedEnact);
		// Deep inside of others the call would find no layer of storage, and fail through no fault of its own. There is no
		// other way to ask how many there are.
		let depth: Layer = unhashed::get_or_default(TRANSACTION_LEVEL_KEY);
		ensure!(depth <= MAX_ENACT_DEPTH, Error::<T>::TooDeep);
		let mut proposal = Proposals::<T>::get(id, number).ok_or(Error::<T>::NotFound)?;
		let Status::Approved { enact_at, expires_at } = proposal.status else {
			return Err(Error::<T>::NotApproved.into());
		};
		ensure!(Self::now() >= enact_at, Error::<T>::TooEarly);
		ensure!(Self::now() < expires_at, Error::<T>::Expired);
		ensure!(proposal.call_length <= length_bound, Error::<T>::BoundExceeded);
		let call = Self::call(id, number, &proposal);
		let weight = call.as_ref().map_or(Weight::zero(), |call: &CallOf<T>| call.get_dispatch_info().call_weight);
		ensure!(weight.all_lte(weight_bound), Error::<T>::BoundExceeded);
		// It would fail for good, though it works later.
		ensure!(!call.as_ref().is_ok_and(|call| Self::is_paused(id, call)), Error::<T>::CallPaused);

		Self::unschedule(id, number, Step::Enact, &mut proposal);
		Calls::<T>::remove(id, number);
		let length = proposal.call_length;
		// Before the dispatch, so that the call cannot do it again.
		proposal.status = Status::Enacted(Ok(()));
		Proposals::<T>::insert(id, number, proposal);
		Enacting::<T>::put(id);
		let (result, used) = match call {
			Ok(call) => Self::dispatch_as(id, call),
			Err(error) => (Err(error), Weight::zero()),
		};
		Enacting::<T>::kill();
		let used = T::WeightInfo::enact(length).saturating_add(used);
		if let Err(error) = result {
			// The scheduler signs as the studio. Anybody else could choose a moment in which the call fails.
			let is_its_own = by == Self::account_of(id) || Members::<T>::contains_key(id, by);
			ensure!(is_its_own, error.with_weight(used));
		}
		// The call can have pruned its own proposal.
		Proposals::<T>::mutate(id, number, |proposal| {
			if let Some(proposal) = proposal {
				proposal.status = Status::Enacted(result);
			}
		});
		Self::deposit_event(Event::Enacted { studio: id, proposal: number, result });
		Ok(Some(used).into())
	}

	/// Signed by the studio, with the filters of the chain.
	fn origin_of(id: StudioId) -> OriginFor<T> {
		RawOrigin::Signed(Self::account_of(id)).into()
	}

	/// True if a studio may dispatch a call, and the chain does not let anybody do it now.
	pub(crate) fn is_paused(id: StudioId, call: &CallOf<T>) -> bool {
		T::CallFilter::contains(call) && !Self::origin_of(id).filter_call(call.into_ref())
	}

	/// Dispatches a call as the studio. If it fails, it has changed nothing.
	fn dispatch_as(id: StudioId, call: CallOf<T>) -> (DispatchResult, Weight) {
		if !T::CallFilter::contains(&call) {
			return (Err(Error::<T>::CallFiltered.into()), Weight::zero());
		}
		let info = call.get_dispatch_info();
		let mut origin = Self::origin_of(id);
		// Holds for calls inside of calls, too.
		origin.add_filter(|call| T::CallFilter::contains(CallOf::<T>::from_ref(call)));
		let result = with_storage_layer(|| call.dispatch(origin));
		let weight = extract_actual_weight(&result, &info);
		(result.map(drop).map_err(|error| error.error), weight)
	}
}
