use super::*;
use crate::oracle::{amounts, int, is_refuted, ratio, small_amount, wide};
use codec::MaxEncodedLen;
use num::{BigInt, BigRational, Zero};
use proptest::{prelude::*, test_runner::TestCaseError};

const MEMBERS: usize = 5;

fn one() -> BigInt {
	int(1) << 64
}

/// The specification: every payment credits every member at once, in exact numbers. No index, nothing to settle.
#[derive(Default)]
struct Model {
	scores: [u128; MEMBERS],
	credit: [BigInt; MEMBERS],
	rem: BigInt,
	received: BigInt,
	paid: BigInt,
}

impl Model {
	fn pay(&mut self, amount: u128) {
		self.received += amount;
		let available = one() * amount + &self.rem;
		let total: BigInt = self.scores.iter().map(|score| int(*score)).sum();
		if total.is_zero() {
			self.rem = available;
			return;
		}
		let per_score = ratio(available.clone(), total.clone()).floor().to_integer();
		for (credit, score) in self.credit.iter_mut().zip(self.scores) {
			*credit += &per_score * score;
		}
		self.rem = available - per_score * total;
	}

	fn claim(&mut self, member: usize) -> BigInt {
		let units = (BigRational::from(self.credit[member].clone()) / one()).floor().to_integer();
		self.credit[member] -= &units * one();
		self.paid += &units;
		units
	}

	fn leave(&mut self, member: usize) {
		self.rem += core::mem::take(&mut self.credit[member]);
		self.scores[member] = 0;
	}
}

#[derive(Clone, Debug)]
enum Step {
	Pay(u128),
	Rescore(usize, u128),
	Settle(usize),
	Claim(usize),
	Leave(usize),
}

fn score() -> impl Strategy<Value = u128> {
	prop_oneof![Just(0), 1..1_000u128, any::<u64>().prop_map(u128::from), any::<u128>().prop_map(|w| w >> 8)]
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
	let step = prop_oneof![
		4 => small_amount().prop_map(Step::Pay),
		3 => (0..MEMBERS, score()).prop_map(|(member, score)| Step::Rescore(member, score)),
		1 => (0..MEMBERS).prop_map(Step::Settle),
		2 => (0..MEMBERS).prop_map(Step::Claim),
		1 => (0..MEMBERS).prop_map(Step::Leave),
	];
	proptest::collection::vec(step, 1..48)
}

/// The parts of the implementation that a test can break.
struct Rules {
	distribute: fn(&mut PoolIndex, u128, u128) -> Result<(), ArithmeticError>,
	settle_before_reweigh: bool,
	claim: fn(&mut MemberAccrual) -> u128,
}

const RULES: Rules =
	Rules { distribute: PoolIndex::distribute, settle_before_reweigh: true, claim: MemberAccrual::claim };

/// Whatever happens in whatever order: every member has what the specification says, and nothing is lost.
fn pool_follows_the_specification(rules: &Rules, steps: Vec<Step>) -> Result<(), TestCaseError> {
	let mut model = Model::default();
	let mut pool = PoolIndex::default();
	let mut members = [MemberAccrual::join(&pool); MEMBERS];
	for step in steps {
		let total = model.scores.iter().sum();
		match step {
			Step::Pay(amount) => {
				(rules.distribute)(&mut pool, amount, total).unwrap();
				model.pay(amount);
			}
			Step::Rescore(member, score) => {
				if rules.settle_before_reweigh {
					members[member].settle(&pool, model.scores[member]).unwrap();
				}
				model.scores[member] = score;
			}
			Step::Settle(member) => members[member].settle(&pool, model.scores[member]).unwrap(),
			Step::Claim(member) => {
				members[member].settle(&pool, model.scores[member]).unwrap();
				prop_assert_eq!(int((rules.claim)(&mut members[member])), model.claim(member));
			}
			Step::Leave(member) => {
				pool.absorb(members[member], model.scores[member]).unwrap();
				members[member] = MemberAccrual::join(&pool);
				model.leave(member);
			}
		}
	}
	for (member, accrual) in members.iter_mut().enumerate() {
		let units = (BigRational::from(model.credit[member].clone()) / one()).floor().to_integer();
		prop_assert_eq!(accrual.claimable(&pool, model.scores[member]).map(int), Ok(units));
		accrual.settle(&pool, model.scores[member]).unwrap();
		prop_assert_eq!(wide(accrual.credited()), model.credit[member].clone());
	}
	let credited: BigInt = members.iter().map(|member| wide(member.credited())).sum();
	prop_assert_eq!(model.paid * one() + credited + wide(pool.remainder()), model.received * one());
	Ok(())
}

proptest! {
	#[test]
	fn pool_should_follow_the_specification_when_anything_happens(steps in steps()) {
		pool_follows_the_specification(&RULES, steps)?;
	}

	#[test]
	fn members_should_get_the_same_when_payments_settlements_and_claims_are_split(
		payments in amounts(),
		scores in proptest::collection::vec(1..=u64::MAX, 1..MEMBERS),
		claims in any::<u64>(),
	) {
		let total: u128 = scores.iter().map(|score| u128::from(*score)).sum();
		let mut pool = PoolIndex::default();
		let mut members = vec![MemberAccrual::join(&pool); scores.len()];
		let mut paid = vec![0u128; scores.len()];
		for (round, payment) in payments.iter().enumerate() {
			pool.distribute(*payment, total).unwrap();
			if claims >> round & 1 == 1 {
				let member = round % members.len();
				members[member].settle(&pool, scores[member].into()).unwrap();
				paid[member] += members[member].claim();
			}
		}
		let received: BigInt = payments.iter().map(|payment| int(*payment)).sum();
		let per_score = ratio(&received * one(), total).floor().to_integer();
		for (i, score) in scores.iter().enumerate() {
			members[i].settle(&pool, (*score).into()).unwrap();
			paid[i] += members[i].claim();
			let owed = &per_score * score;
			prop_assert_eq!(int(paid[i]) * one() + wide(members[i].credited()), owed.clone());
			// And this is the member's fair share, short by less than one unit.
			let fair = ratio(&received * score, total);
			let short = fair - ratio(owed, one());
			prop_assert!(short >= BigRational::zero() && short < ratio(*score, one()));
		}
	}

	#[test]
	fn claimable_should_never_fall_when_money_arrives(steps in amounts(), score in 1..1_000u128, rest in 0..1_000u128) {
		let mut pool = PoolIndex::default();
		let member = MemberAccrual::join(&pool);
		let mut last = 0;
		for amount in steps {
			pool.distribute(amount, score + rest).unwrap();
			let claimable = member.claimable(&pool, score).unwrap();
			prop_assert!(claimable >= last);
			last = claimable;
		}
	}

	#[test]
	fn claim_should_pay_nothing_more_when_it_is_repeated(amount in small_amount(), score in 1..=u128::MAX) {
		let mut pool = PoolIndex::default();
		let mut member = MemberAccrual::join(&pool);
		pool.distribute(amount, score).unwrap();
		member.settle(&pool, score).unwrap();
		member.claim();
		prop_assert_eq!(member.claim(), 0);
		prop_assert!(member.credited() < SCALE);
	}
}

#[test]
fn distribute_should_park_money_when_there_are_no_members() {
	let mut pool = PoolIndex::default();
	pool.distribute(70, 0).unwrap();
	pool.distribute(30, 0).unwrap();
	let mut first = MemberAccrual::join(&pool);
	pool.distribute(0, 4).unwrap();
	let late = MemberAccrual::join(&pool);
	first.settle(&pool, 4).unwrap();
	assert_eq!(first.claim(), 100);
	assert_eq!(late.claimable(&pool, 4), Ok(0));
	assert!(pool.remainder().is_zero());
}

#[test]
fn distribute_should_carry_the_remainder_when_a_payment_does_not_divide() {
	let mut pool = PoolIndex::default();
	let mut members = [MemberAccrual::join(&pool); 3];
	for _ in 0..3 {
		pool.distribute(1, 3).unwrap();
	}
	let paid = members.each_mut().map(|member| {
		member.settle(&pool, 1).unwrap();
		member.claim()
	});
	assert_eq!(paid, [1, 1, 1]);
	assert!(pool.remainder().is_zero());
}

#[test]
fn distribute_should_change_nothing_when_it_overflows() {
	let before = PoolIndex { idx: U256::MAX, rem: U256::zero() };
	let mut pool = before;
	assert_eq!(pool.distribute(1, 1), Err(ArithmeticError::Overflow));
	assert_eq!(pool, before);

	let before = PoolIndex { idx: U256::zero(), rem: U256::MAX };
	let mut pool = before;
	assert_eq!(pool.distribute(1, 0), Err(ArithmeticError::Overflow));
	assert_eq!(pool.distribute(1, 1), Err(ArithmeticError::Overflow));
	assert_eq!(pool, before);
}

#[test]
fn settle_should_change_nothing_when_it_fails() {
	let pool = PoolIndex { idx: SCALE, rem: U256::zero() };
	for (seen, scaled, score, error) in [
		(SCALE + 1, U256::zero(), 1, ArithmeticError::Underflow),
		(U256::zero(), U256::MAX, 1, ArithmeticError::Overflow),
	] {
		let before = MemberAccrual { seen, scaled };
		let mut member = before;
		assert_eq!(member.settle(&pool, score), Err(error));
		assert_eq!(member, before);
	}
	let pool = PoolIndex { idx: U256::MAX, rem: U256::zero() };
	let mut member = MemberAccrual { seen: U256::zero(), scaled: U256::zero() };
	assert_eq!(member.settle(&pool, 2), Err(ArithmeticError::Overflow));
}

#[test]
fn absorb_should_change_nothing_when_it_overflows() {
	let before = PoolIndex { idx: U256::zero(), rem: U256::MAX };
	let mut pool = before;
	let member = MemberAccrual { seen: U256::zero(), scaled: U256::one() };
	assert_eq!(pool.absorb(member, 0), Err(ArithmeticError::Overflow));
	assert_eq!(pool, before);
}

#[test]
fn claim_should_take_several_rounds_when_more_than_the_largest_amount_is_credited() {
	let credited = (U256::from(u128::MAX) + 5) * SCALE + 7;
	let mut member = MemberAccrual { seen: U256::zero(), scaled: credited };
	assert_eq!((member.claim(), member.claim(), member.claim()), (u128::MAX, 5, 0));
	assert_eq!(member.credited(), U256::from(7));
}

#[test]
fn storage_types_should_keep_their_encoding_when_the_code_changes() {
	assert_eq!((PoolIndex::max_encoded_len(), MemberAccrual::max_encoded_len()), (64, 64));
	let pool = PoolIndex { idx: U256::from(0x0102), rem: U256::from(0x03) };
	let mut bytes = [0u8; 64];
	(bytes[0], bytes[1], bytes[32]) = (0x02, 0x01, 0x03);
	assert_eq!(pool.encode(), bytes);
	assert_eq!(PoolIndex::decode(&mut &bytes[..]), Ok(pool));
	let member = MemberAccrual { seen: U256::from(0x0102), scaled: U256::from(0x03) };
	assert_eq!(member.encode(), bytes);
	assert_eq!(MemberAccrual::decode(&mut &bytes[..]), Ok(member));
}

// The invariant above can fail.

#[test]
fn pool_check_should_fail_when_the_remainder_is_dropped() {
	let distribute = |pool: &mut PoolIndex, amount, total| {
		pool.rem = U256::zero();
		pool.distribute(amount, total)
	};
	let rules = Rules { distribute, ..RULES };
	assert!(is_refuted(steps(), |steps| pool_follows_the_specification(&rules, steps)));
}

#[test]
fn pool_check_should_fail_when_a_member_is_not_settled_before_its_weight_changes() {
	let rules = Rules { settle_before_reweigh: false, ..RULES };
	assert!(is_refuted(steps(), |steps| pool_follows_the_specification(&rules, steps)));
}

#[test]
fn pool_check_should_fail_when_a_claim_drops_the_fraction() {
	let claim = |member: &mut MemberAccrual| {
		let units = member.claim();
		member.scaled = U256::zero();
		units
	};
	let rules = Rules { claim, ..RULES };
	assert!(is_refuted(steps(), |steps| pool_follows_the_specification(&rules, steps)));
}
