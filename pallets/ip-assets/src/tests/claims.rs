//! A claim that was minted belongs to its IP asset.

use super::*;

const REASON: &[u8] = b"leaked";

fn reason() -> Reason {
	REASON.to_vec().try_into().unwrap()
}

/// An IP asset that Alice minted from her claim, and sold to Bob.
fn sold() -> IpId {
	Provenance::register(digest(1), &alice(), ArtifactKind::Model);
	let (collection, claim) = (collection_of(&alice()), Some(digest(1)));
	let minted = IpAssets::do_mint(alice(), collection, Some(bob()), claim, metadata(""), Perbill::zero());
	minted.unwrap().0
}

fn pin() -> Option<(bool, bool)> {
	Provenance::pinned(digest(1), &alice()).map(|pin| (pin.deprecated, pin.revoked))
}

#[test]
fn claim_should_be_pinned_when_it_is_minted_and_free_when_that_is_burned() {
	build_and_execute(|| {
		let ip = sold();
		assert_eq!(pin(), Some((false, false)));
		assert_ok!(IpAssets::transfer(signed(bob()), ip, carol()));
		assert_eq!(pin(), Some((false, false)));
		assert_ok!(IpAssets::burn(signed(carol()), ip));
		assert_eq!(pin(), None);
		// It can be minted, and pinned, again.
		let claim = Some(digest(1));
		assert_ok!(IpAssets::do_mint(alice(), ip.collection, None, claim, metadata(""), Perbill::zero()));
		assert_eq!(pin(), Some((false, false)));
	});
}

#[test]
fn mint_should_change_nothing_when_the_claim_cannot_be_pinned() {
	use atelier_primitives::provenance::ClaimPin;
	build_and_execute(|| {
		let collection = collection_of(&alice());
		Provenance::register(digest(1), &alice(), ArtifactKind::Work);
		assert_ok!(<Provenance as ClaimPin<_>>::pin(&digest(1), &alice()));
		let mint = IpAssets::mint(signed(alice()), collection, None, Some(digest(1)), metadata(""), Perbill::zero());
		assert_noop!(mint, atelier_testing::error::ALREADY_EXISTS);
	});
}

#[test]
fn claim_should_be_deprecated_by_the_owner_when_the_ip_asset_was_sold() {
	build_and_execute(|| {
		let ip = sold();
		assert_noop!(IpAssets::deprecate_claim(signed(alice()), ip, true), Error::<Test>::NotOwner);
		assert_ok!(IpAssets::deprecate_claim(signed(bob()), ip, true));
		System::assert_last_event(Event::ClaimDeprecated { ip, deprecated: true }.into());
		assert_eq!(pin(), Some((true, false)));
		let again = IpAssets::deprecate_claim(signed(bob()), ip, true);
		assert_noop!(again, atelier_testing::error::ALREADY_EXISTS);
		assert_ok!(IpAssets::deprecate_claim(signed(bob()), ip, false));
		assert_eq!(pin(), Some((false, false)));
	});
}

#[test]
fn seller_should_not_revoke_the_claim_when_the_ip_asset_was_sold() {
	build_and_execute(|| {
		let ip = sold();
		assert_ok!(IpAssets::grant_permission(signed(bob()), ip, carol(), permissions(&ALL), 10));
		for who in [alice(), carol(), IpAssets::account(&ip)] {
			assert_noop!(IpAssets::revoke_claim(signed(&who), ip, reason()), Error::<Test>::NotOwner);
			assert_noop!(IpAssets::deprecate_claim(signed(&who), ip, true), Error::<Test>::NotOwner);
		}
		assert_eq!(IpAssets::ip(ip).unwrap().label, ProvenanceLabel::Claimed(ArtifactKind::Model));
		assert_ok!(IpAssets::revoke_claim(signed(bob()), ip, reason()));
		System::assert_last_event(Event::ClaimRevoked { ip, reason: reason() }.into());
		assert_eq!(IpAssets::ip(ip).unwrap().label, ProvenanceLabel::Withdrawn);
		let again = IpAssets::revoke_claim(signed(bob()), ip, reason());
		assert_noop!(again, atelier_testing::error::ALREADY_EXISTS);
	});
}

#[test]
fn claim_should_be_left_alone_when_there_is_none_or_nobody_may() {
	build_and_execute(|| {
		let (ip, nothing) = (ip_of(&alice()), IpId::new(9, 9));
		let without = Error::<Test>::WithoutProvenance;
		assert_noop!(IpAssets::deprecate_claim(signed(alice()), ip, true), without);
		assert_noop!(IpAssets::revoke_claim(signed(alice()), ip, reason()), Error::<Test>::WithoutProvenance);
		assert_noop!(IpAssets::deprecate_claim(signed(alice()), nothing, true), Error::<Test>::NotFound);
		assert_noop!(IpAssets::revoke_claim(signed(alice()), nothing, reason()), Error::<Test>::NotFound);
		assert_noop!(IpAssets::deprecate_claim(RuntimeOrigin::root(), ip, true), BadOrigin);
		assert_noop!(IpAssets::revoke_claim(RuntimeOrigin::root(), ip, reason()), BadOrigin);
	});
}
