//! More than a million steps on thousands of random families, with [`Pool`], the type that the pallet stores. The oracle
//! knows what was paid to each IP asset in all, and nothing of order, splitting, chunks or indices: so these do not matter.

use crate::{mock::AccountId, Pool};
use atelier_math::{
	ancestors::{link, Ancestor, Parent},
	index::{MemberAccrual, SCALE},
	upstream, Perbill,
};
use sp_core::U256;
use std::collections::{BTreeMap, BTreeSet};

const FAMILIES: u32 = 5_000;
const STEPS: u32 = 400;
const MAX_IPS: usize = 12;
/// Eleven ancestors at this rate owe less than everything.
const MAX_RATE: usize = 90_000_000;
const FEE: u32 = 10_000_019;

/// Numbers that look random and are the same each time.
struct Random(u64);

impl Random {
	fn next(&mut self) -> u64 {
		self.0 ^= self.0 << 13;
		self.0 ^= self.0 >> 7;
		self.0 ^= self.0 << 17;
		self.0
	}

	fn below(&mut self, end: usize) -> usize {
		(self.next() >> 8) as usize % end
	}
}

/// An IP asset as it is described: its parents among the earlier ones, each with a rate in billionths, and the scores of
/// its members.
struct Described {
	parents: BTreeMap<usize, u32>,
	scores: Vec<u64>,
}

fn family(random: &mut Random) -> Vec<Described> {
	let parent = |random: &mut Random, i| (random.below(i), random.below(MAX_RATE + 1) as u32);
	let score = |random: &mut Random| match random.below(3) {
		0 => 1 + random.below(100) as u64,
		1 => 1 + random.below(1_000_000) as u64,
		_ => 1 + (random.next() >> 2),
	};
	(0..2 + random.below(MAX_IPS - 1))
		.map(|i| Described {
			parents: (0..random.below(4)).filter(|_| i > 0).map(|_| parent(random, i)).collect(),
			scores: (0..=random.below(3)).map(|_| score(random)).collect(),
		})
		.collect()
}

struct Member {
	score: u64,
	accrual: MemberAccrual,
	paid: u128,
}

struct Ip {
	stack: Vec<Ancestor<usize>>,
	pool: Pool<AccountId, u64>,
	members: Vec<Member>,
	/// All payments.
	received: u128,
	/// Fees that were handed over.
	fees: u128,
	/// What each ancestor was credited.
	credited: BTreeMap<usize, u128>,
}

/// What happened, and how often.
#[derive(Default)]
struct Count {
	payments: u32,
	chunks: u32,
	claims: u32,
}

struct World(Vec<Ip>);

impl World {
	fn new(family: &[Described]) -> Self {
		let mut ips: Vec<Ip> = vec![];
		for described in family {
			let parent = |(id, rate): (&usize, &u32)| Parent {
				id: *id,
				rate: Perbill::from_parts(*rate),
				ancestors: &ips[*id].stack,
			};
			let lineage = link(&described.parents.iter().map(parent).collect::<Vec<_>>()).unwrap();
			let total_score = described.scores.iter().map(|score| u128::from(*score)).sum();
			let mut pool = Pool { total_score, ..Pool::unowned() };
			pool.link(lineage.ancestors.len() as u32, lineage.total);
			let accrual = MemberAccrual::join(&pool.index);
			let members = described.scores.iter().map(|score| Member { score: *score, accrual, paid: 0 }).collect();
			let (stack, credited) = (lineage.ancestors.into_inner(), BTreeMap::new());
			ips.push(Ip { stack, pool, members, received: 0, fees: 0, credited });
		}
		Self(ips)
	}

	fn pay(&mut self, i: usize, amount: u128) {
		let ip = &mut self.0[i];
		ip.pool.receive(amount, Perbill::from_parts(FEE)).unwrap();
		ip.received += amount;
	}

	/// Says whether there was anything to settle.
	fn settle(&mut self, i: usize, limit: u32) -> bool {
		let ip = &mut self.0[i];
		ip.fees += core::mem::take(&mut ip.pool.fees);
		let Some(chunk) = ip.pool.advance(limit) else { return false };
		let ancestors = ip.stack[chunk.start as usize..chunk.end as usize].to_vec();
		for ancestor in ancestors {
			let amount = upstream::settle(chunk.from, chunk.to, ancestor.rate).unwrap();
			*self.0[i].credited.entry(ancestor.id).or_default() += amount;
			self.0[ancestor.id].pool.receive_from_below(amount).unwrap();
		}
		true
	}

	fn claim(&mut self, i: usize, m: usize) {
		let ip = &mut self.0[i];
		let member = &mut ip.members[m];
		member.accrual.settle(&ip.pool.index, member.score.into()).unwrap();
		member.paid += member.accrual.claim();
	}

	fn step(&mut self, random: &mut Random, count: &mut Count) {
		let i = random.below(self.0.len());
		match random.below(8) {
			0..4 => {
				let bits = random.below(60);
				self.pay(i, (random.next() >> bits).into());
				count.payments += 1;
			}
			4..6 => count.chunks += u32::from(self.settle(i, 1 + random.below(3) as u32)),
			_ => {
				self.claim(i, random.below(self.0[i].members.len()));
				count.claims += 1;
			}
		}
	}

	fn finish(&mut self) {
		for i in 0..self.0.len() {
			while self.settle(i, 2) {}
		}
		for i in 0..self.0.len() {
			(0..self.0[i].members.len()).for_each(|m| self.claim(i, m));
		}
	}

	/// What came in is what went out and what the ledger holds, to the 2⁻⁶⁴ of a unit.
	fn check(&self) {
		let (mut received, mut gone, mut ledger) = (0, 0, U256::zero());
		for ip in &self.0 {
			received += ip.received;
			gone += ip.fees + ip.members.iter().map(|member| member.paid).sum::<u128>();
			let reserve = part(ip.pool.gross, ip.pool.stack.deconstruct()) - ip.credited.values().sum::<u128>();
			ledger += SCALE * U256::from(reserve + ip.pool.fees) + ip.pool.index.remainder();
			for member in &ip.members {
				ledger += member.accrual.owed(&ip.pool.index, member.score.into()).unwrap();
			}
		}
		assert_eq!(SCALE * U256::from(received), SCALE * U256::from(gone) + ledger);
	}
}

// The oracle.

/// So many billionths, rounded down.
fn part(amount: u128, rate: u32) -> u128 {
	amount * u128::from(rate) / 1_000_000_000
}

/// For each IP asset its ancestors with their rates: the highest that any descendant on the way promised.
fn rates(family: &[Described]) -> Vec<BTreeMap<usize, u32>> {
	let mut lines: Vec<BTreeSet<usize>> = vec![];
	for (i, described) in family.iter().enumerate() {
		let above = described.parents.keys().flat_map(|parent| lines[*parent].clone());
		let line = above.chain([i]).collect();
		lines.push(line);
	}
	let promises = |line: BTreeSet<usize>| {
		let mut highest = BTreeMap::new();
		for (ancestor, rate) in line.iter().flat_map(|below| &family[*below].parents) {
			let known = highest.entry(*ancestor).or_insert(*rate);
			*known = *rate.max(known);
		}
		highest
	};
	lines.into_iter().map(promises).collect()
}

/// Whether something descends from the same ancestor through two parents.
fn has_diamond(family: &[Described], rates: &[BTreeMap<usize, u32>]) -> bool {
	family.iter().any(|described| {
		let ways = |parent: &usize| rates[*parent].keys().copied().chain([*parent]).collect::<Vec<_>>();
		let all: Vec<_> = described.parents.keys().flat_map(ways).collect();
		all.iter().collect::<BTreeSet<_>>().len() < all.len()
	})
}

/// Each has received, in the end, what the family and the sums of its payments say.
fn assert_specified(world: &World, family: &[Described], rates: &[BTreeMap<usize, u32>]) {
	let mut income: Vec<u128> = vec![0; family.len()];
	for (i, (ip, rates)) in world.0.iter().zip(rates).enumerate() {
		let fee = part(ip.received, FEE);
		assert_eq!(ip.fees, fee);
		let net = ip.received - fee;
		income[i] += net - part(net, rates.values().sum());
		let upstream: BTreeMap<_, _> = rates.iter().map(|(ancestor, rate)| (*ancestor, part(net, *rate))).collect();
		upstream.iter().for_each(|(ancestor, amount)| income[*ancestor] += amount);
		let credited = |ancestor| ip.credited.get(ancestor).copied().unwrap_or(0);
		assert_eq!(rates.keys().map(|a| (*a, credited(a))).collect::<BTreeMap<_, _>>(), upstream);
	}
	for ((ip, described), income) in world.0.iter().zip(family).zip(income) {
		let total: U256 = described.scores.iter().fold(U256::zero(), |sum, score| sum + U256::from(*score));
		let each = SCALE * U256::from(income) / total;
		for (member, score) in ip.members.iter().zip(&described.scores) {
			assert_eq!(U256::from(member.paid), each * U256::from(*score) / SCALE);
		}
	}
}

#[test]
fn payouts_should_be_exact_when_millions_of_steps_come_in_any_order() {
	let mut random = Random(0x2545_F491_4F6C_DD1D);
	let (mut count, mut diamonds) = (Count::default(), 0);
	for _ in 0..FAMILIES {
		let family = family(&mut random);
		let rates = rates(&family);
		diamonds += u32::from(has_diamond(&family, &rates));
		let mut world = World::new(&family);
		for step in 0..STEPS {
			world.step(&mut random, &mut count);
			if step % 32 == 0 {
				world.check();
			}
		}
		world.check();
		world.finish();
		world.check();
		assert_specified(&world, &family, &rates);
	}
	let Count { payments, chunks, claims } = count;
	assert!(payments >= 900_000 && chunks >= 100_000 && claims >= 400_000, "{payments}, {chunks}, {claims}");
	assert!(payments + chunks + claims >= 1_000_000 && diamonds >= FAMILIES / 3, "{diamonds} diamonds");
}
