//! What is always true between two calls:
//!
//! 1. A policy is within `MaxRoyaltyRate` and `MaxRoyaltyFloor`.
//! 2. A listing is for an IP asset that exists.
//! 3. The price of a listing or an offer is above zero and covers the royalty of the policy it was made under.
//! 4. The maker of an offer paid the deposit for it.
//! 5. Of each account, exactly the sum of its deposits is held as `StorageDeposit`, and exactly the sum of the prices it
//!    offers as `OfferedFunds`. Nothing is held of anybody else.

use crate::pallet::*;
use alloc::collections::BTreeMap;
use atelier_primitives::{chain::Balance, ip::IpInspect, Deposit};
use frame_support::{
	ensure,
	traits::{fungible::hold::Inspect, Get},
};
use sp_runtime::TryRuntimeError;

/// What should be held of one account.
#[derive(Default)]
struct Held {
	deposits: Balance,
	offered: Balance,
}

type Accounts<AccountId> = BTreeMap<AccountId, Held>;

fn add<AccountId: Ord + Clone>(accounts: &mut Accounts<AccountId>, deposit: &Deposit<AccountId>, offered: Balance) {
	let held = accounts.entry(deposit.who.clone()).or_default();
	held.deposits = held.deposits.saturating_add(deposit.amount);
	held.offered = held.offered.saturating_add(offered);
}

impl<T: Config> Pallet<T> {
	/// Checks all of the above.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		let mut accounts = Accounts::new();
		Self::check_policies(&mut accounts)?;
		Self::check_listings(&mut accounts)?;
		Self::check_offers(&mut accounts)?;
		Self::check_holds(accounts)
	}

	fn check_policies(accounts: &mut Accounts<T::AccountId>) -> Result<(), TryRuntimeError> {
		for (_, record) in Policies::<T>::iter() {
			ensure!(record.policy.rate <= T::MaxRoyaltyRate::get(), "a policy has a rate above the maximum");
			ensure!(record.policy.floor <= T::MaxRoyaltyFloor::get(), "a policy has a floor above the maximum");
			add(accounts, &record.deposit, 0);
		}
		Ok(())
	}

	fn check_listings(accounts: &mut Accounts<T::AccountId>) -> Result<(), TryRuntimeError> {
		for (ip, listing) in Listings::<T>::iter() {
			ensure!(T::Ips::owner(&ip).is_some(), "a listing is for an IP asset that does not exist");
			ensure!(listing.price > 0, "a listing has no price");
			ensure!(listing.policy.of_sale(listing.price) <= listing.price, "a listing does not cover its royalty");
			add(accounts, &listing.deposit, 0);
		}
		Ok(())
	}

	fn check_offers(accounts: &mut Accounts<T::AccountId>) -> Result<(), TryRuntimeError> {
		for (_, buyer, offer) in Offers::<T>::iter() {
			ensure!(offer.price > 0, "an offer has no price");
			ensure!(offer.policy.of_sale(offer.price) <= offer.price, "an offer does not cover its royalty");
			ensure!(offer.deposit.who == buyer, "somebody else paid the deposit of an offer");
			add(accounts, &offer.deposit, offer.price);
		}
		Ok(())
	}

	fn check_holds(mut accounts: Accounts<T::AccountId>) -> Result<(), TryRuntimeError> {
		let on_hold = |reason: HoldReason, who: &T::AccountId| T::Currency::balance_on_hold(&reason.into(), who);
		// All accounts, not only those with something in storage here: what is held for nothing would be lost.
		for who in frame_system::Account::<T>::iter_keys() {
			let held = accounts.remove(&who).unwrap_or_default();
			ensure!(on_hold(HoldReason::StorageDeposit, &who) == held.deposits, "the deposits are not what is held");
			ensure!(on_hold(HoldReason::OfferedFunds, &who) == held.offered, "the offers are not what is held");
		}
		ensure!(accounts.is_empty(), "an account with something on hold does not exist");
		Ok(())
	}
}
