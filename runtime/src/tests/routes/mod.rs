//! Every way in which the owner of an IP asset could change, with the whole runtime: each pays what the policy of the
//! collection asks for, or changes nothing.

mod acting;
pub(super) mod calls;
mod doors;
mod filters;
// For benchmarks pallet-nfts has a market of its own, and root has force.
#[cfg(not(feature = "runtime-benchmarks"))]
mod nfts;
mod origins;

use super::*;
use crate::{
	AccountId, Balance, Balances, IpAssets, Market, Nfts, Proxy, Royalties, Runtime, RuntimeCall, RuntimeEvent,
	RuntimeOrigin, Studios,
};
use atelier_primitives::{
	chain::currency::{MILLI, UNIT},
	ip::{CollectionId, IpInspect},
	IpId,
};
use frame_support::{
	assert_noop, assert_ok,
	traits::{
		fungible::{Inspect, Mutate},
		Get,
	},
};
use sp_keyring::Sr25519Keyring::{Alice, Bob, Charlie};
use sp_runtime::{traits::Dispatchable, DispatchError, DispatchResult, Perbill};

/// What the enforced policy of the tests asks for.
const RATE: Perbill = Perbill::from_percent(5);
const FLOOR: Balance = UNIT;

/// A price with its royalty.
const PRICE: Balance = 100 * UNIT;
const ROYALTY: Balance = 5 * UNIT;

pub(super) fn alice() -> AccountId {
	account(Alice)
}

pub(super) fn bob() -> AccountId {
	account(Bob)
}

pub(super) fn charlie() -> AccountId {
	account(Charlie)
}

pub(super) fn signed(who: &AccountId) -> RuntimeOrigin {
	RuntimeOrigin::signed(who.clone())
}

pub(super) fn dispatch(origin: RuntimeOrigin, call: impl Into<RuntimeCall>) -> DispatchResult {
	call.into().dispatch(origin).map(drop).map_err(|error| error.error)
}

pub(super) fn sign(who: &AccountId, call: impl Into<RuntimeCall>) -> DispatchResult {
	dispatch(signed(who), call)
}

pub(super) fn balance(who: &AccountId) -> Balance {
	<Balances as Inspect<AccountId>>::balance(who)
}

/// The permission to sell at no less than this.
pub(super) fn trade(min_price: Balance) -> pallet_ip_assets::Permissions {
	pallet_ip_assets::Permissions { trade: Some(min_price), ..Default::default() }
}

/// A collection that asks for nothing.
pub(super) fn free_collection(creator: &AccountId) -> CollectionId {
	let collection = pallet_ip_assets::Collections::<Runtime>::iter().count() as u32;
	assert_ok!(IpAssets::create_collection(signed(creator), Default::default(), None));
	assert!(IpAssets::collection(collection).is_some(), "collections are numbered one by one");
	collection
}

/// A collection with a policy that was set before the first mint.
pub(super) fn collection_with(creator: &AccountId, rate: Perbill, floor: Balance) -> CollectionId {
	let collection = free_collection(creator);
	assert_ok!(Market::set_policy(signed(creator), collection, rate, floor));
	collection
}

/// Lowers the policy of Alice's collection, and waits until that counts.
fn lower_policy(ip: IpId, rate: Perbill, floor: Balance) {
	assert_ok!(Market::set_policy(signed(&alice()), ip.collection, rate, floor));
	let delay = <Runtime as pallet_market::Config>::PolicyDelay::get();
	System::set_block_number(System::block_number() + delay);
}

pub(super) fn collection(creator: &AccountId) -> CollectionId {
	collection_with(creator, RATE, FLOOR)
}

pub(super) fn mint(creator: &AccountId, collection: CollectionId, to: &AccountId) -> IpId {
	let item = IpAssets::collection(collection).expect("the collection exists").next_item;
	assert_ok!(IpAssets::mint(
		signed(creator),
		collection,
		Some(to.clone()),
		None,
		Default::default(),
		Perbill::zero()
	));
	IpId::new(collection, item)
}

/// Whose the IP asset is, and what its pool has received.
fn state(ip: &IpId) -> (Option<AccountId>, Balance) {
	(IpAssets::owner(ip), Royalties::pool(*ip).map_or(0, |pool| pool.received))
}

/// The way that pays.
fn gift(ip: IpId, to: &AccountId) -> RuntimeCall {
	pallet_ip_assets::Call::transfer { ip, to: to.clone() }.into()
}

/// The way that would not pay.
fn steal(ip: IpId, to: &AccountId) -> RuntimeCall {
	pallet_nfts::Call::transfer { collection: ip.collection, item: ip.item, dest: to.clone().into() }.into()
}

fn list(ip: IpId, price: Balance) -> RuntimeCall {
	pallet_market::Call::list { ip, price, expires: None }.into()
}

/// What a buyer sees who looks now.
pub(super) fn seen(ip: IpId) -> (u32, pallet_market::IncomeOf<Runtime>) {
	let quote = Market::quote_sale(ip, 0).expect("there is such an IP asset");
	(quote.revision, quote.income)
}

fn buy(ip: IpId) -> RuntimeCall {
	let (revision, income) = seen(ip);
	pallet_market::Call::buy { ip, max_price: Balance::MAX, revision, income }.into()
}

fn offer(ip: IpId, price: Balance) -> RuntimeCall {
	let (revision, income) = seen(ip);
	pallet_market::Call::offer { ip, price, expires: None, revision, income }.into()
}

fn accept(ip: IpId, buyer: &AccountId) -> RuntimeCall {
	pallet_market::Call::accept { ip, buyer: buyer.clone(), min_price: 0 }.into()
}

fn act_as(ip: IpId, call: impl Into<RuntimeCall>) -> RuntimeCall {
	pallet_ip_assets::Call::act_as { ip, call: Box::new(call.into()) }.into()
}

fn batch_all(calls: Vec<RuntimeCall>) -> RuntimeCall {
	pallet_utility::Call::batch_all { calls }.into()
}

fn locked() -> DispatchError {
	pallet_nfts::Error::<Runtime>::ItemLocked.into()
}

fn filtered() -> DispatchError {
	frame_system::Error::<Runtime>::CallFiltered.into()
}

/// The account of royalties holds its existential deposit and what all pools have received.
fn assert_paid(ips: &[IpId]) {
	let received: Balance = ips.iter().map(|ip| state(ip).1).sum();
	assert_eq!(balance(&Royalties::account()), Balances::minimum_balance() + received);
}

/// An IP asset of Alice, in an enforced collection of hers, with whatever `act` does to it.
fn with_ip(act: impl FnOnce(IpId)) {
	development().execute_with(|| {
		let collection = collection(&alice());
		act(mint(&alice(), collection, &alice()));
	});
}

/// After `act` the IP asset is still Alice's, nothing was paid, and it goes through the door as if nothing had been.
fn stays(act: impl FnOnce(IpId)) {
	with_ip(|ip| {
		act(ip);
		assert_eq!(state(&ip), (Some(alice()), 0));
		assert_paid(&[]);
		assert_ok!(sign(&alice(), gift(ip, &charlie())));
		// Nothing that was prepared before lasts beyond the door.
		for who in [alice(), bob()] {
			assert_noop!(sign(&who, steal(ip, &who)), locked());
			assert_noop!(sign(&who, gift(ip, &who)), pallet_ip_assets::Error::<Runtime>::NotOwner);
		}
		assert_eq!(state(&ip), (Some(charlie()), FLOOR));
		assert_paid(&[ip]);
	});
}

/// After `act` the IP asset is Bob's, and its pool has received exactly `royalty`.
fn moves(royalty: Balance, act: impl FnOnce(IpId)) {
	with_ip(|ip| {
		act(ip);
		assert_eq!(state(&ip), (Some(bob()), royalty));
		assert_paid(&[ip]);
	});
}
