use crate::{mock::*, types::Run, *};
use atelier_primitives::ip::IpId;
use frame_support::{assert_noop, assert_ok, dispatch::GetDispatchInfo};
use sp_runtime::DispatchError;

fn credited() -> Vec<(IpId, IpId, u128)> {
	let credit = |event| match event {
		RuntimeEvent::Royalties(Event::Credited { ip, from, amount }) => Some((ip, from, amount)),
		_ => None,
	};
	System::events().into_iter().filter_map(|record| credit(record.event)).collect()
}

#[test]
fn settlement_should_credit_every_ancestor_when_there_is_a_diamond() {
	build_and_execute(|| {
		let top = Ips::mint(0, ALICE);
		let left = derive(1, BOB, &[(top, 10)]);
		let right = derive(2, CAROL, &[(top, 10)]);
		let bottom = derive(3, DAVE, &[(left, 20), (right, 5)]);
		pay(bottom, 10_000);
		assert_ok!(Royalties::settle(signed(PAYER), bottom, 64));
		// Of 9,900 after the fee. The top counts once.
		assert_eq!(credited(), [(top, bottom, 990), (left, bottom, 1_980), (right, bottom, 495)]);
		assert_eq!(last_event(), Event::Settled { ip: bottom, gross: 9_900 }.into());
		let claimable = [(top, ALICE), (left, BOB), (right, CAROL), (bottom, DAVE)];
		assert_eq!(claimable.map(|(ip, who)| Royalties::claimable(ip, who)), [990, 1_980, 495, 6_435]);
		// What comes from below does not go up a second time.
		assert_noop!(settle(left, 64), Error::<Test>::NothingToSettle);
		assert_eq!(balance(TREASURY), 100);
	});
}

#[test]
fn settlement_should_go_on_where_it_stopped_when_chunks_are_small() {
	build_and_execute(|| {
		let child = derive_from_many(100);
		pay(child, 1_000_000_000);
		assert_ok!(Royalties::settle(signed(PAYER), child, 63));
		let run = Some(Run { target: 990_000_000, next: 63, credited: 63 * 990 });
		assert_eq!(Pools::<Test>::get(child).unwrap().run, run);
		assert_eq!(credited().len(), 63);
		assert_exact();

		// The target stands still while the run is open.
		pay(child, 1_000_000_000);
		assert_ok!(Royalties::settle(signed(PAYER), child, 36));
		let run = Some(Run { target: 990_000_000, next: 99, credited: 99 * 990 });
		assert_eq!(Pools::<Test>::get(child).unwrap().run, run);
		assert_exact();
		assert_ok!(Royalties::settle(signed(PAYER), child, 5));
		let pool = Pools::<Test>::get(child).unwrap();
		assert_eq!((pool.settled, pool.run), (990_000_000, None));
		assert!(credited().iter().all(|(_, _, amount)| *amount == 990));
		assert_eq!(credited().len(), 100);

		assert_ok!(Royalties::settle(signed(PAYER), child, 64));
		assert_ok!(Royalties::settle(signed(PAYER), child, 64));
		assert_eq!(Pools::<Test>::get(child).unwrap().settled, 1_980_000_000);
		assert!((1..=100).all(|i| Royalties::claimable(IpId::new(0, i), ALICE) == 1_980));
	});
}

#[test]
fn settlement_should_touch_no_pool_when_it_would_credit_zero() {
	build_and_execute(|| {
		let child = derive_from_many(10);
		pay(child, 100_000);
		assert_ok!(Royalties::settle(signed(PAYER), child, 64));
		assert_eq!(Pools::<Test>::iter_keys().collect::<Vec<_>>(), [child]);
		assert_eq!(credited(), []);
		// The reserve of ten millionths of 99,000 stays: no ancestor has a whole unit yet.
		assert_eq!(Pools::<Test>::get(child).unwrap().settled, 99_000);
	});
}

#[test]
fn settlement_should_cost_what_it_did_when_fewer_ancestors_are_left() {
	build_and_execute(|| {
		let child = derive_from_many(3);
		pay(child, 1_000_000_000);
		let charged = |limit| {
			let post = Royalties::settle(signed(PAYER), child, limit).unwrap();
			post.actual_weight.unwrap()
		};
		assert_eq!([charged(2), charged(64)], [weight(502), weight(501)]);
		let call = pallet::Call::<Test>::settle { ip: child, limit: u32::MAX };
		assert_eq!(call.get_dispatch_info().call_weight, weight(564));
	});
}

#[test]
fn settlement_should_hand_over_fees_when_there_are_no_ancestors() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		pay(ip, 10_000);
		assert_ok!(Royalties::settle(signed(PAYER), ip, 64));
		assert_eq!(last_event(), Event::FeesCollected { ip, amount: 100 }.into());
		assert_eq!(balance(TREASURY), 100);
		assert_noop!(settle(ip, 64), Error::<Test>::NothingToSettle);
	});
}

#[test]
fn settlement_should_only_hand_over_fees_when_the_limit_is_zero() {
	build_and_execute(|| {
		let child = derive(1, BOB, &[(Ips::mint(0, ALICE), 10)]);
		pay(child, 10_000);
		assert_ok!(Royalties::settle(signed(PAYER), child, 0));
		assert_eq!(Pools::<Test>::get(child).unwrap().run, None);
		assert_eq!((balance(TREASURY), credited().len()), (100, 0));
		assert_noop!(settle(child, 0), Error::<Test>::NothingToSettle);
	});
}

#[test]
fn fees_should_stay_when_the_collector_cannot_receive_them() {
	build_and_execute(|| {
		let child = derive(1, BOB, &[(Ips::mint(0, ALICE), 10)]);
		pay(child, 100 * (ED - 1));
		// The ancestors are not kept waiting.
		assert_ok!(Royalties::settle(signed(PAYER), child, 64));
		assert_eq!((balance(TREASURY), Pools::<Test>::get(child).unwrap().fees), (0, ED - 1));
		assert_eq!(credited().len(), 1);
		assert_noop!(settle(child, 64), Error::<Test>::NothingToSettle);
		pay(child, 100);
		assert_ok!(Royalties::settle(signed(PAYER), child, 64));
		assert_eq!((balance(TREASURY), Pools::<Test>::get(child).unwrap().fees), (ED, 0));
	});
}

#[test]
fn fees_should_stay_when_the_collector_is_the_account_of_the_pallet() {
	build_and_execute(|| {
		let ip = Ips::mint(0, ALICE);
		pay(ip, 10_000);
		FeeCollector::set(Royalties::account());
		assert_noop!(settle(ip, 1), Error::<Test>::NothingToSettle);
	});
}

#[test]
fn settlement_should_park_money_when_an_ancestor_is_gone() {
	build_and_execute(|| {
		let (gone, there) = (Ips::mint(0, ALICE), Ips::mint(1, BOB));
		let child = derive(2, CAROL, &[(gone, 10), (there, 10)]);
		Ips::burn(gone);
		pay(child, 10_000);
		assert_ok!(Royalties::settle(signed(PAYER), child, 64));
		assert_eq!(Royalties::claimable(there, BOB), 990);
		let parked = Pools::<Test>::get(gone).unwrap();
		assert_eq!((parked.total_score, parked.members), (0, 0));
		assert_exact();

		// The first members get it.
		Ips::mint(0, ALICE);
		set_scores(gone, &[(DAVE, 3), (BOB, 1)]);
		assert_eq!([DAVE, BOB].map(|who| Royalties::claimable(gone, who)), [742, 247]);
	});
}

#[test]
fn income_below_should_count_when_it_is_credited() {
	build_and_execute(|| {
		ProtocolFee::set(Default::default());
		let parent = Ips::mint(0, ALICE);
		let child = derive(1, CAROL, &[(parent, 50)]);
		let settle = || must(settle(child, 64));
		pay(child, 1_000);
		settle();
		pay(child, 1_000);
		// The second half is not there yet when the scores change.
		set_scores(parent, &[(ALICE, 0), (BOB, 1)]);
		settle();
		assert_eq!([ALICE, BOB].map(|who| Royalties::claimable(parent, who)), [500, 500]);
	});
}

#[test]
fn settlement_should_be_refused_when_nothing_is_due() {
	build_and_execute(|| {
		let parent = Ips::mint(0, ALICE);
		assert_noop!(settle(parent, 1), Error::<Test>::NotFound);
		let child = derive(1, BOB, &[(parent, 10)]);
		assert_noop!(settle(child, 1), Error::<Test>::NothingToSettle);
		assert_noop!(settle(child, 65), Error::<Test>::MaxChunkExceeded);
		assert_noop!(Royalties::settle(RuntimeOrigin::root(), child, 1), DispatchError::BadOrigin);
	});
}

#[test]
fn settlement_should_have_nothing_to_do_when_all_rates_are_zero() {
	build_and_execute(|| {
		let child = derive(1, BOB, &[(Ips::mint(0, ALICE), 0)]);
		pay(child, 10_000);
		assert_ok!(Royalties::settle(signed(PAYER), child, 64));
		assert_noop!(settle(child, 64), Error::<Test>::NothingToSettle);
	});
}

#[test]
fn settlement_should_cost_what_it_looked_at_when_nothing_is_due() {
	build_and_execute(|| {
		let charged = |ip, limit| {
			let error = Royalties::settle(signed(PAYER), ip, limit).unwrap_err();
			(error.error, error.post_info.actual_weight)
		};
		let cheap = |error: Error<Test>| (error.into(), Some(MockWeights::settle_nothing()));
		let parent = Ips::mint(0, ALICE);
		let child = derive(1, BOB, &[(parent, 10)]);
		assert_eq!(charged(parent, 64), cheap(Error::NotFound));
		assert_eq!(charged(child, 64), cheap(Error::NothingToSettle));
		assert_eq!(charged(child, 65), cheap(Error::MaxChunkExceeded));
		// Fees that the collector cannot receive are nothing to settle either.
		pay(parent, 100 * (ED - 1));
		assert_eq!(charged(parent, 64), cheap(Error::NothingToSettle));
	});
}
