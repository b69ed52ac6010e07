//! Random calls by random accounts in any order: whatever succeeds or fails, the invariants hold and no money is lost.

use crate::{mock::*, tests::scenario::*, types::*, Licenses, Parents};
use atelier_primitives::{ip::IpInspect, IpId};
use frame_support::storage::with_storage_layer;
use proptest::{collection::vec, prelude::*};
use sp_runtime::{DispatchResult, Perbill};

const IPS: u32 = 8;
const KINDS: usize = 5;

type Claims = Vec<(u32, Result<usize, LicenseId>)>;

#[derive(Clone, Debug)]
enum Step {
	Register(usize),
	Remove(usize),
	Attach(u32, usize),
	Detach(u32, usize),
	Disable(u32, usize, bool),
	Mint(u32, usize, u32, AccountId),
	Transfer(LicenseId, AccountId),
	BurnLicense(LicenseId),
	Approve(u32, u32, usize),
	Revoke(u32, u32),
	Request(u32, u32, usize),
	Describe(u32, bool),
	Floor(u32, Option<(u128, u32)>),
	Derive(u32, Claims),
	MintDerivative(AccountId, Claims),
	ApproveLink(u32, Claims, u32),
	Agree(u32, Claims),
	RevokeLink(u32, AccountId),
	Score(u32, AccountId, u64),
	Pending(u32, bool),
	Authority(u32, Option<AccountId>),
	ApproveCommerce(usize, Option<u32>),
	Commercialize(usize, bool, u128),
	Sell(u32, AccountId),
	Burn(u32),
	Pass(u64),
}

fn account() -> impl Strategy<Value = AccountId> {
	ALICE..=CHARLIE
}

fn step() -> impl Strategy<Value = Step> {
	let (ip, kind, license) = (0..IPS, 0..KINDS, 0..5u64);
	// Those that have terms from the start, and those that have none.
	let licensor = prop_oneof![4 => 0..3u32, 1 => ip.clone()];
	let fresh = prop_oneof![4 => 3..IPS, 1 => ip.clone()];
	let claim = (licensor.clone(), prop_oneof![2 => kind.clone().prop_map(Ok), 1 => license.clone().prop_map(Err)]);
	// Mostly the same few, so that requests meet answers.
	let often = (1..3u32, 3..5u32, KINDS - 1..=KINDS - 1);
	let asked = prop_oneof![3 => often, 1 => (licensor.clone(), fresh.clone(), kind.clone())];
	let claims = vec(claim, 1..3);
	prop_oneof![
		1 => kind.clone().prop_map(Step::Register),
		1 => kind.clone().prop_map(Step::Remove),
		1 => (ip.clone(), kind.clone()).prop_map(|(ip, kind)| Step::Attach(ip, kind)),
		2 => (ip.clone(), kind.clone()).prop_map(|(ip, kind)| Step::Detach(ip, kind)),
		2 => (ip.clone(), kind.clone(), any::<bool>()).prop_map(|(ip, kind, on)| Step::Disable(ip, kind, on)),
		9 => (licensor, kind, 0..9u32, account()).prop_map(|(ip, kind, n, to)| Step::Mint(ip, kind, n, to)),
		3 => (license.clone(), account()).prop_map(|(license, to)| Step::Transfer(license, to)),
		2 => license.prop_map(Step::BurnLicense),
		4 => asked.clone().prop_map(|(parent, child, kind)| Step::Approve(parent, child, kind)),
		2 => asked.clone().prop_map(|(parent, child, _)| Step::Revoke(parent, child)),
		4 => asked.prop_map(|(parent, child, kind)| Step::Request(parent, child, kind)),
		1 => (ip.clone(), any::<bool>()).prop_map(|(ip, frozen)| Step::Describe(ip, frozen)),
		3 => (ip.clone(), prop::option::weighted(0.8, (0..1_200u128, 0..30u32)))
			.prop_map(|(ip, floor)| Step::Floor(ip, floor)),
		16 => (fresh.clone(), claims.clone()).prop_map(|(child, claims)| Step::Derive(child, claims)),
		4 => (account(), claims.clone()).prop_map(|(to, claims)| Step::MintDerivative(to, claims)),
		1 => (fresh.clone(), claims.clone(), 0..40u32).prop_map(|(ip, claims, share)| Step::ApproveLink(ip, claims, share)),
		4 => (fresh.clone(), claims).prop_map(|(ip, claims)| Step::Agree(ip, claims)),
		1 => (fresh.clone(), account()).prop_map(|(ip, who)| Step::RevokeLink(ip, who)),
		3 => (fresh.clone(), account(), 0..3u64).prop_map(|(ip, who, score)| Step::Score(ip, who, score)),
		1 => (fresh, prop::bool::weighted(0.3)).prop_map(|(ip, on)| Step::Pending(ip, on)),
		1 => (ip.clone(), prop::option::of(account())).prop_map(|(ip, who)| Step::Authority(ip, who)),
		4 => (0..8usize, prop::option::weighted(0.8, 0..1_000u32)).prop_map(|(at, fee)| Step::ApproveCommerce(at, fee)),
		6 => (0..4usize, prop::bool::weighted(0.7), 0..2_000u128).prop_map(|(at, all, fee)| Step::Commercialize(at, all, fee)),
		1 => (ip.clone(), account()).prop_map(|(ip, to)| Step::Sell(ip, to)),
		1 => ip.prop_map(Step::Burn),
		1 => (1..4u64).prop_map(Step::Pass),
	]
}

/// Who may do this, if anybody.
fn entitled(step: &Step) -> Option<AccountId> {
	match step {
		Step::Attach(item, _)
		| Step::Detach(item, _)
		| Step::Disable(item, ..)
		| Step::Approve(item, ..)
		| Step::Revoke(item, _)
		| Step::Floor(item, _)
		| Step::Derive(item, _)
		| Step::Agree(item, _)
		| Step::Authority(item, _) => Owners::<Test>::get(IpId::new(0, *item)),
		Step::Request(_, child, _) => Owners::<Test>::get(IpId::new(0, *child)),
		Step::ApproveLink(item, ..) => Ips::creator(&IpId::new(0, *item)),
		Step::RevokeLink(_, who) => Some(*who),
		Step::ApproveCommerce(at, _) => fan_work(*at).and_then(|(_, links)| Owners::<Test>::get(links[0].parent)),
		Step::Commercialize(at, ..) => fan_work(*at).and_then(|(ip, _)| Owners::<Test>::get(ip)),
		Step::Transfer(license, _) | Step::BurnLicense(license) => {
			Licenses::<Test>::get(license).map(|license| license.holder)
		}
		_ => None,
	}
}

fn kind(kind: usize) -> Terms {
	match kind {
		0 => Terms { minting_fee: 1_000, ..remix(10) },
		1 => Terms { expiration: 4, transferable: false, ..remix(20) },
		2 => Terms { derivatives_reciprocal: false, derivatives_approval: true, ..remix(1) },
		3 => Terms { derivatives_allowed: true, derivatives_reciprocal: true, ..Terms::default() },
		_ => by_approval(Terms { minting_fee: 700, ..remix(3) }),
	}
}

/// One of the derivatives that are not commercial.
fn fan_work(at: usize) -> Option<(IpId, Vec<Link>)> {
	let works = Parents::<Test>::iter().filter(|(_, derivation)| !derivation.commercial);
	let mut works: Vec<_> = works.map(|(ip, derivation)| (ip, derivation.links.into_inner())).collect();
	works.sort_by_key(|(ip, _)| *ip);
	(!works.is_empty()).then(|| works.swap_remove(at % works.len()))
}

fn named(wanted: Claims) -> ParentClaims {
	let claim = |(parent, under)| match under {
		Ok(number) => by_terms(IpId::new(0, parent), Licensing::terms_id(&kind(number))),
		Err(license) => by_license(IpId::new(0, parent), license),
	};
	claims(&wanted.into_iter().map(claim).collect::<Vec<_>>())
}

fn take(who: AccountId, step: Step) -> DispatchResult {
	let ip = |item| IpId::new(0, item);
	let id = |number| Licensing::terms_id(&kind(number));
	let origin = RuntimeOrigin::signed(who);
	match step {
		Step::Register(number) => Licensing::register_terms(origin, kind(number)),
		Step::Remove(number) => Licensing::remove_terms(origin, id(number)),
		Step::Attach(item, number) => Licensing::attach_terms(origin, ip(item), id(number)),
		Step::Detach(item, number) => Licensing::detach_terms(origin, ip(item), id(number)),
		Step::Disable(item, number, on) => Licensing::set_disabled(origin, ip(item), id(number), on),
		Step::Mint(item, number, quantity, to) => {
			Licensing::mint_license(origin, ip(item), id(number), quantity, to, 1_500, Perbill::from_percent(60))
		}
		Step::Transfer(license, to) => Licensing::transfer_license(origin, license, to),
		Step::BurnLicense(license) => Licensing::burn_license(origin, license),
		Step::Approve(parent, child, number) => {
			Licensing::approve_derivative(origin, ip(parent), ip(child), id(number), DESCRIPTION)
		}
		Step::Revoke(parent, child) => Licensing::revoke_approval(origin, ip(parent), ip(child)),
		Step::Request(parent, child, number) => {
			let share = Perbill::from_percent(60);
			Licensing::request_approval(origin, ip(parent), id(number), ip(child), 1_500, share)
		}
		Step::Describe(item, frozen) => {
			Ips::describe(ip(item), Some(DESCRIPTION), frozen);
			Ok(())
		}
		Step::Floor(item, to) => {
			let to = to.map(|(fee, percent)| floor(fee, percent));
			Licensing::set_license_floor(origin, ip(item), to)
		}
		Step::Derive(child, claims) => {
			let parents = named(claims);
			Licensing::register_derivative(origin, ip(child), parents, 1_500, Perbill::one())
				.map(drop)
				.map_err(|error| error.error)
		}
		Step::MintDerivative(to, claims) => {
			let collection = 10 + who as u32;
			let (parents, metadata) = (named(claims), Default::default());
			let (zero, one) = (Perbill::zero(), Perbill::one());
			Licensing::mint_derivative(origin, collection, Some(to), None, metadata, zero, parents, 1_500, one)
				.map(drop)
				.map_err(|error| error.error)
		}
		Step::ApproveLink(item, claims, share) => {
			let parents = Licensing::parents_hash(&named(claims));
			Licensing::approve_link(origin, ip(item), parents, Perbill::from_percent(share))
		}
		Step::Agree(item, claims) => {
			let parents = named(claims);
			let standing = Licensing::link_standing(ip(item), parents.clone())?;
			for party in standing.missing {
				Licensing::approve_link(RuntimeOrigin::signed(party), ip(item), standing.parents, Perbill::one())?;
			}
			// Without the link the approvals stay: they are from another transaction.
			let link = || {
				Licensing::register_derivative(origin, ip(item), parents, 1_500, Perbill::one())
					.map(drop)
					.map_err(|error| error.error)
			};
			let _ = with_storage_layer(link);
			Ok(())
		}
		Step::RevokeLink(item, of) => Licensing::revoke_link_approval(origin, ip(item), of),
		Step::Score(item, of, score) => {
			Royalties::set_score(ip(item), of, score);
			Royalties::divide(ip(item));
			Ok(())
		}
		Step::Pending(item, on) => {
			Royalties::set_pending(ip(item), on);
			Ok(())
		}
		Step::Authority(item, to) => Royalties::set_authority(who, ip(item), to),
		Step::ApproveCommerce(at, fee) => {
			let (child, links) = fan_work(at).ok_or("no such work")?;
			Licensing::approve_commercialization(origin, links[0].parent, child, fee.map(Into::into))
		}
		Step::Commercialize(at, all, fee) => {
			let (child, links) = fan_work(at).ok_or("no such work")?;
			for consent in Licensing::commercial_standing(child)?.parents.into_iter().filter(|_| all) {
				for party in consent.missing {
					approve_commerce(party, consent.parent, child, fee)?;
				}
			}
			let fees: Vec<_> = links.iter().map(|link| (link.parent, 1_000)).collect();
			Licensing::commercialize(origin, child, fees.try_into().expect("few parents"))
		}
		Step::Sell(item, to) => {
			if Owners::<Test>::contains_key(ip(item)) {
				Ips::sell(ip(item), to);
			}
			Ok(())
		}
		Step::Burn(item) => Ips::burn_with_consent::<Licensing>(ip(item)),
		Step::Pass(blocks) => {
			run_for(blocks);
			Ok(())
		}
	}
}

proptest! {
	#![proptest_config(ProptestConfig::with_cases(atelier_testing::cases(1_000)))]

	#[test]
	fn invariants_should_hold_when_calls_come_in_any_order(
		// Mostly by whoever may, so that much succeeds.
		steps in vec((account(), prop::bool::weighted(0.8), step()), 1..60),
	) {
		build_and_execute(|| {
			for who in ALICE..=CHARLIE {
				Ips::create_collection(10 + who as u32, who);
			}
			for item in 0..IPS {
				create(ALICE + u64::from(item) % 3);
			}
			for (item, number) in [(0, 0), (0, 1), (0, 2), (0, 3), (1, 0), (1, 1), (1, 4), (2, 2), (2, 3), (2, 4)] {
				attach(IpId::new(0, item), kind(number));
			}
			let issued = Balances::total_issuance();
			for (who, honest, step) in steps {
				let who = entitled(&step).filter(|_| honest).unwrap_or(who);
				// What fails changes nothing: the dispatcher sees to that, and so does this layer.
				let _ = with_storage_layer(|| take(who, step));
			}
			assert_eq!(Balances::total_issuance(), issued);
			let fees: u128 = Received::<Test>::iter_values().sum();
			assert_eq!(Balances::free_balance(POOL), EXISTENTIAL_DEPOSIT + fees);
		});
	}
}
