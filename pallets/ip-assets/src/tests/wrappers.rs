//! What asks for a royalty, or may not be used commercially, is in nothing that is sold or handed over whole.

use super::*;

/// All doors into an account, and what each says.
fn doors(collection: u32, to: &AccountId) -> [Result<(), DispatchError>; 3] {
	let [gift, sale] = [(); 2].map(|()| mint_in(collection, &alice()));
	inspect(to, gift, sale)
}

fn inspect(to: &AccountId, gift: IpId, sale: IpId) -> [Result<(), DispatchError>; 3] {
	use frame_support::storage::with_storage_layer;
	let minted = with_storage_layer(|| {
		let creator = IpAssets::collection_creator(gift.collection).unwrap();
		IpAssets::do_mint(creator, gift.collection, Some(to.clone()), None, metadata(""), Perbill::zero()).map(drop)
	});
	let given = with_storage_layer(|| {
		IpAssets::transfer(signed(alice()), gift, to.clone()).map(drop).map_err(|error| error.error)
	});
	let sold = with_storage_layer(|| <IpAssets as IpTransfer<_>>::transfer(&sale, &alice(), to));
	assert_eq!(given.is_ok(), IpAssets::owner(&gift).as_ref() == Some(to));
	[minted, given, sold]
}

#[test]
fn studio_should_hold_no_royalty_when_the_collection_is_of_others() {
	build_and_execute(|| {
		let refused = Err(Error::<Test>::StudioNotAllowed.into());
		for policy in [royalty(5, 50), royalty(5, 0), royalty(0, 50)] {
			let collection = enforced_collection_of(&alice(), 50);
			Policies::set(collection, policy);
			assert_eq!(doors(collection, &studio()), [refused; 3]);
			// Nobody is asked to pay for what is refused.
			assert!(Royalties::payments().is_empty());
			// What asks for nothing may go where it likes.
			Policies::clear(collection);
			assert_eq!(doors(collection, &studio()), [Ok(()); 3]);
		}
	});
}

#[test]
fn studio_should_hold_a_royalty_when_it_made_the_collection() {
	build_and_execute(|| {
		assert_ok!(Balances::transfer_allow_death(signed(carol()), studio(), FUNDS / 2));
		let collection = enforced_collection_of(&studio(), 50);
		assert_eq!(doors(collection, &studio()), [Ok(()); 3]);
		assert_eq!(doors(collection, &other_studio())[1], Err(Error::<Test>::StudioNotAllowed.into()));
		assert_eq!(doors(collection, &other_studio())[2], Err(Error::<Test>::StudioNotAllowed.into()));
	});
}

#[test]
fn studio_should_hold_a_royalty_when_the_creator_allowed_it() {
	build_and_execute(|| {
		let collection = enforced_collection_of(&alice(), 50);
		allow_studios(collection);
		assert_eq!(doors(collection, &studio()), [Ok(()); 3]);
		// No IP account may, whatever is allowed.
		let holder = IpAssets::account(&ip_of(&bob()));
		assert_eq!(doors(collection, &holder), [Err(Error::<Test>::HolderNotAllowed.into()); 3]);
	});
}

#[test]
fn wrapper_should_be_refused_when_the_work_may_not_be_used_commercially() {
	build_and_execute(|| {
		let collection = collection_of(&alice());
		let [gift, sale] = [(); 2].map(|()| mint_in(collection, &alice()));
		[gift, sale].into_iter().for_each(|ip| Licenses::set_commercial(ip, false));
		let holder = IpAssets::account(&ip_of(&bob()));
		for (to, error) in [(studio(), Error::<Test>::StudioNotAllowed), (holder.clone(), Error::HolderNotAllowed)] {
			assert_eq!(inspect(&to, gift, sale)[1..], [Err(error.into()); 2]);
			assert!(!IpAssets::may_hold(&to, &gift));
		}
		assert!(IpAssets::may_hold(&carol(), &gift));
		Licenses::set_commercial(gift, true);
		assert!(IpAssets::may_hold(&holder, &gift) && IpAssets::may_hold(&studio(), &gift));
		Licenses::set_commercial(gift, false);
		allow_studios(collection);
		assert_eq!(inspect(&studio(), gift, sale)[1..], [Ok(()); 2]);
	});
}

#[test]
fn transfer_should_weigh_what_it_looks_at_when_a_studio_gets_it() {
	build_and_execute(|| {
		let weight = |to| IpAssets::transfer(signed(alice()), ip_of(&alice()), to).unwrap().actual_weight.unwrap();
		assert_eq!([weight(bob()), weight(studio())].map(|weight| weight.ref_time()), [500, 600]);
	});
}
