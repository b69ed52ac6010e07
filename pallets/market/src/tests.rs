//! One file per call.

mod accept;
mod burn;
mod buy;
mod delist;
mod list;
mod offer;
mod sequences;
mod set_policy;
mod try_state;
mod view;
mod withdraw_offer;

use crate::{mock::*, types::Income};
use atelier_primitives::{
	chain::Balance,
	ip::{IpInspect, IpRevision},
	licensing::LicenseFloor,
	IpId,
};
use frame_support::{assert_noop, assert_ok, dispatch::DispatchResult};
use sp_runtime::Perbill;

type Error = crate::Error<Test>;
type Event = crate::Event<Test>;
type Reason = crate::HoldReason;

fn signed(who: u64) -> RuntimeOrigin {
	RuntimeOrigin::signed(who)
}

fn list(ip: IpId, price: Balance) -> DispatchResult {
	Market::list(signed(OWNER), ip, price, None)
}

/// By the buyer, who looks first.
fn buy(ip: IpId, max_price: Balance) -> DispatchResult {
	buy_as(BUYER, ip, max_price)
}

fn buy_as(who: u64, ip: IpId, max_price: Balance) -> DispatchResult {
	let Seen { revision, income } = seen(ip);
	Market::buy(signed(who), ip, max_price, revision, income)
}

/// By the buyer, who looks first.
fn offer(ip: IpId, price: Balance) -> DispatchResult {
	offer_as(BUYER, ip, price, None)
}

fn offer_as(who: u64, ip: IpId, price: Balance, expires: Option<u64>) -> DispatchResult {
	let Seen { revision, income } = seen(ip);
	Market::offer(signed(who), ip, price, expires, revision, income)
}

/// What a buyer names.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
	revision: u32,
	income: Income<u64>,
}

impl Seen {
	/// Buys with the knowledge of that day.
	fn buy(&self, ip: IpId) -> DispatchResult {
		Market::buy(signed(BUYER), ip, Balance::MAX, self.revision, self.income.clone())
	}

	/// Offers with the knowledge of that day.
	fn offer(&self, ip: IpId, price: Balance) -> DispatchResult {
		Market::offer(signed(BUYER), ip, price, None, self.revision, self.income.clone())
	}
}

/// Of an IP asset that nobody did anything with.
fn first_income() -> Income<u64> {
	Income {
		stack: Perbill::zero(),
		owner_share: Perbill::zero(),
		authority: Some(CREATOR),
		locked_until: None,
		floor: LicenseFloor::default(),
		commercial: true,
	}
}

/// What somebody sees who looks now.
fn seen(ip: IpId) -> Seen {
	let first = Seen { revision: 0, income: first_income() };
	Market::quote_sale(ip, 0).map_or(first, |quote| Seen { revision: quote.revision, income: quote.income })
}

/// An act of the owner that changes what a buyer gets: other metadata, other terms.
fn swap(ip: IpId) {
	Ips::bump(&ip);
}

fn floor(fee: Balance, percent: u32) -> LicenseFloor {
	LicenseFloor { fee, share: Perbill::from_percent(percent) }
}

/// Each act that worsens the income of `IP` from a start that can become worse in every part, with its name.
fn worsening() -> [(&'static str, fn()); 9] {
	[
		("stack", gut),
		("owner share", || Ips::set_owner_share(IP, Perbill::from_percent(9))),
		("authority", || hand_over(OWNER, Some(OWNER))),
		("lock", || Royalties::set_locked_until(IP, Some(101))),
		("fee of the floor that waits", || Licenses::set_coming_floor(IP, floor(101, 0))),
		("share of the floor that waits", || Licenses::set_coming_floor(IP, floor(0, 11))),
		("fee of the floor", || Licenses::set_floor(IP, floor(101, 10))),
		("share of the floor", || Licenses::set_floor(IP, floor(100, 11))),
		("fee of the floor, with a lower share", || Licenses::set_floor(IP, floor(101, 0))),
	]
}

/// An income of `IP` that can become worse and better in every part.
fn set_middle() {
	Ips::set_owner_share(IP, Perbill::from_percent(10));
	Licenses::set_floor(IP, floor(100, 10));
	Royalties::set_locked_until(IP, Some(100));
	hand_over(CREATOR, None);
}

/// Each act that improves it, or is of no matter to a buyer.
fn improving() -> [(&'static str, fn()); 9] {
	[
		("owner share", || Ips::set_owner_share(IP, Perbill::from_percent(11))),
		("lock", || Royalties::set_locked_until(IP, Some(99))),
		("no lock", || Royalties::set_locked_until(IP, None)),
		("fall of the floor that waits", || Licenses::set_coming_floor(IP, floor(100, 9))),
		("fee of the floor", || Licenses::set_floor(IP, floor(99, 10))),
		("share of the floor", || Licenses::set_floor(IP, floor(100, 9))),
		("policy", || lower_policy(IP.collection, 9, 50)),
		("floor of the policy", || lower_policy(IP.collection, 10, 49)),
		("payment", || {
			use atelier_primitives::royalties::{PaymentKind, RoyaltyCollect};
			Royalties::pay(&OTHER, &IP, 100, PaymentKind::Sale).unwrap();
		}),
	]
}

/// From now on all income of `IP` belongs to another IP asset of its owner.
fn gut() {
	Royalties::derive(IP, FREE_IP, Perbill::one()).unwrap();
}

/// From now on somebody else divides the income of `IP`.
fn hand_over(from: u64, to: Option<u64>) {
	Royalties::set_authority(from, IP, to).unwrap();
}

/// A change of owner outside the market.
fn give(ip: IpId, to: u64) {
	use atelier_primitives::ip::IpTransfer;
	let owner = Ips::owner(&ip).unwrap();
	Ips::transfer(&ip, &owner, &to).unwrap();
}

/// Everything of `who` is frozen for something else, as a vote does.
fn freeze_all(who: u64) {
	use frame_support::traits::fungible::MutateFreeze;
	Balances::set_freeze(&0, &who, wealth(who)).unwrap();
}
