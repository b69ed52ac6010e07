//! Tokens of the pallet of assets: each kind has an owner, whom its holders chose to trust.

use super::*;
use pallet_assets::{Call, Error};
use Effect::*;
use Role::*;

type AssetsCall = Call<Runtime>;
type AssetsError = Error<Runtime>;

pub fn pallet() -> Pallet {
	let row = |call, trial| Row { call, effect: MovesProperty, trial };
	let stops = |call, trial| Row { call, effect: StopsService, trial };
	Pallet {
		name: "Assets",
		rows: vec![
			row("assets.force_transfer", |_| {
				by_issuer(|id| AssetsCall::force_transfer {
					id,
					source: holder().into(),
					dest: issuer().into(),
					amount: 1,
				})
			}),
			row("assets.burn", |_| by_issuer(|id| AssetsCall::burn { id, who: holder().into(), amount: 1 })),
			row("assets.mint", |_| by_issuer(|id| AssetsCall::mint { id, beneficiary: issuer().into(), amount: 1 })),
			row("assets.transfer_ownership", |_| {
				by_issuer(|id| AssetsCall::transfer_ownership { id, owner: holder().into() })
			}),
			row("assets.set_team", |_| {
				by_issuer(|id| AssetsCall::set_team {
					id,
					issuer: holder().into(),
					admin: holder().into(),
					freezer: holder().into(),
				})
			}),
			row("assets.set_metadata", |_| by_issuer(set_metadata)),
			row("assets.clear_metadata", |_| {
				by_issuer(|id| AssetsCall::clear_metadata { id }).needs(
					Creator,
					set_metadata(id()),
					AssetsError::Unknown,
				)
			}),
			row("assets.set_min_balance", |_| {
				World::does(Creator, AssetsCall::create { id: id(), admin: issuer().into(), min_balance: 2 });
				let act = AssetsCall::set_min_balance { id: id(), min_balance: 1 };
				Trial::of(act, &[Creator], AssetsError::NoPermission)
			}),
			row("assets.set_reserves", |_| {
				by_issuer(|id| AssetsCall::set_reserves { id, reserves: Default::default() })
			}),
			stops("assets.freeze", |_| by_issuer(|id| AssetsCall::freeze { id, who: holder().into() })),
			stops("assets.block", |_| by_issuer(|id| AssetsCall::block { id, who: holder().into() })),
			stops("assets.thaw", |_| by_issuer(|id| AssetsCall::thaw { id, who: holder().into() })),
			stops("assets.freeze_asset", |_| by_issuer(|id| AssetsCall::freeze_asset { id })),
			stops("assets.thaw_asset", |_| {
				let frozen = AssetsCall::freeze_asset { id: id() };
				by_issuer(|id| AssetsCall::thaw_asset { id }).needs(Creator, frozen, AssetsError::NotFrozen)
			}),
			stops("assets.start_destroy", |_| by_issuer(|id| AssetsCall::start_destroy { id }).also(Root)),
			row("assets.destroy_accounts", |_| destroying(|id| AssetsCall::destroy_accounts { id })),
			row("assets.transfer_approved", transfer_approved),
		],
		harmless: vec![
			(
				Harmless::Own,
				&[
					"create",
					"transfer",
					"transfer_keep_alive",
					"transfer_all",
					"approve_transfer",
					"cancel_approval",
					"touch",
					"refund",
				],
			),
			// Their deposits go back; a kind is gone when nobody holds it.
			(Harmless::Gives, &["touch_other", "refund_other", "destroy_approvals", "finish_destroy"]),
			(Harmless::Governs, &["force_create", "force_set_metadata", "force_clear_metadata", "force_asset_status"]),
			// For its owner like `cancel_approval`.
			(Harmless::Own, &["force_cancel_approval"]),
		],
	}
}

type Id = codec::Compact<u32>;

fn id() -> Id {
	1.into()
}

fn issuer() -> crate::AccountId {
	World::who(Creator)
}

fn holder() -> crate::AccountId {
	World::who(Contributor)
}

/// A kind of the creator's, of which the contributor has some.
fn issued() -> Id {
	World::does(Creator, AssetsCall::create { id: id(), admin: issuer().into(), min_balance: 1 });
	World::does(Creator, AssetsCall::mint { id: id(), beneficiary: holder().into(), amount: 100 });
	id()
}

fn set_metadata(id: Id) -> AssetsCall {
	AssetsCall::set_metadata { id, name: b"token".to_vec(), symbol: b"T".to_vec(), decimals: 2 }
}

fn by_issuer(call: impl FnOnce(Id) -> AssetsCall) -> Trial {
	Trial::of(call(issued()), &[Creator], AssetsError::NoPermission)
}

/// Of a kind that its owner ends.
fn destroying(call: impl FnOnce(Id) -> AssetsCall) -> Trial {
	let id = issued();
	Trial::of_anybody(call(id)).needs(Creator, AssetsCall::start_destroy { id }, AssetsError::IncorrectStatus)
}

fn transfer_approved(_: &World) -> Trial {
	let id = issued();
	let act = AssetsCall::transfer_approved { id, owner: holder().into(), destination: issuer().into(), amount: 10 };
	let approve = AssetsCall::approve_transfer { id, delegate: World::who(Stranger).into(), amount: 10 };
	Trial::of(act, &[Stranger], AssetsError::Unapproved).needs(Contributor, approve, AssetsError::Unapproved)
}

#[test]
fn tokens_should_stay_when_neither_their_holder_nor_their_issuer_agreed() {
	try_rows(pallet());
}
