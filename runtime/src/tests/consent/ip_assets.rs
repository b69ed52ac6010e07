//! IP assets: the thing itself, its account, and who acts for its owner.

use super::{provenance::work, *};
use atelier_primitives::{chain::currency::UNIT, IpId};
use pallet_ip_assets::{Call, Error, Metadata, Permissions};
use sp_runtime::Perbill;
use Effect::*;
use Role::*;

type IpCall = Call<Runtime>;
type IpError = Error<Runtime>;

pub fn pallet() -> Pallet {
	Pallet {
		name: "IpAssets",
		rows: vec![
			Row { call: "ip_assets.transfer", effect: MovesProperty, trial: transfer },
			Row { call: "ip_assets.burn", effect: MovesProperty, trial: burn },
			Row { call: "ip_assets.burn", effect: LowersIncome, trial: burn_of_several },
			Row { call: "ip_assets.act_as", effect: MovesProperty, trial: act_as },
			Row { call: "ip_assets.set_metadata", effect: MovesProperty, trial: set_metadata },
			Row { call: "ip_assets.freeze_metadata", effect: MovesProperty, trial: freeze_metadata },
			Row { call: "ip_assets.grant_permission", effect: MovesProperty, trial: grant_permission },
			Row { call: "ip_assets.revoke_permission", effect: StopsService, trial: revoke_permission },
			Row { call: "ip_assets.mint", effect: MovesProperty, trial: mint_into },
			Row { call: "ip_assets.mint", effect: MovesProperty, trial: mint_claimed },
			Row { call: "ip_assets.deprecate_claim", effect: MovesProperty, trial: deprecate_claim },
			Row { call: "ip_assets.revoke_claim", effect: LowersIncome, trial: revoke_claim },
			Row { call: "ip_assets.allow_studios", effect: LowersIncome, trial: allow_studios },
			Row { call: "ip_assets.set_collection_metadata", effect: MovesProperty, trial: set_collection_metadata },
		],
		harmless: vec![(Harmless::Own, &["create_collection"])],
	}
}

fn transfer(world: &World) -> Trial {
	let to = account(sp_keyring::Sr25519Keyring::Two);
	Trial::of(IpCall::transfer { ip: world.ip, to }, &[Owner], IpError::NotOwner)
}

fn burn(_: &World) -> Trial {
	Trial::of(IpCall::burn { ip: World::work_of(Owner) }, &[Owner], IpError::NotOwner)
}

/// Others have a part of its income: so not even its owner.
fn burn_of_several(world: &World) -> Trial {
	Trial::of(IpCall::burn { ip: world.ip }, &[], IpError::NotOwner)
		.but(Owner, pallet_royalties::Error::<Runtime>::OthersHaveScores)
}

fn act_as(world: &World) -> Trial {
	let dest = World::who(Stranger).into();
	let call = pallet_balances::Call::transfer_keep_alive { dest, value: world::PRICE };
	Trial::of(IpCall::act_as { ip: world.ip, call: Box::new(call.into()) }, &[Owner], IpError::NotOwner)
}

fn set_metadata(world: &World) -> Trial {
	let act = IpCall::set_metadata { ip: world.ip, metadata: Metadata::default() };
	Trial::of(act, &[Owner, IpAccount, Agent], IpError::NotAuthorized)
}

fn freeze_metadata(world: &World) -> Trial {
	Trial::of(IpCall::freeze_metadata { ip: world.ip }, &[Owner], IpError::NotOwner)
}

fn grant_permission(world: &World) -> Trial {
	let permissions = Permissions { trade: Some(UNIT), ..Default::default() };
	let expires = System::block_number() + 10;
	let act = IpCall::grant_permission { ip: world.ip, agent: World::who(Stranger), permissions, expires };
	Trial::of(act, &[Owner], IpError::NotOwner)
}

fn revoke_permission(world: &World) -> Trial {
	let act = IpCall::revoke_permission { ip: world.ip, agent: World::who(Agent) };
	Trial::of(act, &[Owner, Agent], IpError::NotOwner)
}

/// Into a collection of somebody's.
fn mint_into(world: &World) -> Trial {
	let (collection, to, provenance, owner_share) =
		(world.collection, Some(World::who(Stranger)), None, Perbill::zero());
	let act = IpCall::mint { collection, to, provenance, metadata: Metadata::default(), owner_share };
	Trial::of(act, &[Creator], IpError::NotCreator)
}

/// From a claim of the creator's, for the owner.
fn mint_it(collection: u32) -> IpCall {
	let (to, metadata, owner_share) = (Some(World::who(Owner)), Metadata::default(), Perbill::zero());
	IpCall::mint { collection, to, provenance: Some(work()), metadata, owner_share }
}

/// What somebody claims is minted by nobody else, in no collection.
fn mint_claimed(_: &World) -> Trial {
	let collection = super::super::routes::free_collection(&World::who(Stranger));
	Trial::of(mint_it(collection), &[], IpError::NotCreator).but(Stranger, IpError::ClaimNotFound)
}

/// An IP asset of the owner's, that the creator minted from its claim.
pub fn minted(world: &World) -> IpId {
	let ip = World::next_item(world.collection);
	World::does(Creator, mint_it(world.collection));
	ip
}

/// The claim went with the asset: so not by who claims.
fn deprecate_claim(world: &World) -> Trial {
	Trial::of(IpCall::deprecate_claim { ip: minted(world), deprecated: true }, &[Owner], IpError::NotOwner)
}

fn revoke_claim(world: &World) -> Trial {
	Trial::of(IpCall::revoke_claim { ip: minted(world), reason: Default::default() }, &[Owner], IpError::NotOwner)
}

/// Shares of a studio change hands without a royalty.
fn allow_studios(world: &World) -> Trial {
	Trial::of(IpCall::allow_studios { collection: world.collection }, &[Creator], IpError::NotCreator)
}

fn set_collection_metadata(world: &World) -> Trial {
	let act = IpCall::set_collection_metadata { collection: world.collection, metadata: Default::default() };
	Trial::of(act, &[Creator], IpError::NotCreator)
}

#[test]
fn ip_asset_should_stay_as_it_is_when_its_owner_has_not_agreed() {
	try_rows(pallet());
}
