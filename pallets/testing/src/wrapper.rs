//! A pallet whose calls call others, as those of `pallet-utility` and `pallet-proxy` do.

pub use pallet::*;

#[allow(missing_docs)]
#[frame_support::pallet(dev_mode)]
pub mod pallet {
	use frame_support::{dispatch::RawOrigin, pallet_prelude::*};
	use frame_system::pallet_prelude::*;
	use sp_runtime::traits::Dispatchable;

	#[pallet::config]
	pub trait Config: frame_system::Config {}

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// With the caller's origin, filters included.
		#[pallet::call_index(0)]
		pub fn wrap(origin: OriginFor<T>, call: Box<T::RuntimeCall>) -> DispatchResult {
			call.dispatch(origin).map(drop).map_err(|error| error.error)
		}

		/// With a fresh origin, as a proxy does.
		#[pallet::call_index(1)]
		pub fn wrap_as(origin: OriginFor<T>, who: T::AccountId, call: Box<T::RuntimeCall>) -> DispatchResult {
			ensure_signed(origin)?;
			call.dispatch(RawOrigin::Signed(who).into()).map(drop).map_err(|error| error.error)
		}

		/// The wrapped call may fail.
		#[pallet::call_index(2)]
		pub fn try_wrap(origin: OriginFor<T>, call: Box<T::RuntimeCall>) -> DispatchResult {
			let _ = call.dispatch(origin);
			Ok(())
		}
	}
}
