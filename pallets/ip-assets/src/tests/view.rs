use super::*;
use alloc::collections::BTreeSet;

#[test]
fn ip_should_show_everything_when_it_exists() {
	build_and_execute(|| {
		System::set_block_number(4);
		let ip = mint_in(collection_of(&alice()), &bob());
		let info = IpAssets::ip(ip).unwrap();
		assert_eq!(
			info,
			IpInfo {
				owner: bob(),
				wrapped: false,
				account: IpAssets::account(&ip),
				creator: alice(),
				collection_creator: alice(),
				provenance: None,
				label: ProvenanceLabel::Without,
				metadata: metadata("ipfs://ip"),
				frozen: false,
				owner_share: Perbill::zero(),
				revision: 0,
				moves: 0,
				minted_at: 4,
				deposit: info.deposit.clone(),
			}
		);
		assert_eq!((&info.deposit.who, info.deposit.amount), (&alice(), IpAssets::ip_deposit()));
		assert_ok!(IpAssets::freeze_metadata(signed(bob()), ip));
		for (to, wrapped) in [(studio(), true), (IpAssets::account(&ip_of(&alice())), true), (carol(), false)] {
			let owner = IpAssets::owner(&ip).unwrap();
			assert_ok!(<IpAssets as IpTransfer<_>>::transfer(&ip, &owner, &to));
			assert_eq!(IpAssets::ip(ip).unwrap().wrapped, wrapped);
		}
		let info = IpAssets::ip(ip).unwrap();
		assert_eq!((info.revision, info.moves), (1, 3));
		assert_eq!(IpAssets::ip(IpId::new(9, 9)), None);
	});
}

#[test]
fn label_should_follow_the_claim_when_it_changes() {
	build_and_execute(|| {
		let collection = collection_of(&alice());
		Provenance::register(digest(1), &alice(), ArtifactKind::Work);
		let (ip, _) =
			IpAssets::do_mint(alice(), collection, None, Some(digest(1)), metadata(""), Perbill::zero()).unwrap();
		let label = || IpAssets::ip(ip).unwrap().label;
		assert_eq!(label(), ProvenanceLabel::Claimed(ArtifactKind::Work));
		Provenance::entitle(digest(1), &bob());
		assert_eq!(label(), ProvenanceLabel::Claimed(ArtifactKind::Work));
		Provenance::entitle(digest(1), &alice());
		assert_eq!(label(), ProvenanceLabel::Entitled(ArtifactKind::Work));
		Provenance::revoke(digest(1), &alice());
		assert_eq!(label(), ProvenanceLabel::Withdrawn);
	});
}

#[test]
fn collection_should_show_its_creator_when_it_exists() {
	build_and_execute(|| {
		let collection = collection_of(&alice());
		assert_eq!(IpAssets::collection(collection).unwrap().creator, alice());
		assert_eq!(IpAssets::collection(9), None);
	});
}

#[test]
fn grants_should_be_complete_when_read_page_by_page() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		for agent in 10..15 {
			let trade = permissions(&[Act::Trade(1)]);
			assert_ok!(IpAssets::grant_permission(signed(alice()), ip, account(agent), trade, u64::from(agent)));
		}
		System::set_block_number(12);
		let (mut seen, mut cursor) = (BTreeSet::new(), None);
		loop {
			let page = IpAssets::grants(ip, cursor, 2);
			for info in page.items {
				assert_eq!(info.live, info.expires > 12);
				assert!(seen.insert(info.agent));
			}
			cursor = page.next;
			if cursor.is_none() {
				break;
			}
		}
		assert_eq!(seen, (10..15).map(account).collect());
	});
}

#[test]
fn ips_of_should_find_each_minted_claim_when_several_claim_the_artifact() {
	build_and_execute(|| {
		let mut minted = BTreeSet::new();
		for who in [alice(), bob(), carol()] {
			let collection = collection_of(&who);
			Provenance::register(digest(1), &who, ArtifactKind::Work);
			minted.insert(
				IpAssets::do_mint(who, collection, None, Some(digest(1)), metadata(""), Perbill::zero()).unwrap().0,
			);
		}
		let first = IpAssets::ips_of(digest(1), None, 2);
		let second = IpAssets::ips_of(digest(1), first.next, 2);
		assert_eq!((first.items.len(), second.items.len(), second.next), (2, 1, None));
		assert_eq!(first.items.into_iter().chain(second.items).collect::<BTreeSet<_>>(), minted);
		assert!(IpAssets::ips_of(digest(2), None, 2).items.is_empty());
	});
}
