//! Acts of requesters and workers, and the passing of blocks.

use super::*;
use alloc::collections::BTreeMap;
use atelier_primitives::{engine::Recompute, models::ModelInspect, workers::WorkerPool};
use frame_support::{traits::Hooks, weights::Weight};
use sp_application_crypto::Pair;
use sp_io::hashing::sha2_256;
use sp_runtime::DispatchResult;

pub const PRICE: Balance = 1_000;

pub fn order() -> Order {
	Order {
		model: model(),
		adapters: Default::default(),
		class: JobClass::BitExact,
		input: b"a cat".to_vec().try_into().unwrap(),
		seed: [5; 32],
		max_output: 100,
		price: PRICE,
		n: 3,
		m: 2,
		pass: None,
		purpose: Purpose::Work,
	}
}

/// Gives the model terms in the name of account 2, and that account their IP asset.
pub fn set_terms(fee: Balance, access: Access) -> IpId {
	let ip = Ips::mint_at(IpId::new(7, 1), bob());
	Models::set_terms(model(), ip, fee, access);
	ip
}

/// An order with four adapters: one for the pool of account 3, one for its pot, one for nothing, and one for the pool of
/// account 4. With the IP asset of the last one.
pub fn order_of_five() -> (Order, [Digest; 4], IpId) {
	let adapters = [1, 2, 3, 4].map(|salt| Models::publish_adapter(model(), salt));
	let [first, last] = [(5, 3), (6, 4)].map(|(item, owner)| Ips::mint_at(IpId::new(7, item), account(owner)));
	set_terms(50, Access::Open);
	Models::set_terms(adapters[0], first, 7, Access::Open);
	Models::set_terms_of_nobody(adapters[1], 11);
	Models::set_terms(adapters[2], first, 0, Access::Open);
	Models::set_terms(adapters[3], last, 13, Access::Open);
	(Order { adapters: adapters.to_vec().try_into().unwrap(), ..order() }, adapters, last)
}

/// What each account has, with what is on hold.
pub fn fortunes() -> BTreeMap<AccountId, Balance> {
	frame_system::Account::<Test>::iter_keys().map(|who| (who.clone(), wealth(who))).collect()
}

/// How the fortunes changed, of each account of which they did.
pub fn changes(before: &BTreeMap<AccountId, Balance>) -> BTreeMap<AccountId, i128> {
	let now = fortunes();
	let all = before.keys().chain(now.keys());
	let amount = |of: &BTreeMap<AccountId, Balance>, who| of.get(who).copied().unwrap_or(0) as i128;
	all.map(|who| (who.clone(), amount(&now, who) - amount(before, who))).filter(|(_, change)| *change != 0).collect()
}

pub fn register(who: &AccountId, stake: Balance) -> DispatchResult {
	Pool::register(who, key_of(who), stake)
}

pub fn serve(who: &AccountId, min_price: Balance, max_output: u32) -> DispatchResult {
	Pool::serve(who, model(), min_price, max_output)
}

/// Workers 0 to `count`, that serve the model.
pub fn start_workers(count: u8) {
	for n in 0..count {
		assert_ok!(register(&worker(n), 100 * UNIT));
		assert_ok!(serve(&worker(n), 500, 100));
	}
}

pub fn exposure(who: &AccountId) -> Balance {
	Pool::exposure(who)
}

pub fn stake(who: &AccountId) -> Balance {
	Pool::stake(who)
}

/// As that, in the block after six workers have begun to serve the model.
pub fn with_workers(test: impl FnOnce()) {
	build_and_execute(|| {
		start_workers(6);
		next_block();
		test();
	});
}

/// Orders, and returns the name of the job.
pub fn request(who: &AccountId, order: Order) -> JobHash {
	let hash = JobsPallet::job_hash(who, NextNonce::<Test>::get(), &order);
	assert_ok!(JobsPallet::request(signed(who), Box::new(order), Balance::MAX));
	hash
}

pub fn job(hash: JobHash) -> JobOf<Test> {
	Jobs::<Test>::get(hash).unwrap()
}

/// The true answer.
pub fn honest(hash: JobHash) -> Answer {
	let order = Orders::<Test>::get(hash).unwrap();
	let seed = JobsPallet::effective_seed(&order, &job(hash).requester);
	let loaded = Models::load(&order.model, &order.adapters).unwrap();
	let output = loaded.read(|model, adapters| Toy::run(model, adapters, &seed, &order.input)).unwrap().unwrap();
	output_of(sha2_256(&output), output.len() as u32)
}

pub fn output_of(digest: [u8; 32], length: u32) -> Answer {
	Answer::Output { output: Digest::Sha2_256(digest), length }
}

/// The digest of an output file.
pub fn digest(answer: &Answer) -> Digest {
	*answer.output().unwrap()
}

/// The same answer of three workers.
pub fn thrice(answer: Answer) -> [Answer; 3] {
	[answer.clone(), answer.clone(), answer]
}

/// A wrong answer of the right length.
pub fn lie(n: u8) -> Answer {
	output_of([n; 32], 64)
}

/// Those of the present committee.
pub fn committee(hash: JobHash) -> Vec<AccountId> {
	job(hash).committee().map(|seat| seat.worker.clone()).collect()
}

pub const SALT: [u8; 32] = [9; 32];

pub fn commit(hash: JobHash, worker: &AccountId, answer: &Answer) -> DispatchResult {
	let round = job(hash).round;
	let commitment = crypto::commitment(&hash, round, worker, answer, &SALT);
	let payload = crypto::commit_payload(JobsPallet::genesis(), &hash, round, worker, &commitment);
	let signature = pair_of(worker).sign(&payload);
	in_layer(|| JobsPallet::commit(authorized(), hash, round, worker.clone(), commitment, signature))
}

pub fn reveal(hash: JobHash, worker: &AccountId, answer: &Answer) -> DispatchResult {
	let round = job(hash).round;
	let payload = crypto::reveal_payload(JobsPallet::genesis(), &hash, round, worker, answer, &SALT);
	let signature = pair_of(worker).sign(&payload);
	in_layer(|| JobsPallet::reveal(authorized(), hash, round, worker.clone(), answer.clone(), SALT, signature))
}

pub fn challenge(who: &AccountId, hash: JobHash, answer: &Answer) -> DispatchResult {
	in_layer(|| JobsPallet::challenge(signed(who), hash, answer.clone()).map(drop).map_err(|error| error.error))
}

pub fn next_block() {
	let next = System::block_number() + 1;
	JobsPallet::on_idle(next - 1, Weight::MAX);
	System::set_block_number(next);
	JobsPallet::on_initialize(next);
}

pub fn run_to(block: u64) {
	while System::block_number() < block {
		next_block();
	}
}

pub fn run_for(blocks: u64) {
	run_to(System::block_number() + blocks);
}

/// Lets the job get its committee.
pub fn assign(hash: JobHash) -> Vec<AccountId> {
	run_for(3);
	assert_eq!(job(hash).phase, Phase::Committing);
	committee(hash)
}

/// All of the committee commit to these answers, in its order, and reveal them.
pub fn answer(hash: JobHash, answers: &[Answer]) {
	let workers = committee(hash);
	assert_eq!(workers.len(), answers.len());
	workers.iter().zip(answers).for_each(|(worker, answer)| must(commit(hash, worker, answer)));
	workers.iter().zip(answers).for_each(|(worker, answer)| must(reveal(hash, worker, answer)));
}
