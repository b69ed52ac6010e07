//! Publication: files are read by the engine, hashed, claimed for their publisher, and stored once, for good.

use crate::{pallet::*, ModelRecord, ModelRecordOf, PotOf};
use alloc::vec::Vec;
use atelier_primitives::{
	chain::{currency, Balance},
	engine::{File, ModelKind, Recompute},
	models::{length_of, read_all, ModelFiles, MAX_FILES_LENGTH},
	openssf,
	provenance::{ArtifactKind, ClaimRegister},
	Deposit, Digest,
};
use codec::MaxEncodedLen;
use frame_support::{ensure, traits::Get};
use sp_runtime::{traits::Saturating, DispatchError};

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
		let (artifact, base) = match kind {
			ModelKind::Model => (ArtifactKind::Model, None),
			ModelKind::Adapter { base } => (ArtifactKind::Adapter, Some(base)),
		};
		ensure!(base.is_none_or(|base| Self::is_model(&base)), Error::<T>::BaseNotFound);

		T::Claims::register_published(&publisher, &root, artifact, manifest_hash, base)?;
		let deposit = Deposit::hold::<T::Currency>(HoldReason::Files, publisher.clone(), Self::files_deposit(length))?;
		let published_at = frame_system::Pallet::<T>::block_number();
		let reserved_until = published_at.saturating_add(T::PublisherPeriod::get());
		let taken_down = false;
		let record = ModelRecord { kind, length, manifest_hash, published_at, reserved_until, taken_down, deposit };
		Models::<T>::insert(root, record);
		Files::<T>::insert(root, files);
		Self::deposit_event(Event::Published { root, kind, publisher });
		Ok(root)
	}

	/// True if a model, not an adapter, is published under this root.
	pub(crate) fn is_model(root: &Digest) -> bool {
		Models::<T>::get(root).is_some_and(|record| record.kind == ModelKind::Model)
	}

	/// Storage deposit for files of this length: for the files as they are, the record beside them, and the pot that
	/// there may be.
	pub fn files_deposit(length: u32) -> Balance {
		let rest = <(ModelRecordOf<T>, Digest, PotOf<T>)>::max_encoded_len() as u32;
		currency::deposit(3, length.saturating_add(rest))
	}
}
