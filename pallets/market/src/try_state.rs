//! The invariants of this pallet:
//!
//! 1. A policy is within `MaxRoyaltyRate` and `MaxRoyaltyFloor`.
//! 2. A listing is for an IP asset that exists.
//! 3. The price of a listing or an offer is above zero and covers the royalty of the policy in force, which only falls.
//! 4. The maker of an offer paid the deposit for it.
//! 5. Of each account, exactly the sum of its deposits is held as `StorageDeposit`, and exactly the sum of the prices it
//!    offers as `OfferedFunds`. Nothing is held of anybody else.
//! 6. A listing remembers no more changes of owner than there were, and an offer no later revision than the present one:
//!    both counters only grow, so what is void by them stays void.
//! 7. No part of a fall is above the policy that it lowers.

use crate::pallet::*;
use atelier_primitives::{deposit::are_held, ip::IpInspect, Deposit};
use frame_support::{ensure, traits::Get};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks all of the above.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_policies()?;
		Self::check_listings()?;
		Self::check_offers()?;
		Self::check_holds()
	}

	fn check_policies() -> Result<(), TryRuntimeError> {
		for record in Policies::<T>::iter_values() {
			ensure!(record.now.rate <= T::MaxRoyaltyRate::get(), "a policy has a rate above the maximum");
			ensure!(record.now.floor <= T::MaxRoyaltyFloor::get(), "a policy has a floor above the maximum");
			ensure!(record.fall.is_none_or(|fall| record.now.is_at_least(&fall.policy)), "a policy rises");
		}
		Ok(())
	}

	fn check_listings() -> Result<(), TryRuntimeError> {
		for (ip, listing) in Listings::<T>::iter() {
			ensure!(T::Ips::owner(&ip).is_some(), "a listing is for an IP asset that does not exist");
			ensure!(listing.price > 0, "a listing has no price");
			ensure!(Self::split(&ip, listing.price).seller_part.is_some(), "a listing does not cover its royalty");
			ensure!(listing.moves <= T::Ips::moves(&ip), "a listing is from the future");
		}
		Ok(())
	}

	fn check_offers() -> Result<(), TryRuntimeError> {
		for (ip, buyer, offer) in Offers::<T>::iter() {
			ensure!(offer.price > 0, "an offer has no price");
			ensure!(Self::split(&ip, offer.price).seller_part.is_some(), "an offer does not cover its royalty");
			// Of an IP asset that was burned, the revision is gone.
			let is_late = T::Ips::owner(&ip).is_some() && offer.revision > T::Ips::revision(&ip);
			ensure!(!is_late, "an offer is from the future");
			ensure!(offer.deposit.who == buyer, "somebody else paid the deposit of an offer");
		}
		Ok(())
	}

	fn check_holds() -> Result<(), TryRuntimeError> {
		let accounts = frame_system::Account::<T>::iter_keys;
		let deposits = Policies::<T>::iter_values()
			.map(|record| record.deposit)
			.chain(Listings::<T>::iter_values().map(|listing| listing.deposit))
			.chain(Offers::<T>::iter_values().map(|offer| offer.deposit));
		ensure!(
			are_held::<T::Currency, _>(HoldReason::StorageDeposit, deposits, accounts()),
			"the deposits are not what is held"
		);
		let offered = Offers::<T>::iter().map(|(_, who, offer)| Deposit { who, amount: offer.price });
		ensure!(
			are_held::<T::Currency, _>(HoldReason::OfferedFunds, offered, accounts()),
			"the offers are not what is held"
		);
		Ok(())
	}
}
