//! A runtime with honest stand-ins for `ip-assets` and `royalties`. All their state is in storage, so that `assert_noop!`
//! sees it.

use crate as pallet_licensing;
use crate::*;
use atelier_math::ancestors::{Ancestor, Ancestors, Lineage};
use atelier_primitives::{
	chain::Balance,
	ip::{IpInspect, OnIpBurned, Permission},
	royalties::{OnDerivativeRegistered, PaymentKind, RoyaltyCollect, StackInspect},
	IpId,
};
use frame_support::{
	assert_ok, derive_impl,
	traits::{fungible::Mutate, ConstU128, ConstU32},
	weights::Weight,
};
use sp_runtime::{BuildStorage, DispatchError, DispatchResult, Perbill};

pub type AccountId = u64;
pub type Terms = LicenseTerms<u64>;
pub type Error = pallet_licensing::Error<Test>;
pub type Event = pallet_licensing::Event<Test>;

/// IPs with owners and agents, the frozen ancestors, and a pool that takes all payments.
#[frame_support::pallet]
pub mod world {
	use atelier_math::ancestors::Ancestors;
	use atelier_primitives::{ip::Permission, IpId};
	use frame_support::pallet_prelude::*;
	use sp_runtime::Perbill;

	#[pallet::config]
	pub trait Config: frame_system::Config {}

	#[pallet::pallet]
	pub struct Pallet<T>(_);

	#[pallet::storage]
	pub type Owners<T: Config> = StorageMap<_, Blake2_128Concat, IpId, u64>;

	/// Who granted a permission.
	#[pallet::storage]
	pub type Agents<T: Config> = StorageMap<_, Blake2_128Concat, (IpId, u64, Permission), u64>;

	#[pallet::storage]
	pub type Stacks<T: Config> = StorageMap<_, Blake2_128Concat, IpId, (Ancestors<IpId>, Perbill), OptionQuery>;

	#[pallet::storage]
	pub type Received<T: Config> = StorageMap<_, Blake2_128Concat, IpId, u128, ValueQuery>;
}

pub use world::{Agents, Owners, Received, Stacks};

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		World: world,
		Licensing: pallet_licensing,
	}
);

#[derive_impl(frame_system::config_preludes::TestDefaultConfig)]
impl frame_system::Config for Test {
	type Block = frame_system::mocking::MockBlock<Test>;
	type AccountData = pallet_balances::AccountData<Balance>;
}

pub const EXISTENTIAL_DEPOSIT: Balance = 10;

#[derive_impl(pallet_balances::config_preludes::TestDefaultConfig)]
impl pallet_balances::Config for Test {
	type Balance = Balance;
	type ExistentialDeposit = ConstU128<EXISTENTIAL_DEPOSIT>;
	type AccountStore = System;
	type MaxFreezes = ConstU32<0>;
}

impl world::Config for Test {}

impl pallet_licensing::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Ips = World;
	type Royalties = World;
	type OnDerivative = World;
	type WeightInfo = Weights;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = World;
}

/// Costs nothing, but for what depends on the arguments.
pub struct Weights;

impl WeightInfo for Weights {
	fn register_terms(u: u32) -> Weight {
		Weight::from_parts(u.into(), 0)
	}

	fn remove_terms() -> Weight {
		Weight::zero()
	}

	fn attach_terms() -> Weight {
		Weight::zero()
	}

	fn detach_terms() -> Weight {
		Weight::zero()
	}

	fn set_disabled() -> Weight {
		Weight::zero()
	}

	fn mint_license() -> Weight {
		Weight::zero()
	}

	fn transfer_license() -> Weight {
		Weight::zero()
	}

	fn burn_license() -> Weight {
		Weight::zero()
	}

	fn approve_derivative() -> Weight {
		Weight::zero()
	}

	fn revoke_approval() -> Weight {
		Weight::zero()
	}

	fn register_derivative(t: u32, l: u32, a: u32) -> Weight {
		Weight::from_parts(1_000_000 * u64::from(t) + u64::from(a), 1_000 * u64::from(l))
	}
}

/// The account that all pools have their money in.
pub const POOL: AccountId = 999;

impl IpInspect<AccountId> for World {
	fn owner(ip: &IpId) -> Option<AccountId> {
		Owners::<Test>::get(ip)
	}

	fn creator(ip: &IpId) -> Option<AccountId> {
		Self::owner(ip)
	}

	fn collection_creator(_: u32) -> Option<AccountId> {
		None
	}

	fn account(ip: &IpId) -> AccountId {
		1_000_000 + u64::from(ip.collection) * 10_000 + u64::from(ip.item)
	}

	fn is_permitted(who: &AccountId, ip: &IpId, permission: Permission) -> bool {
		let Some(owner) = Self::owner(ip) else { return false };
		let granted_by = Agents::<Test>::get((ip, who, permission));
		*who == owner || *who == Self::account(ip) || granted_by == Some(owner)
	}
}

impl RoyaltyCollect<AccountId> for World {
	fn pay(payer: &AccountId, ip: &IpId, amount: Balance, kind: PaymentKind) -> DispatchResult {
		assert_eq!(kind, PaymentKind::License);
		if amount == 0 {
			return Ok(());
		}
		Self::owner(ip).ok_or(DispatchError::CannotLookup)?;
		let preserve = frame_support::traits::tokens::Preservation::Preserve;
		<Balances as Mutate<_>>::transfer(payer, &POOL, amount, preserve)?;
		Received::<Test>::mutate(ip, |received| *received += amount);
		Ok(())
	}
}

impl StackInspect for World {
	fn ancestors(ip: &IpId) -> Ancestors<IpId> {
		Stacks::<Test>::get(ip).map(|stack| stack.0).unwrap_or_default()
	}

	fn total(ip: &IpId) -> Perbill {
		Stacks::<Test>::get(ip).map_or(Perbill::zero(), |stack| stack.1)
	}
}

impl OnDerivativeRegistered<AccountId> for World {
	fn on_derivative_registered(_: &AccountId, child: &IpId, lineage: &Lineage<IpId>) -> DispatchResult {
		assert!(Self::owner(child).is_some(), "told of something that is no IP");
		assert!(!Stacks::<Test>::contains_key(child), "told twice of the same child");
		assert!(lineage.ancestors.is_sorted_by(|a, b| a.id < b.id), "the ancestors are not sorted");
		let parts: u32 = lineage.ancestors.iter().map(|a| a.rate.deconstruct()).sum();
		assert_eq!(parts, lineage.total.deconstruct(), "the total is not the sum");
		Stacks::<Test>::insert(child, (lineage.ancestors.clone(), lineage.total));
		Ok(())
	}
}

#[cfg(feature = "runtime-benchmarks")]
impl atelier_primitives::ip::BenchmarkIp<AccountId> for World {
	fn create(owner: &AccountId) -> IpId {
		create(*owner)
	}
}

pub const ALICE: AccountId = 1;
pub const BOB: AccountId = 2;
pub const CHARLIE: AccountId = 3;
/// Has no money.
pub const POOR: AccountId = 4;

/// What Alice, Bob and Charlie have at first.
pub const RICHES: Balance = 1_000_000 * atelier_primitives::chain::currency::UNIT;

pub fn new_test_ext() -> sp_io::TestExternalities {
	let balances = vec![(ALICE, RICHES), (BOB, RICHES), (CHARLIE, RICHES), (POOL, EXISTENTIAL_DEPOSIT)];
	let config = RuntimeGenesisConfig {
		balances: pallet_balances::GenesisConfig { balances, ..Default::default() },
		..Default::default()
	};
	let mut ext = sp_io::TestExternalities::new(config.build_storage().unwrap());
	ext.execute_with(|| System::set_block_number(1));
	ext
}

/// Runs a test, and checks the invariants after it.
pub fn build_and_execute<Output>(test: impl FnOnce() -> Output) -> Output {
	new_test_ext().execute_with(|| {
		let output = test();
		assert_ok!(Licensing::do_try_state());
		output
	})
}

/// A new IP.
pub fn create(owner: AccountId) -> IpId {
	let ip = IpId::new(0, Owners::<Test>::iter().count() as u32);
	Owners::<Test>::insert(ip, owner);
	ip
}

/// A sale: another owner, and nothing else.
pub fn sell(ip: IpId, to: AccountId) {
	Owners::<Test>::insert(ip, to);
}

/// Ends an IP, as `ip-assets` does it.
pub fn burn(ip: IpId) -> DispatchResult {
	Licensing::on_ip_burned(&ip)?;
	Owners::<Test>::remove(ip);
	Ok(())
}

/// Lets somebody act for the present owner.
pub fn permit(ip: IpId, who: AccountId, permission: Permission) {
	Agents::<Test>::insert((ip, who, permission), Owners::<Test>::get(ip).unwrap());
}

/// Lets royalties claim that an IP has these ancestors.
pub fn pretend(ip: IpId, ancestors: Vec<Ancestor<IpId>>) {
	let total = ancestors.iter().fold(Perbill::zero(), |total, ancestor| total + ancestor.rate);
	Stacks::<Test>::insert(ip, (Ancestors::try_from(ancestors).unwrap(), total));
}

pub fn pass(blocks: u64) {
	System::set_block_number(System::block_number() + blocks);
}

/// What is held of an account.
pub fn held(who: AccountId) -> Balance {
	use frame_support::traits::fungible::InspectHold;
	Balances::balance_on_hold(&HoldReason::Storage.into(), &who)
}

pub fn last_event() -> RuntimeEvent {
	System::events().pop().expect("an event was deposited").event
}

/// Reciprocal commercial terms at a share of so many percent, free of charge and for ever.
pub fn remix(percent: u32) -> Terms {
	Terms {
		transferable: true,
		commercial_use: true,
		commercial_attribution: true,
		revenue_share: Perbill::from_percent(percent),
		derivatives_allowed: true,
		derivatives_attribution: true,
		derivatives_reciprocal: true,
		..Default::default()
	}
}

/// The id of terms, which are registered if need be.
pub fn register(terms: Terms) -> TermsId {
	let id = Licensing::terms_id(&terms);
	if !pallet_licensing::Terms::<Test>::contains_key(id) {
		assert_ok!(Licensing::register_terms(RuntimeOrigin::signed(ALICE), terms));
	}
	id
}

/// Attaches terms by the owner.
pub fn attach(ip: IpId, terms: Terms) -> TermsId {
	let id = register(terms);
	assert_ok!(Licensing::attach_terms(RuntimeOrigin::signed(Owners::<Test>::get(ip).unwrap()), ip, id));
	id
}

/// A new IP of Alice under these terms.
pub fn licensor(terms: Terms) -> (IpId, TermsId) {
	let ip = create(ALICE);
	(ip, attach(ip, terms))
}

/// Mints a license for Bob at any price.
pub fn mint(ip: IpId, terms: TermsId, quantity: u32) -> Result<LicenseId, DispatchError> {
	mint_for(BOB, ip, terms, quantity)
}

pub fn mint_for(who: AccountId, ip: IpId, terms: TermsId, quantity: u32) -> Result<LicenseId, DispatchError> {
	let id = NextLicense::<Test>::get();
	Licensing::mint_license(RuntimeOrigin::signed(who), ip, terms, quantity, who, Balance::MAX, Perbill::one())?;
	Ok(id)
}

pub fn by_terms(ip: IpId, terms: TermsId) -> ParentClaim {
	ParentClaim { ip, under: Under::Terms(terms) }
}

pub fn by_license(ip: IpId, license: LicenseId) -> ParentClaim {
	ParentClaim { ip, under: Under::License(license) }
}

pub fn claims(parents: &[ParentClaim]) -> ParentClaims {
	parents.to_vec().try_into().expect("not too many parents")
}

/// Registers a derivative by its owner, at any price.
pub fn derive(child: IpId, parents: &[ParentClaim]) -> frame_support::dispatch::DispatchResultWithPostInfo {
	let who = Owners::<Test>::get(child).expect("the child exists");
	Licensing::register_derivative(RuntimeOrigin::signed(who), child, claims(parents), Balance::MAX, Perbill::one())
}

/// A new IP of Bob, made from these.
pub fn derived(parents: &[ParentClaim]) -> IpId {
	let child = create(BOB);
	assert_ok!(derive(child, parents));
	child
}
