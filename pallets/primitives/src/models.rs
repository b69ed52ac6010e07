//! Models that the chain runs: their files in state, and the terms of their use.

use crate::{
	chain::Balance,
	engine::{File, ModelKind},
	ip::{IpId, ItemId},
	Digest,
};
use alloc::vec::Vec;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{traits::ConstU32, BoundedVec};
use scale_info::TypeInfo;
use sp_runtime::{DispatchError, DispatchResult};

/// A model or an adapter has at most this many files.
pub const MAX_FILES: u32 = 4;
/// The files of a model or an adapter, with their paths, have at most this many bytes together.
pub const MAX_FILES_LENGTH: u32 = 16 * 1024;
/// The longest path of a file in bytes.
pub const MAX_PATH: u32 = 64;
/// A run applies at most this many adapters.
pub const MAX_ADAPTERS: u32 = 4;
/// The most bytes of files that one run reads.
pub const MAX_READ: u32 = MAX_FILES_LENGTH * (1 + MAX_ADAPTERS);

/// The adapters of a run, in the order in which they are applied.
pub type Adapters = BoundedVec<Digest, ConstU32<MAX_ADAPTERS>>;

/// A file of a model or an adapter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct ModelFile {
	/// Its path below the folder of the model, in UTF-8.
	pub path: BoundedVec<u8, ConstU32<MAX_PATH>>,
	/// Its content.
	pub bytes: BoundedVec<u8, ConstU32<MAX_FILES_LENGTH>>,
}

impl ModelFile {
	/// The file as an engine reads it. Nothing if the path is not UTF-8.
	pub fn read(&self) -> Option<File<'_>> {
		core::str::from_utf8(&self.path).ok().map(|path| File { path, bytes: &self.bytes })
	}
}

/// The files of a model or an adapter: its parameters and their configuration.
pub type ModelFiles = BoundedVec<ModelFile, ConstU32<MAX_FILES>>;

/// The files as an engine reads them. Nothing if a path is not UTF-8.
pub fn read_all(files: &ModelFiles) -> Option<Vec<File<'_>>> {
	files.iter().map(ModelFile::read).collect()
}

/// The number of bytes of these files, with their paths.
pub fn length_of(files: &[ModelFile]) -> u32 {
	files.iter().fold(0u32, |sum, file| sum.saturating_add((file.path.len().saturating_add(file.bytes.len())) as u32))
}

/// The files that a run reads: those of a model, and of its adapters in the order in which they are applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadedModel {
	/// The files of the model.
	pub model: ModelFiles,
	/// The files of each adapter.
	pub adapters: Vec<ModelFiles>,
	/// Length of all of them in bytes, with their paths.
	pub length: u32,
}

impl LoadedModel {
	/// Gives the files to an engine. Nothing if a path is not UTF-8, which publication refuses.
	pub fn read<R>(&self, run: impl FnOnce(&[File<'_>], &[Vec<File<'_>>]) -> R) -> Option<R> {
		let model = read_all(&self.model)?;
		let adapters = self.adapters.iter().map(read_all).collect::<Option<Vec<_>>>()?;
		Some(run(&model, &adapters))
	}
}

/// Registry of published models. Provided by `models`.
pub trait ModelInspect {
	/// The kind of what is published under this root. Nothing if nothing is.
	fn kind(root: &Digest) -> Option<ModelKind>;

	/// Length in bytes of the files under this root, with their paths.
	fn length(root: &Digest) -> Option<u32>;

	/// The files of a model with adapters. Fails unless the roots are those of a model, and of adapters of this model.
	fn load(model: &Digest, adapters: &[Digest]) -> Result<LoadedModel, DispatchError>;
}

impl ModelInspect for () {
	fn kind(_: &Digest) -> Option<ModelKind> {
		None
	}

	fn length(_: &Digest) -> Option<u32> {
		None
	}

	fn load(_: &Digest, _: &[Digest]) -> Result<LoadedModel, DispatchError> {
		Err(DispatchError::Unavailable)
	}
}

/// Adapters and a model: the most parts of a run that ask for a fee.
pub const MAX_USE_FEES: u32 = 1 + MAX_ADAPTERS;

/// Payee of the fees for the use of a model or an adapter. Indices are never reused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub enum Payee {
	/// Revenue pool of this IP asset: its claim is entitled to the income.
	#[codec(index = 0)]
	Pool(IpId),
	/// Pot of this root: terms are in force, and nobody is entitled to the income yet.
	#[codec(index = 1)]
	Pot(Digest),
	/// Nobody: there are no terms in force, or the model is closed.
	#[codec(index = 2)]
	None,
}

/// Use fee: what a run owes for one of its parts, the model or an adapter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo)]
pub struct UseFee {
	/// The root of the part.
	pub root: Digest,
	/// The payee.
	pub payee: Payee,
	/// The amount.
	pub amount: Balance,
}

/// The use fees of a run: the model first, then the adapters in their order.
pub type UseFees = BoundedVec<UseFee, ConstU32<MAX_USE_FEES>>;

/// Access control and fees of models. Provided by `models`.
pub trait ModelAccess<AccountId> {
	/// Returns the use fees that a run by `who` owes now, of the model and of each adapter as often as it is applied.
	/// `pass` is the item that lets `who` in, where only the holders of a collection may run a part.
	///
	/// Each amount is above zero, and each payee a pool or a pot: a part that asks for nothing has no entry.
	///
	/// Fails if `who` may not run a part, the model does not allow an adapter, or a part is closed.
	fn admit(
		who: &AccountId,
		model: &Digest,
		adapters: &Adapters,
		pass: Option<ItemId>,
	) -> Result<UseFees, DispatchError>;

	/// Returns the payee of the use fees of a model or an adapter now.
	fn payee(root: &Digest) -> Payee;
}

impl<AccountId> ModelAccess<AccountId> for () {
	fn admit(_: &AccountId, _: &Digest, _: &Adapters, _: Option<ItemId>) -> Result<UseFees, DispatchError> {
		Ok(UseFees::new())
	}

	fn payee(_: &Digest) -> Payee {
		Payee::None
	}
}

/// Collection of use fees. Provided by `models`.
pub trait UseCollect<AccountId> {
	/// Pays a use fee from `payer` to its payee; to the pot of its root if the pool cannot be paid any more.
	///
	/// Fails if `payer` cannot pay and stay alive. Then nothing has changed.
	fn collect(payer: &AccountId, fee: &UseFee) -> DispatchResult;
}

impl<AccountId> UseCollect<AccountId> for () {
	fn collect(_: &AccountId, _: &UseFee) -> DispatchResult {
		Err(DispatchError::Unavailable)
	}
}

/// Puts models into state, for benchmarks of pallets that run them. Provided by `models`.
#[cfg(feature = "runtime-benchmarks")]
pub trait BenchmarkModels<AccountId> {
	/// Publishes these files in the name of `who`, who pays the deposit, and returns their root.
	fn publish(who: &AccountId, kind: ModelKind, files: ModelFiles) -> Digest;

	/// Sets the terms of a model or an adapter that are the costliest to check, with this fee, in the name of somebody
	/// entitled: they let in only holders of the collection of `ip`. Its item is the pass of `who`, who must own it.
	fn set_terms(who: &AccountId, root: &Digest, ip: IpId, fee: Balance) -> DispatchResult;
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn unit_should_know_no_model_when_asked() {
		let root = Digest::Sha2_256([1; 32]);
		assert_eq!(<() as ModelInspect>::kind(&root), None);
		assert_eq!(<() as ModelInspect>::length(&root), None);
		assert_eq!(<() as ModelInspect>::load(&root, &[]), Err(DispatchError::Unavailable));
		assert_eq!(<() as ModelAccess<u64>>::admit(&0, &root, &Adapters::new(), None), Ok(UseFees::new()));
		assert_eq!(<() as ModelAccess<u64>>::payee(&root), Payee::None);
		let fee = UseFee { root, payee: Payee::Pot(root), amount: 1 };
		assert_eq!(<() as UseCollect<u64>>::collect(&0, &fee), Err(DispatchError::Unavailable));
	}

	#[test]
	fn read_should_give_nothing_when_a_path_is_not_text() {
		let file = |path: &[u8]| ModelFile {
			path: BoundedVec::truncate_from(path.to_vec()),
			bytes: BoundedVec::truncate_from(b"abc".to_vec()),
		};
		let files = |path: &[u8]| ModelFiles::truncate_from(alloc::vec![file(path)]);
		let loaded =
			|adapter: &[u8]| LoadedModel { model: files(b"model"), adapters: alloc::vec![files(adapter)], length: 0 };
		let count = |loaded: LoadedModel| loaded.read(|model, adapters| (model.len(), adapters.len()));
		assert_eq!(count(loaded(b"adapter")), Some((1, 1)));
		assert_eq!(count(loaded(&[0xff])), None);
		assert_eq!(length_of(&files(b"model")), 8);
	}
}
