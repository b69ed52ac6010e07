use super::*;
use atelier_primitives::provenance::ArtifactKind;

const NEW: IpId = IpId::new(3, 0);

#[test]
fn creator_should_stay_when_the_ip_is_sold() {
	execute(|| {
		Ips::create_collection(NEW.collection, CAROL);
		let (own, other) = (Ips::mint(0, ALICE), Ips::mint_at(NEW, ALICE));
		Ips::sell(own, BOB);
		assert_eq!((Ips::owner(&own), Ips::creator(&own)), (Some(BOB), Some(ALICE)));
		assert_eq!((Ips::owner(&other), Ips::creator(&other)), (Some(ALICE), Some(CAROL)));
		Ips::burn(own);
		assert_eq!((Ips::owner(&own), Ips::creator(&own)), (None, None));
		assert_eq!(Ips::mint_next(own.collection, BOB).item, 1);
	});
}

#[test]
fn permission_should_end_when_its_grantor_is_gone_or_revokes_it() {
	execute(|| {
		let ip = Ips::mint(0, ALICE);
		let permitted = |who| Ips::is_permitted(&who, &ip, Permission::Trade);
		assert_eq!([ALICE, BOB, Ips::account(&ip)].map(permitted), [true, false, true]);
		Ips::permit(ip, BOB, Permission::Trade);
		assert!(permitted(BOB) && !Ips::is_permitted(&BOB, &ip, Permission::Scores));
		Ips::sell(ip, CAROL);
		assert_eq!([ALICE, BOB, CAROL].map(permitted), [false, false, true]);
		Ips::sell(ip, ALICE);
		Ips::revoke(ip);
		assert!(!permitted(BOB));
		Ips::burn(ip);
		assert!(!permitted(ALICE) && !permitted(Ips::account(&ip)));
	});
}

#[test]
fn transfer_should_be_refused_when_the_real_one_would_be() {
	execute(|| {
		let ip = Ips::mint(0, ALICE);
		let transfer = |from, to| Ips::transfer(&ip, &from, &to);
		assert_noop!(Ips::transfer(&NEW, &ALICE, &BOB), error::NOT_FOUND);
		assert_noop!(transfer(BOB, CAROL), error::NOT_OWNER);
		assert_noop!(transfer(ALICE, ALICE), error::SAME_OWNER);
		assert_noop!(transfer(ALICE, Ips::account(&ip)), error::CYCLIC_OWNERSHIP);
		assert_ok!(transfer(ALICE, BOB));
		assert_eq!(Ips::owner(&ip), Some(BOB));
		// The account of no IP asset is one like others.
		assert_ok!(transfer(BOB, Ips::account(&NEW)));
	});
}

#[test]
fn transfer_should_be_refused_when_the_recipient_is_too_deep() {
	execute(|| {
		let mut holder = Ips::mint(0, ALICE);
		for item in 1..crate::ips::MAX_NESTING {
			holder = Ips::mint(item, Ips::account(&holder));
		}
		let ip = Ips::mint(100, ALICE);
		assert_ok!(Ips::transfer(&ip, &ALICE, &Ips::account(&holder)));
		let last = Ips::mint(101, ALICE);
		assert_noop!(Ips::transfer(&last, &ALICE, &Ips::account(&ip)), error::MAX_NESTING_EXCEEDED);
	});
}

#[test]
fn transfer_should_be_refused_when_what_asks_for_a_royalty_goes_into_an_ip() {
	execute(|| {
		Ips::create_collection(NEW.collection, ALICE);
		Policies::set(NEW.collection, RoyaltyPolicy { rate: sp_runtime::Perbill::one(), floor: 1 });
		let (holder, ip) = (Ips::mint(0, ALICE), Ips::mint_at(NEW, ALICE));
		let transfer = || Ips::transfer(&ip, &ALICE, &Ips::account(&holder));
		assert_noop!(transfer(), error::HOLDER_NOT_ALLOWED);
		Policies::clear(NEW.collection);
		assert_ok!(transfer());
	});
}

#[test]
fn mint_should_need_a_collection_and_a_claim_when_called_by_others() {
	execute(|| {
		let mint = |who| {
			<Ips as IpMint<_>>::mint(
				&who,
				NEW.collection,
				None,
				Some(digest(1)),
				Default::default(),
				sp_runtime::Perbill::zero(),
			)
		};
		assert_noop!(mint(ALICE), error::NOT_FOUND);
		Ips::create_collection(NEW.collection, ALICE);
		assert_noop!(mint(ALICE), error::NOT_FOUND);
		for who in [ALICE, BOB] {
			Provenance::register(digest(1), &who, ArtifactKind::Work);
		}
		assert_noop!(mint(BOB), error::NOT_AUTHORIZED);
		assert_eq!(mint(ALICE), Ok(NEW));
		assert_eq!((Ips::owner(&NEW), Ips::of_claim(&digest(1), &ALICE)), (Some(ALICE), Some(NEW)));
		assert_noop!(mint(ALICE), error::ALREADY_EXISTS);
	});
}

#[test]
fn trait_should_need_a_permission_when_it_is_set() {
	execute(|| {
		let ip = Ips::mint(0, ALICE);
		let value = TraitValue { output: digest(1), job: [1; 32] };
		let set = |who| <Ips as IpTraits<_>>::set(&who, &ip, TraitKey::default(), value);
		assert_noop!(set(BOB), error::NOT_AUTHORIZED);
		Ips::permit(ip, BOB, Permission::Metadata);
		assert_ok!(set(BOB));
		assert_eq!(Ips::traits(), [(BOB, ip, TraitKey::default(), value)]);
	});
}

#[test]
fn burning_should_be_refused_when_somebody_keeps_something() {
	execute(|| {
		let ip = Ips::mint(0, ALICE);
		Keeper::need(ip);
		assert_noop!(Ips::burn_with_consent::<Keeper>(ip), error::NEEDED);
	});
}
