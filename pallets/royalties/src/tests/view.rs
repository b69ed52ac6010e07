use crate::{mock::*, types::FOUNDER_SCORE, *};
use atelier_primitives::ip::IpId;
use frame_support::{assert_noop, assert_ok};

#[test]
fn quote_should_be_what_everybody_gets_when_it_is_paid_and_settled() {
	build_and_execute(|| {
		let top = Ips::mint(0, ALICE);
		let middle = derive(1, BOB, &[(top, 7)]);
		let child = derive(2, CAROL, &[(middle, 13)]);
		set_scores(child, &[(CAROL, 3), (DAVE, 5), (7, 9)]);
		for (before, amount) in [(0, 1_003), (17, 1), (1_000_001, 999), (3, 77_777)] {
			if before > 0 {
				pay(child, before);
				let _ = Royalties::settle(signed(PAYER), child, 64);
			}
			let claimable = || [CAROL, DAVE, 7].map(|who| Royalties::claimable(child, who));
			let (quote, start) = (Royalties::quote_payment(child, amount).unwrap(), claimable());
			System::reset_events();
			pay(child, amount);
			let _ = Royalties::settle(signed(PAYER), child, 64);

			let credited = |ancestor| {
				let is_it = |event: &RuntimeEvent| match event {
					RuntimeEvent::Royalties(Event::Credited { ip, amount, .. }) if *ip == ancestor => Some(*amount),
					_ => None,
				};
				System::events().iter().find_map(|record| is_it(&record.event)).unwrap_or(0)
			};
			assert_eq!(quote.ancestors, [top, middle].map(|ip| (ip, credited(ip))));
			let mut members = quote.members.clone();
			members.sort();
			let grown = claimable().into_iter().zip(start).map(|(after, before)| after - before);
			assert_eq!(members, [CAROL, DAVE, 7].into_iter().zip(grown).collect::<Vec<_>>());
			assert_eq!(quote.fee + quote.upstream + quote.members_total, amount);
			assert!(!quote.has_more_members);
		}
	});
}

#[test]
fn quote_should_change_nothing_when_nobody_has_paid_yet() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		let quote = Royalties::quote_payment(ip, 1_000).unwrap();
		assert_eq!((quote.fee, quote.upstream, quote.members), (10, 0, vec![(ALICE, 990)]));
		assert_eq!(Pools::<Test>::iter().count(), 0);
		assert_eq!(Royalties::quote_payment(IpId::new(7, 7), 1_000), None);
		pay(ip, 1);
		assert_eq!(Royalties::quote_payment(ip, u128::MAX), None);
	});
}

#[test]
fn views_should_be_bounded_when_there_are_many_members() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		for i in 0..5 {
			let list: Vec<_> = (0..64).map(|j| (1_000 + 64 * i + j, 1)).collect();
			set_scores(ip, &list);
		}
		let quote = Royalties::quote_payment(ip, 1_000).unwrap();
		assert_eq!((quote.members.len(), quote.has_more_members), (256, true));

		let (mut all, mut cursor) = (vec![], None);
		loop {
			let page = Royalties::scores(ip, cursor, 100);
			all.extend(page.items);
			match page.next {
				Some(next) => cursor = Some(next),
				None => break,
			}
		}
		assert_eq!(all.len(), 321);
		assert_eq!(all.iter().map(|(_, score)| u128::from(*score)).sum::<u128>(), u128::from(FOUNDER_SCORE) + 320);
		all.sort();
		all.dedup();
		assert_eq!(all.len(), 321);
	});
}

#[test]
fn views_should_show_the_creator_when_the_ip_is_fresh() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		let page = Royalties::scores(ip, None, 10);
		assert_eq!((page.items, page.next), (vec![(ALICE, 1 << 20)], None));
		assert_eq!(Royalties::scores(ip, Some(ALICE), 10).items, []);
		let pool = Royalties::pool(ip).unwrap();
		assert_eq!((pool.total_score, pool.members, pool.received), (1 << 20, 1, 0));
		assert_eq!(pool.authority, Some(ALICE));
		assert_eq!(Royalties::claimable(ip, ALICE), 0);
	});
}

#[test]
fn views_should_be_empty_when_there_is_no_such_ip() {
	build_and_execute(|| {
		let ip = IpId::new(7, 7);
		assert_eq!(Royalties::scores(ip, None, 10).items, []);
		assert_eq!(Royalties::pool(ip), None);
		assert_eq!(Royalties::stack(ip).ancestors.len(), 0);
	});
}

#[test]
fn summary_should_follow_the_money_when_the_ip_is_paid_and_settled() {
	build_and_execute(|| {
		let child = derive(1, BOB, &[(Ips::mint(0, ALICE), 10)]);
		pay(child, 1_000);
		let pool = Royalties::pool(child).unwrap();
		assert_eq!((pool.received, pool.gross, pool.pending, pool.settled), (1_000, 990, 99, 0));
		assert_ok!(Royalties::settle(signed(PAYER), child, 1));
		let pool = Royalties::pool(child).unwrap();
		assert_eq!((pool.fees, pool.pending, pool.settled), (0, 0, 990));
		assert_noop!(settle(child, 1), Error::<Test>::NothingToSettle);
		assert_eq!(Royalties::stack(child).total, pool.stack);
	});
}
