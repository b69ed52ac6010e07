//! A fake of `market`: royalty policies that only fall.

use crate::{storage::PolicyOf, Config};
use atelier_primitives::ip::{CollectionId, IpInspect, PolicyInspect, RoyaltyPolicy};
use core::marker::PhantomData;

/// Policies in storage.
pub struct Policies<T>(PhantomData<T>);

impl<T: Config> Policies<T> {
	/// Sets a policy by the rules of the market: the first one is above zero, and later ones are no higher.
	pub fn set(collection: CollectionId, policy: RoyaltyPolicy) {
		match PolicyOf::get(collection) {
			Some(old) => assert!(old.is_at_least(&policy), "policy may only fall"),
			None => {
				assert!(T::Ips::collection_creator(collection).is_some(), "no such collection");
				assert!(!policy.rate.is_zero() && policy.floor > 0, "policy not enforced");
			}
		}
		PolicyOf::insert(collection, policy);
	}

	/// Lowers a policy to zero, if there is one.
	pub fn clear(collection: CollectionId) {
		PolicyOf::mutate_extant(collection, |policy| *policy = RoyaltyPolicy::default());
	}
}

impl<T> PolicyInspect for Policies<T> {
	fn policy(collection: CollectionId) -> RoyaltyPolicy {
		PolicyOf::get(collection).unwrap_or_default()
	}
}
