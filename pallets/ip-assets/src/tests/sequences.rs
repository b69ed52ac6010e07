//! Random calls by a few people. Whatever happens, the invariants hold.

use super::*;
use alloc::collections::BTreeMap;
use proptest::prelude::*;
use sp_runtime::traits::Dispatchable;

#[derive(Clone, Debug)]
enum Step {
	Mint { who: u8, to: Place, digest: Option<u8> },
	Transfer { who: u8, ip: IpId, to: Place },
	Sell { ip: IpId, to: Place },
	ActTransfer { who: u8, holder: IpId, ip: IpId, to: Place },
	Burn { who: u8, ip: IpId },
	Grant { who: u8, ip: IpId, agent: u8, expires: u64 },
	Revoke { who: u8, ip: IpId, agent: u8 },
	Freeze { who: u8, ip: IpId },
	Claim { who: u8, ip: IpId, revoke: bool },
	AllowStudios { who: u8, collection: u32 },
	Restrict { ip: IpId },
	Describe { who: u8, ip: IpId },
	NftsTransfer { who: u8, ip: IpId, to: u8 },
	NftsBurn { who: u8, ip: IpId },
	Lower { collection: u32 },
	Wait { blocks: u64 },
}

/// Where an item can go.
#[derive(Clone, Debug)]
enum Place {
	Person(u8),
	Inside(IpId),
	Studio,
}

impl Place {
	fn account(&self) -> AccountId {
		match self {
			Self::Person(n) => account(*n),
			Self::Inside(ip) => IpAssets::account(ip),
			Self::Studio => studio(),
		}
	}
}

fn person() -> impl Strategy<Value = u8> {
	1u8..4
}

fn ip() -> impl Strategy<Value = IpId> {
	(0u32..3, 0u32..2).prop_map(|(collection, item)| IpId::new(collection, item))
}

fn place() -> impl Strategy<Value = Place> {
	prop_oneof![
		2 => person().prop_map(Place::Person),
		2 => ip().prop_map(Place::Inside),
		1 => Just(Place::Studio),
	]
}

fn step() -> impl Strategy<Value = Step> {
	prop_oneof![
		4 => (person(), place(), proptest::option::of(0u8..2)).prop_map(|(who, to, digest)| Step::Mint { who, to, digest }),
		3 => (person(), ip(), place()).prop_map(|(who, ip, to)| Step::Transfer { who, ip, to }),
		3 => (ip(), place()).prop_map(|(ip, to)| Step::Sell { ip, to }),
		3 => (person(), ip(), ip(), place()).prop_map(|(who, holder, ip, to)| Step::ActTransfer { who, holder, ip, to }),
		2 => (person(), ip()).prop_map(|(who, ip)| Step::Burn { who, ip }),
		2 => (person(), ip(), person(), 1u64..20).prop_map(|(who, ip, agent, expires)| Step::Grant { who, ip, agent, expires }),
		2 => (person(), ip(), person()).prop_map(|(who, ip, agent)| Step::Revoke { who, ip, agent }),
		1 => (person(), ip()).prop_map(|(who, ip)| Step::Freeze { who, ip }),
		1 => (person(), ip(), any::<bool>()).prop_map(|(who, ip, revoke)| Step::Claim { who, ip, revoke }),
		1 => (person(), 0u32..3).prop_map(|(who, collection)| Step::AllowStudios { who, collection }),
		1 => ip().prop_map(|ip| Step::Restrict { ip }),
		1 => (person(), ip()).prop_map(|(who, ip)| Step::Describe { who, ip }),
		1 => (person(), ip(), person()).prop_map(|(who, ip, to)| Step::NftsTransfer { who, ip, to }),
		1 => (person(), ip()).prop_map(|(who, ip)| Step::NftsBurn { who, ip }),
		1 => (0u32..3).prop_map(|collection| Step::Lower { collection }),
		1 => (1u64..5).prop_map(|blocks| Step::Wait { blocks }),
	]
}

/// The person who owns it in the end. Fails if that is nobody.
fn holder_of(ip: IpId) -> AccountId {
	let mut owner = IpAssets::owner(&ip).unwrap();
	while let Some(above) = IpAssets::ip_of(&owner) {
		owner = IpAssets::owner(&above).expect("an IP account that owns items has an IP asset");
	}
	owner
}

fn dispatch(who: u8, call: impl Into<RuntimeCall>) {
	let _ = call.into().dispatch(signed(account(who)));
}

fn run(step: Step) {
	match step {
		Step::Mint { who, to, digest: claimed } => dispatch(
			who,
			Call::mint {
				collection: u32::from(who) - 1,
				to: Some(to.account()),
				provenance: claimed.map(digest),
				metadata: metadata("a"),
				owner_share: Perbill::zero(),
			},
		),
		Step::Transfer { who, ip, to } => dispatch(who, Call::transfer { ip, to: to.account() }),
		Step::Sell { ip, to } => {
			if let Some(owner) = IpAssets::owner(&ip) {
				let _ = <IpAssets as IpTransfer<AccountId>>::transfer(&ip, &owner, &to.account());
			}
		}
		Step::ActTransfer { who, holder, ip, to } => {
			let call = alloc::boxed::Box::new(Call::transfer { ip, to: to.account() }.into());
			dispatch(who, Call::act_as { ip: holder, call });
		}
		Step::Burn { who, ip } => dispatch(who, Call::burn { ip }),
		Step::Grant { who, ip, agent, expires } => dispatch(
			who,
			Call::grant_permission { ip, agent: account(agent), permissions: permissions(&[Act::Trade(1)]), expires },
		),
		Step::Revoke { who, ip, agent } => dispatch(who, Call::revoke_permission { ip, agent: account(agent) }),
		Step::Freeze { who, ip } => dispatch(who, Call::freeze_metadata { ip }),
		Step::Claim { who, ip, revoke: false } => dispatch(who, Call::deprecate_claim { ip, deprecated: true }),
		Step::Claim { who, ip, revoke: true } => dispatch(who, Call::revoke_claim { ip, reason: Default::default() }),
		Step::AllowStudios { who, collection } => dispatch(who, Call::allow_studios { collection }),
		// As a pallet does it that restricts an IP asset.
		Step::Restrict { ip } => {
			if let Some(owner) = IpAssets::owner(&ip) {
				Licenses::set_commercial(ip, false);
				if !IpAssets::may_hold(&owner, &ip) {
					Licenses::set_commercial(ip, true);
				}
			}
		}
		Step::Describe { who, ip } => dispatch(who, Call::set_metadata { ip, metadata: metadata("b") }),
		Step::NftsTransfer { who, ip: IpId { collection, item }, to } => {
			let before = Nfts::owner(collection, item);
			dispatch(who, pallet_nfts::Call::transfer { collection, item, dest: account(to) });
			assert_eq!(Nfts::owner(collection, item), before);
		}
		Step::NftsBurn { who, ip: IpId { collection, item } } => {
			let before = Nfts::owner(collection, item);
			dispatch(who, pallet_nfts::Call::burn { collection, item });
			assert_eq!(Nfts::owner(collection, item), before);
		}
		Step::Lower { collection } => Policies::clear(collection),
		Step::Wait { blocks } => System::set_block_number(System::block_number() + blocks),
	}
}

/// The owner of each IP asset, and how often that changed.
fn owners() -> BTreeMap<IpId, (AccountId, u32)> {
	Ips::<Test>::iter_keys().map(|ip| (ip, (IpAssets::owner(&ip).unwrap(), IpAssets::moves(&ip)))).collect()
}

/// Counts every change of owner, and nothing else.
fn check_moves(before: &BTreeMap<IpId, (AccountId, u32)>) {
	for (ip, (owner, moves)) in owners() {
		let Some((former, count)) = before.get(&ip) else {
			assert_eq!(moves, 0);
			continue;
		};
		assert_eq!(moves, count + u32::from(*former != owner));
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(atelier_testing::cases(1_000)))]

	#[test]
	fn invariants_should_hold_when_calls_are_random(steps in proptest::collection::vec(step(), 1..40)) {
		new_test_ext().execute_with(|| {
			let collections = [enforced_collection_of(&alice(), 50), enforced_collection_of(&bob(), 50), collection_of(&carol())];
			for (who, collection) in [alice(), bob(), carol()].into_iter().zip(collections) {
				mint_in(collection, &who);
				for n in 0..2 {
					Provenance::register(digest(n), &who, ArtifactKind::Work);
				}
			}
			// One pays for gifts, one for sales alone, one for nothing.
			Policies::set(1, royalty(5, 0));
			for step in steps {
				let before = owners();
				run(step);
				check_moves(&before);
				check_invariants();
			}
			for ip in Ips::<Test>::iter_keys() {
				assert!([alice(), bob(), carol(), studio()].contains(&holder_of(ip)));
			}
		});
	}
}
