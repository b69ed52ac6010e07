//! One file per call, and one for each thing that concerns several.

mod act_as;
mod allow_studios;
mod burn;
mod claims;
mod create_collection;
mod freeze_metadata;
mod grant_permission;
mod hooks;
mod ip_transfer;
mod mint;
mod moves;
mod nfts_routes;
mod revision;
mod revoke_permission;
pub(crate) mod scenario;
mod sequences;
mod set_collection_metadata;
mod set_metadata;
mod traits;
mod transfer;
mod try_state;
mod view;
mod wrappers;

pub use crate::{mock::*, *};
pub use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	ip::{Act, IpInspect, IpRevision, IpTransfer, RoyaltyPolicy},
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

/// Permissions for these acts: at least at this price or fee, under these terms.
fn permissions(acts: &[Act]) -> Permissions {
	let mut permissions = Permissions::default();
	for act in acts {
		match act {
			Act::Metadata => permissions.metadata = true,
			Act::License(terms) => assert!(permissions.license.try_insert(*terms).unwrap()),
			Act::Trade(price) => permissions.trade = Some(*price),
			Act::Serve(fee) => permissions.serve = Some(*fee),
		}
	}
	permissions
}

/// One of each kind.
const ALL: [Act; 4] = [Act::Metadata, Act::License([1; 32]), Act::Trade(0), Act::Serve(0)];

fn allow_studios(collection: u32) {
	let creator = IpAssets::collection_creator(collection).unwrap();
	assert_ok!(IpAssets::allow_studios(signed(creator), collection));
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
