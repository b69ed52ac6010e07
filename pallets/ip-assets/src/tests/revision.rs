//! What a buyer saw is named by the revision: no act of the owner or of an agent leaves it as it was.

use super::*;
use alloc::boxed::Box;

#[test]
fn revision_should_rise_when_the_owner_or_an_agent_changes_what_a_buyer_gets() {
	build_and_execute(|| {
		let collection = collection_of(&alice());
		Provenance::register(digest(1), &alice(), ArtifactKind::Work);
		let claim = Some(digest(1));
		let (ip, _) = IpAssets::do_mint(alice(), collection, None, claim, metadata(""), Perbill::zero()).unwrap();
		let remark = || Box::new(frame_system::Call::remark { remark: vec![] }.into());
		let acts: [(&str, &dyn Fn() -> bool); 7] = [
			("grant", &|| IpAssets::grant_permission(signed(alice()), ip, bob(), permissions(&ALL), 10).is_ok()),
			("metadata", &|| IpAssets::set_metadata(signed(alice()), ip, metadata("garbage")).is_ok()),
			("by an agent", &|| IpAssets::set_metadata(signed(bob()), ip, metadata("garbage")).is_ok()),
			("freeze", &|| IpAssets::freeze_metadata(signed(alice()), ip).is_ok()),
			("act as", &|| IpAssets::act_as(signed(alice()), ip, remark()).is_ok()),
			("deprecate", &|| IpAssets::deprecate_claim(signed(alice()), ip, true).is_ok()),
			("revoke", &|| IpAssets::revoke_claim(signed(alice()), ip, Default::default()).is_ok()),
		];
		for (before, (name, act)) in acts.into_iter().enumerate() {
			assert_eq!(IpAssets::revision(&ip), before as u32, "{name}");
			assert!(act(), "{name}");
			assert_eq!(IpAssets::revision(&ip), before as u32 + 1, "{name}");
		}
		assert_eq!((IpAssets::ip(ip).unwrap().revision, IpAssets::moves(&ip)), (7, 0));
	});
}

#[test]
fn revision_should_stay_when_it_is_not_the_act_of_the_owner_or_nobody_loses() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		assert_ok!(IpAssets::grant_permission(signed(alice()), ip, bob(), permissions(&ALL), 10));
		assert_ok!(IpAssets::transfer(signed(alice()), ip, carol()));
		// Nobody voids an offer by clearing away what is void, by filling the account, or by what workers deliver.
		assert_ok!(IpAssets::revoke_permission(signed(bob()), ip, bob()));
		mint_in(ip.collection, &IpAssets::account(&ip));
		assert_ok!(traits::set(&carol(), ip, "mood", 1));
		allow_studios(ip.collection);
		assert_ok!(IpAssets::set_collection_metadata(signed(alice()), ip.collection, uri("b")));
		// What fails is no act.
		assert!(act_as(&carol(), ip, Call::<Test>::burn { ip }).is_err());
		assert_eq!((IpAssets::revision(&ip), IpAssets::moves(&ip)), (1, 1));
	});
}

#[test]
fn revision_should_rise_when_another_pallet_tells_of_an_act() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		<IpAssets as IpRevision>::bump(&ip);
		assert_eq!((IpAssets::revision(&ip), IpAssets::revision(&IpId::new(9, 9))), (1, 0));
		<IpAssets as IpRevision>::bump(&IpId::new(9, 9));
		assert!(!Ips::<Test>::contains_key(IpId::new(9, 9)));
		// It stays where it is rather than start anew.
		Ips::<Test>::mutate_extant(ip, |record| record.revision = u32::MAX);
		<IpAssets as IpRevision>::bump(&ip);
		assert_eq!(IpAssets::revision(&ip), u32::MAX);
	});
}
