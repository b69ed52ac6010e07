//! Publication: files are read by the engine, hashed, and stored once, for good.

use crate::{pallet::*, ModelRecord, ModelRecordOf};
use alloc::vec::Vec;
use atelier_primitives::{
	chain::{currency, Balance},
	engine::{File, ModelKind, Recompute},
	models::{length_of, read_all, ModelFiles, MAX_FILES_LENGTH},
	openssf, Deposit, Digest,
};
use codec::MaxEncodedLen;
use frame_support::ensure;
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	/// Returns the root of the files.
	pub(crate) fn do_publish(
		publisher: T::AccountId,
		kind: ModelKind,
		files: ModelFiles,
	) -> Result<Digest, DispatchError> {
		let length = length_of(&files);
		ensure!(length <= MAX_FILES_LENGTH, Error::<T>::MaxFilesLengthExceeded);
		let read = read_all(&files).ok_or(Error::<T>::InvalidPaths)?;
		let hashed: Vec<_> = read.iter().map(|file| openssf::File::of(file.path, file.bytes)).collect();
		// What the root does not bind must not be there: somebody else could publish the same root without it.
		let is_bound =
			|file: &File<'_>| file.path.split('/').next().is_some_and(|first| !openssf::IGNORED.contains(&first));
		ensure!(read.iter().all(is_bound), Error::<T>::InvalidPaths);
		let root = Digest::Sha2_256(openssf::root(&hashed).map_err(|_| Error::<T>::InvalidPaths)?);
		let manifest_hash = openssf::manifest_hash(&hashed).map_err(|_| Error::<T>::InvalidPaths)?;
		ensure!(!Models::<T>::contains_key(root), Error::<T>::AlreadyExists);
		let found = T::Recompute::inspect(&read).map_err(|_| Error::<T>::InvalidFiles)?;
		ensure!(found == kind, Error::<T>::KindMismatch);
		if let ModelKind::Adapter { base } = kind {
			ensure!(Self::is_model(&base), Error::<T>::BaseNotFound);
		}

		let deposit = Deposit::hold::<T::Currency>(HoldReason::Files, publisher.clone(), Self::files_deposit(length))?;
		let published_at = frame_system::Pallet::<T>::block_number();
		Models::<T>::insert(root, ModelRecord { kind, length, manifest_hash, published_at, deposit });
		Files::<T>::insert(root, files);
		Self::deposit_event(Event::Published { root, kind, publisher });
		Ok(root)
	}

	/// True if a model, not an adapter, is published under this root.
	pub(crate) fn is_model(root: &Digest) -> bool {
		Models::<T>::get(root).is_some_and(|record| record.kind == ModelKind::Model)
	}

	/// Storage deposit for files of this length: for the files as they are, and the record beside them.
	pub fn files_deposit(length: u32) -> Balance {
		let record = ModelRecordOf::<T>::max_encoded_len() as u32;
		currency::deposit(2, length.saturating_add(record))
	}
}
