//! Random graphs of derivatives against a reference that knows only edges.

use crate::{mock::*, tests::scenario::*, types::*, Parents};
use atelier_primitives::IpId;
use frame_support::{assert_noop, assert_ok};
use proptest::{collection::vec, prelude::*, sample::Index};
use sp_runtime::Perbill;
use std::collections::{BTreeMap, BTreeSet};

/// An asset to come: its own terms if it turns out to have no parents, and the parents that it would like among the
/// earlier ones, each under one of that parent's terms.
type Wish = (Vec<u32>, Vec<(Index, Index)>);

fn wishes() -> impl Strategy<Value = Vec<Wish>> {
	// Mostly few percent, so that long chains come about; sometimes more than all.
	let rate = prop_oneof![6 => 0..30_000_000u32, 1 => 0..=1_000_000_000u32, 1 => Just(0)];
	vec((vec(rate, 1..3), vec((any::<Index>(), any::<Index>()), 0..4)), 1..14)
}

fn terms_at(parts: u32) -> Terms {
	Terms { revenue_share: Perbill::from_parts(parts), ..remix(0) }
}

/// An edge from a child to a parent with the direct rate.
type Edge = (IpId, IpId, u64);

/// The highest direct rate on any edge to an ancestor, out of `x` or another ancestor.
fn reference(edges: &[Edge], x: IpId) -> BTreeMap<IpId, u64> {
	let (mut reached, mut todo) = (BTreeSet::from([x]), vec![x]);
	let mut rates = BTreeMap::new();
	while let Some(child) = todo.pop() {
		for (_, parent, rate) in edges.iter().filter(|(from, ..)| *from == child) {
			let highest: &mut u64 = rates.entry(*parent).or_default();
			*highest = (*rate).max(*highest);
			if reached.insert(*parent) {
				todo.push(*parent);
			}
		}
	}
	rates
}

fn follow(wishes: Vec<Wish>) -> Result<(), TestCaseError> {
	let mut assets: Vec<IpId> = Vec::new();
	let mut terms: BTreeMap<IpId, BTreeSet<TermsId>> = BTreeMap::new();
	let mut edges: Vec<Edge> = Vec::new();
	for (rates, wish) in wishes {
		let ip = create(ALICE);
		let mut wanted: BTreeMap<IpId, TermsId> = BTreeMap::new();
		for (parent, chosen) in wish.iter().filter(|_| !assets.is_empty()) {
			let parent = *parent.get(&assets);
			let offered: Vec<_> = terms[&parent].iter().copied().collect();
			wanted.insert(parent, *chosen.get(&offered));
		}
		let rate = |id: &TermsId| u64::from(Licensing::terms(*id).unwrap().revenue_share.deconstruct());
		let known = edges.len();
		edges.extend(wanted.iter().map(|(parent, id)| (ip, *parent, rate(id))));
		let expected = reference(&edges, ip);
		let total: u64 = expected.values().sum();
		let parents: Vec<_> = wanted.iter().map(|(parent, id)| by_terms(*parent, *id)).rev().collect();

		if !parents.is_empty() && total <= 1_000_000_000 {
			assert_ok!(derive(ip, &parents));
			let (stack, sum) = Stacks::<Test>::get(ip).unwrap();
			let stack: Vec<_> = stack.iter().map(|a| (a.id, u64::from(a.rate.deconstruct()))).collect();
			prop_assert_eq!(stack, Vec::from_iter(expected));
			prop_assert_eq!(u64::from(sum.deconstruct()), total);
			terms.insert(ip, wanted.values().copied().collect());
		} else {
			if !parents.is_empty() {
				assert_noop!(derive(ip, &parents), Error::MaxRateExceeded);
			}
			edges.truncate(known);
			let ids: BTreeSet<_> = rates.into_iter().collect();
			terms.insert(ip, ids.into_iter().map(|parts| attach(ip, terms_at(parts))).collect());
		}
		assets.push(ip);
	}
	for ip in assets {
		let attached: BTreeSet<_> = Licensing::attached(ip).into_iter().map(|(id, _)| id).collect();
		prop_assert_eq!(&attached, &terms[&ip]);
		let direct: BTreeSet<_> =
			edges.iter().filter(|(child, ..)| *child == ip).map(|(_, parent, _)| *parent).collect();
		let linked: Option<BTreeSet<_>> =
			Parents::<Test>::get(ip).map(|d| d.links.iter().map(|link| link.parent).collect());
		prop_assert_eq!(linked.unwrap_or_default(), direct);
		let children: BTreeSet<_> =
			edges.iter().filter(|(_, parent, _)| *parent == ip).map(|(child, ..)| *child).collect();
		let page = Licensing::descendants(ip, None, 100);
		prop_assert_eq!(page.items.into_iter().collect::<BTreeSet<_>>(), children);
	}
	Ok(())
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(atelier_testing::cases(1_000)))]

	#[test]
	fn derivatives_should_owe_what_the_reference_says_when_the_graph_is_random(wishes in wishes()) {
		build_and_execute(|| follow(wishes))?;
	}
}
