//! Attested inference as the runtime runs it: its own engine, transactions without a fee, and what becomes of outputs.

use super::{
	routes::{alice, balance, bob, charlie, free_collection, sign, signed},
	*,
};
use crate::{
	configs::{
		balances::ExistentialDeposit,
		jobs::{MaxCost, MaxOutput},
		system::RuntimeBlockWeights,
		workers::MinStake,
	},
	genesis_config_presets::WORKERS,
	parameters::{dynamic_params, JOB_FEE},
	AccountId, Balances, Executive, IpAssets, Jobs, Provenance, Royalties, Runtime, RuntimeCall, RuntimeEvent,
	RuntimeOrigin, TransactionPayment, Treasury, UncheckedExtrinsic, Workers,
};
use atelier_engine::Request;
use atelier_primitives::{
	chain::currency::UNIT,
	engine::ModelKind,
	jobs::{Answer, JobClass, JobHash, Purpose, Receiver},
	models::{ModelFile, ModelFiles},
	provenance::{ArtifactKind, Attestation, Committee},
	workers::{WorkerPair, WorkerPool},
	Digest as Root,
};
use codec::Encode;
use frame_support::{
	assert_noop, assert_ok,
	traits::{
		fungible::{Inspect, InspectHold, Mutate},
		Get,
	},
	BoundedVec,
};
use frame_system::offchain::{AppCrypto, CreateAuthorizedTransaction, CreateSignedTransaction};
use pallet_jobs::{crypto, Call, Error, Event, Order, Phase, RefundReason};
use pallet_models::{Access, AdapterPolicy, Call as ModelsCall, Error as ModelsError};
use pallet_provenance::types::{Edge, Registration, Relation};
use pallet_workers::Call as WorkersCall;
use sp_core::Pair;
use sp_keyring::Sr25519Keyring;
use sp_runtime::{
	generic::Preamble,
	transaction_validity::{InvalidTransaction, TransactionValidityError},
	DispatchError, MultiSignature, MultiSigner,
};

const NAMES: [&str; 4] = ["Alice", "Bob", "Charlie", "Dave"];
const PRICE: u128 = UNIT;
const SALT: [u8; 32] = [3; 32];

macro_rules! files {
	($folder:literal, $($file:literal),+) => {{
		let files = [$(($file, include_bytes!(concat!("../../../gateway/engine/models/", $folder, "/", $file)).as_slice())),+];
		ModelFiles::truncate_from(files.map(|(path, bytes)| file(path, bytes)).to_vec())
	}};
}

fn file(path: &str, bytes: &[u8]) -> ModelFile {
	ModelFile {
		path: path.as_bytes().to_vec().try_into().expect("the path is short"),
		bytes: bytes.to_vec().try_into().expect("the file is small"),
	}
}

fn root_of(files: &ModelFiles) -> Root {
	use atelier_primitives::openssf::{root, File};
	let files: Vec<_> =
		files.iter().map(|file| File::of(std::str::from_utf8(&file.path).unwrap(), &file.bytes)).collect();
	Root::Sha2_256(root(&files).unwrap())
}

fn pair(worker: &AccountId) -> WorkerPair {
	let index = WORKERS.iter().position(|known| known == worker).expect("a worker of genesis");
	WorkerPair::from_string(&format!("//{}//worker", NAMES[index]), None).expect("the seed is one")
}

/// Begins the next block, whose parent's author drew something.
fn next_block() {
	let number = System::block_number();
	Babe::on_finalize(number);
	start_block(*Babe::current_slot() + 1);
	pallet_babe::AuthorVrfRandomness::<Runtime>::put(Some([number as u8; 32]));
	Jobs::on_initialize(number + 1);
}

pub(super) fn run_for(blocks: u32) {
	(0..blocks).for_each(|_| next_block());
}

/// Sends what a worker's node sends.
fn submit(call: Call<Runtime>) -> Result<(), TransactionValidityError> {
	let transaction =
		<Runtime as CreateAuthorizedTransaction<Call<Runtime>>>::create_authorized_transaction(call.into());
	Executive::apply_extrinsic(transaction).map(|outcome| {
		assert_ok!(outcome);
	})
}

pub(super) fn commit(job: JobHash, worker: &AccountId, answer: &Answer) -> Result<(), TransactionValidityError> {
	let commitment = crypto::commitment(&job, 1, worker, answer, &SALT);
	let payload = crypto::commit_payload(System::block_hash(0), &job, 1, worker, &commitment);
	let signature = pair(worker).sign(&payload);
	submit(Call::commit { job, round: 1, worker: worker.clone(), commitment, signature })
}

pub(super) fn reveal(job: JobHash, worker: &AccountId, answer: &Answer) -> Result<(), TransactionValidityError> {
	let payload = crypto::reveal_payload(System::block_hash(0), &job, 1, worker, answer, &SALT);
	let signature = pair(worker).sign(&payload);
	submit(Call::reveal { job, round: 1, worker: worker.clone(), answer: answer.clone(), salt: SALT, signature })
}

/// Makes somebody a worker that serves a model.
pub(super) fn hire(worker: &AccountId, model: Root) {
	let key = pair(worker).public();
	assert_ok!(sign(worker, WorkersCall::register { key, stake: MinStake::get() }));
	let offer = WorkersCall::serve { root: model, min_price: PRICE, max_output: MaxOutput::get() };
	assert_ok!(sign(worker, offer));
}

/// A model and its adapter are on chain, and three workers serve the model.
fn with_workers(test: impl FnOnce(Root, Root)) {
	development().execute_with(|| {
		let model = files!("rose-window", "config.json", "model.safetensors");
		let adapter = files!("rose-window-lace", "adapter_config.json", "adapter_model.safetensors");
		let (model_root, adapter_root) = (root_of(&model), root_of(&adapter));
		assert_ok!(sign(&alice(), ModelsCall::publish { kind: ModelKind::Model, files: model }));
		let kind = ModelKind::Adapter { base: model_root };
		assert_ok!(sign(&alice(), ModelsCall::publish { kind, files: adapter }));
		WORKERS[..3].iter().for_each(|worker| hire(worker, model_root));
		next_block();
		test(model_root, adapter_root);
	});
}

pub(super) fn order(model: Root, adapters: &[Root], side: u16) -> Order {
	Order {
		model,
		adapters: BoundedVec::truncate_from(adapters.to_vec()),
		class: JobClass::BitExact,
		input: BoundedVec::truncate_from(Request::new("a rose window at dusk", side, side).encode()),
		seed: [1; 32],
		max_output: MaxOutput::get(),
		price: PRICE,
		n: 3,
		m: 2,
		pass: None,
		purpose: Purpose::Work,
	}
}

/// Orders, and waits for the committee.
fn request(order: Order) -> JobHash {
	assert_ok!(sign(&bob(), Call::request { order: Box::new(order), max_total: u128::MAX }));
	let event = System::events().into_iter().rev().find_map(|record| match record.event {
		RuntimeEvent::Jobs(Event::Requested { job, .. }) => Some(job),
		_ => None,
	});
	run_for(3);
	event.expect("the order was taken")
}

fn file_answer(digest: [u8; 32], length: usize) -> Answer {
	Answer::Output { output: Root::Sha2_256(digest), length: length as u32 }
}

/// What the engine really makes of the job.
pub(super) fn honest_answer(job: JobHash) -> (Answer, Vec<u8>) {
	let details = Jobs::job(job).expect("the job is there");
	let order = details.order;
	let output = Jobs::output_of(order.model, order.adapters, details.effective_seed, order.input).unwrap();
	(file_answer(sp_io::hashing::sha2_256(&output), output.len()), output)
}

fn phase(job: JobHash) -> Phase<u32> {
	Jobs::job(job).expect("the job is there").job.phase
}

#[test]
fn workers_of_test_networks_should_be_the_keys_that_a_node_has() {
	for worker in WORKERS {
		assert_eq!(AccountId::from(sp_core::sr25519::Public::from(pair(&worker).public())), worker);
	}
}

#[test]
fn output_should_be_a_work_of_its_requester_when_workers_agreed_and_nobody_challenged() {
	with_workers(|model, adapter| {
		let job = request(order(model, &[adapter], 128));
		let (answer, output) = honest_answer(job);
		assert!(output.starts_with(b"\x89PNG"));
		for worker in &WORKERS[..3] {
			let before = balance(worker);
			assert_ok!(commit(job, worker, &answer));
			assert_eq!(balance(worker), before, "committing costs no fee");
		}
		next_block();
		for worker in &WORKERS[..3] {
			assert_ok!(reveal(job, worker, &answer));
		}
		let before: Vec<_> = WORKERS.iter().map(balance).collect();
		assert!(matches!(phase(job), Phase::Agreed { .. }));
		run_for(dynamic_params::inference::Window::get());
		let paid: Vec<_> = WORKERS.iter().zip(before).map(|(worker, before)| balance(worker) - before).collect();
		assert_eq!(paid, [PRICE, PRICE, PRICE, 0]);
		assert_eq!(balance(&Treasury::account_id()), ExistentialDeposit::get() + 3 * JOB_FEE);
		let is_done = |phase: &Phase<u32>| matches!(phase, Phase::Finalized { delivered, minted: false, .. } if delivered.contains(&Receiver::Record));
		assert!(is_done(&phase(job)), "{:?}", phase(job));

		let output = *answer.output().expect("it is a file");
		let claims = Provenance::verify(output).claims;
		let record = claims[0].record.as_ref().expect("the record is written");
		assert_eq!(claims[0].claim.owner, bob());
		assert!(matches!(record.attestation, Attestation::BitExact(Committee { n: 3, m: 2, window: 6, .. })));
		let collection = free_collection(&bob());
		let claim = Call::claim_mint { job, collection, metadata: Default::default(), owner_share: Default::default() };
		assert_noop!(sign(&alice(), claim.clone()), Error::<Runtime>::NotRequester);
		assert_ok!(sign(&bob(), claim.clone()));
		assert_noop!(sign(&bob(), claim), Error::<Runtime>::AlreadyMinted);
		let ip = atelier_primitives::IpId::new(collection, 0);
		assert_eq!(IpAssets::ip(ip).expect("minted").provenance, Some(output));
	});
}

/// Makes somebody entitled to the income of a model, or of an adapter of that of Charlie, by an IP asset, and asks for a
/// fee.
fn price(who: &AccountId, root: Root, base: Option<Root>, fee: u128) -> atelier_primitives::IpId {
	let kind = if base.is_some() { ArtifactKind::Adapter } else { ArtifactKind::Model };
	let edge = |parent| Edge { parent, owner: charlie(), relation: Relation::BaseModel };
	let edges = BoundedVec::truncate_from(base.map(edge).into_iter().collect());
	let registration = Registration { digest: root, kind, manifest_hash: None, edges, record: None };
	assert_ok!(sign(who, pallet_provenance::Call::register { registration: Box::new(registration) }));
	assert_ok!(Provenance::attest(RuntimeOrigin::root(), root, who.clone(), [1; 32]));
	let collection = free_collection(who);
	assert_ok!(IpAssets::mint(signed(who), collection, None, Some(root), Default::default(), Default::default()));
	let ip = atelier_primitives::IpId::new(collection, 0);
	let (access, adapters) = (Access::Open, AdapterPolicy::All);
	assert_ok!(sign(who, ModelsCall::set_terms { root, ip, fee, access, adapters }));
	ip
}

#[test]
fn makers_of_model_and_adapter_should_be_paid_to_the_unit_when_one_order_names_both() {
	with_workers(|model, adapter| {
		let maker = Sr25519Keyring::Dave.to_account_id();
		let of_model = price(&charlie(), model, None, 10 * UNIT);
		let of_adapter = price(&maker, adapter, Some(model), 3 * UNIT);
		let (issuance, before) = (Balances::total_issuance(), balance(&bob()));
		let order = order(model, &[adapter], 16);
		let quote = Jobs::quote_request(order.clone(), bob()).expect("it can be ordered");
		assert_eq!(quote.fees.iter().map(|fee| fee.amount).collect::<Vec<_>>(), [10 * UNIT, 3 * UNIT]);
		assert_eq!(quote.total, 3 * (PRICE + JOB_FEE) + 13 * UNIT);
		let max_total = quote.total - 1;
		let too_little = Call::request { order: Box::new(order.clone()), max_total };
		assert_noop!(sign(&bob(), too_little), Error::<Runtime>::MaxTotalExceeded);

		let [pools, treasury] = [Royalties::account(), Treasury::account_id()].map(|who| balance(&who));
		let job = request(order);
		let (truth, _) = honest_answer(job);
		for worker in &WORKERS[..3] {
			assert_ok!(commit(job, worker, &truth));
		}
		next_block();
		for worker in &WORKERS[..3] {
			assert_ok!(reveal(job, worker, &truth));
		}
		run_for(dynamic_params::inference::Window::get());
		assert!(matches!(phase(job), Phase::Finalized { .. }));
		let received = [of_model, of_adapter].map(|ip| Royalties::pool(ip).map(|pool| pool.received));
		assert_eq!(received, [Some(10 * UNIT), Some(3 * UNIT)]);
		assert_eq!(balance(&Royalties::account()), pools + 13 * UNIT);
		assert_eq!(balance(&Treasury::account_id()), treasury + 3 * JOB_FEE);
		let record = Balances::balance_on_hold(&pallet_provenance::HoldReason::Claim.into(), &bob());
		let deposit = Balances::balance_on_hold(&pallet_jobs::HoldReason::Job.into(), &bob());
		assert_eq!(balance(&bob()) + quote.total + record + deposit, before);
		assert_eq!(Balances::total_issuance(), issuance);
	});
}

/// Two of three workers tell the truth. What it is, and what the third one says.
fn answer(job: JobHash) -> (Answer, Answer) {
	let (truth, _) = honest_answer(job);
	let lie = match truth {
		Answer::Output { length, .. } => file_answer([9; 32], length as usize),
		Answer::Values(_) => unreachable!("an engine makes files"),
	};
	let answers = [truth.clone(), truth.clone(), lie.clone()];
	for (worker, answer) in WORKERS.iter().zip(&answers) {
		assert_ok!(commit(job, worker, answer));
	}
	next_block();
	for (worker, answer) in WORKERS.iter().zip(&answers) {
		assert_ok!(reveal(job, worker, answer));
	}
	assert!(matches!(phase(job), Phase::Agreed { answer, .. } if answer == truth));
	(truth, lie)
}

#[test]
fn liar_should_lose_its_stake_when_the_chain_runs_the_model_itself() {
	with_workers(|model, _| {
		let job = request(order(model, &[], 64));
		let (truth, lie) = answer(job);
		let challenge = |answer: &Answer| sign(&alice(), Call::challenge { job, answer: answer.clone() });
		assert_noop!(challenge(&truth), Error::<Runtime>::OutputCorrect);
		assert_ok!(challenge(&lie));
		let staked = |worker| Balances::balance_on_hold(&pallet_workers::HoldReason::Stake.into(), worker);
		assert_eq!(WORKERS[..3].iter().map(staked).collect::<Vec<_>>(), [100 * UNIT, 100 * UNIT, 96 * UNIT]);
		run_for(dynamic_params::inference::Window::get());
		assert!(matches!(phase(job), Phase::Finalized { answer, .. } if answer == truth));
	});
}

/// The pallets of jobs and of workers together: what one locks, the other keeps.
#[test]
fn stake_should_answer_for_silence_and_come_free_when_the_job_ends() {
	with_workers(|model, _| {
		let staked = |worker: &AccountId| Balances::balance_on_hold(&pallet_workers::HoldReason::Stake.into(), worker);
		let exposed = || <Workers as WorkerPool<AccountId, u32>>::exposed();
		hire(&WORKERS[3], model);
		next_block();
		let (issuance, money) = (Balances::total_issuance(), Balances::total_balance(&bob()));
		let treasury = balance(&Treasury::account_id());
		let job = request(order(model, &[], 16));
		let seats = Jobs::job(job).expect("the job is there").job.seats;
		let [silent, mute, honest] = [0, 1, 2].map(|seat: usize| seats[seat].worker.clone());
		assert_eq!((exposed().len(), exposed().iter().map(|(_, amount)| amount).sum()), (3, 12 * UNIT));
		let unbond = |amount| sign(&silent, WorkersCall::unbond { amount });
		assert_noop!(unbond(96 * UNIT + 1), pallet_workers::Error::<Runtime>::StakeLocked);

		let (answer, _) = honest_answer(job);
		for worker in [&mute, &honest] {
			assert_ok!(commit(job, worker, &answer));
		}
		run_for(8);
		assert_eq!(staked(&silent), 100 * UNIT - UNIT / 5);
		assert_ok!(reveal(job, &honest, &answer));
		run_for(8);
		assert_eq!((staked(&mute), phase(job)), (99 * UNIT, Phase::Reassigned));
		// One answer may still be proved wrong; the others are free.
		assert_eq!(exposed(), [(honest.clone(), 4 * UNIT)]);
		run_for(3);
		assert_eq!(phase(job), Phase::Refunded { reason: RefundReason::NoWorkers });
		assert_eq!(exposed(), []);
		assert_eq!(WORKERS.iter().map(staked).sum::<u128>(), 400 * UNIT - UNIT / 5 - UNIT);

		// A quarter of both slashes for the requester, the rest burnt; a third of the job fee for the round.
		let slashed = UNIT / 5 + UNIT;
		assert_eq!(Balances::total_issuance(), issuance - slashed / 4 * 3);
		assert_eq!(balance(&Treasury::account_id()), treasury + JOB_FEE);
		assert_eq!(Balances::total_balance(&bob()), money + slashed / 4 - JOB_FEE);
		let due = Jobs::job(job).expect("the job is there").job.due;
		System::set_block_number(due);
		assert_ok!(sign(&alice(), Call::prune { job }));
		assert_eq!((Balances::total_balance(&bob()), balance(&bob())), [money + slashed / 4 - JOB_FEE; 2].into());
		assert_noop!(sign(&silent, WorkersCall::deregister {}), pallet_workers::Error::<Runtime>::StakeRemains);
	});
}

#[test]
fn transaction_should_be_refused_when_its_worker_has_no_seat_or_did_not_sign() {
	with_workers(|model, _| {
		let job = request(order(model, &[], 16));
		let (answer, _) = honest_answer(job);
		let refused = |result: Result<(), TransactionValidityError>| {
			assert!(matches!(result, Err(TransactionValidityError::Invalid(_))), "{result:?}");
		};
		refused(commit(job, &WORKERS[3], &answer));
		refused(reveal(job, &WORKERS[0], &answer));
		refused(commit([7; 32], &WORKERS[0], &answer));
		let commitment = [0; 32];
		let payload = crypto::commit_payload(System::block_hash(0), &job, 1, &WORKERS[0], &commitment);
		let signature = pair(&WORKERS[1]).sign(&payload);
		refused(submit(Call::commit { job, round: 1, worker: WORKERS[0].clone(), commitment, signature }));
		assert_ok!(commit(job, &WORKERS[0], &answer));
		refused(commit(job, &WORKERS[0], &answer));

		// Nobody may sign for it, and nobody may leave the signature out.
		let call = RuntimeCall::from(Call::cancel { job });
		let unsigned = <Runtime as CreateAuthorizedTransaction<Call<Runtime>>>::create_authorized_transaction(call);
		assert_eq!(Executive::apply_extrinsic(unsigned), Err(InvalidTransaction::UnknownOrigin.into()));
		let bare = UncheckedExtrinsic::new_bare(Call::cancel { job }.into());
		assert_ne!(Executive::apply_extrinsic(bare), Ok(Ok(())));
	});
}

#[test]
fn weights_should_be_refused_when_the_engine_cannot_read_them() {
	development().execute_with(|| {
		let model = files!("rose-window", "config.json", "model.safetensors");
		let adapter = files!("rose-window-lace", "adapter_config.json", "adapter_model.safetensors");
		let publish = |kind, files: &ModelFiles| sign(&alice(), ModelsCall::publish { kind, files: files.clone() });
		let refused = |kind, files: &ModelFiles, error: ModelsError<Runtime>| {
			assert_noop!(publish(kind, files), error);
		};
		let mut third = model.clone();
		third.try_push(file("README.md", b"more")).unwrap();
		refused(ModelKind::Model, &third, ModelsError::InvalidFiles);
		let mut broken = model.clone();
		broken[1].bytes[20] ^= 1;
		refused(ModelKind::Model, &broken, ModelsError::InvalidFiles);
		refused(ModelKind::Model, &Default::default(), ModelsError::InvalidFiles);
		refused(ModelKind::Model, &adapter, ModelsError::KindMismatch);
		refused(ModelKind::Adapter { base: root_of(&model) }, &adapter, ModelsError::BaseNotFound);
		assert_ok!(publish(ModelKind::Model, &model));
		refused(ModelKind::Model, &model, ModelsError::AlreadyExists);
		assert_ok!(publish(ModelKind::Adapter { base: root_of(&model) }, &adapter));
	});
}

#[test]
fn order_should_be_refused_when_the_chain_could_not_check_it() {
	with_workers(|model, adapter| {
		let request = |order| sign(&bob(), Call::request { order: Box::new(order), max_total: u128::MAX });
		let with = |input: Vec<u8>| Order { input: BoundedVec::truncate_from(input), ..order(model, &[], 16) };
		let refused = |order, error: DispatchError| {
			assert_noop!(request(order), error);
		};
		let by_jobs = |error: Error<Runtime>| error.into();
		let by_models = |error: ModelsError<Runtime>| error.into();
		refused(with(vec![]), by_jobs(Error::InvalidInput));
		refused(with(Request::new("", 15, 16).encode()), by_jobs(Error::InvalidInput));
		refused(order(model, &[], 257), by_jobs(Error::MaxOutputExceeded));
		refused(order(adapter, &[], 16), by_models(ModelsError::NotAModel));
		refused(order(model, &[model], 16), by_models(ModelsError::AdapterMismatch));
		refused(Order { n: 2, ..order(model, &[], 16) }, by_jobs(Error::InvalidCommittee));
		let other = Order { class: JobClass::Median, ..order(model, &[], 16) };
		refused(other, by_jobs(Error::ClassNotAvailable));
		let largest = order(model, &[adapter], 256);
		let quote = Jobs::quote_request(largest.clone(), bob()).expect("the largest picture can be ordered");
		assert_eq!((quote.cost, quote.output_length), (MaxCost::get(), MaxOutput::get()));
		assert_ok!(request(largest));
	});
}

#[test]
fn job_fee_should_cover_what_a_worker_sends_when_all_rounds_are_needed() {
	development().execute_with(|| {
		let worker = &WORKERS[0];
		let signature = || pair(worker).sign(&[]);
		let commit = Call::<Runtime>::commit {
			job: [0; 32],
			round: 1,
			worker: worker.clone(),
			commitment: [0; 32],
			signature: signature(),
		};
		let reveal = Call::<Runtime>::reveal {
			job: [0; 32],
			round: 1,
			worker: worker.clone(),
			answer: file_answer([0; 32], 0),
			salt: SALT,
			signature: signature(),
		};
		let fee = |call: Call<Runtime>| {
			use frame_support::dispatch::GetDispatchInfo;
			let transaction =
				<Runtime as CreateAuthorizedTransaction<Call<Runtime>>>::create_authorized_transaction(call.into());
			let info = transaction.function.get_dispatch_info();
			TransactionPayment::compute_fee(transaction.encoded_size() as u32, &info, 0)
		};
		let sent = (fee(commit) + fee(reveal)) * u128::from(pallet_jobs::MAX_ROUNDS);
		assert!(sent <= JOB_FEE && JOB_FEE <= 4 * sent, "a worker sends what costs {sent}, and the fee is {JOB_FEE}");
	});
}

/// Alice, whose node watches. She signs without a keystore.
struct Watcher;

impl AppCrypto<MultiSigner, MultiSignature> for Watcher {
	type RuntimeAppPublic = sp_runtime::app_crypto::sr25519::AppPublic;
	type GenericPublic = sp_core::sr25519::Public;
	type GenericSignature = sp_core::sr25519::Signature;

	fn sign(payload: &[u8], _: MultiSigner) -> Option<MultiSignature> {
		Some(Sr25519Keyring::Alice.sign(payload).into())
	}
}

/// A challenge as the node of Alice sends it.
fn challenge(job: JobHash, answer: &Answer) -> UncheckedExtrinsic {
	let call = Call::<Runtime>::challenge { job, answer: answer.clone() }.into();
	let public = Sr25519Keyring::Alice.public().into();
	let nonce = System::account_nonce(alice());
	<Runtime as CreateSignedTransaction<Call<Runtime>>>::create_signed_transaction::<Watcher>(
		call,
		public,
		alice(),
		nonce,
	)
	.expect("she can sign")
}

fn tip(transaction: &UncheckedExtrinsic) -> u128 {
	let Preamble::Signed(_, _, extension) = &transaction.preamble else { panic!("it is not signed") };
	extension.8.tip()
}

#[test]
fn challenge_should_carry_a_tip_when_it_is_urgent_and_the_watcher_can_spare_it() {
	with_workers(|model, _| {
		let job = request(order(model, &[], 64));
		let (_, lie) = answer(job);
		assert_eq!(tip(&challenge(job, &lie)), 0);
		run_for(dynamic_params::inference::Window::get().div_ceil(2));
		let wanted = Jobs::challenge_tip(&job, &lie);
		assert!(wanted > 0);
		let rich = balance(&alice());
		let spare = |amount| {
			// What fees may take, half of the tip, and what keeps the account alive.
			Balances::set_balance(&alice(), 5 * UNIT + amount + ExistentialDeposit::get());
			tip(&challenge(job, &lie))
		};
		assert_eq!([spare(0), spare(wanted / 2), spare(wanted)], [0, wanted / 2, wanted]);
		Balances::set_balance(&alice(), rich);

		assert_ok!(Executive::apply_extrinsic(challenge(job, &lie)).expect("it is valid"));
		let paid = System::events().into_iter().find_map(|record| match record.event {
			RuntimeEvent::TransactionPayment(pallet_transaction_payment::Event::TransactionFeePaid {
				who,
				tip,
				..
			}) => Some((who, tip)),
			_ => None,
		});
		assert_eq!(paid, Some((alice(), wanted)));
	});
}

/// Else ordinary transactions would crowd it out.
#[test]
fn challenge_should_be_operational_when_sent() {
	use frame_support::dispatch::{DispatchClass, GetDispatchInfo};
	let call = Call::<Runtime>::challenge { job: [0; 32], answer: file_answer([0; 32], 0) };
	assert_eq!(call.get_dispatch_info().class, DispatchClass::Operational);
}

#[test]
fn challenge_should_fit_into_a_tenth_of_a_block_when_the_job_is_the_largest() {
	use pallet_jobs::WeightInfo;
	type Weights = <Runtime as pallet_jobs::Config>::WeightInfo;
	// Four adapters as large as the engine takes them, and the model.
	let read = 5 * atelier_engine::MAX_FILES as u32;
	let share = |weight: frame_support::weights::Weight| {
		100.0 * weight.ref_time() as f64 / RuntimeBlockWeights::get().max_block.ref_time() as f64
	};
	let largest = share(Weights::challenge(read, 100));
	assert!(largest <= 10.0, "{largest} % of a block");
}
