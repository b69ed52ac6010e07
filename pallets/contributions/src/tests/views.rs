use crate::mock::*;
use atelier_primitives::IpId;
use frame_support::assert_ok;

#[test]
fn authority_should_be_the_owner_when_the_pool_names_none() {
	build_and_execute(|| {
		let (named, owned) = (mint(ALICE), mint_for_owner(ALICE));
		for ip in [named, owned] {
			Owners::<Test>::insert(ip, DAVE);
		}
		let authorities = [named, owned, IpId::new(7, 7)].map(Contributions::authority);
		assert_eq!(authorities, [Some(ALICE), Some(DAVE), None]);
	});
}

#[test]
fn contributions_should_be_listed_when_asked() {
	build_and_execute(|| {
		let ip = mint(ALICE);
		for n in 0..3 {
			assert_ok!(submit(ALICE, BOB, ip, claim(BOB, n)));
		}
		let page = Contributions::contributions(ALICE, None, 2);
		let rest = Contributions::contributions(ALICE, page.next, 2);
		let ids: Vec<_> = page.items.iter().chain(&rest.items).map(|info| info.id).collect();
		assert_eq!((ids, rest.next), (vec![2, 1, 0], None));
		assert_eq!(page.items[0].contribution.deposit.who, BOB);
		assert_eq!(Contributions::contributions(DAVE, None, 2).items, []);
	});
}

#[test]
fn contributions_should_be_on_one_page_when_the_sequence_starts_late() {
	build_and_execute(|| {
		NextSequenceStart::<Test>::put(1_000_000);
		let ip = mint(ALICE);
		for n in 0..3 {
			assert_ok!(submit(ALICE, BOB, ip, claim(BOB, n)));
		}
		assert_ok!(Contributions::withdraw(signed(BOB), ALICE, 1_000_001));
		let page = Contributions::contributions(ALICE, None, 9);
		let ids: Vec<_> = page.items.iter().map(|info| info.id).collect();
		assert_eq!((ids, page.next), (vec![1_000_002, 1_000_000], None));
		let page = Contributions::contributions(ALICE, None, 1);
		assert_eq!(page.next, Some(1_000_002));
		assert_eq!(Contributions::contributions(ALICE, page.next, 1).items[0].id, 1_000_000);
		assert_eq!(Contributions::contributions(ALICE, Some(5), 1).items, []);
	});
}

#[test]
fn curators_should_be_listed_when_asked() {
	build_and_execute(|| {
		for (who, limit) in [(BOB, 5), (CAROL, 7)] {
			assert_ok!(Contributions::set_curator(signed(ALICE), who, Some(limit)));
		}
		let page = Contributions::curators(ALICE, None, 1);
		let rest = Contributions::curators(ALICE, page.next, 1);
		let mut all: Vec<_> = page.items.iter().chain(&rest.items).map(|info| (info.who, info.limit)).collect();
		all.sort();
		assert_eq!((all, rest.next), (vec![(BOB, 5), (CAROL, 7)], None));
		assert_eq!(Contributions::curators(DAVE, None, 9).items, []);
	});
}
