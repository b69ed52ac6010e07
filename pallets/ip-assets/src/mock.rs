//! A chain with the real pallet-nfts and small honest stand-ins for the other pallets of Atelier.

use crate as pallet_ip_assets;
use crate::*;
use alloc::collections::{BTreeMap, BTreeSet};
use atelier_primitives::{
	chain::{currency::UNIT, Balance},
	ip::{CollectionId, IpInspect, OnIpBurned, PolicyInspect, RoyaltyPolicy},
	provenance::{ArtifactKind, ProvenanceInspect},
	royalties::{PaymentKind, RoyaltyCollect},
	Digest, IpId,
};
use core::cell::RefCell;
use frame_support::{
	assert_ok, derive_impl, parameter_types,
	traits::{fungible::Mutate, tokens::Preservation, ConstU128, ConstU32, ConstU64, Contains, NeverEnsureOrigin},
	weights::Weight,
	PalletId,
};
use pallet_nfts::{PalletFeature, PalletFeatures};
use sp_runtime::{
	traits::{IdentityLookup, Verify},
	AccountId32, BuildStorage, DispatchError, DispatchResult, MultiSignature, Perbill,
};

pub type AccountId = AccountId32;
type Block = frame_system::mocking::MockBlock<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system = 0,
		Balances: pallet_balances = 1,
		Nfts: pallet_nfts = 2,
		IpAssets: pallet_ip_assets = 3,
		Wrapper: wrapper = 4,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type AccountId = AccountId;
	type Lookup = IdentityLookup<AccountId>;
	type Block = Block;
	type AccountData = pallet_balances::AccountData<Balance>;
}

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type AccountStore = System;
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<10>;
	type RuntimeHoldReason = RuntimeHoldReason;
}

parameter_types! {
	pub Features: PalletFeatures = PalletFeatures::from_disabled(
		PalletFeature::Trading | PalletFeature::Swaps | PalletFeature::Approvals | PalletFeature::Attributes,
	);
	pub const IpAssetsId: PalletId = PalletId(*b"atl/ipas");
}

impl pallet_nfts::Config for Test {
	type RuntimeEvent = RuntimeEvent;
	type CollectionId = u32;
	type ItemId = u32;
	type Currency = Balances;
	type CreateOrigin = NeverEnsureOrigin<AccountId>;
	type ForceOrigin = frame_system::EnsureRoot<AccountId>;
	type Locker = IpAssets;
	type CollectionDeposit = ConstU128<0>;
	type ItemDeposit = ConstU128<0>;
	type MetadataDepositBase = ConstU128<10>;
	type AttributeDepositBase = ConstU128<10>;
	type DepositPerByte = ConstU128<1>;
	type StringLimit = ConstU32<50>;
	type KeyLimit = ConstU32<50>;
	type ValueLimit = ConstU32<50>;
	type ApprovalsLimit = ConstU32<10>;
	type ItemAttributesApprovalsLimit = ConstU32<2>;
	type MaxTips = ConstU32<10>;
	type MaxDeadlineDuration = ConstU64<10000>;
	type MaxAttributesPerCall = ConstU32<2>;
	type Features = Features;
	type OffchainSignature = MultiSignature;
	type OffchainPublic = <MultiSignature as Verify>::Signer;
	type WeightInfo = ();
	#[cfg(feature = "runtime-benchmarks")]
	type Helper = ();
	type BlockNumberProvider = System;
}

/// Calls that call others, as those of pallet-utility and pallet-proxy do.
#[frame_support::pallet(dev_mode)]
pub mod wrapper {
	use alloc::boxed::Box;
	use frame_support::{dispatch::RawOrigin, pallet_prelude::*};
	use frame_system::pallet_prelude::*;
	use sp_runtime::traits::Dispatchable;

	#[pallet::config]
	pub trait Config: frame_system::Config {}

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::call]
	impl<T: Config> Pallet<T> {
		/// With the caller's origin, filters included.
		#[pallet::call_index(0)]
		pub fn wrap(origin: OriginFor<T>, call: Box<T::RuntimeCall>) -> DispatchResult {
			call.dispatch(origin).map(drop).map_err(|error| error.error)
		}

		/// With a fresh origin, as a proxy does.
		#[pallet::call_index(1)]
		pub fn wrap_as(origin: OriginFor<T>, who: T::AccountId, call: Box<T::RuntimeCall>) -> DispatchResult {
			ensure_signed(origin)?;
			call.dispatch(RawOrigin::Signed(who).into()).map(drop).map_err(|error| error.error)
		}

		/// The wrapped call may fail.
		#[pallet::call_index(2)]
		pub fn try_wrap(origin: OriginFor<T>, call: Box<T::RuntimeCall>) -> DispatchResult {
			let _ = call.dispatch(origin);
			Ok(())
		}
	}
}

impl wrapper::Config for Test {}

thread_local! {
	static CLAIMS: RefCell<BTreeMap<(Digest, AccountId), ArtifactKind>> = const { RefCell::new(BTreeMap::new()) };
	static ENTITLED: RefCell<BTreeMap<Digest, AccountId>> = const { RefCell::new(BTreeMap::new()) };
	static POLICIES: RefCell<BTreeMap<CollectionId, RoyaltyPolicy>> = const { RefCell::new(BTreeMap::new()) };
	static PAYMENTS: RefCell<Vec<(AccountId, IpId, Balance, PaymentKind)>> = const { RefCell::new(Vec::new()) };
	static NEEDED: RefCell<BTreeSet<IpId>> = const { RefCell::new(BTreeSet::new()) };
}

pub struct Provenance;

impl Provenance {
	pub fn register(digest: Digest, who: &AccountId, kind: ArtifactKind) {
		CLAIMS.with_borrow_mut(|claims| claims.insert((digest, who.clone()), kind));
	}

	pub fn revoke(digest: Digest, who: &AccountId) {
		CLAIMS.with_borrow_mut(|claims| claims.remove(&(digest, who.clone())));
	}

	pub fn entitle(digest: Digest, who: &AccountId) {
		ENTITLED.with_borrow_mut(|entitled| entitled.insert(digest, who.clone()));
	}
}

impl ProvenanceInspect<AccountId> for Provenance {
	fn claim(digest: &Digest, who: &AccountId) -> Option<ArtifactKind> {
		CLAIMS.with_borrow(|claims| claims.get(&(*digest, who.clone())).copied())
	}

	fn entitled(digest: &Digest) -> Option<AccountId> {
		ENTITLED.with_borrow(|entitled| entitled.get(digest).cloned())
	}
}

pub struct Policies;

impl Policies {
	/// Keeps the rules of the market: the first policy is above zero, and set before anything is minted; later ones fall.
	pub fn set(collection: CollectionId, policy: RoyaltyPolicy) {
		match POLICIES.with_borrow(|policies| policies.get(&collection).copied()) {
			Some(old) => assert!(old.is_at_least(&policy), "policy may only fall"),
			None => {
				assert!(!policy.rate.is_zero() && policy.floor > 0, "policy not enforced");
				let record = Collections::<Test>::get(collection).expect("no such collection");
				assert_eq!(record.next_item, 0, "collection not empty");
			}
		}
		POLICIES.with_borrow_mut(|policies| policies.insert(collection, policy));
	}

	/// Lowers the policy to zero, if there is one.
	pub fn clear(collection: CollectionId) {
		POLICIES.with_borrow_mut(|policies| {
			policies.entry(collection).and_modify(|policy| *policy = RoyaltyPolicy::default());
		});
	}
}

impl PolicyInspect for Policies {
	fn policy(collection: CollectionId) -> RoyaltyPolicy {
		POLICIES.with_borrow(|policies| policies.get(&collection).copied().unwrap_or_default())
	}
}

pub struct Royalties;

impl Royalties {
	/// Where all payments go.
	pub fn sink() -> AccountId {
		account(250)
	}

	pub fn payments() -> Vec<(AccountId, IpId, Balance, PaymentKind)> {
		PAYMENTS.with_borrow(Clone::clone)
	}
}

impl RoyaltyCollect<AccountId> for Royalties {
	fn pay(payer: &AccountId, ip: &IpId, amount: Balance, kind: PaymentKind) -> DispatchResult {
		if amount == 0 {
			return Ok(());
		}
		IpAssets::owner(ip).ok_or(DispatchError::Other("no such IP asset"))?;
		<Balances as Mutate<_>>::transfer(payer, &Self::sink(), amount, Preservation::Preserve)?;
		PAYMENTS.with_borrow_mut(|payments| payments.push((payer.clone(), *ip, amount, kind)));
		Ok(())
	}
}

/// Somebody who keeps something for IP assets.
pub struct Keeper;

impl Keeper {
	pub fn need(ip: IpId) {
		NEEDED.with_borrow_mut(|needed| needed.insert(ip));
	}
}

impl OnIpBurned for Keeper {
	fn on_ip_burned(ip: &IpId) -> DispatchResult {
		match NEEDED.with_borrow(|needed| needed.contains(ip)) {
			true => Err(DispatchError::Other("needed")),
			false => Ok(()),
		}
	}
}

/// No IP account can leave remarks with an event.
pub struct NoEvents;

impl Contains<RuntimeCall> for NoEvents {
	fn contains(call: &RuntimeCall) -> bool {
		!matches!(call, RuntimeCall::System(frame_system::Call::remark_with_event { .. }))
	}
}

impl Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type RuntimeCall = RuntimeCall;
	type Nfts = Nfts;
	type CollectionConfig = pallet_nfts::CollectionConfigFor<Test>;
	type ItemConfig = pallet_nfts::ItemConfig;
	type Provenance = Provenance;
	type Policy = Policies;
	type Royalties = Royalties;
	type OnIpBurned = Keeper;
	type ActAsFilter = NoEvents;
	type PalletId = IpAssetsId;
	type MaxGrantDuration = ConstU64<1_000>;
	type WeightInfo = TestWeights;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Helper;
}

/// Claims and policies for the benchmarks. Nobody here keeps anything for an IP asset.
#[cfg(feature = "runtime-benchmarks")]
pub struct Helper;

#[cfg(feature = "runtime-benchmarks")]
impl benchmarking::BenchmarkHelper<AccountId> for Helper {
	fn claim(who: &AccountId) -> Digest {
		Provenance::register(digest(1), who, ArtifactKind::Work);
		digest(1)
	}

	fn enforce(_: &AccountId, collection: CollectionId) {
		// Policies do not go back to none between two benchmarks, as storage does.
		POLICIES.take();
		Policies::set(collection, RoyaltyPolicy { rate: Perbill::from_percent(5), floor: UNIT });
	}

	fn burden(_: &AccountId, _: IpId) {}
}

/// Distinguishes the calls whose weight is tested.
pub struct TestWeights;

impl WeightInfo for TestWeights {
	fn create_collection() -> Weight {
		Weight::zero()
	}

	fn set_collection_metadata() -> Weight {
		Weight::zero()
	}

	fn mint(d: u32) -> Weight {
		Weight::from_parts(200 + u64::from(d), 0)
	}

	fn set_metadata() -> Weight {
		Weight::zero()
	}

	fn freeze_metadata() -> Weight {
		Weight::zero()
	}

	fn transfer(d: u32) -> Weight {
		Weight::from_parts(500 + u64::from(d), 0)
	}

	fn transfer_paid() -> Weight {
		Weight::from_parts(600, 0)
	}

	fn burn() -> Weight {
		Weight::zero()
	}

	fn act_as() -> Weight {
		Weight::from_parts(7_000, 0)
	}

	fn grant_permission() -> Weight {
		Weight::zero()
	}

	fn revoke_permission() -> Weight {
		Weight::zero()
	}

	fn on_finalize() -> Weight {
		Weight::from_parts(3, 0)
	}
}

pub fn account(n: u8) -> AccountId {
	AccountId32::new([n; 32])
}

pub fn alice() -> AccountId {
	account(1)
}

pub fn bob() -> AccountId {
	account(2)
}

pub fn carol() -> AccountId {
	account(3)
}

pub const FUNDS: Balance = 1_000 * UNIT;

pub fn signed(who: &AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who.clone())
}

pub fn digest(n: u8) -> Digest {
	Digest::Sha2_256([n; 32])
}

pub fn uri(text: &str) -> Uri {
	text.as_bytes().to_vec().try_into().unwrap()
}

pub fn metadata(text: &str) -> Metadata {
	Metadata { uri: uri(text), hash: None }
}

/// A collection of `who`.
pub fn collection_of(who: &AccountId) -> CollectionId {
	IpAssets::do_create_collection(who.clone(), uri("ipfs://collection"), None).unwrap()
}

/// A collection of `who` that asks for 5 % of a price, and for `floor` at least.
pub fn enforced_collection_of(who: &AccountId, floor: Balance) -> CollectionId {
	let collection = collection_of(who);
	Policies::set(collection, RoyaltyPolicy { rate: Perbill::from_percent(5), floor });
	collection
}

/// An IP asset in this collection, minted by its creator, without provenance, for `owner`.
pub fn mint_in(collection: CollectionId, owner: &AccountId) -> IpId {
	let creator = IpAssets::collection_creator(collection).unwrap();
	IpAssets::do_mint(creator, collection, Some(owner.clone()), None, metadata("ipfs://ip")).unwrap().0
}

/// An IP asset of `who` in a collection of its own.
pub fn ip_of(who: &AccountId) -> IpId {
	mint_in(collection_of(who), who)
}

pub fn act_as(
	who: &AccountId,
	ip: IpId,
	call: impl Into<RuntimeCall>,
) -> frame_support::dispatch::DispatchResultWithPostInfo {
	IpAssets::act_as(signed(who), ip, alloc::boxed::Box::new(call.into()))
}

pub fn new_test_ext() -> sp_io::TestExternalities {
	CLAIMS.take();
	ENTITLED.take();
	POLICIES.take();
	PAYMENTS.take();
	NEEDED.take();
	let mut storage = frame_system::GenesisConfig::<Test>::default().build_storage().unwrap();
	let balances = [alice(), bob(), carol()].map(|who| (who, FUNDS)).to_vec();
	pallet_balances::GenesisConfig::<Test> { balances, ..Default::default() }.assimilate_storage(&mut storage).unwrap();
	let mut ext = sp_io::TestExternalities::new(storage);
	ext.execute_with(|| System::set_block_number(1));
	ext
}

/// What is held of whom, by the name of the reason. Nothing of nobody else.
type Held = BTreeMap<(AccountId, String), Balance>;

/// What the pallet says that it holds.
fn deposits() -> Held {
	let collections = Collections::<Test>::iter_values().map(|record| (HoldReason::Collection, record.deposit));
	let ips = Ips::<Test>::iter_values().map(|record| (HoldReason::Ip, record.deposit));
	let grants = Grants::<Test>::iter_values().map(|grant| (HoldReason::Grant, grant.deposit));
	let traits = Traits::<Test>::iter_values().map(|record| (HoldReason::Trait, record.deposit));
	let mut held = Held::new();
	for (reason, deposit) in collections.chain(ips).chain(grants).chain(traits) {
		let reason = RuntimeHoldReason::from(reason);
		*held.entry((deposit.who, format!("{reason:?}"))).or_default() += deposit.amount;
	}
	held
}

/// What is held of all accounts.
fn holds() -> Held {
	let all = pallet_balances::Holds::<Test>::iter();
	let each = all.flat_map(|(who, holds)| holds.into_iter().map(move |hold| (who.clone(), hold)));
	each.filter(|(_, hold)| hold.amount > 0).map(|(who, hold)| ((who, format!("{:?}", hold.id)), hold.amount)).collect()
}

/// Checks the invariants, and that no deposit is left over of somebody who has nothing in storage any more.
pub fn check_invariants() {
	assert_ok!(IpAssets::do_try_state());
	assert_eq!(holds(), deposits(), "a deposit leaked");
}

/// Runs a test, and checks the invariants after it.
pub fn build_and_execute(test: impl FnOnce()) {
	new_test_ext().execute_with(|| {
		test();
		check_invariants();
	});
}
