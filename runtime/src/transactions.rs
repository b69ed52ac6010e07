//! Transactions: the nonces that keep one from being included twice, and those that the runtime makes itself, off chain:
//! reports of equivocations, those of workers, and challenges of watchers.

use crate::{
	AccountId, Balance, Balances, Jobs, Nonce, Runtime, RuntimeCall, Signature, SignedPayload, System, TxExtension,
	UncheckedExtrinsic,
};
use atelier_primitives::chain::currency::UNIT;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	pallet_prelude::ValueQuery,
	storage_alias,
	traits::{
		fungible::Inspect,
		tokens::{Fortitude, Preservation},
		Get, OnKilledAccount,
	},
};
use frame_system::offchain::{
	AppCrypto, CreateAuthorizedTransaction, CreateBare, CreateSignedTransaction, CreateTransaction,
	CreateTransactionBase, SigningTypes,
};
use sp_runtime::{
	generic::Era,
	traits::{SaturatedConversion, StaticLookup, Verify},
	type_with_default::TypeWithDefault,
};

/// Longevity of a challenge in the transaction pool, in blocks.
const PERIOD: u64 = 64;
/// Upper bound of the fee of a challenge, also when blocks are full.
const FEE_RESERVE: Balance = 5 * UNIT;

/// Floor of nonces: the highest one with which an account ever ended.
#[storage_alias(verbatim)]
pub type NonceFloor = StorageValue<Transactions, Nonce, ValueQuery>;

/// Nonce of an account that does not exist: the floor.
///
/// frame-system forgets the nonce of an account that ends. If it began at zero again when somebody sends money to it,
/// everybody could send its old transactions once more, those without an end of their validity at any time. With the
/// floor no nonce of an account comes twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen)]
pub struct NonceStart;

impl Get<Nonce> for NonceStart {
	fn get() -> Nonce {
		NonceFloor::get()
	}
}

/// Nonce of an account, as frame-system keeps it. Encoded, and in the metadata, it is a [`Nonce`].
pub type AccountNonce = TypeWithDefault<Nonce, NonceStart>;

/// Raises the floor of nonces when an account ends.
pub struct RaiseNonceFloor;

impl OnKilledAccount<AccountId> for RaiseNonceFloor {
	fn on_killed_account(who: &AccountId) {
		// frame-system removes the record after this.
		let last = *System::account_nonce(who);
		if last > NonceFloor::get() {
			NonceFloor::put(last);
		}
	}
}

impl SigningTypes for Runtime {
	type Public = <Signature as Verify>::Signer;
	type Signature = Signature;
}

pub(crate) fn extension(era: Era, nonce: AccountNonce, tip: Balance) -> TxExtension {
	(
		frame_system::AuthorizeCall::new(),
		frame_system::CheckNonZeroSender::new(),
		frame_system::CheckSpecVersion::new(),
		frame_system::CheckTxVersion::new(),
		frame_system::CheckGenesis::new(),
		frame_system::CheckMortality::from(era),
		frame_system::CheckNonce::from(nonce),
		frame_system::CheckWeight::new(),
		pallet_transaction_payment::ChargeTransactionPayment::from(tip),
		frame_metadata_hash_extension::CheckMetadataHash::new(false),
		frame_system::WeightReclaim::new(),
	)
}

impl<C> CreateTransactionBase<C> for Runtime
where
	RuntimeCall: From<C>,
{
	type Extrinsic = UncheckedExtrinsic;
	type RuntimeCall = RuntimeCall;
}

/// Reports of equivocations have no signature and no extensions.
impl<C> CreateBare<C> for Runtime
where
	RuntimeCall: From<C>,
{
	fn create_bare(call: RuntimeCall) -> UncheckedExtrinsic {
		UncheckedExtrinsic::new_bare(call)
	}
}

impl<C> CreateTransaction<C> for Runtime
where
	RuntimeCall: From<C>,
{
	type Extension = TxExtension;

	fn create_transaction(call: RuntimeCall, extension: TxExtension) -> UncheckedExtrinsic {
		UncheckedExtrinsic::new_transaction(call, extension)
	}
}

impl<C> CreateAuthorizedTransaction<C> for Runtime
where
	RuntimeCall: From<C>,
{
	fn create_extension() -> TxExtension {
		extension(Era::Immortal, 0u32.into(), 0)
	}
}

impl<C> CreateSignedTransaction<C> for Runtime
where
	RuntimeCall: From<C>,
{
	fn create_signed_transaction<S: AppCrypto<Self::Public, Self::Signature>>(
		call: RuntimeCall,
		public: Self::Public,
		account: AccountId,
		nonce: AccountNonce,
	) -> Option<UncheckedExtrinsic> {
		// The block of this state is the parent of the one in which the off-chain worker seems to be.
		let current = System::block_number().saturated_into::<u64>().saturating_sub(1);
		let tip = match &call {
			RuntimeCall::Jobs(pallet_jobs::Call::challenge { job, answer }) => {
				// Only of what the account does not need for the fee.
				let spare = Balances::reducible_balance(&account, Preservation::Preserve, Fortitude::Polite);
				Jobs::challenge_tip(job, answer).min(spare.saturating_sub(FEE_RESERVE))
			}
			_ => 0,
		};
		let payload = SignedPayload::new(call, extension(Era::mortal(PERIOD, current), nonce, tip)).ok()?;
		let signature = payload.using_encoded(|bytes| S::sign(bytes, public))?;
		let (call, extension, _) = payload.deconstruct();
		let address = <Runtime as frame_system::Config>::Lookup::unlookup(account);
		Some(UncheckedExtrinsic::new_signed(call, address, signature, extension))
	}
}
