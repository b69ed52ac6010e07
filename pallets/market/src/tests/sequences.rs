//! Random calls in any order, against a model that knows only who paid what, and what each buyer saw.

use super::*;
use crate::{IncomeOf, Listings, Offers};
use atelier_primitives::{
	chain::currency::UNIT,
	ip::{IpInspect, RoyaltyPolicy},
	royalties::{ScoreInspect, StackInspect},
};
use proptest::{collection::vec, prelude::*, sample::select, test_runner::Config};
use std::collections::BTreeMap;

#[derive(Clone, Debug)]
enum Step {
	SetPolicy { collection: u32, percent: u32, floor: Balance },
	List { ip: IpId, price: Balance, expires: Option<u64> },
	Delist { ip: IpId },
	Buy { ip: IpId, max_price: Balance, looks: bool },
	Offer { ip: IpId, price: Balance, expires: Option<u64>, looks: bool },
	Accept { ip: IpId, buyer: u64, min_price: Balance },
	Withdraw { ip: IpId, buyer: u64 },
	Give { ip: IpId, to: u64 },
	Burn { ip: IpId },
	Derive { ip: IpId, percent: u32 },
	SetAuthority { ip: IpId, to: Option<u64> },
	NextBlock,
}

/// All that can own and pay; the last may be dead.
const PEOPLE: [u64; 5] = [CREATOR, OWNER, BUYER, OTHER, DEAD];

fn person() -> impl Strategy<Value = u64> {
	select(PEOPLE.to_vec())
}

fn ip() -> impl Strategy<Value = IpId> {
	select(vec![IP, FREE_IP])
}

fn price() -> impl Strategy<Value = Balance> {
	prop_oneof![
		8 => 50..2_000u128,
		2 => UNIT..FUNDS / 2,
		1 => select(vec![0, ED, FUNDS - ED, FUNDS, 6 * FUNDS, Balance::MAX]),
	]
}

fn limit() -> impl Strategy<Value = Balance> {
	prop_oneof![6 => Just(Balance::MAX), 1 => Just(0), 1 => price()]
}

fn expires() -> impl Strategy<Value = Option<u64>> {
	prop_oneof![3 => Just(None), 1 => (2..6u64).prop_map(Some)]
}

/// Whether a buyer names the income of today, or what it was at first.
fn looks() -> impl Strategy<Value = bool> {
	prop_oneof![3 => Just(true), 1 => Just(false)]
}

fn step() -> impl Strategy<Value = Step> {
	let terms = || (ip(), price(), expires());
	prop_oneof![
		1 => (0..2u32, 0..12u32, 0..60u128)
			.prop_map(|(collection, percent, floor)| Step::SetPolicy { collection, percent, floor }),
		8 => terms().prop_map(|(ip, price, expires)| Step::List { ip, price, expires }),
		1 => ip().prop_map(|ip| Step::Delist { ip }),
		8 => (ip(), limit(), looks()).prop_map(|(ip, max_price, looks)| Step::Buy { ip, max_price, looks }),
		8 => (terms(), looks())
			.prop_map(|((ip, price, expires), looks)| Step::Offer { ip, price, expires, looks }),
		8 => (ip(), person(), select(vec![0, 0, 100, Balance::MAX]))
			.prop_map(|(ip, buyer, min_price)| Step::Accept { ip, buyer, min_price }),
		1 => (ip(), person()).prop_map(|(ip, buyer)| Step::Withdraw { ip, buyer }),
		1 => (ip(), person()).prop_map(|(ip, to)| Step::Give { ip, to }),
		1 => ip().prop_map(|ip| Step::Burn { ip }),
		1 => (ip(), 0..100u32).prop_map(|(ip, percent)| Step::Derive { ip, percent }),
		1 => (ip(), proptest::option::of(person())).prop_map(|(ip, to)| Step::SetAuthority { ip, to }),
		1 => Just(Step::NextBlock),
	]
}

/// Of what the others are derivatives.
const PARENT: IpId = IpId::new(8, 8);

/// What somebody who looks at an IP asset sees, beside its owner.
type Seen = (RoyaltyPolicy, IncomeOf<Test>);

fn look(ip: IpId) -> Seen {
	let income = Income { stack: Royalties::total(&ip), authority: Royalties::authority(&ip) };
	(Market::policy(ip.collection), income)
}

/// The income that a buyer names.
fn named(ip: IpId, looks: bool) -> IncomeOf<Test> {
	if looks {
		look(ip).1
	} else {
		first_income()
	}
}

/// What was seen when a listing, or the offer of somebody, was made.
type Memory = BTreeMap<(IpId, Option<u64>), Seen>;

/// Which listing or offer the step makes, and which one it sells under.
fn promises(step: &Step, who: u64, sold_to: Option<u64>) -> [Option<(IpId, Option<u64>)>; 2] {
	match step {
		Step::List { ip, .. } => [Some((*ip, None)), None],
		Step::Offer { ip, .. } => [Some((*ip, Some(who))), None],
		Step::Buy { ip, .. } => [None, Some((*ip, None))],
		Step::Accept { ip, .. } => [None, Some((*ip, sold_to))],
		_ => [None, None],
	}
}

/// What a sale does to the totals of accounts; nothing moves in any other call.
struct Expected {
	totals: Vec<(u64, Balance)>,
	royalties: Balance,
}

fn totals() -> Vec<(u64, Balance)> {
	PEOPLE.iter().chain(&[AGENT, POOL]).map(|who| (*who, wealth(*who))).collect()
}

impl Expected {
	fn sell(&mut self, ip: IpId, seller: u64, buyer: u64, price: Balance) {
		let royalty = Market::policy(ip.collection).of_sale(price);
		self.royalties += royalty;
		let mut add = |who, sum: i128| {
			let entry = self.totals.iter_mut().find(|entry| entry.0 == who).unwrap();
			entry.1 = entry.1.checked_add_signed(sum).unwrap();
		};
		let [price, royalty] = [price, royalty].map(|amount| i128::try_from(amount).unwrap());
		add(buyer, -price);
		add(seller, price - royalty);
		add(POOL, royalty);
	}
}

/// Does a step, and says who sold what to whom for how much, if the step succeeds. Owners sign what only they can;
/// else half of the steps would do nothing.
fn run(step: Step, who: u64) -> (DispatchResult, Option<(IpId, u64, u64, Balance)>) {
	let owner = |ip| if who == OTHER { who } else { Ips::owner(&ip).unwrap_or(who) };
	match step {
		Step::SetPolicy { collection, percent, floor } => {
			(Market::set_policy(signed(CREATOR), collection, Perbill::from_percent(percent), floor), None)
		}
		Step::List { ip, price, expires } => {
			// The dead have agents.
			let signer = if owner(ip) == DEAD { AGENT } else { owner(ip) };
			(Market::list(signed(signer), ip, price, expires), None)
		}
		Step::Delist { ip } => (Market::delist(signed(who), ip), None),
		Step::Buy { ip, max_price, looks } => {
			let sale = Listings::<Test>::get(ip).map(|listing| (ip, listing.seller, who, listing.price));
			(Market::buy(signed(who), ip, max_price, named(ip, looks)), sale)
		}
		Step::Offer { ip, price, expires, looks } => {
			(Market::offer(signed(who), ip, price, expires, named(ip, looks)), None)
		}
		Step::Accept { ip, buyer, min_price } => {
			let seller = owner(ip);
			let buyer = if who == BUYER { buyer } else { Offers::<Test>::iter_key_prefix(ip).next().unwrap_or(buyer) };
			let sale = Offers::<Test>::get(ip, buyer).map(|offer| (ip, seller, buyer, offer.price));
			(Market::accept(signed(seller), ip, buyer, min_price), sale)
		}
		Step::Withdraw { ip, buyer } => (Market::withdraw_offer(signed(who), ip, buyer), None),
		Step::Give { ip, to } => {
			use atelier_primitives::ip::IpTransfer;
			(Ips::transfer(&ip, &owner(ip), &to), None)
		}
		Step::Burn { ip } if who == OTHER => (Ips::burn_with_consent::<Market>(ip), None),
		Step::Burn { .. } => (Ok(()), None),
		Step::Derive { ip, percent } => (Royalties::derive(ip, PARENT, Perbill::from_percent(percent)), None),
		Step::SetAuthority { ip, to } => {
			let signer = Royalties::authority(&ip).unwrap_or_else(|| owner(ip));
			(Royalties::set_authority(signer, ip, to), None)
		}
		Step::NextBlock => {
			System::set_block_number(System::block_number() + 1);
			(Ok(()), None)
		}
	}
}

fn root() -> Vec<u8> {
	sp_io::storage::root(sp_runtime::StateVersion::V1)
}

fn check(steps: Vec<(Step, u64)>) {
	build_and_execute(|| {
		let issuance = Balances::total_issuance();
		let mut expected = Expected { totals: totals(), royalties: 0 };
		let mut sales = 0;
		let mut memory = Memory::new();
		for ip in [IP, FREE_IP] {
			Agents::<Test>::insert((ip, AGENT, Permission::Trade), DEAD);
		}
		let mut before = root();
		for (step, who) in steps {
			let (result, sale) = run(step.clone(), who);
			let [made, sold_under] = promises(&step, who, sale.map(|sale| sale.2));
			if result.is_ok() {
				memory.extend(made.map(|key| (key, look(key.0))));
				assert!(sold_under.is_none_or(|key| memory[&key] == look(key.0)));
				if let Step::Buy { ip, looks, .. } | Step::Offer { ip, looks, .. } = step {
					assert_eq!(named(ip, looks), look(ip).1);
				}
			}
			match (result, sale) {
				(Ok(()), Some((ip, seller, buyer, price))) => {
					expected.sell(ip, seller, buyer, price);
					assert_eq!(Ips::owner(&ip), Some(buyer));
					assert!(!Listings::<Test>::contains_key(ip));
					sales += 1;
				}
				(Ok(()), None) => (),
				(Err(_), _) => assert_eq!(root(), before),
			}
			before = root();
			assert_eq!(totals(), expected.totals);
		}
		Market::do_try_state().unwrap();
		assert_eq!(Balances::total_issuance(), issuance);
		assert_eq!(expected.totals.iter().map(|(_, total)| total).sum::<Balance>(), issuance);
		let sold = market_events().into_iter().filter(|event| matches!(event, Event::Sold { .. })).count();
		assert_eq!(sold, sales);
		assert_eq!(Received::<Test>::iter_values().sum::<Balance>(), expected.royalties);
		unwind();
	});
}

/// Everybody takes back what is theirs: only the deposits of policies stay.
fn unwind() {
	for ip in [IP, FREE_IP] {
		for who in PEOPLE {
			let _ = Market::withdraw_offer(signed(who), ip, who);
		}
		if let Some(owner) = Ips::owner(&ip) {
			let _ = Market::delist(signed(owner), ip);
		}
	}
	assert_eq!((Listings::<Test>::iter().count(), Offers::<Test>::iter().count()), (0, 0));
	for who in PEOPLE.into_iter().chain([AGENT]).filter(|who| *who != CREATOR) {
		assert_eq!(balance(who), wealth(who));
	}
	let policies = crate::Policies::<Test>::iter().count() as Balance;
	assert_eq!(wealth(CREATOR) - balance(CREATOR), policies * Market::policy_deposit());
}

fn config() -> Config {
	let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(10_000);
	Config { cases, failure_persistence: None, ..Config::default() }
}

/// Something to sell first, then anything.
fn steps() -> impl Strategy<Value = Vec<(Step, u64)>> {
	let list = (ip(), price()).prop_map(|(ip, price)| (Step::List { ip, price, expires: None }, OWNER));
	let offer = (ip(), price(), person())
		.prop_map(|(ip, price, who)| (Step::Offer { ip, price, expires: None, looks: true }, who));
	(list, offer, vec((step(), person()), 1..8)).prop_map(|(list, offer, rest)| [vec![list, offer], rest].concat())
}

proptest! {
	#![proptest_config(config())]

	#[test]
	fn money_should_be_conserved_to_the_unit_when_calls_come_in_any_order(steps in steps()) {
		check(steps);
	}
}
