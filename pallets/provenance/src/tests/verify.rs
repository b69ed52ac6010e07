use crate::{mock::*, tests::scenario::*, *};
use frame_support::assert_ok;

fn revoke(n: u8, artifact: u16) {
	assert_ok!(Provenance::set_status(signed(n), digest(artifact), revoked()));
}

#[test]
fn verification_should_be_empty_when_nobody_registered_the_digest() {
	build_and_execute(|| {
		let expected =
			Verification { claims: vec![], entitled: None, standing: Standing::Unclaimed, revoked_above: vec![] };
		assert_eq!(Provenance::verify(digest(1)), expected);
		assert_eq!(Provenance::ancestry(digest(1)), []);
	});
}

#[test]
fn verification_should_hold_each_claim_with_its_edges_and_record_when_there_are_several() {
	build_and_execute(|| {
		register_model_and_adapter();
		assert_ok!(register(5, work(3)));
		assert_ok!(register(6, component(3, &[1])));
		assert_ok!(Provenance::attest(RuntimeOrigin::root(), digest(3), account(6), [0; 32]));
		let verification = Provenance::verify(digest(3));
		let claims: Vec<_> = verification.claims.iter().map(|details| details.claim.owner.clone()).collect();
		assert_eq!(claims, accounts(&[6, 5]));
		assert_eq!(verification.claims[0].edges, component(3, &[1]).edges);
		assert_eq!(verification.claims[0].record, None);
		assert_eq!(verification.claims[1].edges, work(3).edges);
		assert_eq!(verification.claims[1].record, Records::<Test>::get(digest(3), account(5)));
		assert_eq!(verification.entitled, Some(account(6)));
	});
}

#[test]
fn revocations_should_be_seen_from_everything_below_when_walking_up() {
	build_and_execute(|| {
		assert_ok!(register(0, component(1, &[])));
		assert_ok!(register(1, component(1, &[])));
		assert_ok!(register(0, component(2, &[1])));
		assert_ok!(register(0, component(3, &[1])));
		assert_ok!(register(0, derived(6, &[(1, 1)])));
		assert_ok!(register(0, component(4, &[2, 3, 6])));
		assert_ok!(register(0, component(5, &[2])));
		revoke(1, 1);
		revoke(0, 3);
		revoke(0, 4);
		let above = |n| Provenance::verify(digest(n)).revoked_above;
		assert_eq!(above(4), [(digest(3), account(0)), (digest(1), account(1))]);
		assert_eq!(above(6), [(digest(1), account(1))]);
		// What was revoked is another's claim of their parent.
		assert_eq!([above(1), above(2), above(5)], [vec![], vec![], vec![]]);
	});
}

fn ancestors(n: u16) -> Vec<(u16, u8, u32)> {
	let number = |wanted| (0..1000).find(|n| digest(*n) == wanted).unwrap();
	let owner = |wanted| (0..ACCOUNTS).find(|n| account(*n) == wanted).unwrap();
	let found = Provenance::ancestry(digest(n)).into_iter();
	found.map(|ancestor| (number(ancestor.digest), owner(ancestor.owner), ancestor.depth)).collect()
}

#[test]
fn ancestry_should_hold_each_claim_once_with_its_shortest_way_when_there_is_a_diamond() {
	build_and_execute(|| {
		assert_ok!(register(0, component(1, &[])));
		assert_ok!(register(0, component(2, &[1])));
		assert_ok!(register(1, component(2, &[])));
		assert_ok!(register(0, component(3, &[2])));
		assert_ok!(register(0, component(4, &[3])));
		assert_ok!(register(1, component(4, &[2])));
		assert_eq!(ancestors(4), [(3, 0, 1), (2, 0, 1), (1, 0, 2)]);
		assert_ok!(register(2, derived(4, &[(2, 1)])));
		assert_eq!(ancestors(4), [(3, 0, 1), (2, 0, 1), (2, 1, 1), (1, 0, 2)]);
	});
}

#[test]
fn lineage_should_stay_when_others_claim_the_ancestors() {
	build_and_execute(|| {
		assert_ok!(register(0, component(1, &[])));
		assert_ok!(register(0, component(2, &[1])));
		let above = ancestors(2);
		assert_ok!(register(0, component(3, &[])));
		assert_ok!(register(1, component(1, &[3])));
		assert_eq!(ancestors(2), above);
	});
}

#[test]
fn revocations_should_all_be_seen_when_claims_with_many_ancestors_are_put_beside() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(register(0, component(2, &[1])));
		assert_ok!(Provenance::set_status(signed(0), digest(1), revoked()));
		// Seven claims, each with as many ancestors of its own as there can be.
		for k in 0..7u8 {
			let first = 100 + 128 * u16::from(k);
			for n in first..first + 128 {
				let parents: Vec<_> = (first..n).rev().take(16).map(|parent| (parent, k + 1)).collect();
				assert_ok!(register(k + 1, derived(n, &parents)));
			}
			assert_ok!(register(k + 1, derived(3, &[(first + 127, k + 1)])));
		}
		assert_ok!(register(10, component(3, &[2])));
		assert_eq!(Provenance::verify(digest(3)).revoked_above, [(digest(1), account(0))]);
		assert_eq!(Provenance::ancestry(digest(3)).len(), 7 * MAX_ANCESTORS as usize + 2);
	});
}

#[test]
fn verification_should_show_what_stands_in_the_way_when_a_claim_is_not_settled() {
	build_and_execute(|| {
		assert_ok!(register(0, model(1)));
		assert_ok!(register(1, model(1)));
		assert_ok!(pin(1, 1));
		assert_ok!(oppose(1, 1, 0));
		let shown = |n: usize| {
			let Verification { mut claims, standing, .. } = Provenance::verify(digest(1));
			(standing, claims.swap_remove(n))
		};
		let (standing, first) = shown(0);
		assert_eq!(standing, Standing::Open(account(0)));
		assert_eq!((first.claim.settlement.settles_at, first.settled, first.contested), (51, false, false));
		let hearing = first.hearing.unwrap();
		assert_eq!((hearing.ends_at, hearing.oppositions[0].evidence), (51, [1; 32]));
		assert_eq!((first.claim.pinned, shown(1).1.claim.pinned), (false, true));
		run_to(51);
		assert_ok!(end_opposition(1, 0));
		assert!(shown(0).1.contested && !shown(0).1.settled && !shown(1).1.contested);
		assert_ok!(decide(1, 0, Verdict::Rejected));
		assert!(shown(0).1.settled && !shown(0).1.contested);
		assert_eq!(shown(0).0, Standing::Entitled(account(0)));
	});
}
