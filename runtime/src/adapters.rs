//! Adapters: implementations that connect pallets which know nothing of each other. Configs name them; they name no
//! config.

use crate::{
	parameters::dynamic_params, AccountId, Authorship, Balances, Historical, IpAssets, Licensing, Runtime, Session,
	Treasury,
};
use alloc::vec::Vec;
use atelier_primitives::{ip::CollectionId, licensing::CommerceInspect, studios::StudioId, IpId};
use frame_support::{
	traits::{
		fungible::{Balanced, Credit},
		Contains, Get, Imbalance, OnUnbalanced,
	},
	weights::Weight,
	PalletId,
};
use pallet_session::historical::{self, IdentificationTuple};
use sp_runtime::{traits::AccountIdConversion, Perbill};
use sp_staking::{
	offence::{OffenceDetails, OffenceSeverity, OnOffenceHandler},
	SessionIndex,
};

/// Sends transaction fees to the block's author, but for the
/// [treasury's share](dynamic_params::fees::TreasuryShare). Tips go to the author alone.
pub struct DealWithFees;

impl OnUnbalanced<Credit<AccountId, Balances>> for DealWithFees {
	fn on_unbalanceds(mut fees_then_tips: impl Iterator<Item = Credit<AccountId, Balances>>) {
		let Some(fees) = fees_then_tips.next() else { return };
		let treasury_share = dynamic_params::fees::TreasuryShare::get().mul_floor(fees.peek());
		let (to_treasury, mut to_author) = fees.split(treasury_share);
		if let Some(tips) = fees_then_tips.next() {
			to_author.subsume(tips);
		}
		pay_out(to_treasury, Treasury::account_id());
		// A block of genesis or of a test has no author.
		pay_out(to_author, Authorship::author().unwrap_or_else(Treasury::account_id));
	}
}

/// An amount too small to open the receiver's account is dropped, which burns it.
fn pay_out(credit: Credit<AccountId, Balances>, to: AccountId) {
	if let Err(too_small) = Balances::resolve(&to, credit) {
		drop(too_small);
	}
}

/// Sends what comes to the treasury.
pub struct ToTreasury;

impl OnUnbalanced<Credit<AccountId, Balances>> for ToTreasury {
	fn on_nonzero_unbalanced(credit: Credit<AccountId, Balances>) {
		pay_out(credit, Treasury::account_id());
	}
}

/// VRF output of the author of the parent block: BABE keeps it until the end of the block that follows.
pub struct ParentVrf;

impl Get<Option<[u8; 32]>> for ParentVrf {
	fn get() -> Option<[u8; 32]> {
		pallet_babe::AuthorVrfRandomness::<Runtime>::get()
	}
}

/// The collections of IP assets in which nothing was ever minted: a royalty policy can still be set without changing
/// what somebody bought.
pub struct EmptyCollections;

impl Contains<CollectionId> for EmptyCollections {
	fn contains(collection: &CollectionId) -> bool {
		IpAssets::collection(*collection).is_some_and(|record| record.next_item == 0)
	}
}

/// The accounts of studios, whether or not there is such a studio: who joins one has a part of what it owns.
pub struct StudioAccounts;

impl Contains<AccountId> for StudioAccounts {
	fn contains(who: &AccountId) -> bool {
		PalletId::try_from_sub_account::<StudioId>(who)
			.is_some_and(|(pallet, _)| pallet == <Runtime as pallet_studios::Config>::PalletId::get())
	}
}

/// The IP assets that were made under terms without commercial use: sold inside a wrapper they would be sold.
pub struct NonCommercial;

impl Contains<IpId> for NonCommercial {
	fn contains(ip: &IpId) -> bool {
		!Licensing::is_commercial(ip)
	}
}

/// Names the validators of each session.
///
/// The set is that of genesis until governance names another one by the parameter
/// [`validators::Set`](dynamic_params::validators::Set). A named account without session keys is passed over; a set of
/// which nobody has keys is not taken, since it would stop the chain. What nothing here can prevent: if all validators
/// purge their keys, the chain ends with the next session but one, as if they had switched off their nodes.
pub struct ValidatorSet;

/// Number of sessions for which key ownership can be proven, and thus offences reported: a week.
pub const SESSIONS_KEPT: SessionIndex = 7 * 24 * 6;

impl ValidatorSet {
	fn desired() -> Vec<AccountId> {
		let named = dynamic_params::validators::Set::get();
		let with_keys = |ids: Vec<AccountId>| -> Vec<AccountId> {
			ids.into_iter().filter(|id| Session::load_keys(id).is_some()).collect()
		};
		match with_keys(named.into_inner()) {
			named if named.is_empty() => with_keys(Session::validators()),
			named => named,
		}
	}
}

impl pallet_session::SessionManager<AccountId> for ValidatorSet {
	/// `None`, "as before", unless the set or somebody's keys changed: a new set costs every light client a proof.
	fn new_session(_: SessionIndex) -> Option<Vec<AccountId>> {
		let desired = Self::desired();
		let queued = pallet_session::QueuedKeys::<Runtime>::get();
		let unchanged = desired.len() == queued.len()
			&& desired.iter().zip(&queued).all(|(id, (queued_id, queued_keys))| {
				id == queued_id && Session::load_keys(id).as_ref() == Some(queued_keys)
			});
		(!unchanged && !desired.is_empty()).then_some(desired)
	}

	/// All who have keys at genesis. Without `Some` here no historical root would ever be stored.
	fn new_session_genesis(_: SessionIndex) -> Option<Vec<AccountId>> {
		let mut all: Vec<AccountId> = pallet_session::NextKeys::<Runtime>::iter_keys().collect();
		all.sort();
		Some(all)
	}

	fn start_session(_: SessionIndex) {}

	fn end_session(ended: SessionIndex) {
		Historical::prune_up_to(ended.saturating_sub(SESSIONS_KEPT));
	}
}

impl historical::SessionManager<AccountId, ()> for ValidatorSet {
	fn new_session(index: SessionIndex) -> Option<Vec<(AccountId, ())>> {
		<Self as pallet_session::SessionManager<_>>::new_session(index).map(identified)
	}

	fn new_session_genesis(index: SessionIndex) -> Option<Vec<(AccountId, ())>> {
		<Self as pallet_session::SessionManager<_>>::new_session_genesis(index).map(identified)
	}

	fn start_session(index: SessionIndex) {
		<Self as pallet_session::SessionManager<_>>::start_session(index)
	}

	fn end_session(index: SessionIndex) {
		<Self as pallet_session::SessionManager<_>>::end_session(index)
	}
}

/// A validator is fully known by its account: there is no stake beside it.
fn identified(validators: Vec<AccountId>) -> Vec<(AccountId, ())> {
	validators.into_iter().map(|id| (id, ())).collect()
}

/// Bars a validator who signed two blocks or two votes in one place, until the set of validators or the keys of one of
/// them change. Validators hold no stake, so there is nothing to slash; a lasting removal is governance's, through
/// [`ValidatorSet`].
pub struct DisableOffenders;

impl OnOffenceHandler<AccountId, IdentificationTuple<Runtime>, Weight> for DisableOffenders {
	fn on_offence(
		offenders: &[OffenceDetails<AccountId, IdentificationTuple<Runtime>>],
		slash_fractions: &[Perbill],
		_: SessionIndex,
	) -> Weight {
		for (details, fraction) in offenders.iter().zip(slash_fractions) {
			let (validator, ()) = &details.offender;
			Session::report_offence(validator.clone(), OffenceSeverity(*fraction));
		}
		let each = <Runtime as frame_system::Config>::DbWeight::get().reads_writes(2, 1);
		each.saturating_mul(offenders.len() as u64)
	}
}
