use super::*;
use crate::oracle::{amount, amounts, exact, int, is_refuted, rate, rates, small_amount};
use num::{BigInt, BigRational};
use proptest::{prelude::*, sample::Index, test_runner::TestCaseError};

// The specification in exact numbers.

fn floor(gross: u128, rate: &BigRational) -> BigInt {
	(BigRational::from(int(gross)) * rate).floor().to_integer()
}

fn sum(rates: &[Perbill]) -> BigRational {
	rates.iter().map(|rate| exact(*rate)).sum()
}

// The invariants, each for any implementation.

type Pay = fn(u128, u128, Perbill) -> Result<Payment, ArithmeticError>;
type Settle = fn(u128, u128, Perbill) -> Result<u128, ArithmeticError>;

/// However an income is cut into payments: ancestors and members together get what the specification says.
fn payments_follow_the_specification(
	pay: Pay,
	(start, parts, total): (u128, Vec<u128>, Perbill),
) -> Result<(), TestCaseError> {
	let (mut gross, mut ancestors, mut members) = (start, 0, 0);
	for part in &parts {
		let payment = pay(gross, *part, total).map_err(|e| TestCaseError::fail(format!("{e:?}")))?;
		prop_assert_eq!(payment.ancestors + payment.members, *part);
		gross = payment.gross;
		ancestors += payment.ancestors;
		members += payment.members;
	}
	let income: u128 = parts.iter().sum();
	prop_assert_eq!(gross, start + income);
	prop_assert_eq!(int(ancestors), floor(gross, &exact(total)) - floor(start, &exact(total)));
	prop_assert_eq!(ancestors + members, income);
	Ok(())
}

/// A payment, or a settlement of one ancestor up to some part of what is open.
#[derive(Clone, Debug)]
enum Step {
	Pay(u128),
	Settle { ancestor: Index, percent: u8 },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
	let step = prop_oneof![
		1 => small_amount().prop_map(Step::Pay),
		2 => (any::<Index>(), prop_oneof![0..100u8, Just(100)])
			.prop_map(|(ancestor, percent)| Step::Settle { ancestor, percent }),
	];
	proptest::collection::vec(step, 1..64)
}

/// Whatever the order of payments and settlements: each ancestor has its floor, the reserve has the rest, and dust is
/// all that remains in the end.
fn settlements_follow_the_specification(
	settle: Settle,
	(rates, steps): (Vec<Perbill>, Vec<Step>),
) -> Result<(), TestCaseError> {
	let total = rates.iter().fold(Perbill::zero(), |sum, rate| sum + *rate);
	let (mut gross, mut held) = (0, 0);
	let mut levels = vec![0u128; rates.len()];
	let mut received = vec![0u128; rates.len()];
	let last = (0..rates.len()).map(|i| (i, 100u8));
	let mut move_to = |i: usize, percent: u8, gross: u128, held: &mut u128, levels: &mut [u128]| {
		let open = gross - levels[i];
		let level = levels[i] + open / 100 * u128::from(percent) + open % 100 * u128::from(percent) / 100;
		let amount = settle(levels[i], level, rates[i]).map_err(|e| TestCaseError::fail(format!("{e:?}")))?;
		levels[i] = level;
		received[i] += amount;
		prop_assert!(*held >= amount, "the reserve is short");
		*held -= amount;
		prop_assert_eq!(int(received[i]), floor(level, &exact(rates[i])));
		Ok(())
	};
	for step in steps {
		match step {
			Step::Pay(amount) => {
				let payment = pay(gross, amount, total).unwrap();
				gross = payment.gross;
				held += payment.ancestors;
			}
			Step::Settle { ancestor, percent } => {
				move_to(ancestor.index(rates.len()), percent, gross, &mut held, &mut levels)?
			}
		}
		prop_assert_eq!(reserve(gross, rates.iter().copied().zip(levels.iter().copied())), Ok(held));
	}
	for (i, percent) in last {
		move_to(i, percent, gross, &mut held, &mut levels)?;
	}
	prop_assert_eq!(dust(gross, rates.iter().copied()), Ok(held));
	prop_assert_eq!(int(received.iter().sum::<u128>()) + held, floor(gross, &sum(&rates)));
	prop_assert!((held as usize) < rates.len());
	Ok(())
}

fn payments() -> impl Strategy<Value = (u128, Vec<u128>, Perbill)> {
	(amount().prop_map(|start| start >> 1), amounts(), rate())
}

proptest! {
	#[test]
	fn share_should_be_the_exact_floor_when_given_any_numbers(gross in amount(), rate in rate()) {
		prop_assert_eq!(int(share(gross, rate)), floor(gross, &exact(rate)));
	}

	#[test]
	fn share_should_never_fall_when_income_or_rate_grow(a in amount(), b in amount(), r in rate(), s in rate()) {
		prop_assert!(share(a.min(b), r.min(s)) <= share(a.max(b), r.max(s)));
	}

	#[test]
	fn pay_should_follow_the_specification_when_an_income_is_split(input in payments()) {
		payments_follow_the_specification(pay, input)?;
	}

	#[test]
	fn pay_should_change_nobodys_money_when_payments_are_reordered(
		(start, parts, total) in payments(),
		shuffled in Just(()).prop_perturb(|_, mut rng| rng.random::<u64>()),
	) {
		let mut other = parts.clone();
		other.sort_by_key(|part| (*part as u64).wrapping_mul(shuffled | 1));
		let run = |parts: &[u128]| parts.iter().fold((start, 0, 0), |(gross, ancestors, members), part| {
			let payment = pay(gross, *part, total).unwrap();
			(payment.gross, ancestors + payment.ancestors, members + payment.members)
		});
		prop_assert_eq!(run(&parts), run(&other));
	}

	#[test]
	fn pay_should_refuse_when_the_gross_income_overflows(gross in amount(), amount in amount(), total in rate()) {
		let fits = gross.checked_add(amount).is_some();
		let result = pay(gross, amount, total);
		prop_assert_eq!(result.is_ok(), fits);
		if !fits {
			prop_assert_eq!(result, Err(ArithmeticError::Overflow));
		}
	}

	#[test]
	fn settle_should_follow_the_specification_when_mixed_with_payments(rates in rates(), steps in steps()) {
		settlements_follow_the_specification(settle, (rates, steps))?;
	}

	#[test]
	fn settle_should_refuse_when_it_goes_backwards(a in amount(), b in amount(), rate in rate()) {
		prop_assume!(a != b);
		prop_assert_eq!(settle(a.max(b), a.min(b), rate), Err(ArithmeticError::Underflow));
		prop_assert!(settle(a.min(b), a.max(b), rate).is_ok());
	}

	#[test]
	fn dust_should_be_the_exact_difference_when_given_any_rates(gross in amount(), rates in rates()) {
		let paid: BigInt = rates.iter().map(|rate| floor(gross, &exact(*rate))).sum();
		let dust = dust(gross, rates.iter().copied()).unwrap();
		prop_assert_eq!(int(dust), floor(gross, &sum(&rates)) - paid);
		prop_assert!(dust < rates.len() as u128);
	}
}

#[test]
fn pay_should_split_exactly_when_the_income_is_the_largest_number() {
	let total = Perbill::from_percent(100);
	assert_eq!(pay(0, u128::MAX, total), Ok(Payment { gross: u128::MAX, ancestors: u128::MAX, members: 0 }));
	let total = Perbill::from_parts(1);
	let ancestors = u128::MAX / 1_000_000_000;
	let members = u128::MAX - ancestors;
	assert_eq!(pay(0, u128::MAX, total), Ok(Payment { gross: u128::MAX, ancestors, members }));
	assert_eq!(pay(u128::MAX, 0, total), Ok(Payment { gross: u128::MAX, ancestors: 0, members: 0 }));
	assert_eq!(pay(u128::MAX, 1, total), Err(ArithmeticError::Overflow));
}

#[test]
fn pay_should_send_every_tenth_unit_up_when_the_rate_is_ten_percent() {
	let up: Vec<_> = (0..20).map(|gross| pay(gross, 1, Perbill::from_percent(10)).unwrap().ancestors).collect();
	assert_eq!(up, [0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
}

#[test]
fn dust_should_be_handed_out_again_when_the_income_grows() {
	let half = [Perbill::from_percent(50); 2];
	assert_eq!(dust(1, half), Ok(1));
	assert_eq!(dust(2, half), Ok(0));
}

#[test]
fn dust_should_be_nothing_when_there_are_no_ancestors() {
	assert_eq!(dust(u128::MAX, []), Ok(0));
}

#[test]
fn reserve_should_refuse_when_its_input_is_impossible() {
	let half = Perbill::from_percent(50);
	assert_eq!(reserve(10, [(half, 11)]), Err(ArithmeticError::Underflow));
	assert_eq!(reserve(10, [(half, 1), (half, 1), (Perbill::from_parts(1), 1)]), Err(ArithmeticError::Overflow));
	assert_eq!(dust(10, [half, half, half]), Err(ArithmeticError::Overflow));
}

// The invariants above can fail.

#[test]
fn payments_check_should_fail_when_each_payment_is_rounded_for_itself() {
	let broken: Pay = |gross, amount, total| {
		let ancestors = share(amount, total);
		Ok(Payment { gross: gross + amount, ancestors, members: amount - ancestors })
	};
	assert!(is_refuted(payments(), |input| payments_follow_the_specification(broken, input)));
}

#[test]
fn payments_check_should_fail_when_a_unit_is_lost_between_the_parts() {
	let broken: Pay = |gross, amount, total| {
		let members = share(amount, Perbill::one() - total);
		pay(gross, amount, total).map(|payment| Payment { members, ..payment })
	};
	assert!(is_refuted(payments(), |input| payments_follow_the_specification(broken, input)));
}

#[test]
fn settlements_check_should_fail_when_each_settlement_is_rounded_for_itself() {
	let broken: Settle = |from, to, rate| Ok(share(to - from, rate));
	assert!(is_refuted((rates(), steps()), |input| settlements_follow_the_specification(broken, input)));
}

#[test]
fn settlements_check_should_fail_when_ancestors_are_rounded_up() {
	let broken: Settle = |from, to, rate| Ok(rate.mul_ceil(to) - rate.mul_ceil(from));
	assert!(is_refuted((rates(), steps()), |input| settlements_follow_the_specification(broken, input)));
}
