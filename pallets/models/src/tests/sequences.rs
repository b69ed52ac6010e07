//! Random sequences of everything that can happen. After each step all invariants hold, and no unit is made or lost.

use super::*;
use proptest::{prelude::*, test_runner::Config as Cases};

#[derive(Clone, Debug)]
enum Act {
	Publish { who: AccountId, salt: u8 },
	PublishAdapter { who: AccountId, base: u8, salt: u8 },
	Set { who: AccountId, root: u8, fee: Balance, access: Access },
	Clear { who: AccountId, root: u8 },
	TakeDown { who: AccountId, root: u8, taken_down: bool },
	Run { who: AccountId, root: u8 },
	Release { root: u8 },
	Open { who: AccountId, root: u8 },
	Close { root: u8, closed: bool },
	Burn { root: u8 },
	Floor { root: u8, fee: Balance },
	Blocks { count: u64 },
	Entitle { who: AccountId, root: u8 },
	Forget { root: u8 },
	Sell { root: u8, to: AccountId },
}

fn acts() -> impl Strategy<Value = Act> {
	let who = || prop_oneof![9 => 1u64..5, 1 => Just(POOR)];
	let salt = || 0u8..4;
	let access = prop_oneof![Just(Access::Open), Just(Access::License), Just(Access::Holder(7))];
	prop_oneof![
		1 => (who(), salt()).prop_map(|(who, salt)| Act::Publish { who, salt }),
		1 => (who(), salt(), salt()).prop_map(|(who, base, salt)| Act::PublishAdapter { who, base, salt }),
		4 => (who(), salt(), 0u128..100, access).prop_map(|(who, root, fee, access)| Act::Set { who, root, fee, access }),
		2 => (who(), salt()).prop_map(|(who, root)| Act::Clear { who, root }),
		3 => (1u64..5, salt()).prop_map(|(who, root)| Act::Entitle { who, root }),
		1 => salt().prop_map(|root| Act::Forget { root }),
		1 => (salt(), 1u64..5).prop_map(|(root, to)| Act::Sell { root, to }),
		1 => (1u64..5, salt(), any::<bool>())
			.prop_map(|(who, root, taken_down)| Act::TakeDown { who, root, taken_down }),
		6 => (1u64..5, salt()).prop_map(|(who, root)| Act::Run { who, root }),
		3 => salt().prop_map(|root| Act::Release { root }),
		2 => (1u64..5, salt()).prop_map(|(who, root)| Act::Open { who, root }),
		1 => (salt(), prop::bool::weighted(0.2)).prop_map(|(root, closed)| Act::Close { root, closed }),
		1 => salt().prop_map(|root| Act::Burn { root }),
		1 => (salt(), 0u128..60).prop_map(|(root, fee)| Act::Floor { root, fee }),
		2 => (1u64..200).prop_map(|count| Act::Blocks { count }),
	]
}

fn root(salt: u8) -> Digest {
	root_of(&model_bytes(salt))
}

fn ip(salt: u8) -> IpId {
	IpId::new(7, salt.into())
}

fn perform(act: Act) -> DispatchResult {
	in_layer(|| match act {
		Act::Publish { who, salt } => {
			ModelsPallet::publish(signed(who), ModelKind::Model, files(&[("model", &model_bytes(salt))]))
		}
		Act::PublishAdapter { who, base, salt } => {
			let base = root(base);
			let bytes = [base.as_bytes(), &[salt]].concat();
			ModelsPallet::publish(signed(who), ModelKind::Adapter { base }, files(&[("adapter", &bytes)]))
		}
		Act::Set { who, root: salt, fee, access } => {
			ModelsPallet::set_terms(signed(who), root(salt), ip(salt), fee, access, AdapterPolicy::All)
		}
		Act::Clear { who, root: salt } => ModelsPallet::clear_terms(signed(who), root(salt)),
		Act::Entitle { who, root: salt } => {
			entitle(who, root(salt), ip(salt));
			Ok(())
		}
		Act::Forget { root: salt } => {
			Entitled::<Test>::remove(root(salt));
			Ok(())
		}
		Act::Sell { root: salt, to } => {
			Ips::mint_at(ip(salt), to);
			Ok(())
		}
		Act::TakeDown { who, root: salt, taken_down } => {
			ModelsPallet::set_takedown(signed(who), root(salt), taken_down)
		}
		// The asset may be gone between the order and the payment.
		Act::Run { who, root: salt } => {
			let fees = <ModelsPallet as ModelAccess<_>>::admit(&who, &root(salt), &Default::default(), None)?;
			if who == ALICE {
				Ips::burn(ip(salt));
			}
			fees.iter().try_for_each(|fee| <ModelsPallet as UseCollect<_>>::collect(&who, fee))
		}
		Act::Release { root: salt } => ModelsPallet::release(signed(BOB), root(salt)),
		Act::Open { who, root: salt } => {
			open(root(salt), who);
			mint_claim(who, root(salt), ip(salt));
			Ok(())
		}
		Act::Close { root: salt, closed } => {
			match closed {
				true => Provenance::close(root(salt)),
				false => ClosedArtifacts::remove(root(salt)),
			}
			Ok(())
		}
		Act::Burn { root: salt } => {
			Ips::burn(ip(salt));
			Ok(())
		}
		Act::Floor { root: salt, fee } => {
			Licenses::set_floor(ip(salt), LicenseFloor { fee, ..Default::default() });
			Ok(())
		}
		Act::Blocks { count } => {
			run_for(count);
			Ok(())
		}
	})
}

proptest! {
	#![proptest_config(Cases { failure_persistence: None, ..Cases::default() })]

	#[test]
	fn deposits_should_be_accounted_for_when_anything_happens(acts in prop::collection::vec(acts(), 1..40)) {
		new_test_ext().execute_with(|| {
			let start = Balances::total_issuance();
			let mut published = Models::<Test>::iter_keys().count();
			let empty = balance(ModelsPallet::account());
			for act in acts {
				let _ = perform(act);
				assert_ok!(ModelsPallet::do_try_state());
				assert_eq!(Balances::total_issuance(), start);
				// Each unit of the pallet is in a pot.
				let pots: Balance = Pots::<Test>::iter_values().map(|pot| pot.amount).sum();
				assert_eq!(balance(ModelsPallet::account()), empty + pots);
				// What is published stays.
				let now = Models::<Test>::iter_keys().count();
				assert!(now >= published);
				published = now;
			}
			// Whoever set terms gets the deposit back: by permission, or because the terms count no more.
			for (root, terms) in Terms::<Test>::iter() {
				Entitled::<Test>::remove(root);
				OpenClaims::<Test>::remove(root);
				assert_ok!(ModelsPallet::clear_terms(signed(terms.deposit.who), root));
			}
			assert!((1..=10).all(|who| held(HoldReason::Terms, who) == 0));
			// And no pot is without a way out.
			run_for(180);
			for root in Pots::<Test>::iter_keys().collect::<Vec<_>>() {
				Entitled::<Test>::remove(root);
				assert_ok!(ModelsPallet::release(signed(BOB), root));
			}
			assert_eq!(balance(ModelsPallet::account()), empty);
		});
	}
}
