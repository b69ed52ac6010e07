//! Random calls in any order, against a model that knows only who paid what, and what each buyer saw.

use super::*;
use crate::{Listings, Offers};
use atelier_primitives::{
	chain::currency::UNIT,
	licensing::CommerceInspect,
	royalties::{PoolInspect, ScoreInspect, StackInspect},
};
use proptest::{collection::vec, prelude::*, sample::select, test_runner::Config};
use sp_runtime::DispatchError;
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
	SetOwnerShare { ip: IpId, percent: u32 },
	SetFloor { ip: IpId, fee: Balance, percent: u32 },
	SetCommercial { ip: IpId, commercial: bool },
	Swap { ip: IpId },
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
		1 => (ip(), 0..3u32).prop_map(|(ip, percent)| Step::SetOwnerShare { ip, percent }),
		1 => (ip(), 0..3u128, 0..3u32).prop_map(|(ip, fee, percent)| Step::SetFloor { ip, fee, percent }),
		1 => (ip(), any::<bool>()).prop_map(|(ip, commercial)| Step::SetCommercial { ip, commercial }),
		1 => ip().prop_map(|ip| Step::Swap { ip }),
		1 => Just(Step::NextBlock),
	]
}

/// Of what the others are derivatives.
const PARENT: IpId = IpId::new(8, 8);

/// An IP asset as it is, asked of those who know.
#[derive(Clone)]
struct Look {
	seen: Seen,
	moves: u32,
}

fn look(ip: IpId) -> Look {
	let income = Income {
		stack: Royalties::total(&ip),
		owner_share: Ips::owner_share(&ip),
		authority: Royalties::authority(&ip),
		locked_until: Royalties::locked_until(&ip),
		floor: Licenses::coming_floor(&ip),
		commercial: Licenses::is_commercial(&ip),
	};
	Look { seen: Seen { revision: Ips::revision(&ip), income }, moves: Ips::moves(&ip) }
}

/// What a buyer names: what is, or what was at first.
fn named(ip: IpId, looks: bool) -> Seen {
	if looks {
		look(ip).seen
	} else {
		Seen { revision: 0, income: first_income() }
	}
}

fn is_worse(now: &Income<u64>, named: &Income<u64>) -> bool {
	let worse = [
		now.stack > named.stack,
		now.owner_share < named.owner_share,
		now.authority.is_some() && named.authority.is_none(),
		named.authority.is_none() && now.locked_until > named.locked_until,
		now.floor.fee > named.floor.fee,
		now.floor.share > named.floor.share,
		named.commercial && !now.commercial,
	];
	worse.contains(&true)
}

/// How often each listed IP asset had moved, and what the maker of each offer named.
#[derive(Default)]
struct Memory {
	moves: BTreeMap<IpId, u32>,
	named: BTreeMap<(IpId, u64), Seen>,
}

impl Memory {
	fn note(&mut self, step: &Step, who: u64, was: &Look, names: Option<Seen>) {
		match (step, names) {
			(Step::List { ip, .. }, _) => drop(self.moves.insert(*ip, was.moves)),
			(Step::Offer { ip, .. }, Some(names)) => drop(self.named.insert((*ip, who), names)),
			_ => (),
		}
	}

	/// The reasons for which a step must not sell, or promise to buy, the IP asset that it is about.
	fn obstacles(&self, step: &Step, was: &Look, names: Option<&Seen>, sold_to: Option<u64>) -> Vec<Error> {
		let (moves, names) = match step {
			Step::Buy { ip, .. } => (self.moves.get(ip), names),
			Step::Offer { .. } => (None, names),
			Step::Accept { ip, .. } => (None, sold_to.and_then(|who| self.named.get(&(*ip, who)))),
			_ => return Vec::new(),
		};
		let found = [
			(moves.is_some_and(|moves| *moves != was.moves), Error::OwnerChanged),
			(!was.seen.income.commercial, Error::NonCommercial),
			(names.is_some_and(|names| names.revision != was.seen.revision), Error::RevisionMismatch),
			(names.is_some_and(|names| is_worse(&was.seen.income, &names.income)), Error::IncomeWorse),
		];
		found.into_iter().filter(|(is, _)| *is).map(|(_, error)| error).collect()
	}
}

/// The IP asset that a step is about.
fn subject(step: &Step) -> IpId {
	match step {
		Step::List { ip, .. } | Step::Buy { ip, .. } | Step::Offer { ip, .. } | Step::Accept { ip, .. } => *ip,
		_ => IP,
	}
}

/// Asserts that a step was refused for what the IP asset is now if that is a reason, and for nothing that is none.
fn assert_reasons(step: &Step, result: DispatchResult, obstacles: Vec<Error>) {
	let Err(error) = result else {
		assert!(obstacles.is_empty(), "{step:?} in spite of {obstacles:?}");
		return;
	};
	let among = |reasons: Vec<Error>| reasons.into_iter().any(|reason| error == DispatchError::from(reason));
	let about = vec![Error::OwnerChanged, Error::RevisionMismatch, Error::IncomeWorse];
	let refused_for_it = among(about);
	assert!(!refused_for_it || among(obstacles), "{step:?}: {error:?}");
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
		let royalty = Market::policy(ip.collection).now.of_sale(price);
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
			let Seen { revision, income } = named(ip, looks);
			(Market::buy(signed(who), ip, max_price, revision, income), sale)
		}
		Step::Offer { ip, price, expires, looks } => {
			let Seen { revision, income } = named(ip, looks);
			(Market::offer(signed(who), ip, price, expires, revision, income), None)
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
		Step::SetOwnerShare { ip, percent } => {
			Ips::set_owner_share(ip, Perbill::from_percent(percent));
			(Ok(()), None)
		}
		Step::SetFloor { ip, fee, percent } => {
			Licenses::set_floor(ip, floor(fee, percent));
			(Ok(()), None)
		}
		Step::SetCommercial { ip, commercial } => {
			Licenses::set_commercial(ip, commercial);
			(Ok(()), None)
		}
		Step::Swap { ip } => {
			swap(ip);
			(Ok(()), None)
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
		let mut memory = Memory::default();
		for ip in [IP, FREE_IP] {
			Agents::<Test>::insert((ip, AGENT, Permission::Trade), DEAD);
		}
		let mut before = root();
		for (step, who) in steps {
			let was = look(subject(&step));
			let names = match step {
				Step::Buy { ip, looks, .. } | Step::Offer { ip, looks, .. } => Some(named(ip, looks)),
				_ => None,
			};
			let (result, sale) = run(step.clone(), who);
			let obstacles = memory.obstacles(&step, &was, names.as_ref(), sale.map(|sale| sale.2));
			assert_reasons(&step, result, obstacles);
			if result.is_ok() {
				memory.note(&step, who, &was, names);
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
	Config { cases: atelier_testing::cases(10_000), failure_persistence: None, ..Config::default() }
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
