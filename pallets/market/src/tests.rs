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
use atelier_primitives::{chain::Balance, IpId};
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

fn offer(ip: IpId, price: Balance) -> DispatchResult {
	Market::offer(signed(BUYER), ip, price, None, seen(ip))
}

/// Of an IP asset that nobody did anything with.
fn first_income() -> Income<u64> {
	Income { stack: Perbill::zero(), authority: Some(CREATOR) }
}

/// What somebody sees who looks now.
fn seen(ip: IpId) -> Income<u64> {
	Market::quote_sale(ip, 0).map_or_else(first_income, |quote| quote.income)
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
	use atelier_primitives::ip::{IpInspect, IpTransfer};
	let owner = Ips::owner(&ip).unwrap();
	Ips::transfer(&ip, &owner, &to).unwrap();
}

/// Everything of `who` is frozen for something else, as a vote does.
fn freeze_all(who: u64) {
	use frame_support::traits::fungible::MutateFreeze;
	Balances::set_freeze(&0, &who, wealth(who)).unwrap();
}
