//! A toy engine, a registry of its models in storage, and their terms.

use super::*;
use frame_support::{storage_alias, Blake2_128Concat};

/// A model is a file `model`: the length of the output, the cost, anything. An adapter is a file `adapter`: the root of
/// its base, anything. The input `fail` is refused.
pub struct Toy;

fn only<'a>(files: &[File<'a>], path: &str) -> Option<&'a [u8]> {
	match files {
		[file] if file.path == path => Some(file.bytes),
		_ => None,
	}
}

impl Recompute for Toy {
	fn engine() -> Engine {
		Engine { name: b"toy".to_vec().try_into().unwrap(), version: 7 }
	}

	fn inspect(_: &[File<'_>]) -> Result<ModelKind, RecomputeError> {
		unreachable!("a job does not publish")
	}

	fn prepare(model: &[File<'_>], _: &[Vec<File<'_>>], input: &[u8]) -> Result<Prepared, RecomputeError> {
		if input == b"fail" {
			return Err(RecomputeError::Input);
		}
		let bytes = only(model, "model").ok_or(RecomputeError::Files)?;
		let output_length = u32::from_le_bytes(bytes[..4].try_into().unwrap());
		let cost = u64::from_le_bytes(bytes[4..12].try_into().unwrap());
		Ok(Prepared { output_length, cost })
	}

	fn run(
		model: &[File<'_>],
		adapters: &[Vec<File<'_>>],
		seed: &[u8; 32],
		input: &[u8],
	) -> Result<Vec<u8>, RecomputeError> {
		let Prepared { output_length, .. } = Self::prepare(model, adapters, input)?;
		let mut output = blake2_256(only(model, "model").unwrap()).to_vec();
		for adapter in adapters {
			output = blake2_256(&[&output, only(adapter, "adapter").unwrap()].concat()).to_vec();
		}
		output = blake2_256(&[&output[..], seed, input].concat()).to_vec();
		Ok(output.into_iter().cycle().take(output_length as usize).collect())
	}
}

pub struct Registry;

#[storage_alias(verbatim)]
pub type Published = StorageMap<Registry, Blake2_128Concat, Digest, (ModelKind, ModelFiles)>;

pub const NO_MODEL: DispatchError = DispatchError::Other("no model");
pub const WRONG_ADAPTER: DispatchError = DispatchError::Other("wrong adapter");
pub const NO_LICENSE: DispatchError = DispatchError::Other("no license");
pub const NO_PASS: DispatchError = DispatchError::Other("no pass");

impl ModelInspect for Registry {
	fn kind(root: &Digest) -> Option<ModelKind> {
		Published::get(root).map(|(kind, _)| kind)
	}

	fn length(root: &Digest) -> Option<u32> {
		Published::get(root).map(|(_, files)| length_of(&files))
	}

	fn load(model: &Digest, adapters: &[Digest]) -> Result<LoadedModel, DispatchError> {
		let (kind, files) = Published::get(model).ok_or(NO_MODEL)?;
		ensure!(kind == ModelKind::Model, NO_MODEL);
		let mut loaded = LoadedModel { length: length_of(&files), model: files, adapters: Vec::new() };
		for root in adapters {
			let (kind, files) = Published::get(root).ok_or(NO_MODEL)?;
			ensure!(kind == ModelKind::Adapter { base: *model }, WRONG_ADAPTER);
			loaded.length += length_of(&files);
			loaded.adapters.push(files);
		}
		Ok(loaded)
	}
}

/// The accounts that may order.
#[derive(Clone, Copy)]
pub enum Access {
	Open,
	License,
	Holder(CollectionId),
}

impl ModelAccess<AccountId> for Registry {
	fn admit(who: &AccountId, model: &Digest, pass: Option<ItemId>) -> Result<Option<UseFee>, DispatchError> {
		let Some((fee, access)) = outside(|all| all.terms.get(model).copied()) else { return Ok(None) };
		let owns = |ip: &IpId| Ips::owner(ip).as_ref() == Some(who);
		match access {
			Access::Open => (),
			Access::License => {
				let may = owns(&fee.ip) || outside(|all| all.licensees.contains(who));
				ensure!(may, NO_LICENSE);
			}
			Access::Holder(collection) => {
				ensure!(pass.is_some_and(|item| owns(&IpId::new(collection, item))), NO_PASS);
			}
		}
		Ok(Some(fee))
	}
}

pub fn files(path: &str, bytes: &[u8]) -> ModelFiles {
	let (path, bytes) = (path.as_bytes().to_vec().try_into().unwrap(), bytes.to_vec().try_into().unwrap());
	vec![ModelFile { path, bytes }].try_into().unwrap()
}

pub fn model_bytes(output_length: u32, cost: u64, salt: u8) -> Vec<u8> {
	[&output_length.to_le_bytes()[..], &cost.to_le_bytes(), &[salt]].concat()
}

/// The root of a folder with this one file.
fn root_of(bytes: &[u8]) -> Digest {
	Digest::Sha2_256(sha2_256(&sha2_256(bytes)))
}

fn publish(kind: ModelKind, path: &str, bytes: &[u8]) -> Digest {
	Published::insert(root_of(bytes), (kind, files(path, bytes)));
	root_of(bytes)
}

/// The model that most tests use: 64 bytes out, at a cost of 500,000.
pub fn model() -> Digest {
	root_of(&model_bytes(64, 500_000, 0))
}

pub fn publish_model(output_length: u32, cost: u64, salt: u8) -> Digest {
	publish(ModelKind::Model, "model", &model_bytes(output_length, cost, salt))
}

pub fn publish_adapter(base: Digest, salt: u8) -> Digest {
	publish(ModelKind::Adapter { base }, "adapter", &[base.as_bytes(), &[salt]].concat())
}

/// Gives the model terms in the name of account 2, and that account their IP asset.
pub fn set_terms(fee: Balance, access: Access) -> IpId {
	let ip = IpId::new(7, 1);
	outside(|all| {
		all.owners.insert(ip, bob());
		all.terms.insert(model(), (UseFee { ip, amount: fee }, access));
	});
	ip
}

#[cfg(feature = "runtime-benchmarks")]
impl BenchmarkModels<AccountId> for Registry {
	fn publish(_: &AccountId, kind: ModelKind, files: ModelFiles) -> Digest {
		publish(kind, core::str::from_utf8(&files[0].path).unwrap(), &files[0].bytes)
	}

	fn set_terms(_: &AccountId, root: &Digest, ip: IpId, fee: Balance) -> DispatchResult {
		let fee = UseFee { ip: IpId::new(7, 1), amount: fee };
		outside(|all| all.terms.insert(*root, (fee, Access::Holder(ip.collection))));
		Ok(())
	}
}
