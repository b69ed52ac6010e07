//! Weights on chain: read, hashed and stored once, for good.

use crate::{pallet::*, types::*};
use alloc::vec::Vec;
use atelier_primitives::{
	chain::{currency, Balance},
	inference::{File, Recompute, RecomputeError, WeightsKind},
	openssf, Deposit, Digest,
};
use codec::MaxEncodedLen;
use frame_support::ensure;
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_publish_weights(
		publisher: T::AccountId,
		kind: WeightsKind,
		files: WeightsFiles,
	) -> Result<Digest, DispatchError> {
		let length = length_of(&files);
		ensure!(length <= MAX_WEIGHTS_LENGTH, Error::<T>::MaxWeightsLengthExceeded);
		let read = Self::read(&files).ok_or(Error::<T>::InvalidPaths)?;
		let hashed: Vec<_> = read.iter().map(|file| openssf::File::of(file.path, file.bytes)).collect();
		// What the root does not bind must not be there: somebody else could publish the same root without it.
		let is_bound =
			|file: &File<'_>| file.path.split('/').next().is_some_and(|first| !openssf::IGNORED.contains(&first));
		ensure!(read.iter().all(is_bound), Error::<T>::InvalidPaths);
		let root = Digest::Sha2_256(openssf::root(&hashed).map_err(|_| Error::<T>::InvalidPaths)?);
		let manifest_hash = openssf::manifest_hash(&hashed).map_err(|_| Error::<T>::InvalidPaths)?;
		ensure!(!Weights::<T>::contains_key(root), Error::<T>::AlreadyExists);
		let found = T::Recompute::inspect(&read).map_err(Error::<T>::from)?;
		ensure!(found == kind, Error::<T>::WrongKind);
		if let WeightsKind::Adapter { base } = kind {
			let base = Weights::<T>::get(base).ok_or(Error::<T>::BaseNotFound)?;
			ensure!(base.kind == WeightsKind::Model, Error::<T>::BaseNotFound);
		}

		let deposit =
			Deposit::hold::<T::Currency>(HoldReason::Weights, publisher.clone(), Self::weights_deposit(length))?;
		let published_at = frame_system::Pallet::<T>::block_number();
		Weights::<T>::insert(root, WeightsInfo { kind, length, manifest_hash, published_at, deposit });
		Files::<T>::insert(root, files);
		Self::deposit_event(Event::WeightsPublished { root, kind, publisher });
		Ok(root)
	}

	/// The files as the engine takes them. Nothing if a path is not UTF-8.
	pub(crate) fn read(files: &WeightsFiles) -> Option<Vec<File<'_>>> {
		let each = files
			.iter()
			.map(|file| core::str::from_utf8(&file.path).ok().map(|path| File { path, bytes: &file.bytes }));
		each.collect()
	}

	/// What weights cost: the files as they are, and what is known of them.
	pub fn weights_deposit(length: u32) -> Balance {
		let info = crate::WeightsInfoOf::<T>::max_encoded_len() as u32;
		currency::deposit(2, length.saturating_add(info))
	}
}

impl<T> From<RecomputeError> for Error<T> {
	fn from(error: RecomputeError) -> Self {
		match error {
			RecomputeError::Files => Self::InvalidFiles,
			RecomputeError::Input => Self::InvalidInput,
		}
	}
}

/// The weights that a job runs on.
pub(crate) struct Loaded {
	model: WeightsFiles,
	adapters: Vec<WeightsFiles>,
	/// How many bytes were read.
	pub length: u32,
}

impl Loaded {
	/// Gives them to the engine.
	pub fn with<T: Config, R>(
		&self,
		run: impl FnOnce(&[File<'_>], &[Vec<File<'_>>]) -> Result<R, RecomputeError>,
	) -> Result<R, DispatchError> {
		let model = Pallet::<T>::read(&self.model).ok_or(Error::<T>::InvalidPaths)?;
		let adapters: Option<Vec<_>> = self.adapters.iter().map(Pallet::<T>::read).collect();
		Ok(run(&model, &adapters.ok_or(Error::<T>::InvalidPaths)?).map_err(Error::<T>::from)?)
	}
}

impl<T: Config> Pallet<T> {
	/// The weights of a model with adapters. Fails unless the roots are those of a model, and of adapters of this model.
	pub(crate) fn load(model: &Digest, adapters: &[Digest]) -> Result<Loaded, DispatchError> {
		let info = Weights::<T>::get(model).ok_or(Error::<T>::WeightsNotFound)?;
		ensure!(info.kind == WeightsKind::Model, Error::<T>::NotAModel);
		let mut length = info.length;
		let mut loaded = Vec::new();
		for root in adapters {
			let info = Weights::<T>::get(root).ok_or(Error::<T>::WeightsNotFound)?;
			ensure!(info.kind == WeightsKind::Adapter { base: *model }, Error::<T>::WrongAdapter);
			length = length.saturating_add(info.length);
			loaded.push(Files::<T>::get(root).ok_or(Error::<T>::WeightsNotFound)?);
		}
		let model = Files::<T>::get(model).ok_or(Error::<T>::WeightsNotFound)?;
		Ok(Loaded { model, adapters: loaded, length })
	}
}
