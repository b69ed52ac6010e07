//! A fake of `licensing`: licenses that somebody holds, and descent by the frozen ancestors.

use crate::{
	storage::{ComingFloors, Floors, Licensees, NonCommercial},
	AccountOf, Config, Royalties,
};
use atelier_primitives::{
	ip::IpId,
	licensing::{CommerceInspect, LicenseFloor, LicenseInspect, LineageInspect},
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

impl<T: Config> Licenses<T> {
	/// Forbids the commercial use of an IP asset, or allows it again.
	pub fn set_commercial(ip: IpId, commercial: bool) {
		NonCommercial::set(ip, (!commercial).then_some(()));
	}

	/// Sets the floor of an IP asset.
	pub fn set_floor(ip: IpId, floor: LicenseFloor) {
		Floors::insert(ip, floor);
	}

	/// Lets a floor of an IP asset wait.
	pub fn set_coming_floor(ip: IpId, floor: LicenseFloor) {
		ComingFloors::insert(ip, floor);
	}
}

impl<T: Config> CommerceInspect for Licenses<T> {
	fn is_commercial(ip: &IpId) -> bool {
		!NonCommercial::contains_key(ip)
	}

	fn floor(ip: &IpId) -> LicenseFloor {
		Floors::get(ip)
	}

	fn coming_floor(ip: &IpId) -> LicenseFloor {
		Self::floor(ip).highest(ComingFloors::get(ip))
	}
}

impl<T: Config> LineageInspect for Licenses<T> {
	fn is_ancestor(ancestor: &IpId, ip: &IpId) -> bool {
		Royalties::<T>::ancestors(ip).iter().any(|known| known.id == *ancestor)
	}
}
