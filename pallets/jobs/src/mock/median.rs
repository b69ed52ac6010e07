//! A toy of a second class: each worker gives one number, and those near the median agree. Nobody can compute it again.

use super::*;
use crate::{
	class::{Admitted, Class, Recomputed},
	worker::{Outputs, Problem},
};

const TOLERANCE: u64 = 10;

#[derive(Default)]
pub struct Median;

pub fn number(value: i64) -> Answer {
	Answer::Values(vec![value].try_into().unwrap())
}

fn value(answer: &Answer) -> Option<i64> {
	match answer {
		Answer::Values(values) if values.len() == 1 => Some(values[0]),
		_ => None,
	}
}

fn distance(one: &Answer, other: &Answer) -> u64 {
	value(one).zip(value(other)).map_or(u64::MAX, |(one, other)| one.abs_diff(other))
}

impl Class<Test> for Median {
	fn name(&self) -> JobClass {
		JobClass::Median
	}

	fn admit(&self, order: &Order) -> Result<Admitted, DispatchError> {
		let loaded = Models::load(&order.model, &order.adapters)?;
		Ok(Admitted { prepared: JobsPallet::prepare(&loaded, &order.input)?, read: loaded.length })
	}

	fn accepts(&self, _: &Prepared, answer: &Answer) -> bool {
		value(answer).is_some()
	}

	fn agreement(&self, standing: &[&Answer], m: u8) -> Option<Answer> {
		let mut values: Vec<_> = standing.iter().filter_map(|answer| value(answer)).collect();
		values.sort();
		let median = number(*values.get(values.len() / 2)?);
		let support = standing.iter().filter(|answer| distance(&median, answer) <= TOLERANCE).count();
		(support >= usize::from(m)).then_some(median)
	}

	fn supports(&self, agreed: &Answer, answer: &Answer) -> bool {
		distance(agreed, answer) <= TOLERANCE
	}

	fn is_disputable(&self) -> bool {
		false
	}

	fn recompute(&self, _: &Order, _: &[u8; 32]) -> Result<Recomputed, DispatchError> {
		Err(Error::<Test>::NotDisputable.into())
	}

	fn engine(&self) -> Option<Engine> {
		None
	}

	fn attestation(&self, agreed: &Answer, paid: &[&Answer], committee: Committee) -> Attestation {
		let spread = paid.iter().map(|answer| distance(agreed, answer)).max().unwrap_or_default();
		Attestation::Median { committee, spread }
	}

	fn read_reply(&self, _: &Prepared, outputs: &Outputs) -> Result<Answer, Problem> {
		let value = outputs.value("value", "INT64").and_then(|value| value.as_i64());
		value.map(number).ok_or(Problem::Unreadable)
	}

	#[cfg(feature = "runtime-benchmarks")]
	fn wrong_answer(&self, _: &Prepared, value: u8) -> Answer {
		number(value.into())
	}
}
