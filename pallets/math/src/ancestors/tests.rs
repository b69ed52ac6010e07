use super::*;
use crate::oracle::{exact, is_refuted};
use core::{cell::Cell, cmp::Ordering};
use num::{BigRational, One};
use proptest::{prelude::*, sample::Index, test_runner::TestCaseError};
use std::collections::{BTreeMap, BTreeSet};

type Link = fn(&[Parent<'_, u32>]) -> Result<Lineage<u32>, LineageError>;

/// For each asset the parents it would like among the earlier ones, with the direct rates.
type Wishes = Vec<Vec<(Index, u32)>>;

fn wishes() -> impl Strategy<Value = Wishes> {
	// Mostly few percent, so that long chains come about; sometimes more than all.
	let rate = prop_oneof![4 => 0..30_000_000u32, 1 => 0..=1_000_000_000u32, 1 => Just(0)];
	let parents = proptest::collection::vec((any::<Index>(), rate), 0..4);
	proptest::collection::vec(parents, 1..20)
}

/// Ids in another order than the order of registration.
fn id(asset: usize) -> u32 {
	(asset as u32 + 1).wrapping_mul(2_654_435_769)
}

/// The specification, without any inheritance: the highest direct rate on any edge to `a` out of `x` or its ancestors.
fn specified(edges: &[(u32, u32, Perbill)], x: u32) -> BTreeMap<u32, BigRational> {
	let mut reached = BTreeSet::from([x]);
	let mut todo = vec![x];
	let mut rates = BTreeMap::new();
	while let Some(child) = todo.pop() {
		for (_, parent, rate) in edges.iter().filter(|(from, ..)| *from == child) {
			let highest: &mut BigRational = rates.entry(*parent).or_insert_with(|| exact(Perbill::zero()));
			*highest = exact(*rate).max(highest.clone());
			if reached.insert(*parent) {
				todo.push(*parent);
			}
		}
	}
	rates
}

/// Registers the assets one by one: each lineage is as specified, and an asset that would owe more than everything is
/// refused (and then registered without parents).
fn registrations_follow_the_specification(link: Link, wishes: Wishes) -> Result<(), TestCaseError> {
	let mut registered: Vec<Lineage<u32>> = Vec::new();
	let mut edges = Vec::new();
	for (asset, wish) in wishes.iter().enumerate() {
		let wanted: BTreeMap<usize, u32> =
			wish.iter().filter(|_| asset > 0).map(|(parent, rate)| (parent.index(asset), *rate)).collect();
		let mut parents: Vec<_> = wanted
			.iter()
			.map(|(parent, rate)| Parent {
				id: id(*parent),
				rate: Perbill::from_parts(*rate),
				ancestors: &registered[*parent].ancestors,
			})
			.collect();
		let known = edges.len();
		edges.extend(parents.iter().map(|parent| (id(asset), parent.id, parent.rate)));
		let expected = specified(&edges, id(asset));
		let total: BigRational = expected.values().sum();

		let lineage = link(&parents);
		parents.reverse();
		prop_assert_eq!(&lineage, &link(&parents), "the order of the parents matters");
		if total > BigRational::one() {
			prop_assert_eq!(&lineage, &Err(LineageError::MaxRateExceeded));
			edges.truncate(known);
		} else {
			let lineage = lineage.as_ref().map_err(|e| TestCaseError::fail(format!("{e:?}")))?;
			let rates: Vec<_> = lineage.ancestors.iter().map(|a| (a.id, exact(a.rate))).collect();
			prop_assert_eq!(rates, Vec::from_iter(expected));
			prop_assert_eq!(exact(lineage.total), total);
			for parent in &parents {
				for inherited in parent.ancestors {
					prop_assert!(rate_of(lineage, inherited.id) >= inherited.rate, "a rate fell");
				}
			}
		}
		registered.push(lineage.or_else(|_| super::link(&[])).unwrap());
	}
	Ok(())
}

fn rate_of<Id: Ord>(lineage: &Lineage<Id>, id: Id) -> Perbill {
	let at = lineage.ancestors.binary_search_by(|a| a.id.cmp(&id)).unwrap();
	lineage.ancestors[at].rate
}

fn ancestor(id: u32, parts: u32) -> Ancestor<u32> {
	Ancestor { id, rate: Perbill::from_parts(parts) }
}

/// `count` ancestors with the ids `first`, `first + 1`, … at no cost.
fn free(first: u32, count: u32) -> Vec<Ancestor<u32>> {
	(first..first + count).map(|id| ancestor(id, 0)).collect()
}

proptest! {
	#[test]
	fn link_should_follow_the_specification_when_given_any_graph(wishes in wishes()) {
		registrations_follow_the_specification(link, wishes)?;
	}

	#[test]
	fn link_should_refuse_when_a_list_is_not_sorted(
		ids in proptest::collection::vec(0..50u32, 2..20),
	) {
		let ancestors: Vec<_> = ids.iter().map(|id| ancestor(*id, 0)).collect();
		let sorted = ids.windows(2).all(|pair| pair[0] < pair[1]);
		let result = link(&[Parent { id: 99, rate: Perbill::zero(), ancestors: &ancestors }]);
		prop_assert_eq!(result.is_ok(), sorted);
		if !sorted {
			prop_assert_eq!(result, Err(LineageError::NotSorted));
		}
	}
}

/// Registers five diamonds, each on top of the last: 16 assets, every license at 1 %.
fn stacked_diamonds(link: Link) -> Result<Lineage<u32>, LineageError> {
	let rate = Perbill::from_percent(1);
	let mut top = (0, link(&[])?);
	for diamond in 0..5 {
		let side = link(&[Parent { id: top.0, rate, ancestors: &top.1.ancestors }])?;
		let sides = [3 * diamond + 1, 3 * diamond + 2];
		let bottom = link(&sides.map(|id| Parent { id, rate, ancestors: &side.ancestors }))?;
		top = (3 * diamond + 3, bottom);
	}
	assert_eq!(top.0, 15);
	Ok(top.1)
}

#[test]
fn link_should_total_fifteen_percent_when_five_diamonds_are_stacked_at_one_percent() {
	let lineage = stacked_diamonds(link).unwrap();
	assert_eq!(lineage.total, Perbill::from_percent(15));
	assert_eq!(lineage.ancestors.to_vec(), (0..15).map(|id| ancestor(id, 10_000_000)).collect::<Vec<_>>());
}

#[test]
fn link_should_take_the_higher_rate_when_a_parent_is_also_an_ancestor() {
	let inherited = [ancestor(1, 100)];
	for (direct, expected) in [(50, 100), (100, 100), (200, 200)] {
		let lineage = link(&[
			Parent { id: 1, rate: Perbill::from_parts(direct), ancestors: &[] },
			Parent { id: 2, rate: Perbill::from_parts(7), ancestors: &inherited },
		])
		.unwrap();
		assert_eq!(lineage.ancestors.to_vec(), [ancestor(1, expected), ancestor(2, 7)]);
		assert_eq!(lineage.total, Perbill::from_parts(expected + 7));
	}
}

#[test]
fn link_should_be_empty_when_there_are_no_parents() {
	let lineage = link::<u32>(&[]).unwrap();
	assert_eq!(lineage, Lineage { ancestors: Default::default(), total: Perbill::zero() });
}

#[test]
fn link_should_allow_exactly_everything_when_rates_add_up_to_one() {
	let parents = |last| {
		[600_000_000, last].into_iter().enumerate().map(|(id, parts)| Parent {
			id: id as u32,
			rate: Perbill::from_parts(parts),
			ancestors: &[],
		})
	};
	assert_eq!(link(&parents(400_000_000).collect::<Vec<_>>()).unwrap().total, Perbill::one());
	assert_eq!(link(&parents(400_000_001).collect::<Vec<_>>()), Err(LineageError::MaxRateExceeded));
}

#[test]
fn link_should_refuse_when_there_are_too_many_parents() {
	let parents =
		|count: u32| -> Vec<_> { (0..count).map(|id| Parent { id, rate: Perbill::zero(), ancestors: &[] }).collect() };
	assert_eq!(link(&parents(MAX_PARENTS)).unwrap().ancestors.len(), 16);
	assert_eq!(link(&parents(MAX_PARENTS + 1)), Err(LineageError::MaxParentsExceeded));
}

#[test]
fn link_should_refuse_when_there_are_too_many_ancestors() {
	let try_with = |first: Vec<_>, second: Vec<_>| {
		link(&[
			Parent { id: 10_000, rate: Perbill::zero(), ancestors: &first },
			Parent { id: 10_001, rate: Perbill::zero(), ancestors: &second },
		])
		.map(|lineage| lineage.ancestors.len())
	};
	assert_eq!(try_with(free(0, 511), free(511, 511)), Ok(1_024));
	assert_eq!(try_with(free(0, 511), free(511, 512)), Err(LineageError::MaxAncestorsExceeded));
	assert_eq!(try_with(free(0, 1_022), free(0, 1_022)), Ok(1_024));
	assert_eq!(try_with(free(0, 1_023), free(0, 1_023)), Err(LineageError::MaxAncestorsExceeded));
	// A list that is too long is not even looked at.
	assert_eq!(try_with(vec![ancestor(0, 0); 1_025], vec![]), Err(LineageError::MaxAncestorsExceeded));
}

#[test]
fn link_should_refuse_when_a_parent_is_named_twice() {
	let parent = |id| Parent { id, rate: Perbill::zero(), ancestors: &[] };
	assert_eq!(link(&[parent(1), parent(2), parent(1)]), Err(LineageError::DuplicateParent));
}

thread_local!(static COMPARISONS: Cell<u32> = const { Cell::new(0) });

#[derive(Clone, Debug)]
struct Counted(u32);

impl Ord for Counted {
	fn cmp(&self, other: &Self) -> Ordering {
		COMPARISONS.set(COMPARISONS.get() + 1);
		self.0.cmp(&other.0)
	}
}

impl PartialOrd for Counted {
	fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
		Some(self.cmp(other))
	}
}

impl PartialEq for Counted {
	fn eq(&self, other: &Self) -> bool {
		self.cmp(other).is_eq()
	}
}

impl Eq for Counted {}

#[test]
fn link_should_stay_cheap_when_every_limit_is_reached() {
	let counted = |(first, count)| -> Vec<_> {
		free(first, count).into_iter().map(|a| Ancestor { id: Counted(a.id), rate: a.rate }).collect()
	};
	let same_for_each_parent = [(0, 1_008); 16];
	let different_for_each_parent = core::array::from_fn(|parent| (63 * parent as u32, 63));
	let all_behind_one_parent = core::array::from_fn(|parent| (0, if parent == 0 { 1_008 } else { 0 }));
	for ranges in [same_for_each_parent, different_for_each_parent, all_behind_one_parent] {
		let lists: Vec<_> = ranges.into_iter().map(counted).collect();
		let parents: Vec<_> = (0..)
			.zip(&lists)
			.map(|(parent, ancestors)| Parent { id: Counted(10_000 + parent), rate: Perbill::zero(), ancestors })
			.collect();
		COMPARISONS.set(0);
		assert_eq!(link(&parents).unwrap().ancestors.len(), 1_024);
		let (check, sort, merge) = (MAX_PARENTS * MAX_ANCESTORS, 128, MAX_ANCESTORS * 2 * (MAX_PARENTS + 1));
		assert!(COMPARISONS.get() <= check + sort + merge, "{} comparisons", COMPARISONS.get());
	}
}

#[test]
fn storage_types_should_keep_their_encoding_when_the_code_changes() {
	assert_eq!(ancestor(0x01020304, 5).encode(), [4, 3, 2, 1, 5, 0, 0, 0]);
	assert_eq!(Ancestors::<[u8; 32]>::max_encoded_len(), 2 + 1_024 * 36);
	let errors = [
		LineageError::MaxParentsExceeded,
		LineageError::MaxAncestorsExceeded,
		LineageError::MaxRateExceeded,
		LineageError::DuplicateParent,
		LineageError::NotSorted,
	];
	assert_eq!(errors.map(|error| error.encode()), [[0], [1], [2], [3], [4]]);
}

// The invariant above can fail.

/// Computes a lineage with another rule for ancestors that are found several times.
fn link_with(parents: &[Parent<'_, u32>], rule: fn(u64, u64) -> u64) -> Result<Lineage<u32>, LineageError> {
	let mut rates = BTreeMap::<u32, u64>::new();
	let direct = parents.iter().map(|parent| (parent.id, parent.rate));
	let inherited = parents.iter().flat_map(|parent| parent.ancestors).map(|a| (a.id, a.rate));
	for (id, rate) in direct.chain(inherited) {
		let parts = rate.deconstruct().into();
		rates.entry(id).and_modify(|known| *known = rule(*known, parts)).or_insert(parts);
	}
	let total: u64 = rates.values().sum();
	if total > 1_000_000_000 {
		return Err(LineageError::MaxRateExceeded);
	}
	let ancestors: Vec<_> = rates.into_iter().map(|(id, parts)| ancestor(id, parts as u32)).collect();
	Ok(Lineage { ancestors: ancestors.try_into().unwrap(), total: Perbill::from_parts(total as u32) })
}

#[test]
fn registrations_check_should_pass_when_another_implementation_keeps_the_rule() {
	let correct: Link = |parents| link_with(parents, |a, b| a.max(b));
	assert!(!is_refuted(wishes(), |wishes| registrations_follow_the_specification(correct, wishes)));
}

#[test]
fn registrations_check_should_fail_when_a_diamond_counts_per_path() {
	let broken: Link = |parents| link_with(parents, |a, b| a + b);
	assert!(is_refuted(wishes(), |wishes| registrations_follow_the_specification(broken, wishes)));
	// Story's rule: the five diamonds above would owe 124 %.
	assert_eq!(stacked_diamonds(broken), Err(LineageError::MaxRateExceeded));
}

#[test]
fn registrations_check_should_fail_when_the_lower_rate_wins() {
	let broken: Link = |parents| link_with(parents, |a, b| a.min(b));
	assert!(is_refuted(wishes(), |wishes| registrations_follow_the_specification(broken, wishes)));
}

#[test]
fn registrations_check_should_fail_when_the_last_rate_wins() {
	let broken: Link = |parents| link_with(parents, |_, b| b);
	assert!(is_refuted(wishes(), |wishes| registrations_follow_the_specification(broken, wishes)));
}

#[test]
fn registrations_check_should_fail_when_inheritance_is_forgotten() {
	let broken: Link = |parents| {
		let direct: Vec<_> = parents.iter().map(|parent| Parent { ancestors: &[], ..*parent }).collect();
		link(&direct)
	};
	assert!(is_refuted(wishes(), |wishes| registrations_follow_the_specification(broken, wishes)));
}
