//! The invariants of this pallet.
//!
//! 1. Every IP asset has an item in pallet-nfts, and every item of an IP collection is an IP asset.
//! 2. Every collection belongs to the pallet's account in pallet-nfts. It counts its IP assets rightly; their numbers
//!    are below the next one, which is within the limit.
//! 3. Every claim that was minted names the IP asset that names it, and the other way round.
//! 4. For each reason, what is held of every account is the sum of its deposits.
//! 5. No ticket is left over, and nobody is acting.
//! 6. Who owns an IP asset is found by walking up: no IP asset is inside itself.
//! 7. Grants are those of IP assets that are there, within the limit; each permits something, and names no later move
//!    than there was.
//! 8. What is restricted is inside no IP asset, and belongs to no studio that may not hold it.
//! 9. Traits are those of IP assets that are there, within the limit, and each has a value.

use crate::{
	pallet::*,
	types::{MAX_GRANTS, MAX_TRAITS},
};
use alloc::collections::BTreeMap;
use atelier_primitives::{deposit::are_held, ip::IpInspect, Deposit};
use frame_support::{
	ensure,
	traits::tokens::nonfungibles_v2::{Inspect, InspectEnumerable},
};
use sp_runtime::TryRuntimeError;

impl<T: Config> Pallet<T> {
	/// Checks all invariants.
	pub fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_items()?;
		Self::check_collections()?;
		Self::check_claims()?;
		Self::check_deposits()?;
		Self::check_traits()?;
		ensure!(!Ticket::<T>::exists(), "a ticket is left over");
		ensure!(!Acting::<T>::exists(), "somebody is acting as an IP account between blocks");
		Self::check_grants()?;
		Self::check_nesting()
	}

	fn check_items() -> Result<(), TryRuntimeError> {
		for ip in Ips::<T>::iter_keys() {
			ensure!(T::Nfts::owner(&ip.collection, &ip.item).is_some(), "an IP asset has no item");
			ensure!(Collections::<T>::contains_key(ip.collection), "an IP asset has no collection");
		}
		for collection in Collections::<T>::iter_keys() {
			for item in T::Nfts::items(&collection) {
				let ip = atelier_primitives::IpId::new(collection, item);
				ensure!(Ips::<T>::contains_key(ip), "an item of an IP collection is no IP asset");
			}
		}
		Ok(())
	}

	fn check_collections() -> Result<(), TryRuntimeError> {
		let mut counts = BTreeMap::<u32, (u32, u32)>::new();
		for ip in Ips::<T>::iter_keys() {
			let (count, next) = counts.entry(ip.collection).or_default();
			*count = count.saturating_add(1);
			*next = (*next).max(ip.item.saturating_add(1));
		}
		for (collection, record) in Collections::<T>::iter() {
			let owner = T::Nfts::collection_owner(&collection);
			ensure!(owner == Some(Self::sovereign_account()), "a collection does not belong to the pallet");
			let (count, next) = counts.get(&collection).copied().unwrap_or_default();
			ensure!(record.items == count, "a collection counts its items wrongly");
			ensure!(record.next_item >= next, "the next item of a collection was minted before");
			ensure!(record.max_items.is_none_or(|max| record.next_item <= max), "a collection is over its limit");
		}
		Ok(())
	}

	fn check_claims() -> Result<(), TryRuntimeError> {
		for (ip, record) in Ips::<T>::iter() {
			let Some(digest) = record.provenance else { continue };
			ensure!(Minted::<T>::get(digest, &record.creator) == Some(ip), "an IP asset is not found by its claim");
		}
		for (digest, creator, ip) in Minted::<T>::iter() {
			let matches = |record: crate::IpRecordOf<T>| record.provenance == Some(digest) && record.creator == creator;
			ensure!(Ips::<T>::get(ip).is_some_and(matches), "a claim names an IP asset that does not name it");
		}
		Ok(())
	}

	fn check_deposits() -> Result<(), TryRuntimeError> {
		let collections = Collections::<T>::iter_values().map(|record| record.deposit);
		Self::check_held(HoldReason::Collection, collections)?;
		Self::check_held(HoldReason::Ip, Ips::<T>::iter_values().map(|record| record.deposit))?;
		Self::check_held(HoldReason::Grant, Grants::<T>::iter_values().map(|grant| grant.deposit))?;
		Self::check_held(HoldReason::Trait, Traits::<T>::iter_values().map(|record| record.deposit))
	}

	fn check_traits() -> Result<(), TryRuntimeError> {
		let mut counts = BTreeMap::<_, u32>::new();
		for (ip, _, record) in Traits::<T>::iter() {
			ensure!(Ips::<T>::contains_key(ip), "a trait belongs to no IP asset");
			ensure!(!record.history.is_empty(), "a trait has no value");
			let count = counts.entry(ip).or_default();
			*count = count.saturating_add(1);
			ensure!(*count <= MAX_TRAITS, "an IP asset has too many traits");
		}
		Ok(())
	}

	fn check_grants() -> Result<(), TryRuntimeError> {
		let mut counts = BTreeMap::<_, u32>::new();
		for (ip, _, grant) in Grants::<T>::iter() {
			let record = Ips::<T>::get(ip).ok_or("a grant belongs to no IP asset")?;
			ensure!(!grant.permissions.is_empty(), "a grant permits nothing");
			ensure!(grant.moves <= record.moves, "a grant names a move to come");
			let count = counts.entry(ip).or_default();
			*count = count.saturating_add(1);
			ensure!(*count <= MAX_GRANTS, "an IP asset has too many grants");
		}
		Ok(())
	}

	fn check_held(
		reason: HoldReason,
		deposits: impl Iterator<Item = Deposit<T::AccountId>>,
	) -> Result<(), TryRuntimeError> {
		let accounts = frame_system::Account::<T>::iter_keys();
		ensure!(are_held::<T::Currency, _>(reason, deposits, accounts), "what is held is not the sum of the deposits");
		Ok(())
	}

	fn check_nesting() -> Result<(), TryRuntimeError> {
		for start in Ips::<T>::iter_keys() {
			let owner = Self::owner(&start).ok_or("an IP asset has no owner")?;
			let is_inside = Self::ip_of(&owner).is_some();
			ensure!(!is_inside || !Self::is_restricted(&start), "what is restricted is inside an IP asset");
			ensure!(Self::may_wrap(&owner, &start), "what is restricted belongs to a studio");
			// Brent: the mark moves up at each power of two, so that any cycle meets it.
			let (mut mark, mut current, mut steps, mut limit) = (start, start, 0u32, 1u32);
			while let Some(above) = Self::owner(&current).and_then(|owner| Self::ip_of(&owner)) {
				ensure!(above != mark, "an IP asset is inside itself");
				steps = steps.saturating_add(1);
				if steps == limit {
					(mark, limit) = (above, limit.saturating_mul(2));
				}
				current = above;
			}
		}
		Ok(())
	}
}
