//! A fake of `licensing`: licenses that somebody holds, and descent by the frozen ancestors.

use crate::{storage::Licensees, AccountOf, Config, Royalties};
use atelier_primitives::{
	ip::IpId,
	licensing::{LicenseInspect, LineageInspect},
	royalties::StackInspect,
};
use core::marker::PhantomData;

/// Licenses in storage.
pub struct Licenses<T>(PhantomData<T>);

impl<T: Config> Licenses<T> {
	/// Gives an account a license.
	pub fn grant(who: &AccountOf<T>, ip: IpId) {
		Licensees::<T>::insert((who, ip), ());
	}

	/// Lets a license expire.
	pub fn expire(who: &AccountOf<T>, ip: IpId) {
		Licensees::<T>::remove((who, ip));
	}
}

impl<T: Config> LicenseInspect<AccountOf<T>> for Licenses<T> {
	fn is_licensed(who: &AccountOf<T>, ip: &IpId) -> bool {
		Licensees::<T>::contains_key((who, ip))
	}
}

impl<T: Config> LineageInspect for Licenses<T> {
	fn is_ancestor(ancestor: &IpId, ip: &IpId) -> bool {
		Royalties::<T>::ancestors(ip).iter().any(|known| known.id == *ancestor)
	}
}
