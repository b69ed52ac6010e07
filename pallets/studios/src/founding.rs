//! A studio and its account.

use crate::*;
use atelier_primitives::studios::{Power, StudioId, StudioInspect};
use frame_support::{ensure, traits::Get};
use frame_system::{ensure_signed, pallet_prelude::OriginFor};
use sp_runtime::{
	traits::{AccountIdConversion, BadOrigin},
	DispatchError, DispatchResult,
};

impl<T: Config> Pallet<T> {
	/// The account of the studio with this number, whether or not it exists. The pallet itself has no account.
	pub fn account_of(id: StudioId) -> T::AccountId {
		T::PalletId::get().into_sub_account_truncating(id)
	}

	/// The studio that signed.
	pub(crate) fn ensure_studio(origin: OriginFor<T>) -> Result<StudioId, DispatchError> {
		let who = ensure_signed(origin)?;
		StudioOfAccount::<T>::get(who).ok_or(BadOrigin.into())
	}

	pub(crate) fn do_create(
		creator: T::AccountId,
		name: Name,
		metadata_hash: [u8; 32],
		founders: Founders<T::AccountId>,
		rule: RuleOf<T>,
	) -> DispatchResult {
		ensure!(!name.is_empty(), Error::<T>::EmptyName);
		ensure!(rule.is_valid(&T::MaxPeriod::get()), Error::<T>::InvalidRule);
		let id = NextStudio::<T>::get();
		NextStudio::<T>::put(id.checked_add(1).ok_or(Error::<T>::MaxStudiosExceeded)?);
		let account = Self::account_of(id);
		Self::follow(id, None, Some(rule.voting))?;

		let deposit = Self::hold_deposit(creator.clone(), Self::studio_deposit())?;
		let mut studio = Studio {
			name,
			metadata_hash,
			rule,
			electorate: 0,
			members: 0,
			next_seat: 0,
			next_proposal: 0,
			first_live: 0,
			open_proposals: 0,
			falls_back_at: None,
			created_at: Self::now(),
			deposit,
		};
		StudioOfAccount::<T>::insert(&account, id);
		Self::deposit_event(Event::Created { studio: id, creator: creator.clone(), account });
		Self::seat(id, &mut studio, &creator)?;
		ensure!(studio.electorate > 0, Error::<T>::ZeroElectorate);
		Studios::<T>::insert(id, studio);
		founders.into_iter().try_for_each(|founder| Self::invite(id, founder, creator.clone()))
	}

	pub(crate) fn do_set_metadata(id: StudioId, name: Name, metadata_hash: [u8; 32]) -> DispatchResult {
		ensure!(!name.is_empty(), Error::<T>::EmptyName);
		Studios::<T>::try_mutate(id, |studio| {
			let studio = studio.as_mut().ok_or(Error::<T>::NotFound)?;
			(studio.name, studio.metadata_hash) = (name, metadata_hash);
			Self::deposit_event(Event::MetadataSet { studio: id });
			Ok(())
		})
	}
}

impl<T: Config> StudioInspect<T::AccountId> for Pallet<T> {
	fn account(studio: StudioId) -> Option<T::AccountId> {
		Studios::<T>::contains_key(studio).then(|| Self::account_of(studio))
	}

	fn studio_of(who: &T::AccountId) -> Option<StudioId> {
		StudioOfAccount::<T>::get(who)
	}

	fn power(studio: StudioId, who: &T::AccountId) -> Option<Power> {
		Members::<T>::get(studio, who).map(|member| member.power)
	}
}
