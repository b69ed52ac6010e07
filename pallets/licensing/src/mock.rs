//! A runtime with licensing.

use crate as pallet_licensing;
use crate::*;
use atelier_primitives::{chain::Balance, royalties::PaymentKind, IpId};
pub use atelier_testing::{
	storage::{Agents, Owners, Received, Stacks},
	ED as EXISTENTIAL_DEPOSIT,
};
use frame_support::assert_ok;
use sp_runtime::{DispatchError, Perbill};

pub type AccountId = u64;
pub type Terms = LicenseTerms<u64>;
pub type Error = pallet_licensing::Error<Test>;
pub type Event = pallet_licensing::Event<Test>;
pub type Ips = atelier_testing::Ips<Test>;
pub type Royalties = atelier_testing::Royalties<Test>;

frame_support::construct_runtime!(
	pub enum Test {
		System: frame_system,
		Balances: pallet_balances,
		Licensing: pallet_licensing,
	}
);

atelier_testing::impl_chain!(Test, AccountId);
atelier_testing::impl_world!(Test, PaymentKind::License);
atelier_testing::impl_acts!(AccountId);

impl pallet_licensing::Config for Test {
	type Currency = Balances;
	type RuntimeHoldReason = RuntimeHoldReason;
	type Ips = Ips;
	type Royalties = Royalties;
	type OnDerivative = Royalties;
	type WeightInfo = Weights;
	#[cfg(feature = "runtime-benchmarks")]
	type BenchmarkHelper = Ips;
}

atelier_testing::distinct_weights! {
	pub struct Weights: WeightInfo {
		register_terms(u), remove_terms(), attach_terms(), detach_terms(), set_disabled(), mint_license(),
		transfer_license(), burn_license(), approve_derivative(), revoke_approval(), register_derivative(t, l, a),
	}
}

/// The account that all pools have their money in.
pub const POOL: AccountId = 250;

pub const ALICE: AccountId = 1;
pub const BOB: AccountId = 2;
pub const CHARLIE: AccountId = 3;
/// Has no money.
pub const POOR: AccountId = 4;

/// What Alice, Bob and Charlie have at first.
pub const RICHES: Balance = 1_000_000 * atelier_primitives::chain::currency::UNIT;

pub fn new_test_ext() -> sp_io::TestExternalities {
	let mut balances = atelier_testing::funded::<Test>([ALICE, BOB, CHARLIE], RICHES);
	balances.balances.push((POOL, EXISTENTIAL_DEPOSIT));
	atelier_testing::externalities::<Test>(RuntimeGenesisConfig { balances, ..Default::default() })
}

/// Runs a test, and checks the invariants after it.
pub fn build_and_execute<Output>(test: impl FnOnce() -> Output) -> Output {
	atelier_testing::run(new_test_ext(), Licensing::do_try_state, test)
}

/// A new IP.
pub fn create(owner: AccountId) -> IpId {
	Ips::mint_next(0, owner)
}

/// What is held of an account.
pub fn held(who: AccountId) -> Balance {
	acts::held(HoldReason::Storage, who)
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
