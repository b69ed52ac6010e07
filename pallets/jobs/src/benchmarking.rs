//! Benchmarks of each call, and of each step of the hooks, at its worst: in the last round, with the largest committees
//! before.

use crate::*;
use alloc::{boxed::Box, vec, vec::Vec};
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	engine::ModelKind,
	ip::{CollectionId, Metadata, TraitKey, MAX_TRAIT_KEY},
	models::{BenchmarkModels, ModelFiles, Payee, MAX_ADAPTERS, MAX_FILES_LENGTH, MAX_READ, MAX_USE_FEES},
	workers::{BenchmarkWorkers, WorkerKey, WorkerPool, WorkerSignature, MAX_OFFERS},
	Digest, IpId,
};
use frame_benchmarking::v2::*;
use frame_support::{
	pallet_prelude::TransactionSource,
	traits::{fungible::Mutate, Authorize, Hooks},
	weights::Weight,
	BoundedVec,
};
use frame_system::{Pallet as System, RawOrigin};
use sp_application_crypto::RuntimeAppPublic;
use sp_runtime::{
	traits::{Bounded, One, Saturating},
	Perbill,
};

/// An input of the longest length or shorter.
pub type Input = BoundedVec<u8, frame_support::traits::ConstU32<MAX_INPUT>>;

/// The set-up of benchmarks by the engine and by other pallets. Each panics if it cannot do it: a benchmark that goes on
/// would measure too little.
pub trait BenchmarkHelper<AccountId> {
	/// The registry of models.
	type Models: BenchmarkModels<AccountId>;
	/// The worker pool.
	type Workers: BenchmarkWorkers<AccountId>;

	/// The verification class whose orders are the costliest.
	fn class() -> JobClass;

	/// A model of as nearly `length` bytes as can be, and an input with which it costs as nearly `hundredths` hundredths
	/// of the highest cost as can be.
	fn model(length: u32, hundredths: u32) -> (ModelFiles, Input);

	/// An adapter of a model, of as nearly `length` bytes as can be. Another one for each `number`.
	fn adapter(base: &Digest, length: u32, number: u32) -> ModelFiles;

	/// Fills the list of claims of a work with those of others, each with as many edges as can be, so that a claim with an
	/// attested record has to take one out.
	fn claim_by_others(output: &Digest);

	/// An IP asset that `who` owns, with as many traits as leave room for one.
	fn ip(who: &AccountId) -> IpId;

	/// A collection that `who` can mint in.
	fn collection(who: &AccountId) -> CollectionId;
}

type Account<T> = <T as frame_system::Config>::AccountId;
type Helper<T> = <T as Config>::BenchmarkHelper;
type ModelsOf<T> = <Helper<T> as BenchmarkHelper<Account<T>>>::Models;
type WorkersOf<T> = <Helper<T> as BenchmarkHelper<Account<T>>>::Workers;

const FUNDS: Balance = 1_000_000_000 * UNIT;
const SALT: [u8; 32] = [1; 32];
const FEE: Balance = UNIT;
const LARGEST: u32 = MAX_COMMITTEE;
/// The length of an adapter that is asked for as a short one.
const MIN_ADAPTER: u32 = 64;
/// The stake of each worker: as much as one seat locks at [`PRICE`], so that the next committee are others.
const STAKE: Balance = 4 * PRICE;
const PRICE: Balance = 1_000 * UNIT;

fn funded<T: Config>(name: &'static str, index: u32) -> Account<T> {
	let who = account(name, index, 0);
	T::Currency::set_balance(&who, FUNDS);
	who
}

fn next_block<T: Config>() {
	System::<T>::set_block_number(System::<T>::block_number().saturating_add(One::one()));
}

fn publish<T: Config>(kind: ModelKind, files: ModelFiles) -> Digest {
	ModelsOf::<T>::publish(&funded::<T>("publisher", 0), kind, files)
}

/// An order of a model and as many adapters as there can be, of `length` bytes together, or little more if that is not
/// enough for all of them; for a committee of `n`, with all that can be checked.
fn order<T: Config>(requester: &Account<T>, n: u32, length: u32, hundredths: u32) -> Order {
	let (model, input) = T::BenchmarkHelper::model(length.min(MAX_FILES_LENGTH), hundredths);
	let model = publish::<T>(ModelKind::Model, model);
	let left = length.saturating_sub(MAX_FILES_LENGTH);
	let adapter = |number: u32| {
		let length = left.saturating_sub(number.saturating_mul(MAX_FILES_LENGTH)).clamp(MIN_ADAPTER, MAX_FILES_LENGTH);
		publish::<T>(ModelKind::Adapter { base: model }, T::BenchmarkHelper::adapter(&model, length, number))
	};
	let adapters: Vec<_> = (0..MAX_ADAPTERS).map(adapter).collect();
	let ip = T::BenchmarkHelper::ip(requester);
	Order {
		model,
		adapters: BoundedVec::truncate_from(adapters),
		class: T::BenchmarkHelper::class(),
		input,
		seed: [1; 32],
		max_output: u32::MAX,
		price: PRICE,
		n: n as u8,
		m: (n / 2).saturating_add(1) as u8,
		pass: Some(ip.item),
		purpose: Purpose::Trait { ip, key: TraitKey::truncate_from(vec![b'x'; MAX_TRAIT_KEY as usize]) },
	}
}

/// Sets terms of the model and of each adapter, which the requester meets with the IP asset of the trait.
#[allow(clippy::expect_used)]
fn set_terms<T: Config>(requester: &Account<T>, order: &Order) {
	let Purpose::Trait { ip, .. } = &order.purpose else { return };
	for root in core::iter::once(&order.model).chain(&order.adapters) {
		ModelsOf::<T>::set_terms(requester, root, *ip, FEE).expect("the requester owns the pass");
	}
}

/// Lets the pools that the use fees of a job are for be gone: each is looked for, and then a pot is paid.
fn remove_pools<T: Config>(hash: &JobHash) {
	Jobs::<T>::mutate(hash, |job| {
		let Some(escrow) = job.as_mut().and_then(|job| job.escrow.as_mut()) else { return };
		for (fee, number) in escrow.fees.iter_mut().zip(0u32..) {
			fee.payee = Payee::Pool(IpId::new(u32::MAX, number));
		}
		assert_eq!(escrow.fees.len() as u32, MAX_USE_FEES);
	});
}

/// Workers that serve the model, from a block before.
fn workers<T: Config>(root: &Digest, count: u32) {
	assert_eq!(Pallet::<T>::exposure(PRICE), STAKE);
	for index in 0..count {
		let worker = funded::<T>("worker", index);
		WorkersOf::<T>::register(&worker, WorkerKey::generate_pair(None), STAKE);
		WorkersOf::<T>::serve(&worker, root, 0);
	}
	next_block::<T>();
}

#[allow(clippy::expect_used)]
fn open_job<T: Config>(requester: &Account<T>, order: &Order) -> JobHash {
	let hash = Pallet::<T>::job_hash(requester, NextNonce::<T>::get(), order);
	Pallet::<T>::do_request(requester.clone(), order.clone(), Balance::MAX).expect("the order can be taken");
	hash
}

#[allow(clippy::expect_used)]
fn job<T: Config>(hash: &JobHash) -> JobOf<T> {
	Jobs::<T>::get(hash).expect("the job is there")
}

/// Goes to the block in which the job goes on.
fn go_to_due<T: Config>(hash: &JobHash) -> frame_system::pallet_prelude::BlockNumberFor<T> {
	let due = job::<T>(hash).due;
	System::<T>::set_block_number(due);
	RecentVrf::<T>::put([Some([1; 32]), Some([2; 32])]);
	due
}

/// Gives the job its committee.
fn draw_committee<T: Config>(hash: &JobHash) -> Vec<Account<T>> {
	let due = go_to_due::<T>(hash);
	Pallet::<T>::do_due_jobs(due);
	assert_eq!(job::<T>(hash).phase, Phase::Committing);
	job::<T>(hash).committee().map(|seat| seat.worker.clone()).collect()
}

#[allow(clippy::expect_used)]
fn lie<T: Config>(hash: &JobHash, number: u8) -> Answer {
	let job = job::<T>(hash);
	Pallet::<T>::class(job.class).ok().expect("the runtime has the class").wrong_answer(&job.prepared, number)
}

#[allow(clippy::expect_used)]
fn output<T: Config>(hash: &JobHash) -> Digest {
	*lie::<T>(hash, 99).output().expect("the costliest class makes files")
}

#[allow(clippy::expect_used)]
fn commit_to<T: Config>(hash: &JobHash, worker: &Account<T>, answer: &Answer) {
	let round = job::<T>(hash).round;
	let commitment = crypto::commitment(hash, round, worker, answer, &SALT);
	Pallet::<T>::do_commit(*hash, round, worker.clone(), commitment).expect("the worker has a seat");
}

#[allow(clippy::expect_used)]
fn reveal_to<T: Config>(hash: &JobHash, worker: &Account<T>, answer: &Answer) {
	let round = job::<T>(hash).round;
	Pallet::<T>::do_reveal(*hash, round, worker.clone(), answer.clone(), SALT).expect("the worker has committed");
}

/// A job in its last round with a committee of `n`, after two rounds without agreement: in each, one worker less than must
/// agree told what the last committee will tell, so that a challenge of it punishes as many as can be.
fn last_round<T: Config>(order: &Order) -> (JobHash, Vec<Account<T>>) {
	let requester = funded::<T>("requester", 0);
	workers::<T>(&order.model, u32::from(order.n).saturating_mul(MAX_ROUNDS));
	let hash = open_job::<T>(&requester, order);
	for round in 1..MAX_ROUNDS as u8 {
		let committee = draw_committee::<T>(&hash);
		let told = |number: u8| match number.saturating_add(1) < order.m {
			true => lie::<T>(&hash, 99),
			false => lie::<T>(&hash, number.saturating_add(round.saturating_mul(10))),
		};
		(0u8..).zip(&committee).for_each(|(number, worker)| commit_to::<T>(&hash, worker, &told(number)));
		(0u8..).zip(&committee).for_each(|(number, worker)| reveal_to::<T>(&hash, worker, &told(number)));
	}
	let committee = draw_committee::<T>(&hash);
	assert_eq!(job::<T>(&hash).seats.len(), usize::from(order.n).saturating_mul(MAX_ROUNDS as usize));
	(hash, committee)
}

/// A job in its last round, agreed on.
fn agreed<T: Config>(order: &Order) -> JobHash {
	let (hash, committee) = last_round::<T>(order);
	committee.iter().for_each(|worker| commit_to::<T>(&hash, worker, &lie::<T>(&hash, 99)));
	committee.iter().for_each(|worker| reveal_to::<T>(&hash, worker, &lie::<T>(&hash, 99)));
	assert!(matches!(job::<T>(&hash).phase, Phase::Agreed { .. }));
	hash
}

#[benchmarks]
mod benches {
	use super::*;

	/// With terms of the model and of each adapter, a pass, and a trait.
	#[benchmark]
	fn request(b: Linear<4_096, MAX_READ>) {
		let requester = funded::<T>("requester", 0);
		let order = order::<T>(&requester, LARGEST, b, 1);
		set_terms::<T>(&requester, &order);
		workers::<T>(&order.model, MAX_OFFERS);
		#[extrinsic_call]
		_(RawOrigin::Signed(requester), Box::new(order), Balance::MAX);
		assert_eq!(OpenCount::<T>::get(), 1);
		let fees = Jobs::<T>::iter_values().filter_map(|job| job.escrow).map(|escrow| escrow.fees.len() as u32);
		assert_eq!(fees.sum::<u32>(), MAX_USE_FEES);
	}

	/// Beside as many others as are in a block.
	#[benchmark]
	fn cancel() {
		let requester = funded::<T>("requester", 0);
		let order = order::<T>(&requester, LARGEST, 4_096, 1);
		workers::<T>(&order.model, LARGEST);
		let hash = open_job::<T>(&requester, &order);
		let others = (1..MAX_JOBS_PER_BLOCK as u8).map(|number| [number; 32]);
		let due = job::<T>(&hash).due;
		others.for_each(|other| assert!(Agenda::<T>::try_append(due, other).is_ok()));
		// So late that the job fee is kept.
		System::<T>::set_block_number(due);
		#[extrinsic_call]
		_(RawOrigin::Signed(requester), hash);
		assert!(!Jobs::<T>::contains_key(hash));
	}

	/// The last one of the largest committee.
	#[benchmark]
	fn commit() -> Result<(), BenchmarkError> {
		let order = order::<T>(&funded::<T>("requester", 0), LARGEST, 4_096, 1);
		let (hash, committee) = last_round::<T>(&order);
		let answer = lie::<T>(&hash, 99);
		let (worker, others) = committee.split_last().ok_or("nobody")?;
		others.iter().for_each(|other| commit_to::<T>(&hash, other, &answer));
		let signature = sign::<T>(worker, b"not looked at")?;
		#[extrinsic_call]
		_(RawOrigin::Authorized, hash, MAX_ROUNDS as u8, worker.clone(), [1; 32], signature);
		assert_eq!(job::<T>(&hash).phase, Phase::Revealing);
		Ok(())
	}

	#[benchmark]
	fn authorize_commit() -> Result<(), BenchmarkError> {
		let order = order::<T>(&funded::<T>("requester", 0), LARGEST, 4_096, 1);
		let (hash, committee) = last_round::<T>(&order);
		let worker = committee.last().ok_or("nobody")?.clone();
		let (round, commitment) = (MAX_ROUNDS as u8, [1; 32]);
		let payload = crypto::commit_payload(Pallet::<T>::genesis(), &hash, round, &worker, &commitment);
		let signature = sign::<T>(&worker, &payload)?;
		let call = Call::<T>::commit { job: hash, round, worker, commitment, signature };
		#[block]
		{
			call.authorize(TransactionSource::External).ok_or("no authorization")??;
		}
		Ok(())
	}

	/// The last one, and the end of the job without agreement.
	#[benchmark]
	fn reveal() -> Result<(), BenchmarkError> {
		let order = order::<T>(&funded::<T>("requester", 0), LARGEST, 4_096, 1);
		let (hash, committee) = last_round::<T>(&order);
		let answers: Vec<_> = (0..LARGEST as u8).map(|number| lie::<T>(&hash, number)).collect();
		let each = || committee.iter().zip(&answers);
		each().for_each(|(worker, answer)| commit_to::<T>(&hash, worker, answer));
		let last = committee.len().saturating_sub(1);
		each().take(last).for_each(|(worker, answer)| reveal_to::<T>(&hash, worker, answer));
		let (worker, answer) = each().last().ok_or("nobody")?;
		let signature = sign::<T>(worker, b"not looked at")?;
		let (round, worker) = (MAX_ROUNDS as u8, worker.clone());
		#[extrinsic_call]
		_(RawOrigin::Authorized, hash, round, worker, answer.clone(), SALT, signature);
		assert!(matches!(job::<T>(&hash).phase, Phase::Refunded { .. }));
		Ok(())
	}

	#[benchmark]
	fn authorize_reveal() -> Result<(), BenchmarkError> {
		let order = order::<T>(&funded::<T>("requester", 0), LARGEST, 4_096, 1);
		let (hash, committee) = last_round::<T>(&order);
		let answer = lie::<T>(&hash, 99);
		committee.iter().for_each(|worker| commit_to::<T>(&hash, worker, &answer));
		let worker = committee.last().ok_or("nobody")?.clone();
		let round = MAX_ROUNDS as u8;
		let payload = crypto::reveal_payload(Pallet::<T>::genesis(), &hash, round, &worker, &answer, &SALT);
		let signature = sign::<T>(&worker, &payload)?;
		let call = Call::<T>::reveal { job: hash, round, worker, answer, salt: SALT, signature };
		#[block]
		{
			call.authorize(TransactionSource::External).ok_or("no authorization")??;
		}
		Ok(())
	}

	/// All of the last committee lied, and the job ends.
	#[benchmark]
	fn challenge(b: Linear<4_096, MAX_READ>, u: Linear<1, 100>) {
		let order = order::<T>(&funded::<T>("requester", 0), LARGEST, b, u);
		let hash = agreed::<T>(&order);
		let challenger = funded::<T>("challenger", 0);
		let answer = lie::<T>(&hash, 99);
		#[extrinsic_call]
		_(RawOrigin::Signed(challenger), hash, answer);
		assert!(matches!(job::<T>(&hash).phase, Phase::Refunded { .. }));
	}

	/// Both the record and the trait.
	#[benchmark]
	fn deliver() {
		let requester = funded::<T>("requester", 0);
		let order = order::<T>(&requester, LARGEST, 4_096, 1);
		set_terms::<T>(&requester, &order);
		let hash = agreed::<T>(&order);
		T::BenchmarkHelper::claim_by_others(&output::<T>(&hash));
		let answer = lie::<T>(&hash, 99);
		let phase = Phase::Finalized { answer, stake: 1, window: 1, delivered: Default::default(), minted: false };
		Jobs::<T>::mutate(hash, |job| job.as_mut().map(|job| job.phase = phase));
		#[extrinsic_call]
		_(RawOrigin::Signed(requester), hash);
		assert_eq!(deliveries::<T>(&hash), 2);
	}

	#[benchmark]
	fn claim_mint() {
		let requester = funded::<T>("requester", 0);
		let order = Order { purpose: Purpose::Work, ..order::<T>(&requester, LARGEST, 4_096, 1) };
		let hash = agreed::<T>(&order);
		let due = go_to_due::<T>(&hash);
		Pallet::<T>::do_due_jobs(due);
		let collection = T::BenchmarkHelper::collection(&requester);
		let uri = BoundedVec::truncate_from(vec![b'x'; 256]);
		let metadata = Metadata { uri, hash: Some([1; 32]) };
		#[extrinsic_call]
		_(RawOrigin::Signed(requester), hash, collection, metadata, Perbill::from_percent(10));
		assert!(matches!(job::<T>(&hash).phase, Phase::Finalized { minted: true, .. }));
	}

	#[benchmark]
	fn prune() {
		let order = order::<T>(&funded::<T>("requester", 0), LARGEST, 4_096, 1);
		let hash = agreed::<T>(&order);
		let due = go_to_due::<T>(&hash);
		Pallet::<T>::do_due_jobs(due);
		let who = funded::<T>("signer", 0);
		go_to_due::<T>(&hash);
		#[extrinsic_call]
		_(RawOrigin::Signed(who), hash);
		assert!(!Jobs::<T>::contains_key(hash));
	}

	#[benchmark]
	fn on_initialize() {
		let now = System::<T>::block_number();
		#[block]
		{
			Pallet::<T>::on_initialize(now);
		}
		assert!(RecentVrf::<T>::exists());
	}

	/// The largest committee, from `c` workers.
	#[benchmark]
	fn assign(c: Linear<LARGEST, MAX_OFFERS>) {
		let requester = funded::<T>("requester", 0);
		let order = order::<T>(&requester, LARGEST, 4_096, 1);
		workers::<T>(&order.model, c);
		let hash = open_job::<T>(&requester, &order);
		let due = go_to_due::<T>(&hash);
		#[block]
		{
			Pallet::<T>::do_due_jobs(due);
		}
		assert_eq!(job::<T>(&hash).seats.len() as u32, LARGEST);
	}

	/// All are silent, and the job ends.
	#[benchmark]
	fn end_committing(n: Linear<3, LARGEST>) {
		let order = order::<T>(&funded::<T>("requester", 0), n, 4_096, 1);
		let (hash, _) = last_round::<T>(&order);
		let due = go_to_due::<T>(&hash);
		#[block]
		{
			Pallet::<T>::do_due_jobs(due);
		}
		assert!(matches!(job::<T>(&hash).phase, Phase::Refunded { .. }));
	}

	/// All are silent, and the job ends.
	#[benchmark]
	fn end_revealing(n: Linear<3, LARGEST>) {
		let order = order::<T>(&funded::<T>("requester", 0), n, 4_096, 1);
		let (hash, committee) = last_round::<T>(&order);
		committee.iter().for_each(|worker| commit_to::<T>(&hash, worker, &lie::<T>(&hash, 99)));
		let due = go_to_due::<T>(&hash);
		#[block]
		{
			Pallet::<T>::do_due_jobs(due);
		}
		assert!(matches!(job::<T>(&hash).phase, Phase::Refunded { .. }));
	}

	/// Pays all of the last committee, and for the model and each adapter a pot, since the pool is gone; and writes the
	/// record, for which a claim makes room, and the trait.
	#[benchmark]
	fn finalize(n: Linear<3, LARGEST>) {
		T::Currency::set_balance(&Pallet::<T>::account(), FUNDS);
		let requester = funded::<T>("requester", 0);
		let order = order::<T>(&requester, n, 4_096, 1);
		set_terms::<T>(&requester, &order);
		let hash = agreed::<T>(&order);
		remove_pools::<T>(&hash);
		T::BenchmarkHelper::claim_by_others(&output::<T>(&hash));
		let due = go_to_due::<T>(&hash);
		#[block]
		{
			Pallet::<T>::do_due_jobs(due);
		}
		assert_eq!(deliveries::<T>(&hash), 2);
	}

	/// One that was pruned before is in front.
	#[benchmark]
	fn on_idle() {
		let order = order::<T>(&funded::<T>("requester", 0), LARGEST, 4_096, 1);
		let hash = agreed::<T>(&order);
		let due = go_to_due::<T>(&hash);
		Pallet::<T>::do_due_jobs(due);
		let now = System::<T>::block_number();
		#[block]
		{
			Pallet::<T>::prune_expired(now, Weight::max_value());
		}
		assert!(Jobs::<T>::contains_key(hash));
	}

	fn sign<T: Config>(worker: &Account<T>, payload: &[u8]) -> Result<WorkerSignature, BenchmarkError> {
		let key = T::Workers::key_of(worker).ok_or("no worker")?;
		Ok(key.sign(&payload).ok_or("no key in the keystore")?)
	}

	/// The number of receivers that had the outcome.
	fn deliveries<T: Config>(hash: &JobHash) -> usize {
		match job::<T>(hash).phase {
			Phase::Finalized { delivered, .. } => delivered.len(),
			_ => 0,
		}
	}

	impl_benchmark_test_suite!(Pallet, crate::mock::new_test_ext(), crate::mock::Test);
}
