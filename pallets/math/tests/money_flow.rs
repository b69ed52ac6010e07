//! All formulas together: random families of IPs, random payments, chunked settlements, score changes and claims in
//! any order, against a model in exact numbers that knows totals only.
//!
//! `PROPTEST_CASES=100000 cargo test -p atelier-math --test money_flow --release` runs some millions of steps.

use atelier_math::{
	ancestors::{self, Lineage, Parent},
	index::{MemberAccrual, PoolIndex},
	upstream, Perbill,
};
use num::{BigInt, BigRational, Zero};
use proptest::{prelude::*, sample::Index, test_runner::Config};
use std::collections::BTreeMap;

fn config() -> Config {
	Config { failure_persistence: None, ..Config::default() }
}

// The chain in miniature.

struct Member {
	score: u64,
	accrual: MemberAccrual,
	paid: u128,
}

struct Ip {
	lineage: Lineage<usize>,
	gross: u128,
	/// The settlement under way goes from `.0` to `.1`; the first `cursor` ancestors have received it.
	settlement: (u128, u128),
	cursor: usize,
	pool: PoolIndex,
	members: Vec<Member>,
}

impl Ip {
	fn score(&self) -> u128 {
		self.members.iter().map(|member| u128::from(member.score)).sum()
	}

	/// For each ancestor the rate, and the gross income up to which it has been settled.
	fn settled(&self) -> impl Iterator<Item = (Perbill, u128)> + '_ {
		let (from, to) = self.settlement;
		let level = move |i| if i < self.cursor { to } else { from };
		self.lineage.ancestors.iter().enumerate().map(move |(i, a)| (a.rate, level(i)))
	}
}

struct World {
	ips: Vec<Ip>,
	/// The one account that holds all money.
	pot: u128,
}

impl World {
	fn new(family: &Family) -> Self {
		let mut ips: Vec<Ip> = Vec::new();
		for (id, (wish, scores)) in family.iter().enumerate() {
			let wanted = parents(id, wish);
			let parent = |(id, rate): (usize, Perbill)| Parent { id, rate, ancestors: &ips[id].lineage.ancestors };
			let lineage = ancestors::link(&wanted.into_iter().map(parent).collect::<Vec<_>>()).unwrap();
			let pool = PoolIndex::default();
			let accrual = MemberAccrual::join(&pool);
			let members = scores.iter().map(|score| Member { score: *score, accrual, paid: 0 }).collect();
			ips.push(Ip { lineage, gross: 0, settlement: (0, 0), cursor: 0, pool, members });
		}
		Self { ips, pot: 0 }
	}

	fn pay(&mut self, ip: usize, amount: u128) {
		let ip = &mut self.ips[ip];
		let payment = upstream::pay(ip.gross, amount, ip.lineage.total).unwrap();
		ip.gross = payment.gross;
		ip.pool.distribute(payment.members, ip.score()).unwrap();
		self.pot += amount;
	}

	fn settle(&mut self, ip: usize, chunk: usize) {
		let from = &mut self.ips[ip];
		if from.cursor == 0 {
			from.settlement.1 = from.gross;
		}
		let (start, end) = from.settlement;
		let rates: Vec<_> = from.lineage.ancestors.iter().skip(from.cursor).take(chunk).copied().collect();
		from.cursor += rates.len();
		if from.cursor == from.lineage.ancestors.len() {
			from.settlement.0 = end;
			from.cursor = 0;
		}
		for ancestor in rates {
			let amount = upstream::settle(start, end, ancestor.rate).unwrap();
			let to = &mut self.ips[ancestor.id];
			// Not `pay`: what comes from below belongs to the members, it does not go up a second time.
			to.pool.distribute(amount, to.score()).unwrap();
		}
	}

	fn claim(&mut self, ip: usize, member: usize) {
		let ip = &mut self.ips[ip];
		let member = &mut ip.members[member];
		member.accrual.settle(&ip.pool, member.score.into()).unwrap();
		let units = member.accrual.claim();
		member.paid += units;
		self.pot -= units;
	}

	fn rescore(&mut self, ip: usize, member: usize, score: u64) {
		let ip = &mut self.ips[ip];
		let member = &mut ip.members[member];
		member.accrual.settle(&ip.pool, member.score.into()).unwrap();
		member.score = score;
	}

	fn run(&mut self, step: &Step) {
		let ip = step.ip.index(self.ips.len());
		let member = step.member.index(self.ips[ip].members.len());
		match step.action {
			Action::Pay(amount) => self.pay(ip, amount.into()),
			Action::Settle(chunk) => self.settle(ip, chunk),
			Action::Claim => self.claim(ip, member),
			Action::Rescore(score) => self.rescore(ip, member, score),
		}
	}

	fn finish(&mut self) {
		for ip in 0..self.ips.len() {
			// The first call may only end a settlement that began before the last payment.
			self.settle(ip, usize::MAX);
			self.settle(ip, usize::MAX);
		}
		for ip in 0..self.ips.len() {
			for member in 0..self.ips[ip].members.len() {
				self.claim(ip, member);
			}
		}
	}

	/// The pot holds exactly what it owes: reserves, what members are owed, and what waits in the pools.
	fn check(&self) {
		let mut owed = BigInt::zero();
		for ip in &self.ips {
			owed += BigInt::from(upstream::reserve(ip.gross, ip.settled()).unwrap()) << 64;
			owed += wide(ip.pool.remainder());
			for member in &ip.members {
				owed += wide(member.accrual.owed(&ip.pool, member.score.into()).unwrap());
			}
		}
		assert_eq!(BigInt::from(self.pot) << 64, owed);
	}

	fn paid(&self) -> Vec<Vec<u128>> {
		self.ips.iter().map(|ip| ip.members.iter().map(|member| member.paid).collect()).collect()
	}
}

// The specification: only the family and the gross income of each IP.

fn floor(gross: u128, rate: &BigRational) -> BigInt {
	(rate * BigInt::from(gross)).floor().to_integer()
}

fn expected(family: &Family, gross: &[u128]) -> Vec<Vec<u128>> {
	let mut rates: Vec<BTreeMap<usize, BigRational>> = Vec::new();
	for (id, (wish, _)) in family.iter().enumerate() {
		let mut own = BTreeMap::<usize, BigRational>::new();
		for (parent, rate) in parents(id, wish) {
			let direct = (parent, BigRational::new(rate.deconstruct().into(), 1_000_000_000.into()));
			for (ancestor, rate) in rates[parent].clone().into_iter().chain([direct]) {
				let known = own.entry(ancestor).or_insert_with(BigRational::zero);
				*known = rate.max(known.clone());
			}
		}
		rates.push(own);
	}
	let mut income: Vec<BigInt> = gross.iter().map(|gross| (*gross).into()).collect();
	for (id, rates) in rates.iter().enumerate() {
		income[id] -= floor(gross[id], &rates.values().sum());
		for (ancestor, rate) in rates {
			income[*ancestor] += floor(gross[id], rate);
		}
	}
	let share = |income: &BigInt, scores: &[u64]| -> Vec<u128> {
		let total: BigInt = scores.iter().map(|score| BigInt::from(*score)).sum();
		let per_score = BigRational::new(income << 64, total).floor().to_integer();
		scores.iter().map(|score| ((&per_score * score) >> 64u32).try_into().unwrap()).collect()
	};
	income.iter().zip(family).map(|(income, (_, scores))| share(income, scores)).collect()
}

fn wide(value: sp_core::U256) -> BigInt {
	BigInt::from_bytes_le(num::bigint::Sign::Plus, &value.to_little_endian())
}

// Inputs.

/// For each IP the parents it would like among the earlier ones with their rates, and the scores of its members.
type Family = Vec<(Vec<(Index, u32)>, Vec<u64>)>;

fn parents(id: usize, wish: &[(Index, u32)]) -> BTreeMap<usize, Perbill> {
	wish.iter().filter(|_| id > 0).map(|(p, parts)| (p.index(id), Perbill::from_parts(*parts))).collect()
}

fn family() -> impl Strategy<Value = Family> {
	// At most 9 ancestors at up to 11 % each: never more than everything.
	let wish = proptest::collection::vec((any::<Index>(), 0..110_000_000u32), 0..4);
	let scores = proptest::collection::vec(prop_oneof![1..100u64, 1..=u64::MAX], 1..4);
	proptest::collection::vec((wish, scores), 2..=10)
}

#[derive(Clone, Copy, Debug)]
enum Action {
	Pay(u64),
	Settle(usize),
	Claim,
	Rescore(u64),
}

#[derive(Clone, Debug)]
struct Step {
	ip: Index,
	member: Index,
	action: Action,
}

fn steps(rescore: bool) -> impl Strategy<Value = Vec<Step>> {
	let action = prop_oneof![
		4 => prop_oneof![0..100u64, any::<u64>()].prop_map(Action::Pay),
		3 => (1..4usize).prop_map(Action::Settle),
		2 => Just(Action::Claim),
		u32::from(rescore) * 2 => prop_oneof![0..100u64, any::<u64>()].prop_map(Action::Rescore),
	];
	let step = (any::<Index>(), any::<Index>(), action).prop_map(|(ip, member, action)| Step { ip, member, action });
	proptest::collection::vec(step, 1..64)
}

proptest! {
	#![proptest_config(config())]

	#[test]
	fn everybody_should_get_the_specified_sum_when_steps_come_in_any_order(family in family(), steps in steps(false)) {
		let mut world = World::new(&family);
		for step in &steps {
			world.run(step);
		}
		world.finish();
		world.check();
		let gross: Vec<_> = world.ips.iter().map(|ip| ip.gross).collect();
		prop_assert_eq!(world.paid(), expected(&family, &gross));
	}

	#[test]
	fn nothing_should_be_lost_when_scores_change_in_between(family in family(), steps in steps(true)) {
		let mut world = World::new(&family);
		for step in &steps {
			world.run(step);
			world.check();
		}
		world.finish();
		world.check();
		let dust = |ip: &Ip| upstream::dust(ip.gross, ip.lineage.ancestors.iter().map(|a| a.rate)).unwrap();
		for ip in &world.ips {
			prop_assert_eq!(upstream::reserve(ip.gross, ip.settled()), Ok(dust(ip)));
		}
	}
}
