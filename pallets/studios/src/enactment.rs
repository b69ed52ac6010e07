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
		let Status::Approved { enact_at, expires_at, .. } = proposal.status else {
			return Err(Error::<T>::NotApproved.into());
		};
		ensure!(Self::now() >= enact_at, Error::<T>::TooEarly);
		ensure!(Self::now() < expires_at, Error::<T>::Expired);
		ensure!(proposal.call_length <= length_bound, Error::<T>::BoundExceeded);
		let call = Self::call(id, number, &proposal).and_then(|call| {
			ensure!(T::CallFilter::contains(&call), Error::<T>::CallFiltered);
			Ok(call)
		});
		let weight = call.as_ref().map_or(Weight::zero(), |call: &CallOf<T>| call.get_dispatch_info().call_weight);
		ensure!(weight.all_lte(weight_bound), Error::<T>::BoundExceeded);
		ensure!(!call.as_ref().is_ok_and(|call| Self::is_paused(id, call)), Error::<T>::CallPaused);

		let own = T::WeightInfo::enact(proposal.call_length);
		let (result, used) = match call {
			Ok(call) => Self::sign(id, number, proposal.clone(), call),
			// No block of this runtime mends that, so nobody chooses the moment.
			Err(error) => {
				Self::conclude(id, number, proposal, Err(error));
				Self::deposit_event(Event::Enacted { studio: id, proposal: number, result: Err(error) });
				return Ok(Some(own).into());
			}
		};
		let used = own.saturating_add(used);
		match result {
			Ok(()) => Self::deposit_event(Event::Enacted { studio: id, proposal: number, result }),
			// The scheduler signs as the studio. It comes in a block that all know beforehand, so what fails then is not
			// final either: whoever wants that makes it fail in this one block.
			Err(error) if by == Self::account_of(id) => {
				Self::unschedule(id, number, Step::Enact, &mut proposal);
				proposal.status = Status::Approved { enact_at, expires_at, failure: Some(error) };
				Proposals::<T>::insert(id, number, proposal);
				Self::deposit_event(Event::EnactmentFailed { studio: id, proposal: number, error });
			}
			Err(error) => return Err(error.with_weight(used)),
		}
		Ok(Some(used).into())
	}

	/// The proposal is over.
	fn conclude(id: StudioId, number: ProposalId, mut proposal: ProposalOf<T>, result: DispatchResult) {
		Self::unschedule(id, number, Step::Enact, &mut proposal);
		Calls::<T>::remove(id, number);
		proposal.status = Status::Enacted(result);
		Proposals::<T>::insert(id, number, proposal);
	}

	/// Signed by the studio, with the filters of the chain.
	fn origin_of(id: StudioId) -> OriginFor<T> {
		RawOrigin::Signed(Self::account_of(id)).into()
	}

	/// True if a studio may dispatch a call, and the chain does not let anybody do it now.
	pub(crate) fn is_paused(id: StudioId, call: &CallOf<T>) -> bool {
		T::CallFilter::contains(call) && !Self::origin_of(id).filter_call(call.into_ref())
	}

	/// Dispatches a call as the studio. If it fails, nothing has changed: the proposal is approved as before.
	fn sign(id: StudioId, number: ProposalId, proposal: ProposalOf<T>, call: CallOf<T>) -> (DispatchResult, Weight) {
		let info = call.get_dispatch_info();
		let mut origin = Self::origin_of(id);
		// Holds for calls inside of calls, too.
		origin.add_filter(|call| T::CallFilter::contains(CallOf::<T>::from_ref(call)));
		let result = with_storage_layer(|| {
			// Before the dispatch, so that the call cannot do it again.
			Self::conclude(id, number, proposal, Ok(()));
			Enacting::<T>::put(id);
			let result = call.dispatch(origin);
			Enacting::<T>::kill();
			result
		});
		let weight = extract_actual_weight(&result, &info);
		(result.map(drop).map_err(|error| error.error), weight)
	}
}
