use crate::{mock::*, tests::scenario::*, AttachedCount, Attachments};
use frame_support::{assert_noop, assert_ok};

#[test]
fn burning_should_return_the_deposits_when_only_terms_are_left() {
	build_and_execute(|| {
		let ids: Vec<_> = (0..16).map(|percent| register(remix(percent))).collect();
		let before = held(ALICE);
		let (ip, other) = (create(ALICE), create(ALICE));
		for percent in 0..16 {
			attach(ip, remix(percent));
		}
		attach(other, remix(0));
		let one = (held(ALICE) - before) / 17;
		assert_ok!(Ips::burn_with_consent::<Licensing>(ip));
		assert_eq!(held(ALICE), before + one);
		assert_eq!(Attachments::<Test>::iter_prefix(ip).count(), 0);
		assert!(!AttachedCount::<Test>::contains_key(ip));
		assert_eq!(ids.iter().map(|id| crate::Terms::<Test>::get(id).unwrap().attachments).sum::<u32>(), 1);
	});
}

#[test]
fn burning_should_be_refused_when_the_ip_has_parents_or_children() {
	build_and_execute(|| {
		let (parent, id) = licensor(remix(5));
		let child = derived(&[by_terms(parent, id)]);
		assert_noop!(Ips::burn_with_consent::<Licensing>(parent), Error::HasChildren);
		assert_noop!(Ips::burn_with_consent::<Licensing>(child), Error::HasParents);
	});
}

#[test]
fn burning_should_be_refused_when_a_license_lives() {
	build_and_execute(|| {
		let (ip, _) = licensor(remix(5));
		let id = attach(ip, Terms { expiration: 5, ..remix(6) });
		let license = mint(ip, id, 1).unwrap();
		assert_noop!(Ips::burn_with_consent::<Licensing>(ip), Error::HasLicenses);
		// Nor can the terms be taken off: a limit, see the README.
		assert_noop!(Licensing::detach_terms(RuntimeOrigin::signed(ALICE), ip, id), Error::InUse);
		run_for(5);
		assert_noop!(Ips::burn_with_consent::<Licensing>(ip), Error::HasLicenses);
		assert_ok!(Licensing::burn_license(RuntimeOrigin::signed(ALICE), license));
		assert_ok!(Ips::burn_with_consent::<Licensing>(ip));
	});
}
