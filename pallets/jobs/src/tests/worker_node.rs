//! A node with an off-chain worker, and a gateway that behaves as a test says.

use crate::{
	mock::*,
	tests::scenario::*,
	worker::{Metrics, GATEWAY_KEY, METRICS_KEY, WATCHER_KEY},
	*,
};
use atelier_primitives::workers::KEY_TYPE;
use codec::{Decode, Encode};
use frame_support::{
	assert_ok,
	pallet_prelude::TransactionSource,
	traits::{Authorize, Hooks},
};
use frame_system::{
	offchain::{
		AppCrypto, CreateAuthorizedTransaction, CreateSignedTransaction, CreateTransaction, CreateTransactionBase,
		SigningTypes,
	},
	AuthorizeCall, CheckNonce,
};
use serde_json::{json, Value};
use sp_core::{
	offchain::{
		testing::{TestOffchainExt, TestPersistentOffchainDB},
		Externalities, HttpError, HttpRequestId, HttpRequestStatus, OffchainDbExt, OffchainStorage, OffchainWorkerExt,
		OpaqueNetworkState, Timestamp, TransactionPool, TransactionPoolExt,
	},
	OpaquePeerId,
};
use sp_runtime::{
	generic::{Preamble, UncheckedExtrinsic},
	traits::{Dispatchable, IdentifyAccount, Verify},
	DispatchError, MultiSignature, MultiSigner, TransactionOutcome,
};
use std::sync::{Arc, Mutex, MutexGuard};

type Extension = (AuthorizeCall<Test>, CheckNonce<Test>);
type Transaction = UncheckedExtrinsic<AccountId, RuntimeCall, MultiSignature, Extension>;

impl SigningTypes for Test {
	type Public = MultiSigner;
	type Signature = MultiSignature;
}

impl<C> CreateTransactionBase<C> for Test
where
	RuntimeCall: From<C>,
{
	type Extrinsic = Transaction;
	type RuntimeCall = RuntimeCall;
}

impl<C> CreateTransaction<C> for Test
where
	RuntimeCall: From<C>,
{
	type Extension = Extension;

	fn create_transaction(call: RuntimeCall, extension: Extension) -> Transaction {
		Transaction::new_transaction(call, extension)
	}
}

impl<C> CreateAuthorizedTransaction<C> for Test
where
	RuntimeCall: From<C>,
{
	fn create_extension() -> Extension {
		(AuthorizeCall::new(), CheckNonce::from(0))
	}
}

impl<C> CreateSignedTransaction<C> for Test
where
	RuntimeCall: From<C>,
{
	fn create_signed_transaction<S: AppCrypto<MultiSigner, MultiSignature>>(
		call: RuntimeCall,
		public: MultiSigner,
		account: AccountId,
		nonce: u32,
	) -> Option<Transaction> {
		let signature = S::sign(&(&call, nonce).encode(), public)?;
		Some(Transaction::new_signed(call, account, signature, (AuthorizeCall::new(), CheckNonce::from(nonce))))
	}
}

/// How a gateway treats a request.
#[derive(Clone, Debug)]
pub enum Conduct {
	/// Answers with this status and this body.
	Say(u16, Vec<u8>),
	/// Hangs up.
	HangUp,
	/// Never answers.
	Silence,
	/// Answers with status 200, and then nothing comes.
	NoBody,
	/// Answers with status 200 and a body without end.
	Endless,
}

/// A request, as the gateway got it.
#[derive(Clone, Debug, Default)]
pub struct Sent {
	pub method: String,
	pub url: String,
	pub headers: Vec<(String, String)>,
	pub body: Vec<u8>,
	/// How much of the answer was read.
	pub read: usize,
}

impl Sent {
	pub fn json(&self) -> Value {
		serde_json::from_slice(&self.body).unwrap()
	}
}

/// The gateway of a node, and its clock.
pub struct GatewayState {
	pub conduct: Box<dyn Fn(&Sent) -> Conduct + Send>,
	pub requests: Vec<Sent>,
	/// Milliseconds.
	pub time: u64,
	seeds: u64,
}

struct GatewayExt(Arc<Mutex<GatewayState>>);

impl GatewayExt {
	fn state(&self) -> MutexGuard<'_, GatewayState> {
		self.0.lock().unwrap()
	}
}

impl GatewayState {
	fn conduct(&self, id: HttpRequestId) -> Conduct {
		(self.conduct)(&self.requests[usize::from(id.0)])
	}

	/// Waits for what does not come. A worker without a deadline would wait forever.
	fn wait(&mut self, deadline: Option<Timestamp>) {
		self.time = self.time.max(deadline.expect("a worker must not wait without a deadline").unix_millis());
	}
}

impl Externalities for GatewayExt {
	fn is_validator(&self) -> bool {
		false
	}

	fn network_state(&self) -> Result<OpaqueNetworkState, ()> {
		Err(())
	}

	fn timestamp(&mut self) -> Timestamp {
		Timestamp::from_unix_millis(self.state().time)
	}

	fn sleep_until(&mut self, _: Timestamp) {
		panic!("a worker must not sleep");
	}

	fn random_seed(&mut self) -> [u8; 32] {
		self.state().seeds += 1;
		sp_io::hashing::blake2_256(&self.state().seeds.to_le_bytes())
	}

	fn http_request_start(&mut self, method: &str, url: &str, _: &[u8]) -> Result<HttpRequestId, ()> {
		let mut state = self.state();
		state.requests.push(Sent { method: method.into(), url: url.into(), ..Default::default() });
		Ok(HttpRequestId(state.requests.len() as u16 - 1))
	}

	fn http_request_add_header(&mut self, id: HttpRequestId, name: &str, value: &str) -> Result<(), ()> {
		self.state().requests[usize::from(id.0)].headers.push((name.into(), value.into()));
		Ok(())
	}

	fn http_request_write_body(
		&mut self,
		id: HttpRequestId,
		chunk: &[u8],
		deadline: Option<Timestamp>,
	) -> Result<(), HttpError> {
		deadline.expect("a worker must not write without a deadline");
		self.state().requests[usize::from(id.0)].body.extend(chunk);
		Ok(())
	}

	fn http_response_wait(&mut self, ids: &[HttpRequestId], deadline: Option<Timestamp>) -> Vec<HttpRequestStatus> {
		let mut state = self.state();
		let status = |id: &HttpRequestId| match state.conduct(*id) {
			Conduct::Say(status, _) => HttpRequestStatus::Finished(status),
			Conduct::HangUp => HttpRequestStatus::IoError,
			Conduct::Silence => HttpRequestStatus::DeadlineReached,
			Conduct::NoBody | Conduct::Endless => HttpRequestStatus::Finished(200),
		};
		let statuses: Vec<_> = ids.iter().map(status).collect();
		if statuses.contains(&HttpRequestStatus::DeadlineReached) {
			state.wait(deadline);
		}
		statuses
	}

	fn http_response_headers(&mut self, _: HttpRequestId) -> Vec<(Vec<u8>, Vec<u8>)> {
		Vec::new()
	}

	fn http_response_read_body(
		&mut self,
		id: HttpRequestId,
		buffer: &mut [u8],
		deadline: Option<Timestamp>,
	) -> Result<usize, HttpError> {
		let mut state = self.state();
		let conduct = state.conduct(id);
		let read = &mut state.requests[usize::from(id.0)].read;
		let length = match conduct {
			Conduct::Say(_, body) => {
				let rest = &body[*read..];
				let length = rest.len().min(buffer.len());
				buffer[..length].copy_from_slice(&rest[..length]);
				length
			}
			Conduct::Endless => {
				buffer.fill(b' ');
				buffer.len()
			}
			_ => {
				state.wait(deadline);
				return Err(HttpError::DeadlineReached);
			}
		};
		*read += length;
		Ok(length)
	}

	fn set_authorized_nodes(&mut self, _: Vec<OpaquePeerId>, _: bool) {
		panic!("no business of a worker");
	}
}

/// The pool of a node.
#[derive(Default)]
pub struct PoolState {
	transactions: Vec<Vec<u8>>,
	/// Whose transactions are refused, because they cannot pay.
	pub poor: Vec<AccountId>,
	/// What happens when a transaction comes.
	pub on_submit: Option<Box<dyn FnMut() + Send>>,
}

struct PoolExt(Arc<Mutex<PoolState>>);

impl TransactionPool for PoolExt {
	fn submit_transaction(&mut self, bytes: Vec<u8>) -> Result<(), ()> {
		let mut pool = self.0.lock().unwrap();
		let transaction = Transaction::decode(&mut &bytes[..]).unwrap();
		if matches!(&transaction.preamble, Preamble::Signed(account, ..) if pool.poor.contains(account)) {
			return Err(());
		}
		if let Some(act) = &mut pool.on_submit {
			act();
		}
		pool.transactions.push(bytes);
		Ok(())
	}
}

/// A node. What is in its pool gets into a block only when a test says so.
pub struct Node {
	gateway: Arc<Mutex<GatewayState>>,
	pool: Arc<Mutex<PoolState>>,
	pub db: TestPersistentOffchainDB,
}

/// The URL of its gateway.
pub const URL: &str = "http://127.0.0.1:9000";

/// Runs a test in a node without worker keys, on a chain with six workers that serve the model. Its gateway hangs up.
pub fn with_node(test: impl FnOnce(&mut Node)) {
	let state =
		GatewayState { conduct: Box::new(|_| Conduct::HangUp), requests: Vec::new(), time: 1_000_000, seeds: 0 };
	let mut node = Node { gateway: Arc::new(Mutex::new(state)), pool: Default::default(), db: Default::default() };
	node.set(GATEWAY_KEY, Some(URL.as_bytes()));
	let mut ext = new_test_ext();
	ext.register_extension(OffchainWorkerExt::new(GatewayExt(node.gateway.clone())));
	ext.register_extension(OffchainDbExt::new(TestOffchainExt::with_offchain_db(node.db.clone()).0));
	ext.register_extension(TransactionPoolExt::new(PoolExt(node.pool.clone())));
	ext.execute_with(|| {
		start_workers(6);
		next_block();
		test(&mut node);
		assert_ok!(JobsPallet::do_try_state());
	});
}

impl Node {
	/// Puts the key of a worker into the keystore.
	pub fn add_key(&self, worker: &AccountId) {
		let seed = format!("0x{}", hex::encode(worker));
		let key = sp_io::crypto::sr25519_generate(KEY_TYPE, Some(seed.into_bytes()));
		assert_eq!(key, key_of(worker).into());
	}

	/// The account with the same public key.
	pub fn key_account(worker: &AccountId) -> AccountId {
		MultiSigner::from(sp_core::sr25519::Public::from(key_of(worker))).into_account()
	}

	/// Writes into persistent off-chain storage, as the node does when it starts.
	pub fn set(&mut self, key: &[u8], value: Option<&[u8]>) {
		match value {
			Some(value) => self.db.set(b"", key, value),
			None => self.db.remove(b"", key),
		}
	}

	pub fn watch(&mut self) {
		self.set(WATCHER_KEY, Some(&[1]));
	}

	pub fn gateway(&self) -> MutexGuard<'_, GatewayState> {
		self.gateway.lock().unwrap()
	}

	pub fn pool(&self) -> MutexGuard<'_, PoolState> {
		self.pool.lock().unwrap()
	}

	/// From now on the gateway treats all requests so.
	pub fn behave(&self, conduct: Conduct) {
		self.behave_as(move |_| conduct.clone());
	}

	pub fn behave_as(&self, conduct: impl Fn(&Sent) -> Conduct + Send + 'static) {
		self.gateway().conduct = Box::new(conduct);
	}

	/// From now on the gateway gives this answer to everything.
	pub fn give(&self, answer: Answer) {
		self.behave_as(move |sent| Conduct::Say(200, reply(sent, &answer).to_string().into_bytes()));
	}

	/// Runs the off-chain worker after the present block. What it writes into the state is lost, as in a real node.
	pub fn work(&self) {
		let work = || {
			JobsPallet::offchain_worker(System::block_number());
			TransactionOutcome::Rollback(Ok::<_, DispatchError>(()))
		};
		assert_ok!(frame_support::storage::with_transaction(work));
	}

	/// What is in the pool. Nothing is in it any more.
	pub fn take_pool(&self) -> Vec<Transaction> {
		let transactions = core::mem::take(&mut self.pool().transactions);
		transactions.iter().map(|bytes| Transaction::decode(&mut &bytes[..]).unwrap()).collect()
	}

	/// The calls in the pool.
	pub fn take_calls(&self) -> Vec<Call<Test>> {
		let call = |transaction: Transaction| match transaction.function {
			RuntimeCall::JobsPallet(call) => call,
			other => panic!("{other:?}"),
		};
		self.take_pool().into_iter().map(call).collect()
	}

	/// A block with all that is in the pool. The off-chain worker does not run after it.
	pub fn include(&self) {
		next_block();
		self.take_pool().into_iter().for_each(dispatch);
	}

	/// A block with all that is in the pool, and the off-chain worker after it.
	pub fn block(&self) {
		self.include();
		self.work();
	}

	pub fn metrics(&self) -> Metrics {
		self.db.get(METRICS_KEY).map(|bytes| Metrics::decode(&mut &bytes[..]).unwrap()).unwrap_or_default()
	}

	pub fn request_count(&self) -> usize {
		self.gateway().requests.len()
	}
}

/// What the extensions and the block do with a transaction. All that a worker sends must be good.
pub fn dispatch(transaction: Transaction) {
	let call = transaction.function;
	let origin = match transaction.preamble {
		Preamble::General(_) => {
			assert_ok!(call.authorize(TransactionSource::External).unwrap());
			authorized()
		}
		Preamble::Signed(account, signature, (_, CheckNonce(nonce))) => {
			assert!(signature.verify(&(&call, nonce).encode()[..], &account));
			assert_eq!(nonce, System::account_nonce(&account));
			System::inc_account_nonce(&account);
			signed(&account)
		}
		Preamble::Bare(_) => panic!("nothing would authorize it"),
	};
	assert_ok!(call.dispatch(origin));
}

/// Who signed a transaction.
pub fn signer_of(transaction: &Transaction) -> AccountId {
	match &transaction.preamble {
		Preamble::Signed(account, ..) => account.clone(),
		_ => panic!("nobody signed it"),
	}
}

/// What a gateway says that ran a job.
pub fn reply(sent: &Sent, answer: &Answer) -> Value {
	let root = sent.url.split('/').rev().nth(1).unwrap();
	let outputs = match answer {
		Answer::Output { output, length } => json!([
			{ "name": "root", "shape": [1], "datatype": "BYTES", "data": [hex::encode(output.as_bytes())] },
			{ "name": "length", "shape": [1], "datatype": "UINT64", "data": [length] },
			{ "name": "media_type", "shape": [1], "datatype": "BYTES", "data": ["image/png"] },
		]),
		Answer::Values(values) => json!([
			{ "name": "value", "shape": [1], "datatype": "INT64", "data": values.as_slice() },
		]),
	};
	json!({ "model_name": "toy", "model_version": root, "id": sent.json()["id"], "outputs": outputs })
}

/// A job that waits for commitments, and its committee.
pub fn assigned() -> (JobHash, Vec<AccountId>) {
	let hash = request(&alice(), order());
	(hash, assign(hash))
}
