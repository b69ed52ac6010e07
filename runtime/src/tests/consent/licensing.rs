//! Licenses and derivatives: who may use a work, and who gets a part of its income.

use super::*;
use crate::Licensing;
use atelier_primitives::chain::currency::UNIT;
use atelier_primitives::IpId;
use pallet_licensing::{Call, Error, LicenseTerms, ParentClaim, TermsId, Under};
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	Perbill,
};
use Effect::*;
use Role::*;

type LicensingCall = Call<Runtime>;
type LicensingError = Error<Runtime>;

/// Who may license a work: its owner, as whom its account counts as well, and an agent.
const LICENSORS: [Role; 3] = [Owner, IpAccount, Agent];

pub fn pallet() -> Pallet {
	Pallet {
		name: "Licensing",
		rows: vec![
			Row { call: "licensing.register_derivative", effect: LowersIncome, trial: register_derivative },
			Row { call: "licensing.attach_terms", effect: LowersIncome, trial: attach_terms },
			Row { call: "licensing.detach_terms", effect: LowersIncome, trial: detach_terms },
			Row { call: "licensing.set_disabled", effect: LowersIncome, trial: set_disabled },
			Row { call: "licensing.approve_derivative", effect: LowersIncome, trial: approve_derivative },
			Row { call: "licensing.revoke_approval", effect: StopsService, trial: revoke_approval },
			Row { call: "licensing.remove_terms", effect: StopsService, trial: remove_terms },
			Row { call: "licensing.transfer_license", effect: MovesProperty, trial: transfer_license },
			Row { call: "licensing.burn_license", effect: StopsService, trial: burn_license },
		],
		harmless: vec![(Harmless::Own, &["register_terms", "mint_license"])],
	}
}

/// Commercial terms that ask for an approval, if so, registered by the creator of the work.
fn terms(derivatives_approval: bool) -> TermsId {
	let terms = LicenseTerms {
		transferable: true,
		minting_fee: UNIT,
		commercial_use: true,
		revenue_share: Perbill::from_percent(10),
		derivatives_allowed: true,
		derivatives_approval,
		..Default::default()
	};
	let id = BlakeTwo256::hash_of(&terms);
	World::does(Creator, LicensingCall::register_terms { terms });
	id
}

fn attached(world: &World, derivatives_approval: bool) -> TermsId {
	let terms = terms(derivatives_approval);
	World::does(Owner, LicensingCall::attach_terms { ip: world.ip, terms });
	terms
}

/// Links a work to a parent of the stranger's.
fn link(child: IpId) -> LicensingCall {
	let (parent, terms) = (World::work_of(Stranger), terms(false));
	World::does(Stranger, LicensingCall::attach_terms { ip: parent, terms });
	let parents = vec![ParentClaim { ip: parent, under: Under::Terms(terms) }].try_into().expect("one is few");
	LicensingCall::register_derivative { child, parents, max_fee: UNIT, max_share: Perbill::one() }
}

/// A work that nobody but its creator has a part of.
fn register_derivative(_: &World) -> Trial {
	Trial::of(link(World::work_of(Creator)), &[Creator], LicensingError::NotAuthorized)
}

fn attach_terms(world: &World) -> Trial {
	let act = LicensingCall::attach_terms { ip: world.ip, terms: terms(false) };
	Trial::of(act, &LICENSORS, LicensingError::NotAuthorized)
}

fn detach_terms(world: &World) -> Trial {
	let act = LicensingCall::detach_terms { ip: world.ip, terms: attached(world, false) };
	Trial::of(act, &LICENSORS, LicensingError::NotAuthorized)
}

fn set_disabled(world: &World) -> Trial {
	let act = LicensingCall::set_disabled { ip: world.ip, terms: attached(world, false), disabled: true };
	Trial::of(act, &LICENSORS, LicensingError::NotAuthorized)
}

fn approve_derivative(world: &World) -> Trial {
	let (terms, child) = (attached(world, true), World::work_of(Stranger));
	let act = LicensingCall::approve_derivative { parent: world.ip, child, terms };
	Trial::of(act, &LICENSORS, LicensingError::NotAuthorized)
}

fn revoke_approval(world: &World) -> Trial {
	let (parent, terms, child) = (world.ip, attached(world, true), World::work_of(Stranger));
	Trial::of(LicensingCall::revoke_approval { parent, child }, &LICENSORS, LicensingError::NotAuthorized).needs(
		Owner,
		LicensingCall::approve_derivative { parent, child, terms },
		LicensingError::ApprovalNotFound,
	)
}

fn remove_terms(_: &World) -> Trial {
	Trial::of(LicensingCall::remove_terms { terms: terms(false) }, &[Creator], LicensingError::NotAuthorized)
}

/// The number of a license of the stranger's.
fn license(world: &World) -> u64 {
	let terms = attached(world, false);
	let (to, max_share) = (World::who(Stranger), Perbill::one());
	let buy = LicensingCall::mint_license { ip: world.ip, terms, quantity: 1, to, max_fee: UNIT, max_share };
	World::does(Stranger, buy);
	assert!(Licensing::license(0).is_some());
	0
}

fn transfer_license(world: &World) -> Trial {
	let act = LicensingCall::transfer_license { license: license(world), to: World::who(Contributor) };
	Trial::of(act, &[Stranger], LicensingError::NotHolder)
}

fn burn_license(world: &World) -> Trial {
	Trial::of(LicensingCall::burn_license { license: license(world) }, &[Stranger], LicensingError::NotHolder)
}

#[test]
fn licenses_and_income_should_stay_when_those_have_not_agreed_whose_they_are() {
	try_rows(pallet());
}
