//! Licenses and derivatives: who may use a work, and who gets a part of its income.

use super::*;
use crate::{parameters::dynamic_params::royalties::ScoreDelay, Licensing};
use atelier_primitives::{chain::currency::UNIT, ip::Metadata, licensing::LicenseFloor, IpId};
use frame_support::traits::Get;
use pallet_ip_assets::{Call as IpCall, Permissions};
use pallet_licensing::{Call, Error, LicenseTerms, ParentClaim, ParentClaims, TermsId, TermsOf, Under};
use sp_runtime::{
	traits::{BlakeTwo256, Hash},
	Perbill,
};
use Effect::*;
use Role::*;

type LicensingCall = Call<Runtime>;
type LicensingError = Error<Runtime>;

/// SHA-256 of the description of a derivative.
const DESCRIPTION: [u8; 32] = [7; 32];

/// Who may license a work: its owner, as whom its account counts as well, and an agent under the terms of its grant.
const LICENSORS: [Role; 3] = [Owner, IpAccount, Agent];

pub fn pallet() -> Pallet {
	Pallet {
		name: "Licensing",
		rows: vec![
			Row { call: "licensing.register_derivative", effect: LowersIncome, trial: register_derivative },
			Row { call: "licensing.register_derivative", effect: LowersIncome, trial: register_derivative_of_several },
			Row { call: "licensing.mint_derivative", effect: MovesProperty, trial: mint_derivative },
			Row { call: "licensing.approve_link", effect: LowersIncome, trial: approve_link },
			Row { call: "licensing.revoke_link_approval", effect: StopsService, trial: revoke_link_approval },
			Row { call: "licensing.approve_commercialization", effect: LowersIncome, trial: approve_commercialization },
			Row { call: "licensing.approve_commercialization", effect: StopsService, trial: decline_commercialization },
			Row { call: "licensing.commercialize", effect: LowersIncome, trial: commercialize },
			Row { call: "licensing.set_license_floor", effect: LowersIncome, trial: lower_floor },
			Row { call: "licensing.set_license_floor", effect: LowersIncome, trial: propose_floor },
			Row { call: "licensing.set_license_floor", effect: StopsService, trial: withdraw_floor },
			Row { call: "licensing.attach_terms", effect: LowersIncome, trial: attach_terms },
			Row { call: "licensing.attach_terms", effect: LowersIncome, trial: attach_other_terms },
			Row { call: "licensing.detach_terms", effect: LowersIncome, trial: detach_terms },
			Row { call: "licensing.set_disabled", effect: LowersIncome, trial: set_disabled },
			Row { call: "licensing.approve_derivative", effect: LowersIncome, trial: approve_derivative },
			Row { call: "licensing.approve_derivative", effect: MovesProperty, trial: approve_request },
			Row { call: "licensing.revoke_approval", effect: StopsService, trial: revoke_approval },
			Row { call: "licensing.revoke_approval", effect: StopsService, trial: revoke_paid_approval },
			Row { call: "licensing.remove_terms", effect: StopsService, trial: remove_terms },
			Row { call: "licensing.transfer_license", effect: MovesProperty, trial: transfer_license },
			Row { call: "licensing.burn_license", effect: StopsService, trial: burn_license },
		],
		harmless: vec![(Harmless::Own, &["register_terms", "mint_license", "request_approval"])],
	}
}

/// Commercial terms that ask for an approval, if so, registered by the creator of the work.
fn terms(derivatives_approval: bool) -> TermsId {
	registered(LicenseTerms {
		transferable: true,
		minting_fee: UNIT,
		commercial_use: true,
		revenue_share: Perbill::from_percent(10),
		derivatives_allowed: true,
		derivatives_approval,
		..Default::default()
	})
}

fn registered(terms: TermsOf<Runtime>) -> TermsId {
	let id = BlakeTwo256::hash_of(&terms);
	World::does(Creator, LicensingCall::register_terms { terms });
	id
}

/// The agent may license the work under these terms.
fn within_grant(world: &World, terms: TermsId) -> TermsId {
	let license = BTreeSet::from([terms.0]).try_into().expect("one is few");
	let permissions = Permissions { license, ..Default::default() };
	let (agent, expires) = (World::who(Agent), System::block_number() + 10);
	World::does(Owner, IpCall::grant_permission { ip: world.ip, agent, permissions, expires });
	terms
}

fn attached(world: &World, derivatives_approval: bool) -> TermsId {
	let terms = within_grant(world, terms(derivatives_approval));
	World::does(Owner, LicensingCall::attach_terms { ip: world.ip, terms });
	terms
}

/// A work of the stranger's with a description that stays.
fn described() -> IpId {
	let ip = World::work_of(Stranger);
	let metadata = Metadata { hash: Some(DESCRIPTION), ..Default::default() };
	World::does(Stranger, IpCall::set_metadata { ip, metadata });
	World::does(Stranger, IpCall::freeze_metadata { ip });
	ip
}

fn claims(ip: IpId, terms: TermsId) -> ParentClaims {
	vec![ParentClaim { ip, under: Under::Terms(terms) }].try_into().expect("one is few")
}

/// A parent of the stranger's.
fn parents() -> ParentClaims {
	let (ip, terms) = (World::work_of(Stranger), terms(false));
	World::does(Stranger, LicensingCall::attach_terms { ip, terms });
	claims(ip, terms)
}

fn link(child: IpId, parents: ParentClaims) -> LicensingCall {
	LicensingCall::register_derivative { child, parents, max_fee: UNIT, max_share: Perbill::one() }
}

/// The approval of a link of the work to these parents.
fn approval_of(world: &World, parents: &ParentClaims) -> LicensingCall {
	let parents = BlakeTwo256::hash_of(parents);
	LicensingCall::approve_link { ip: world.ip, parents, max_share: Perbill::one() }
}

/// A work that nobody but its creator has a part of.
fn register_derivative(_: &World) -> Trial {
	Trial::of(link(World::work_of(Creator), parents()), &[Creator], LicensingError::NotAuthorized)
}

/// A work that was shared and sold.
fn register_derivative_of_several(world: &World) -> Trial {
	let parents = parents();
	let approval = approval_of(world, &parents);
	Trial::of(link(world.ip, parents), &[Owner], LicensingError::NotAuthorized)
		.needs(Authority, approval.clone(), LicensingError::AuthorityNotApproved)
		.needs(Creator, approval.clone(), LicensingError::MemberNotApproved)
		.needs(Contributor, approval, LicensingError::MemberNotApproved)
}

/// Into a collection of somebody's.
fn mint_derivative(world: &World) -> Trial {
	let act = LicensingCall::mint_derivative {
		collection: world.collection,
		to: Some(World::who(Stranger)),
		digest: None,
		metadata: Default::default(),
		owner_share: Perbill::zero(),
		parents: parents(),
		max_fee: UNIT,
		max_share: Perbill::one(),
	};
	Trial::of(act, &[Creator], pallet_ip_assets::Error::<Runtime>::NotCreator)
}

/// Those with a score, and who decides about scores. The owner signs the link itself.
fn approve_link(world: &World) -> Trial {
	let act = approval_of(world, &parents());
	Trial::of(act, &[Authority, Creator, Contributor], LicensingError::NotAuthorized)
}

fn revoke_link_approval(world: &World) -> Trial {
	let act = LicensingCall::revoke_link_approval { ip: world.ip, who: World::who(Contributor) };
	Trial::of(act, &[Contributor], LicensingError::NotAuthorized).needs(
		Contributor,
		approval_of(world, &parents()),
		LicensingError::ApprovalNotFound,
	)
}

/// What the stranger made of the work without commerce.
fn fan_work(world: &World) -> IpId {
	let fan = LicenseTerms { derivatives_allowed: true, derivatives_reciprocal: true, ..Default::default() };
	let (ip, terms, child) = (world.ip, registered(fan), World::work_of(Stranger));
	World::does(Owner, LicensingCall::attach_terms { ip, terms });
	World::does(Stranger, link(child, claims(ip, terms)));
	child
}

fn commerce(parent: IpId, child: IpId, fee: Option<u128>) -> LicensingCall {
	LicensingCall::approve_commercialization { parent, child, fee }
}

fn approve_commercialization(world: &World) -> Trial {
	let act = commerce(world.ip, fan_work(world), Some(UNIT));
	Trial::of(act, &[Owner, Authority], LicensingError::NotAuthorized)
}

fn decline_commercialization(world: &World) -> Trial {
	let (parent, child) = (world.ip, fan_work(world));
	let approval = commerce(parent, child, Some(UNIT));
	Trial::of(commerce(parent, child, None), &[Authority], LicensingError::ApprovalNotFound).needs(
		Authority,
		approval,
		LicensingError::ApprovalNotFound,
	)
}

fn commercialize(world: &World) -> Trial {
	let (parent, child) = (world.ip, fan_work(world));
	let fees = vec![(parent, UNIT)].try_into().expect("one is few");
	let approval = commerce(parent, child, Some(UNIT));
	Trial::of(LicensingCall::commercialize { ip: child, fees }, &[Stranger], LicensingError::NotAuthorized)
		.needs(Owner, approval.clone(), LicensingError::OwnerNotApproved)
		.needs(Authority, approval, LicensingError::AuthorityNotApproved)
}

fn floor(world: &World, percent: u32) -> LicensingCall {
	let floor = LicenseFloor { fee: UNIT, share: Perbill::from_percent(percent) };
	LicensingCall::set_license_floor { ip: world.ip, floor: Some(floor) }
}

/// What the owner may not take from the members.
fn lower_floor(world: &World) -> Trial {
	for role in [Owner, Authority] {
		World::does(role, floor(world, 20));
	}
	World::pass(ScoreDelay::get());
	Trial::of(floor(world, 10), &[Authority], LicensingError::NotAuthorized)
}

/// Each of both proposes, and the other agrees.
fn propose_floor(world: &World) -> Trial {
	Trial::of(floor(world, 20), &[Owner, Authority], LicensingError::NotAuthorized)
}

fn withdraw_floor(world: &World) -> Trial {
	let act = LicensingCall::set_license_floor { ip: world.ip, floor: None };
	Trial::of(act, &[Owner], LicensingError::NotAuthorized).needs(
		Owner,
		floor(world, 20),
		LicensingError::FloorProposalNotFound,
	)
}

fn attach_terms(world: &World) -> Trial {
	let act = LicensingCall::attach_terms { ip: world.ip, terms: within_grant(world, terms(false)) };
	Trial::of(act, &LICENSORS, LicensingError::NotAuthorized)
}

/// Terms that the agent was not granted.
fn attach_other_terms(world: &World) -> Trial {
	within_grant(world, terms(true));
	let act = LicensingCall::attach_terms { ip: world.ip, terms: terms(false) };
	Trial::of(act, &[Owner, IpAccount], LicensingError::NotAuthorized)
}

fn detach_terms(world: &World) -> Trial {
	let act = LicensingCall::detach_terms { ip: world.ip, terms: attached(world, false) };
	Trial::of(act, &LICENSORS, LicensingError::NotAuthorized)
}

fn set_disabled(world: &World) -> Trial {
	let act = LicensingCall::set_disabled { ip: world.ip, terms: attached(world, false), disabled: true };
	Trial::of(act, &LICENSORS, LicensingError::NotAuthorized)
}

fn approval(parent: IpId, child: IpId, terms: TermsId) -> LicensingCall {
	LicensingCall::approve_derivative { parent, child, terms, metadata: DESCRIPTION }
}

fn request(parent: IpId, child: IpId, terms: TermsId) -> LicensingCall {
	LicensingCall::request_approval { parent, terms, child, max_fee: UNIT, max_share: Perbill::one() }
}

fn approve_derivative(world: &World) -> Trial {
	let (terms, child) = (attached(world, true), described());
	Trial::of(approval(world.ip, child, terms), &LICENSORS, LicensingError::NotAuthorized)
}

/// Somebody asked, and pays with the answer.
fn approve_request(world: &World) -> Trial {
	let (terms, child) = (attached(world, true), described());
	World::does(Stranger, request(world.ip, child, terms));
	Trial::of(approval(world.ip, child, terms), &LICENSORS, LicensingError::NotAuthorized)
}

fn revoke_approval(world: &World) -> Trial {
	let (parent, terms, child) = (world.ip, attached(world, true), described());
	let by = [Owner, IpAccount, Agent, Stranger];
	Trial::of(LicensingCall::revoke_approval { parent, child }, &by, LicensingError::NotAuthorized).needs(
		Owner,
		approval(parent, child, terms),
		LicensingError::ApprovalNotFound,
	)
}

/// Only who paid for it gives it up.
fn revoke_paid_approval(world: &World) -> Trial {
	let (parent, terms, child) = (world.ip, attached(world, true), described());
	World::does(Stranger, request(parent, child, terms));
	World::does(Owner, approval(parent, child, terms));
	Trial::of(LicensingCall::revoke_approval { parent, child }, &[Stranger], LicensingError::AlreadyPaid)
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
