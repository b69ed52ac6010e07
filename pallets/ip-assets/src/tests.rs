//! One file per call, and one for each thing that concerns several.

mod act_as;
mod burn;
mod create_collection;
mod freeze_metadata;
mod grant_permission;
mod hooks;
mod ip_transfer;
mod mint;
mod nfts_routes;
mod revoke_permission;
pub(crate) mod scenario;
mod sequences;
mod set_collection_metadata;
mod set_metadata;
mod traits;
mod transfer;
mod try_state;
mod view;

pub use crate::{mock::*, *};
pub use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	ip::{IpInspect, IpTransfer, Permission, RoyaltyPolicy},
	provenance::ArtifactKind,
	royalties::PaymentKind,
	IpId,
};
pub use frame_support::{
	assert_noop, assert_ok,
	traits::{
		fungible::{Inspect as _, InspectHold},
		tokens::nonfungibles_v2::{Inspect as _, Mutate as _, Transfer as _},
		Hooks, Locker,
	},
};
pub use scenario::*;
pub use sp_runtime::{traits::BadOrigin, DispatchError, Perbill, TokenError};

fn held(reason: HoldReason, who: &AccountId) -> Balance {
	Balances::balance_on_hold(&reason.into(), who)
}

fn royalty(percent: u32, floor: Balance) -> RoyaltyPolicy {
	RoyaltyPolicy { rate: Perbill::from_percent(percent), floor }
}

fn permissions(list: &[Permission]) -> Permissions {
	list.iter().copied().collect::<alloc::collections::BTreeSet<_>>().try_into().unwrap()
}

/// `count` IP assets of one collection, each in the account of the one before; the first belongs to `who`.
fn nest(who: &AccountId, collection: u32, count: u32) -> Vec<IpId> {
	let mut owner = who.clone();
	(0..count)
		.map(|_| {
			let ip = mint_in(collection, &owner);
			owner = IpAssets::account(&ip);
			ip
		})
		.collect()
}
