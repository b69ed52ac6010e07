//! A fake of `models`: files in state, the terms of their use, and pots of fees that belong to nobody yet.

use crate::{
	engine::{adapter_bytes, files, model_bytes, root_of},
	error,
	storage::{ClosedModels, Pots, Published, Terms},
	Account, AccountOf, Config, Licenses, Royalties,
};
use atelier_primitives::{
	chain::Balance,
	engine::ModelKind,
	ip::{CollectionId, IpId, IpInspect, ItemId},
	licensing::LicenseInspect,
	models::{
		length_of, Adapters, LoadedModel, ModelAccess, ModelFiles, ModelInspect, Payee, UseCollect, UseFee, UseFees,
	},
	royalties::{PaymentKind, RoyaltyCollect},
	Digest,
};
use codec::{Decode, Encode};
use core::marker::PhantomData;
use frame_support::{
	ensure,
	traits::{fungible::Mutate, tokens::Preservation::Preserve},
};
use sp_runtime::{DispatchError, DispatchResult};

/// The accounts that may run a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode)]
pub enum Access {
	/// All.
	Open,
	/// The owner of the IP asset, and those with a license of it.
	License,
	/// The owners of items of a collection.
	Holder(CollectionId),
}

/// Models in storage.
pub struct Models<T>(PhantomData<T>);

impl<T: Config> Models<T> {
	/// Publishes files under a root, whatever is true.
	pub fn pretend(root: Digest, kind: ModelKind, files: ModelFiles) {
		Published::insert(root, (kind, files));
	}

	/// Publishes a model of the toy engine.
	pub fn publish(output_length: u32, cost: u64, salt: u8) -> Digest {
		let bytes = model_bytes(output_length, cost, salt);
		Self::pretend(root_of(&bytes), ModelKind::Model, files(&[("model", &bytes)]));
		root_of(&bytes)
	}

	/// Publishes an adapter of the toy engine.
	pub fn publish_adapter(base: Digest, salt: u8) -> Digest {
		let bytes = adapter_bytes(&base, &[salt]);
		Self::pretend(root_of(&bytes), ModelKind::Adapter { base }, files(&[("adapter", &bytes)]));
		root_of(&bytes)
	}

	/// Removes what is published under a root.
	pub fn remove(root: Digest) {
		Published::remove(root);
	}

	/// Sets the terms of a model or an adapter: a fee for the pool of an IP asset, and who may run it.
	pub fn set_terms(root: Digest, ip: IpId, amount: Balance, access: Access) {
		Terms::insert(root, (UseFee { root, payee: Payee::Pool(ip), amount }, access));
	}

	/// Sets terms under which the fee goes to the pot, and all may run it.
	pub fn set_terms_of_nobody(root: Digest, amount: Balance) {
		Terms::insert(root, (UseFee { root, payee: Payee::Pot(root), amount }, Access::Open));
	}

	/// Closes a model or an adapter, or opens it again.
	pub fn close(root: Digest, closed: bool) {
		ClosedModels::set(root, closed.then_some(()));
	}

	/// The account that has the money of all pots.
	pub fn account() -> AccountOf<T> {
		Account::numbered(249)
	}

	/// The fees in the pot of a model or an adapter.
	pub fn pot(root: Digest) -> Balance {
		Pots::get(root)
	}

	fn admit_part(who: &AccountOf<T>, root: &Digest, pass: Option<ItemId>) -> Result<Option<UseFee>, DispatchError> {
		ensure!(!ClosedModels::contains_key(root), error::MODEL_CLOSED);
		let Some((fee, access)) = Terms::get(root) else { return Ok(None) };
		let owns = |ip: &IpId| T::Ips::owner(ip).as_ref() == Some(who);
		match (access, fee.payee) {
			(Access::License, Payee::Pool(ip)) => {
				ensure!(owns(&ip) || Licenses::<T>::is_licensed(who, &ip), error::LICENSE_REQUIRED);
			}
			(Access::Holder(collection), _) => {
				ensure!(pass.is_some_and(|item| owns(&IpId::new(collection, item))), error::PASS_REQUIRED);
			}
			_ => (),
		}
		Ok(Some(fee).filter(|fee| fee.amount > 0))
	}

	/// Clears the terms of a model.
	pub fn clear_terms(root: Digest) {
		Terms::remove(root);
	}
}

impl<T: Config> ModelInspect for Models<T> {
	fn kind(root: &Digest) -> Option<ModelKind> {
		Published::get(root).map(|(kind, _)| kind)
	}

	fn length(root: &Digest) -> Option<u32> {
		Published::get(root).map(|(_, files)| length_of(&files))
	}

	fn load(model: &Digest, adapters: &[Digest]) -> Result<LoadedModel, DispatchError> {
		let (kind, files) = Published::get(model).ok_or(error::NOT_FOUND)?;
		ensure!(kind == ModelKind::Model, error::NOT_A_MODEL);
		let mut loaded = LoadedModel { length: length_of(&files), model: files, adapters: Vec::new() };
		for root in adapters {
			let (kind, files) = Published::get(root).ok_or(error::NOT_FOUND)?;
			ensure!(kind == ModelKind::Adapter { base: *model }, error::ADAPTER_MISMATCH);
			loaded.length += length_of(&files);
			loaded.adapters.push(files);
		}
		Ok(loaded)
	}
}

impl<T: Config> ModelAccess<AccountOf<T>> for Models<T> {
	fn admit(
		who: &AccountOf<T>,
		model: &Digest,
		adapters: &Adapters,
		pass: Option<ItemId>,
	) -> Result<UseFees, DispatchError> {
		let parts = core::iter::once(model).chain(adapters);
		let fees: Vec<_> = parts.map(|root| Self::admit_part(who, root, pass)).collect::<Result<_, _>>()?;
		Ok(UseFees::truncate_from(fees.into_iter().flatten().collect()))
	}

	fn payee(root: &Digest) -> Payee {
		match ClosedModels::contains_key(root) {
			true => Payee::None,
			false => Terms::get(root).map_or(Payee::None, |(fee, _)| fee.payee),
		}
	}
}

impl<T: Config> UseCollect<AccountOf<T>> for Models<T> {
	fn collect(payer: &AccountOf<T>, fee: &UseFee) -> DispatchResult {
		if let Payee::Pool(ip) = &fee.payee {
			if Royalties::<T>::pay(payer, ip, fee.amount, PaymentKind::Use).is_ok() {
				return Ok(());
			}
		}
		T::Currency::transfer(payer, &Self::account(), fee.amount, Preserve)?;
		Pots::mutate(fee.root, |pot| *pot += fee.amount);
		Ok(())
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl<T: Config> atelier_primitives::models::BenchmarkModels<AccountOf<T>> for Models<T> {
	fn publish(_: &AccountOf<T>, kind: ModelKind, files: ModelFiles) -> Digest {
		let root = root_of(&files[0].bytes);
		Self::pretend(root, kind, files);
		root
	}

	fn set_terms(_: &AccountOf<T>, root: &Digest, ip: IpId, fee: Balance) -> sp_runtime::DispatchResult {
		Self::set_terms(*root, ip, fee, Access::Holder(ip.collection));
		Ok(())
	}
}
