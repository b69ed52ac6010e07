//! As many parents and ancestors as there can be, and one more.

use crate::{mock::*, tests::scenario::*, types::*};
use atelier_math::ancestors::{Ancestor, MAX_ANCESTORS};
use atelier_primitives::IpId;
use frame_support::{assert_noop, assert_ok};
use sp_runtime::Perbill;

/// Gives an IP so many ancestors, as if it had been linked to them.
fn pretend_many(ip: IpId, first: u32, count: u32) {
	let ancestor = |item| Ancestor { id: IpId::new(7, item), rate: Perbill::zero() };
	Royalties::pretend(ip, (first..first + count).map(ancestor).collect());
}

#[test]
fn derivative_should_have_sixteen_parents_when_asked() {
	build_and_execute(|| {
		let parents: Vec<_> = (0..16)
			.map(|percent| {
				let (ip, id) = licensor(remix(percent % 7));
				by_terms(ip, id)
			})
			.collect();
		let child = derived(&parents);
		let (stack, total) = Stacks::<Test>::get(child).unwrap();
		assert_eq!((stack.len(), total), (16, Perbill::from_percent(43)));
		// Seven different terms, each attached once.
		assert_eq!(Licensing::attached(child).len(), 7);
		let seventeen = vec![parents[0]; 17];
		assert!(ParentClaims::try_from(seventeen).is_err());
	});
}

#[test]
fn derivative_should_have_all_ancestors_when_it_has_1024() {
	build_and_execute(|| {
		let (a, id) = licensor(remix(0));
		let (b, _) = licensor(remix(0));
		pretend_many(a, 0, 700);
		// 322 of its own and 378 in common.
		pretend_many(b, 322, 700);
		let child = derived(&[by_terms(a, id), by_terms(b, id)]);
		assert_eq!(Stacks::<Test>::get(child).unwrap().0.len(), MAX_ANCESTORS as usize);
		let fresh = create(BOB);
		assert_noop!(derive(fresh, &[by_terms(child, id)]), Error::MaxAncestorsExceeded);
	});
}

#[test]
fn registration_should_be_refused_when_there_are_1025_ancestors() {
	build_and_execute(|| {
		let (a, id) = licensor(remix(0));
		let (b, _) = licensor(remix(0));
		pretend_many(a, 0, 700);
		pretend_many(b, 323, 700);
		let fresh = create(BOB);
		assert_noop!(derive(fresh, &[by_terms(a, id), by_terms(b, id)]), Error::MaxAncestorsExceeded);
	});
}

#[test]
fn diamonds_should_owe_fifteen_percent_when_five_are_stacked() {
	build_and_execute(|| {
		let (root, id) = licensor(remix(1));
		let mut bottom = root;
		for _ in 0..5 {
			let left = derived(&[by_terms(bottom, id)]);
			let right = derived(&[by_terms(bottom, id)]);
			bottom = derived(&[by_terms(left, id), by_terms(right, id)]);
		}
		assert_eq!(Owners::<Test>::iter().count(), 16);
		let (stack, total) = Stacks::<Test>::get(bottom).unwrap();
		assert_eq!((stack.len(), total), (15, Perbill::from_percent(15)));
		assert!(stack.iter().all(|ancestor| ancestor.rate == Perbill::from_percent(1)));
		assert_ok!(Licensing::quote_license(bottom, id, 1).map(|quote| {
			assert_eq!((quote.share, quote.total), (Perbill::from_percent(1), Perbill::from_percent(16)));
		}));
	});
}
