//! Inspection: the records and files of models, for views and for pallets that run them.

use crate::{pallet::*, ModelRecordOf};
use alloc::vec::Vec;
use atelier_primitives::{
	engine::ModelKind,
	models::{LoadedModel, ModelFiles, ModelInspect},
	Digest,
};
use frame_support::ensure;
use sp_runtime::DispatchError;

impl<T: Config> Pallet<T> {
	pub(crate) fn model_of(root: &Digest) -> Option<(ModelRecordOf<T>, ModelFiles)> {
		Models::<T>::get(root).zip(Files::<T>::get(root))
	}
}

impl<T: Config> ModelInspect for Pallet<T> {
	fn kind(root: &Digest) -> Option<ModelKind> {
		Models::<T>::get(root).map(|record| record.kind)
	}

	fn length(root: &Digest) -> Option<u32> {
		Models::<T>::get(root).map(|record| record.length)
	}

	fn load(model: &Digest, adapters: &[Digest]) -> Result<LoadedModel, DispatchError> {
		let record = Models::<T>::get(model).ok_or(Error::<T>::NotFound)?;
		ensure!(record.kind == ModelKind::Model, Error::<T>::NotAModel);
		let mut length = record.length;
		let mut loaded = Vec::new();
		for root in adapters {
			let record = Models::<T>::get(root).ok_or(Error::<T>::NotFound)?;
			ensure!(record.kind == ModelKind::Adapter { base: *model }, Error::<T>::AdapterMismatch);
			length = length.saturating_add(record.length);
			loaded.push(Files::<T>::get(root).ok_or(Error::<T>::NotFound)?);
		}
		let model = Files::<T>::get(model).ok_or(Error::<T>::NotFound)?;
		Ok(LoadedModel { model, adapters: loaded, length })
	}
}
