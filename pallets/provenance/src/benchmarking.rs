//! The worst case of each call.

use crate::{pallet::*, types::*};
use alloc::{boxed::Box, vec, vec::Vec};
use atelier_primitives::{
	chain::{currency::UNIT, Hash},
	engine::Engine,
	provenance::ArtifactKind,
	Deposit, Digest,
};
use core::ops::Range;
use frame_benchmarking::v2::*;
use frame_support::{
	traits::{fungible::Mutate, EnsureOrigin, Get},
	BoundedVec,
};
use frame_system::RawOrigin;
use sp_runtime::traits::{One, Saturating};

type System<T> = frame_system::Pallet<T>;

const ARTIFACT: u32 = u32::MAX;

fn digest(n: u32) -> Digest {
	let mut bytes = [0; 32];
	bytes.iter_mut().zip(n.to_be_bytes()).for_each(|(byte, value)| *byte = value);
	Digest::Sha2_256(bytes)
}

fn funded<T: Config>(n: u32) -> T::AccountId {
	let who = account("claimant", n, 0);
	T::Currency::set_balance(&who, 1_000_000 * UNIT);
	who
}

fn full<S: Get<u32>>() -> BoundedVec<u8, S> {
	vec![7; S::get() as usize].try_into().unwrap_or_default()
}

/// Edges to these artifacts, as the last one of those claims them that can claim each.
fn edges_to<T: Config>(parents: Range<u32>) -> EdgeList<T::AccountId> {
	let owner = funded::<T>(MAX_CLAIMS - 1);
	parents
		.map(|parent| Edge { parent: digest(parent), owner: owner.clone(), relation: Relation::Input })
		.collect::<Vec<_>>()
		.try_into()
		.unwrap_or_default()
}

/// A claim put straight into storage, with its deposit.
fn put_claim<T: Config>(artifact: Digest, owner: &T::AccountId, edges: EdgeList<T::AccountId>) {
	let since = System::<T>::block_number();
	let record = GenerationRecord {
		generation: generation(),
		attestation: Attestation::None,
		human: Some((owner.clone(), human())),
	};
	let amount = Pallet::<T>::claim_deposit(&edges, Some(&record));
	let Ok(deposit) = Deposit::hold::<T::Currency>(HoldReason::Claim, owner.clone(), amount) else { return };
	let mut claims = Claims::<T>::get(artifact);
	let claim = Claim {
		owner: owner.clone(),
		kind: ArtifactKind::Work,
		since,
		registered: since,
		arrival: claims.len() as u32,
		committed: false,
		manifest_hash: Some([1; 32]),
		attestation: None,
		status: Status::Active,
		settlement: Settlement::new(Pallet::<T>::settling_block()),
		pinned: false,
		published: false,
		deposit,
	};
	if claims.try_push(claim).is_ok() && Pallet::<T>::link(&artifact, owner, edges).is_ok() {
		Claims::<T>::insert(artifact, claims);
		Records::<T>::insert(artifact, owner, record);
	}
}

/// So many artifacts from 0, each below as many of the next as it can be. Those that can be parents have all claims.
fn put_ancestors<T: Config>(count: u32) {
	for n in 0..count {
		let rivals = if n < MAX_EDGES { MAX_CLAIMS - 1 } else { 0 };
		for rival in 0..rivals {
			put_claim::<T>(digest(n), &funded::<T>(rival), Default::default());
		}
		let next = n.saturating_add(1);
		let edges = edges_to::<T>(next..next.saturating_add(MAX_EDGES).min(count));
		put_claim::<T>(digest(n), &funded::<T>(MAX_CLAIMS - 1), edges);
	}
}

fn generation() -> Generation {
	Generation {
		model: digest(0),
		adapters: vec![digest(0); 4].try_into().unwrap_or_default(),
		effective_seed: [7; 32],
		parameters: full(),
		prompt: Prompt::Plain(full()),
		outputs: vec![digest(ARTIFACT); 8].try_into().unwrap_or_default(),
		engine: Some(Engine { name: full(), version: u32::MAX }),
		c2pa_manifest: Some([7; 32]),
		iscc: vec![full(); 4].try_into().unwrap_or_default(),
		extra: vec![(u8::MAX, full()); 8].try_into().unwrap_or_default(),
	}
}

fn human() -> HumanPart {
	HumanPart { directed: true, selected: true, edited: true, note: full() }
}

/// A work with the longest record and so many edges.
fn registration<T: Config>(edges: u32) -> Registration<T::AccountId> {
	Registration {
		digest: digest(ARTIFACT),
		kind: ArtifactKind::Work,
		manifest_hash: Some([1; 32]),
		edges: edges_to::<T>(0..edges),
		record: Some(Box::new(RecordInput { generation: generation(), human: Some(human()) })),
	}
}

/// So many claims on the artifact, each with all edges.
fn put_rivals<T: Config>(count: u32) {
	for n in 0..count {
		put_claim::<T>(digest(ARTIFACT), &funded::<T>(n), edges_to::<T>(0..MAX_EDGES));
	}
}

/// A claim on the artifact beside as many others as there can be, with so many edges.
fn put_last<T: Config>(edges: u32) -> T::AccountId {
	put_ancestors::<T>(MAX_EDGES);
	put_rivals::<T>(MAX_CLAIMS - 1);
	let who = funded::<T>(100);
	put_claim::<T>(digest(ARTIFACT), &who, edges_to::<T>(0..edges));
	who
}

/// Makes a claim of the artifact the first of a closed model, and lets its time come: the next change writes down that it
/// is settled, and opens the model.
fn make_due<T: Config>(who: &T::AccountId) -> Result<(), BenchmarkError> {
	close::<T>()?;
	Claims::<T>::mutate(digest(ARTIFACT), |claims| {
		for claim in claims.iter_mut().filter(|claim| claim.owner != *who) {
			claim.since = claim.since.saturating_add(One::one());
		}
		claims.sort_by_key(Claim::precedence);
		if let Some(claim) = claims.iter_mut().next() {
			claim.kind = ArtifactKind::Model;
		}
	});
	System::<T>::set_block_number(Pallet::<T>::settling_block());
	Ok(())
}

/// Closes the artifact, for a deposit of somebody who has nothing else to do with it.
fn close<T: Config>() -> Result<(), BenchmarkError> {
	let amount = Pallet::<T>::closure_deposit();
	let deposit = Deposit::hold::<T::Currency>(HoldReason::Claim, funded::<T>(200), amount)?;
	Closures::<T>::insert(digest(ARTIFACT), deposit);
	Ok(())
}

/// The first opponents claim the artifact too.
fn opponent<T: Config>(n: u32) -> T::AccountId {
	funded::<T>(n.saturating_add(1))
}

/// Opposes the first claim of the artifact so often.
fn put_hearing<T: Config>(count: u32) -> Result<(), BenchmarkError> {
	let collector = T::LostBonds::get();
	T::Currency::set_balance(&collector, UNIT);
	for n in 0..count {
		Pallet::<T>::do_oppose(opponent::<T>(n), digest(ARTIFACT), funded::<T>(0), [7; 32])?;
	}
	Ok(())
}

fn oppositions<T: Config>() -> u32 {
	let hearing = Hearings::<T>::get(digest(ARTIFACT), funded::<T>(0));
	hearing.map_or(0, |hearing| hearing.oppositions.len() as u32)
}

#[benchmarks]
mod benchmarks {
	use super::*;

	// One edge at least: without any, there is no ancestor to visit.
	#[benchmark]
	fn register(e: Linear<1, MAX_EDGES>, a: Linear<MAX_EDGES, MAX_ANCESTORS>) {
		put_ancestors::<T>(a);
		put_rivals::<T>(MAX_CLAIMS - 1);
		let who = funded::<T>(100);
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), Box::new(registration::<T>(e)));
		assert_eq!(Claims::<T>::get(digest(ARTIFACT)).len() as u32, MAX_CLAIMS);
		assert_eq!(
			Pallet::<T>::check_ancestors(&digest(ARTIFACT), &Edges::<T>::get(digest(ARTIFACT), who)).ok(),
			Some(a)
		);
	}

	#[benchmark]
	fn commit() {
		let who = funded::<T>(0);
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), Hash::zero());
		assert!(Commitments::<T>::contains_key(who, Hash::zero()));
	}

	#[benchmark]
	fn reveal(e: Linear<1, MAX_EDGES>, a: Linear<MAX_EDGES, MAX_ANCESTORS>) -> Result<(), BenchmarkError> {
		let who = funded::<T>(100);
		let salt = [7; 32];
		Pallet::<T>::do_commit(who.clone(), Pallet::<T>::hash_of(&who, &digest(ARTIFACT), &salt))?;
		System::<T>::set_block_number(System::<T>::block_number().saturating_add(One::one()));
		put_ancestors::<T>(a);
		put_rivals::<T>(MAX_CLAIMS);
		// All but the first have a child: that one is found last.
		for n in 1..MAX_CLAIMS {
			let edge = Edge { parent: digest(ARTIFACT), owner: funded::<T>(n), relation: Relation::Input };
			put_claim::<T>(digest(ARTIFACT.saturating_sub(n)), &who, vec![edge].try_into().unwrap_or_default());
		}
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), salt, Box::new(registration::<T>(e)));
		let claims = Claims::<T>::get(digest(ARTIFACT));
		assert_eq!(claims.first().map(|claim| claim.owner.clone()), Some(who.clone()));
		assert!(claims.iter().all(|claim| claim.owner != funded::<T>(0)));
		assert_eq!(
			Pallet::<T>::check_ancestors(&digest(ARTIFACT), &Edges::<T>::get(digest(ARTIFACT), who)).ok(),
			Some(a)
		);
		Ok(())
	}

	#[benchmark]
	fn withdraw_commitment() -> Result<(), BenchmarkError> {
		let owner = funded::<T>(0);
		Pallet::<T>::do_commit(owner.clone(), Hash::zero())?;
		let late = System::<T>::block_number().saturating_add(T::CommitmentLifetime::get()).saturating_add(One::one());
		System::<T>::set_block_number(late);
		#[extrinsic_call]
		_(RawOrigin::Signed(funded::<T>(1)), owner.clone(), Hash::zero());
		assert!(!Commitments::<T>::contains_key(owner, Hash::zero()));
		Ok(())
	}

	#[benchmark]
	fn withdraw_claim(e: Linear<0, MAX_EDGES>) -> Result<(), BenchmarkError> {
		let who = put_last::<T>(e);
		make_due::<T>(&who)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(who), digest(ARTIFACT));
		assert_eq!(Claims::<T>::get(digest(ARTIFACT)).len() as u32, MAX_CLAIMS - 1);
		assert!(Closures::<T>::contains_key(digest(ARTIFACT)));
		Ok(())
	}

	// The first, which time has settled, and which then closes the artifact again.
	#[benchmark]
	fn set_status() -> Result<(), BenchmarkError> {
		put_rivals::<T>(MAX_CLAIMS);
		let who = funded::<T>(0);
		make_due::<T>(&who)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(who.clone()), digest(ARTIFACT), Status::Revoked { reason: full() });
		assert_eq!(Closures::<T>::get(digest(ARTIFACT)).map(|deposit| deposit.who), Some(who));
		Ok(())
	}

	#[benchmark]
	fn attest() -> Result<(), BenchmarkError> {
		let arbiter = T::ArbiterOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		put_rivals::<T>(MAX_CLAIMS);
		let owner: T::AccountId = funded::<T>(MAX_CLAIMS - 1);
		close::<T>()?;
		#[extrinsic_call]
		_(arbiter as T::RuntimeOrigin, digest(ARTIFACT), owner.clone(), [7; 32]);
		assert!(!Closures::<T>::contains_key(digest(ARTIFACT)));
		assert_eq!(Claims::<T>::get(digest(ARTIFACT)).first().map(|claim| claim.owner.clone()), Some(owner));
		Ok(())
	}

	#[benchmark]
	fn revoke_attestation() -> Result<(), BenchmarkError> {
		let arbiter = T::ArbiterOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		put_rivals::<T>(MAX_CLAIMS);
		let owner: T::AccountId = funded::<T>(MAX_CLAIMS - 1);
		Pallet::<T>::do_attest(digest(ARTIFACT), owner.clone(), [7; 32])?;
		// A model that is closed by that.
		Claims::<T>::mutate(digest(ARTIFACT), |claims| {
			claims.iter_mut().for_each(|claim| claim.kind = ArtifactKind::Model)
		});
		#[extrinsic_call]
		_(arbiter as T::RuntimeOrigin, digest(ARTIFACT), owner.clone());
		assert!(Closures::<T>::contains_key(digest(ARTIFACT)));
		assert_eq!(Claims::<T>::get(digest(ARTIFACT)).last().map(|claim| claim.owner.clone()), Some(owner));
		Ok(())
	}

	// Without children: then there is more to remove.
	#[benchmark]
	fn remove_claim(e: Linear<0, MAX_EDGES>) -> Result<(), BenchmarkError> {
		let arbiter = T::ArbiterOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		let who = put_last::<T>(e);
		make_due::<T>(&who)?;
		#[extrinsic_call]
		_(arbiter as T::RuntimeOrigin, digest(ARTIFACT), who, full());
		assert_eq!(Claims::<T>::get(digest(ARTIFACT)).len() as u32, MAX_CLAIMS - 1);
		assert!(Closures::<T>::contains_key(digest(ARTIFACT)));
		Ok(())
	}

	#[benchmark]
	fn oppose() -> Result<(), BenchmarkError> {
		put_rivals::<T>(MAX_CLAIMS);
		put_hearing::<T>(MAX_OPPOSITIONS - 1)?;
		let who = opponent::<T>(MAX_OPPOSITIONS - 1);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), digest(ARTIFACT), funded::<T>(0), [7; 32]);
		assert_eq!(oppositions::<T>(), MAX_OPPOSITIONS);
		Ok(())
	}

	#[benchmark]
	fn withdraw_opposition() -> Result<(), BenchmarkError> {
		put_rivals::<T>(MAX_CLAIMS);
		put_hearing::<T>(MAX_OPPOSITIONS)?;
		#[extrinsic_call]
		_(RawOrigin::Signed(opponent::<T>(0)), digest(ARTIFACT), funded::<T>(0));
		assert_eq!(oppositions::<T>(), MAX_OPPOSITIONS - 1);
		Ok(())
	}

	// Rejected: bonds are burnt and collected, and the artifact is opened.
	#[benchmark]
	fn decide(o: Linear<1, MAX_OPPOSITIONS>) -> Result<(), BenchmarkError> {
		let arbiter = T::ArbiterOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		put_rivals::<T>(MAX_CLAIMS);
		put_hearing::<T>(o)?;
		close::<T>()?;
		let heard = System::<T>::block_number();
		#[extrinsic_call]
		_(arbiter as T::RuntimeOrigin, digest(ARTIFACT), funded::<T>(0), Verdict::Rejected, heard);
		assert_eq!((oppositions::<T>(), Closures::<T>::contains_key(digest(ARTIFACT))), (0, false));
		Ok(())
	}

	#[benchmark]
	fn end_opposition(o: Linear<1, MAX_OPPOSITIONS>) -> Result<(), BenchmarkError> {
		put_rivals::<T>(MAX_CLAIMS);
		put_hearing::<T>(o)?;
		let late = Pallet::<T>::settling_block();
		System::<T>::set_block_number(late);
		#[extrinsic_call]
		_(RawOrigin::Signed(funded::<T>(100)), digest(ARTIFACT), funded::<T>(0));
		assert_eq!(oppositions::<T>(), 0);
		Ok(())
	}

	#[benchmark]
	fn postpone() -> Result<(), BenchmarkError> {
		let arbiter = T::ArbiterOrigin::try_successful_origin().map_err(|_| BenchmarkError::Weightless)?;
		put_rivals::<T>(MAX_CLAIMS);
		put_hearing::<T>(MAX_OPPOSITIONS)?;
		let later = System::<T>::block_number().saturating_add(One::one());
		System::<T>::set_block_number(later);
		#[extrinsic_call]
		_(arbiter as T::RuntimeOrigin, digest(ARTIFACT), funded::<T>(0));
		let hearing = Hearings::<T>::get(digest(ARTIFACT), funded::<T>(0));
		assert_eq!(hearing.map(|hearing| hearing.ends_at), Some(Pallet::<T>::settling_block()));
		Ok(())
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
