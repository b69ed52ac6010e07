//! Measures each call at its worst, and makes IP assets for the benchmarks of others.

use crate::*;
use alloc::{boxed::Box, vec, vec::Vec};
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	ip::{BenchmarkIp, CollectionId, IpInspect, IpTraits, TraitKey, TraitValue},
	Digest, IpId,
};
use frame_benchmarking::v2::*;
use frame_support::traits::{
	fungible::{Inspect, Mutate},
	Get, Hooks,
};
use frame_system::{Pallet as System, RawOrigin};
use sp_runtime::{
	traits::{One, Saturating},
	Perbill,
};

/// Benchmark setup of the neighboring pallets. Each panics if it cannot do it: a benchmark that goes on would measure
/// too little.
pub trait BenchmarkHelper<AccountId> {
	/// Makes `who` claim some artifact: where there is a registry, beside as many others as can be, of which time has
	/// settled the first, and nothing has written that down.
	fn claim(who: &AccountId) -> Digest;

	/// Makes each change of owner in the collection pay a floor. `creator` made it, and nothing was minted in it yet.
	fn enforce(creator: &AccountId, collection: CollectionId);

	/// An account that changes hands while it keeps what it owns, other than an IP account.
	fn wrapper() -> AccountId;

	/// Makes others keep as much for the IP asset as is removed when `next` burns it, who owns it then. `owner` minted it,
	/// too.
	fn burden(owner: &AccountId, next: &AccountId, ip: IpId);
}

impl<T: Config> BenchmarkIp<T::AccountId> for Pallet<T> {
	fn create(owner: &T::AccountId) -> IpId {
		fund::<T>(owner);
		let collection = collection_of::<T>(owner);
		mint_in::<T>(owner, collection, owner, None)
	}

	fn freeze(ip: &IpId, hash: [u8; 32]) {
		Ips::<T>::mutate(ip, |record| {
			if let Some(record) = record {
				record.metadata.hash = Some(hash);
				record.frozen = true;
			}
		});
	}

	fn claim(who: &T::AccountId) -> Digest {
		T::BenchmarkHelper::claim(who)
	}

	fn nested(owner: &T::AccountId) -> T::AccountId {
		fund::<T>(owner);
		let collection = collection_of::<T>(owner);
		inside::<T>(owner, collection, MAX_NESTING)
	}
}

const FUNDS: Balance = 1_000_000 * UNIT;

fn fund<T: Config>(who: &T::AccountId) {
	if T::Currency::balance(who) < FUNDS {
		T::Currency::set_balance(who, FUNDS);
	}
}

fn funded<T: Config>(name: &'static str) -> T::AccountId {
	let who = account(name, 0, 0);
	fund::<T>(&who);
	who
}

fn longest_uri() -> Uri {
	Uri::truncate_from(vec![b'x'; MAX_URI_LENGTH as usize])
}

fn longest_metadata() -> Metadata {
	Metadata { uri: longest_uri(), hash: Some([7; 32]) }
}

#[allow(clippy::expect_used)]
fn collection_of<T: Config>(creator: &T::AccountId) -> CollectionId {
	Pallet::<T>::do_create_collection(creator.clone(), longest_uri(), None).expect("the creator is funded")
}

#[allow(clippy::expect_used)]
fn mint_in<T: Config>(
	creator: &T::AccountId,
	collection: CollectionId,
	owner: &T::AccountId,
	provenance: Option<Digest>,
) -> IpId {
	let minted = Pallet::<T>::do_mint(
		creator.clone(),
		collection,
		Some(owner.clone()),
		provenance,
		longest_metadata(),
		Perbill::from_percent(10),
	);
	minted.expect("the creator is funded").0
}

/// An account that is inside `depth` IP assets of the collection, and in the end a wrapper.
fn inside<T: Config>(creator: &T::AccountId, collection: CollectionId, depth: u32) -> T::AccountId {
	let mut owner = T::BenchmarkHelper::wrapper();
	for _ in 0..depth {
		owner = Pallet::<T>::account(&mint_in::<T>(creator, collection, &owner, None));
	}
	owner
}

/// An IP asset that was minted from a claim, and its owner, who did not make it.
fn claimed<T: Config>() -> (T::AccountId, IpId) {
	let (creator, owner) = (funded::<T>("creator"), funded::<T>("owner"));
	let collection = collection_of::<T>(&creator);
	let claim = T::BenchmarkHelper::claim(&creator);
	let ip = mint_in::<T>(&creator, collection, &owner, Some(claim));
	(owner, ip)
}

/// All there are, with as many terms as can be.
fn all_permissions() -> Permissions {
	let mut permissions =
		Permissions { metadata: true, license: Default::default(), trade: Some(UNIT), serve: Some(UNIT) };
	for n in 0..MAX_GRANTED_TERMS {
		let _ = permissions.license.try_insert([n as u8; 32]);
	}
	permissions
}

/// Fills the places for grants but `free`: each granted by another owner, who paid for it. `owner` has it in the end.
fn fill_grants<T: Config>(owner: &T::AccountId, ip: IpId, free: u32) -> Result<(), BenchmarkError> {
	let mut last = owner.clone();
	for n in free..MAX_GRANTS {
		grant::<T>(&last, ip, &account("filler", n, 0));
		let next = account("former", n, 0);
		fund::<T>(&next);
		Pallet::<T>::do_gift(last, ip, next.clone())?;
		last = next;
	}
	Pallet::<T>::do_gift(last, ip, owner.clone())?;
	Ok(())
}

fn last_block<T: Config>() -> BlockNumberFor<T> {
	System::<T>::block_number().saturating_add(T::MaxGrantDuration::get())
}

#[allow(clippy::expect_used)]
fn grant<T: Config>(owner: &T::AccountId, ip: IpId, agent: &T::AccountId) {
	Pallet::<T>::do_grant_permission(owner.clone(), ip, agent.clone(), all_permissions(), last_block::<T>())
		.expect("the owner is funded");
}

#[benchmarks]
mod benches {
	use super::*;

	#[benchmark]
	fn create_collection() {
		let creator = funded::<T>("creator");
		#[extrinsic_call]
		_(RawOrigin::Signed(creator.clone()), longest_uri(), Some(1));
		assert!(Collections::<T>::iter_values().any(|record| record.creator == creator));
	}

	#[benchmark]
	fn set_collection_metadata() {
		let creator = funded::<T>("creator");
		let collection = collection_of::<T>(&creator);
		let new = Uri::truncate_from(vec![b'y'; MAX_URI_LENGTH as usize]);
		#[extrinsic_call]
		_(RawOrigin::Signed(creator), collection, new.clone());
		assert!(Collections::<T>::get(collection).is_some_and(|record| record.metadata == new));
	}

	#[benchmark]
	fn mint(d: Linear<0, MAX_NESTING>) {
		let creator = funded::<T>("creator");
		let collection = collection_of::<T>(&creator);
		let owner = inside::<T>(&creator, collection, d);
		let claim = T::BenchmarkHelper::claim(&creator);
		#[extrinsic_call]
		_(
			RawOrigin::Signed(creator.clone()),
			collection,
			Some(owner.clone()),
			Some(claim),
			longest_metadata(),
			Perbill::from_percent(10),
		);
		let ip = IpId::new(collection, d);
		assert_eq!(Pallet::<T>::owner(&ip), Some(owner));
		assert_eq!(Minted::<T>::get(claim, creator), Some(ip));
	}

	#[benchmark]
	fn set_metadata() {
		let (owner, agent) = (funded::<T>("owner"), funded::<T>("agent"));
		let ip = Pallet::<T>::create(&owner);
		grant::<T>(&owner, ip, &agent);
		let new = Metadata { hash: None, ..longest_metadata() };
		#[extrinsic_call]
		_(RawOrigin::Signed(agent), ip, new.clone());
		assert!(Ips::<T>::get(ip).is_some_and(|record| record.metadata == new));
	}

	#[benchmark]
	fn freeze_metadata() {
		let owner = funded::<T>("owner");
		let ip = Pallet::<T>::create(&owner);
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), ip);
		assert!(Ips::<T>::get(ip).is_some_and(|record| record.frozen));
	}

	/// For nothing: what pays goes into no IP account.
	#[benchmark]
	fn transfer(d: Linear<0, MAX_NESTING>) {
		let owner = funded::<T>("owner");
		let ip = Pallet::<T>::create(&owner);
		let to = inside::<T>(&owner, ip.collection, d);
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), ip, to.clone());
		assert_eq!(Pallet::<T>::owner(&ip), Some(to));
	}

	/// The first payment to the IP asset: it makes the pool. To a studio, which may only hold it because studios are
	/// allowed.
	#[benchmark]
	fn transfer_paid() {
		let (owner, to) = (funded::<T>("owner"), T::BenchmarkHelper::wrapper());
		let collection = collection_of::<T>(&owner);
		T::BenchmarkHelper::enforce(&owner, collection);
		let ip = mint_in::<T>(&owner, collection, &owner, None);
		Collections::<T>::mutate_extant(collection, |record| record.studios = true);
		let before = T::Currency::balance(&owner);
		#[extrinsic_call]
		transfer(RawOrigin::Signed(owner.clone()), ip, to.clone());
		assert_eq!(Pallet::<T>::owner(&ip), Some(to));
		assert!(T::Currency::balance(&owner) < before);
	}

	/// The deposits go back to others than who burns it. It has as many traits and grants as it can have.
	#[benchmark]
	fn burn() -> Result<(), BenchmarkError> {
		let (creator, owner) = (funded::<T>("creator"), funded::<T>("owner"));
		let collection = collection_of::<T>(&creator);
		let claim = T::BenchmarkHelper::claim(&creator);
		let ip = mint_in::<T>(&creator, collection, &creator, Some(claim));
		T::BenchmarkHelper::burden(&creator, &owner, ip);
		let value = TraitValue { output: claim, job: [0; 32] };
		for n in 0..MAX_TRAITS {
			let key = TraitKey::truncate_from(vec![n as u8; 32]);
			(0..MAX_TRAIT_HISTORY).try_for_each(|_| Pallet::<T>::set(&creator, &ip, key.clone(), value))?;
		}
		fill_grants::<T>(&creator, ip, 0)?;
		Pallet::<T>::do_gift(creator.clone(), ip, owner.clone())?;
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), ip);
		assert!(!Ips::<T>::contains_key(ip));
		assert_eq!(Grants::<T>::iter_key_prefix(ip).count(), 0);
		assert!(!Minted::<T>::contains_key(claim, creator));
		Ok(())
	}

	#[benchmark]
	fn act_as() {
		let owner = funded::<T>("owner");
		let ip = Pallet::<T>::create(&owner);
		let call: <T as Config>::RuntimeCall = frame_system::Call::<T>::remark { remark: Vec::new() }.into();
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), ip, Box::new(call));
		assert!(!Acting::<T>::exists());
	}

	#[benchmark]
	fn grant_permission() -> Result<(), BenchmarkError> {
		let (former, owner, agent) = (funded::<T>("former"), funded::<T>("owner"), account("agent", 0, 0));
		let ip = Pallet::<T>::create(&former);
		grant::<T>(&former, ip, &agent);
		Pallet::<T>::do_gift(former, ip, owner.clone())?;
		#[extrinsic_call]
		_(RawOrigin::Signed(owner.clone()), ip, agent.clone(), all_permissions(), last_block::<T>());
		assert!(Grants::<T>::get(ip, agent).is_some_and(|grant| grant.deposit.who == owner));
		Ok(())
	}

	/// Of one more agent: all the others are counted.
	#[benchmark]
	fn grant_permission_new() -> Result<(), BenchmarkError> {
		let (owner, agent) = (funded::<T>("owner"), account("agent", 0, 0));
		let ip = Pallet::<T>::create(&owner);
		fill_grants::<T>(&owner, ip, 1)?;
		#[extrinsic_call]
		grant_permission(RawOrigin::Signed(owner.clone()), ip, agent, all_permissions(), last_block::<T>());
		assert_eq!(Grants::<T>::iter_key_prefix(ip).count(), MAX_GRANTS as usize);
		Ok(())
	}

	#[benchmark]
	fn revoke_permission() {
		let (owner, agent, anybody) = (funded::<T>("owner"), account("agent", 0, 0), funded::<T>("anybody"));
		let ip = Pallet::<T>::create(&owner);
		grant::<T>(&owner, ip, &agent);
		System::<T>::set_block_number(last_block::<T>().saturating_add(One::one()));
		#[extrinsic_call]
		_(RawOrigin::Signed(anybody), ip, agent.clone());
		assert!(!Grants::<T>::contains_key(ip, agent));
	}

	#[benchmark]
	fn deprecate_claim() {
		let (owner, ip) = claimed::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), ip, true);
		assert_eq!(Pallet::<T>::revision(&ip), 1);
	}

	#[benchmark]
	fn revoke_claim() {
		let (owner, ip) = claimed::<T>();
		#[extrinsic_call]
		_(RawOrigin::Signed(owner), ip, Reason::truncate_from(vec![b'x'; MAX_REASON as usize]));
		assert_eq!(Pallet::<T>::revision(&ip), 1);
	}

	#[benchmark]
	fn allow_studios() {
		let creator = funded::<T>("creator");
		let collection = collection_of::<T>(&creator);
		#[extrinsic_call]
		_(RawOrigin::Signed(creator), collection);
		assert!(Collections::<T>::get(collection).is_some_and(|record| record.studios));
	}

	#[benchmark]
	fn on_finalize() {
		#[block]
		{
			Pallet::<T>::on_finalize(System::<T>::block_number());
		}
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
