use super::*;
use atelier_primitives::ip::{IpMint, IpTraits, TraitKey, TraitValue};

pub fn key(name: &str) -> TraitKey {
	name.as_bytes().to_vec().try_into().unwrap()
}

fn value(n: u8) -> TraitValue {
	TraitValue { output: digest(n), job: [n; 32] }
}

pub fn set(who: &AccountId, ip: IpId, name: &str, n: u8) -> sp_runtime::DispatchResult {
	<IpAssets as IpTraits<_>>::set(who, &ip, key(name), value(n))
}

fn history(ip: IpId, name: &str) -> Vec<(u8, u64)> {
	let record = Traits::<Test>::get(ip, key(name)).unwrap();
	record.history.into_iter().map(|entry| (entry.value.job[0], entry.at)).collect()
}

#[test]
fn trait_should_keep_its_history_when_it_is_set_again() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		for n in 1..=18 {
			System::set_block_number(n.into());
			assert_ok!(set(&alice(), ip, "mood", n));
		}
		let expected: Vec<_> = (3..=18).map(|n| (n, u64::from(n))).collect();
		assert_eq!(history(ip, "mood"), expected);
		assert_eq!(held(HoldReason::Trait, &alice()), IpAssets::trait_deposit());
		let event = Event::TraitSet { ip, who: alice(), key: key("mood"), value: value(18) };
		System::assert_last_event(event.into());
	});
}

#[test]
fn trait_should_stay_paid_by_the_first_when_an_agent_sets_it() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		let metadata = permissions(&[Permission::Metadata]);
		assert_ok!(IpAssets::grant_permission(signed(alice()), ip, bob(), metadata, 10));
		assert_ok!(set(&bob(), ip, "mood", 1));
		assert_ok!(set(&alice(), ip, "mood", 2));
		assert_eq!(held(HoldReason::Trait, &bob()), IpAssets::trait_deposit());
		assert_eq!(held(HoldReason::Trait, &alice()), 0);
	});
}

#[test]
fn traits_should_go_with_their_deposits_when_the_ip_asset_is_burned() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		assert_ok!(set(&alice(), ip, "mood", 1));
		assert_ok!(IpAssets::transfer(signed(alice()), ip, bob()));
		assert_ok!(set(&bob(), ip, "size", 2));
		assert_ok!(IpAssets::burn(signed(bob()), ip));
		assert_eq!([alice(), bob()].map(|who| held(HoldReason::Trait, &who)), [0, 0]);
		assert_eq!(Traits::<Test>::iter().count(), 0);
	});
}

#[test]
fn trait_should_be_refused_when_not_permitted() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		assert_noop!(set(&bob(), ip, "mood", 1), Error::<Test>::NotAuthorized);
		assert_noop!(set(&alice(), IpId::new(9, 9), "mood", 1), Error::<Test>::NotFound);
	});
}

#[test]
fn trait_should_be_refused_when_there_are_sixteen_others() {
	build_and_execute(|| {
		let ip = ip_of(&alice());
		for n in 0..16 {
			assert_ok!(set(&alice(), ip, &n.to_string(), n));
		}
		assert_noop!(set(&alice(), ip, "mood", 1), Error::<Test>::MaxTraitsExceeded);
		assert_ok!(set(&alice(), ip, "3", 99));
		let names: Vec<_> = IpAssets::traits(ip).into_iter().map(|info| info.key).collect();
		assert!(names.is_sorted());
		assert_eq!(names.len(), 16);
	});
}

#[test]
fn trait_should_be_refused_when_the_deposit_cannot_be_held() {
	build_and_execute(|| {
		let ip = mint_in(collection_of(&alice()), &account(9));
		assert_noop!(set(&account(9), ip, "mood", 1), TokenError::FundsUnavailable);
	});
}

#[test]
fn mint_should_bind_the_claim_when_another_pallet_asks() {
	build_and_execute(|| {
		let collection = collection_of(&alice());
		let mint = |who: &AccountId| {
			<IpAssets as IpMint<_>>::mint(who, collection, None, Some(digest(1)), metadata("ipfs://x"), Perbill::zero())
		};
		assert_noop!(mint(&alice()), Error::<Test>::ClaimNotFound);
		Provenance::register(digest(1), &alice(), ArtifactKind::Work);
		Provenance::register(digest(1), &bob(), ArtifactKind::Work);
		assert_noop!(mint(&bob()), Error::<Test>::NotCreator);
		let ip = mint(&alice()).unwrap();
		assert_eq!((IpAssets::owner(&ip), IpAssets::of_claim(&digest(1), &alice())), (Some(alice()), Some(ip)));
		assert_eq!(IpAssets::of_claim(&digest(1), &bob()), None);
		assert_noop!(mint(&alice()), Error::<Test>::AlreadyExists);
	});
}
