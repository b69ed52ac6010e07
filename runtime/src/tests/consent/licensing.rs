//! Licenses and derivatives: who may use a work, and who gets a part of its income.

use super::*;
use crate::Licensing;
use atelier_primitives::{
	chain::currency::UNIT,
	ip::Metadata,
	licensing::{CommerceInspect, LicenseFloor},
	IpId,
};
use frame_support::traits::Get;
use pallet_licensing::{Call, Error, LicenseTerms, ParentClaim, ParentClaims, TermsId, Under};
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
			Row { call: "licensing.register_derivative", effect: LowersIncome, trial: link_sold },
			Row { call: "licensing.register_derivative", effect: LowersIncome, trial: link_pending },
			Row { call: "licensing.register_derivative", effect: LowersIncome, trial: link_with_consent },
			Row { call: "licensing.register_derivative", effect: LowersIncome, trial: link_for_less },
			Row { call: "licensing.register_derivative", effect: MovesProperty, trial: link_approved },
			Row { call: "licensing.mint_derivative", effect: MovesProperty, trial: mint_derivative },
			Row { call: "licensing.approve_link", effect: LowersIncome, trial: approve_link },
			Row { call: "licensing.revoke_link_approval", effect: StopsService, trial: revoke_link_approval },
			Row { call: "licensing.approve_commercialization", effect: LowersIncome, trial: approve_commercialization },
			Row { call: "licensing.commercialize", effect: LowersIncome, trial: commercialize },
			Row { call: "licensing.set_license_floor", effect: LowersIncome, trial: propose_floor },
			Row { call: "licensing.set_license_floor", effect: LowersIncome, trial: lower_floor },
			Row { call: "licensing.set_license_floor", effect: MovesProperty, trial: withdraw_floor },
			Row { call: "licensing.attach_terms", effect: LowersIncome, trial: attach_terms },
			Row { call: "licensing.attach_terms", effect: LowersIncome, trial: attach_other_terms },
			Row { call: "licensing.detach_terms", effect: LowersIncome, trial: detach_terms },
			Row { call: "licensing.set_disabled", effect: LowersIncome, trial: set_disabled },
			Row { call: "licensing.approve_derivative", effect: LowersIncome, trial: approve_derivative },
			Row { call: "licensing.approve_derivative", effect: MovesProperty, trial: approve_request },
			Row { call: "licensing.revoke_approval", effect: StopsService, trial: revoke_approval },
			Row { call: "licensing.revoke_approval", effect: StopsService, trial: revoke_paid },
			Row { call: "licensing.remove_terms", effect: StopsService, trial: remove_terms },
			Row { call: "licensing.mint_license", effect: MovesProperty, trial: mint_license },
			Row { call: "licensing.mint_license", effect: LowersIncome, trial: mint_below_floor },
			Row { call: "licensing.transfer_license", effect: MovesProperty, trial: transfer_license },
			Row { call: "licensing.burn_license", effect: StopsService, trial: burn_license },
		],
		harmless: vec![(Harmless::Own, &["register_terms", "request_approval"])],
	}
}

/// Commercial terms that ask for an approval, if so.
fn terms_with(derivatives_approval: bool) -> LicenseTerms<crate::BlockNumber> {
	LicenseTerms {
		transferable: true,
		minting_fee: UNIT,
		commercial_use: true,
		revenue_share: Perbill::from_percent(10),
		derivatives_allowed: true,
		derivatives_approval,
		..Default::default()
	}
}

/// Terms within the bound of the agent.
pub fn granted() -> [[u8; 32]; 2] {
	[false, true].map(|derivatives_approval| BlakeTwo256::hash_of(&terms_with(derivatives_approval)).into())
}

/// Registered by the creator of the work.
fn register(terms: LicenseTerms<crate::BlockNumber>) -> TermsId {
	let id = BlakeTwo256::hash_of(&terms);
	World::does(Creator, LicensingCall::register_terms { terms });
	id
}

fn terms(derivatives_approval: bool) -> TermsId {
	register(terms_with(derivatives_approval))
}

fn attached(world: &World, derivatives_approval: bool) -> TermsId {
	let terms = terms(derivatives_approval);
	World::does(Owner, LicensingCall::attach_terms { ip: world.ip, terms });
	terms
}

fn claims(ip: IpId, terms: TermsId) -> ParentClaims {
	vec![ParentClaim { ip, under: Under::Terms(terms) }].try_into().expect("one is few")
}

/// A parent of the stranger's.
fn parents() -> ParentClaims {
	let (parent, terms) = (World::work_of(Stranger), terms(false));
	World::does(Stranger, LicensingCall::attach_terms { ip: parent, terms });
	claims(parent, terms)
}

fn link(child: IpId, parents: &ParentClaims) -> LicensingCall {
	let (parents, max_share) = (parents.clone(), Perbill::one());
	LicensingCall::register_derivative { child, parents, max_fee: UNIT, max_share }
}

fn approve(ip: IpId, parents: &ParentClaims, max_share: Perbill) -> LicensingCall {
	LicensingCall::approve_link { ip, parents: BlakeTwo256::hash_of(parents), max_share }
}

/// A work that nobody but its creator has a part of.
fn register_derivative(_: &World) -> Trial {
	Trial::of(link(World::work_of(Creator), &parents()), &[Creator], LicensingError::NotAuthorized)
}

/// A work that was bought: its creator agrees, who has the income.
fn link_sold(_: &World) -> Trial {
	let (work, parents) = (World::sold_work(), parents());
	Trial::of(link(work, &parents), &[Owner], LicensingError::NotAuthorized).needs(
		Creator,
		approve(work, &parents, Perbill::one()),
		LicensingError::OwnerNotCreator,
	)
}

/// Somebody is about to get a score: not even by its creator.
fn link_pending(_: &World) -> Trial {
	let (ip, parents) = (World::work_of(Creator), parents());
	let changes = vec![(World::who(Contributor), 1)].try_into().expect("one is few");
	World::does(Creator, pallet_royalties::Call::propose_scores { ip, changes });
	Trial::of(link(ip, &parents), &[], LicensingError::NotAuthorized).but(Creator, LicensingError::ScoresPending)
}

/// Everybody with a score, and the authority.
fn link_with_consent(world: &World) -> Trial {
	let (ip, parents) = (world.ip, parents());
	let approve = || approve(ip, &parents, Perbill::one());
	Trial::of(link(ip, &parents), &[Owner], LicensingError::NotAuthorized)
		.needs(Creator, approve(), LicensingError::MemberNotApproved)
		.needs(Contributor, approve(), LicensingError::MemberNotApproved)
		.needs(Authority, approve(), LicensingError::AuthorityNotApproved)
}

/// A member agreed to less than the parents ask for.
fn link_for_less(world: &World) -> Trial {
	let (ip, parents) = (world.ip, parents());
	for (role, percent) in [(Creator, 100), (Contributor, 9), (Authority, 100)] {
		World::does(role, approve(ip, &parents, Perbill::from_percent(percent)));
	}
	let act = link(ip, &parents);
	Trial::of(act, &[], LicensingError::NotAuthorized).but(Owner, LicensingError::MaxShareExceeded)
}

/// Under terms that ask for it: the owner of the parent agrees to what the child is, and that stays so.
fn link_approved(world: &World) -> Trial {
	let (terms, child) = (attached(world, true), described());
	Trial::of(link(child, &claims(world.ip, terms)), &[Stranger], LicensingError::NotAuthorized)
		.needs(Owner, approve_it(world, child, terms), LicensingError::NotApproved)
		.needs(Stranger, pallet_ip_assets::Call::freeze_metadata { ip: child }, LicensingError::MetadataNotFrozen)
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

fn approve_link(world: &World) -> Trial {
	let act = approve(world.ip, &parents(), Perbill::one());
	Trial::of(act, &[Creator, Contributor, Authority], LicensingError::NotAuthorized)
}

/// By who gave it, and not by those who wait for it.
fn revoke_link_approval(world: &World) -> Trial {
	let act = LicensingCall::revoke_link_approval { ip: world.ip, who: World::who(Contributor) };
	Trial::of(act, &[Contributor], LicensingError::NotAuthorized).needs(
		Contributor,
		approve(world.ip, &parents(), Perbill::one()),
		LicensingError::ApprovalNotFound,
	)
}

/// A work of the stranger's, made of this one under non-commercial terms.
fn fan_work(world: &World) -> IpId {
	let terms = register(LicenseTerms { derivatives_allowed: true, ..Default::default() });
	World::does(Owner, LicensingCall::attach_terms { ip: world.ip, terms });
	let child = World::work_of(Stranger);
	World::does(Stranger, link(child, &claims(world.ip, terms)));
	child
}

fn allow_commerce(parent: IpId, child: IpId) -> LicensingCall {
	LicensingCall::approve_commercialization { parent, child, fee: Some(UNIT) }
}

fn approve_commercialization(world: &World) -> Trial {
	Trial::of(allow_commerce(world.ip, fan_work(world)), &[Owner, Authority], LicensingError::NotAuthorized)
}

/// Its owner asks, and of each parent the owner and the authority agree.
fn commercialize(world: &World) -> Trial {
	let child = fan_work(world);
	let fees = vec![(world.ip, UNIT)].try_into().expect("one is few");
	Trial::of(LicensingCall::commercialize { ip: child, fees }, &[Stranger], LicensingError::NotAuthorized)
		.needs(Owner, allow_commerce(world.ip, child), LicensingError::OwnerNotApproved)
		.needs(Authority, allow_commerce(world.ip, child), LicensingError::AuthorityNotApproved)
}

fn floor(world: &World, fee: u128) -> LicensingCall {
	LicensingCall::set_license_floor { ip: world.ip, floor: Some(LicenseFloor { fee, share: Perbill::zero() }) }
}

/// A rise: one proposes it, and it is none until the other does the same.
fn propose_floor(world: &World) -> Trial {
	Trial::of(floor(world, UNIT), &[Owner, Authority], LicensingError::NotAuthorized)
}

/// A fall: by who speaks for the members, and never by the owner as such.
fn lower_floor(world: &World) -> Trial {
	World::does(Owner, floor(world, 2 * UNIT));
	World::does(Authority, floor(world, 2 * UNIT));
	World::pass(<Runtime as pallet_licensing::Config>::FloorDelay::get());
	assert_eq!(Licensing::floor(&world.ip).fee, 2 * UNIT);
	Trial::of(floor(world, UNIT), &[Authority], LicensingError::NotAuthorized)
}

fn withdraw_floor(world: &World) -> Trial {
	let act = LicensingCall::set_license_floor { ip: world.ip, floor: None };
	Trial::of(act, &[Owner], LicensingError::NotAuthorized).needs(
		Owner,
		floor(world, UNIT),
		LicensingError::FloorProposalNotFound,
	)
}

fn attach_terms(world: &World) -> Trial {
	let act = LicensingCall::attach_terms { ip: world.ip, terms: terms(false) };
	Trial::of(act, &LICENSORS, LicensingError::NotAuthorized)
}

/// The agent has a list of terms.
fn attach_other_terms(world: &World) -> Trial {
	let terms = register(LicenseTerms { minting_fee: 2 * UNIT, ..terms_with(false) });
	let act = LicensingCall::attach_terms { ip: world.ip, terms };
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

/// The SHA-256 of a description.
const DESCRIPTION: [u8; 32] = [9; 32];

/// A work of the stranger's that is described.
fn described() -> IpId {
	let ip = World::work_of(Stranger);
	let metadata = Metadata { hash: Some(DESCRIPTION), ..Default::default() };
	World::does(Stranger, pallet_ip_assets::Call::set_metadata { ip, metadata });
	ip
}

fn approve_it(world: &World, child: IpId, terms: TermsId) -> LicensingCall {
	LicensingCall::approve_derivative { parent: world.ip, child, terms, metadata: DESCRIPTION }
}

fn approve_derivative(world: &World) -> Trial {
	let terms = attached(world, true);
	Trial::of(approve_it(world, described(), terms), &LICENSORS, LicensingError::NotAuthorized)
}

/// The stranger has asked for an approval, and its fee is held.
fn requested(world: &World) -> (IpId, TermsId) {
	let (parent, child, terms) = (world.ip, described(), attached(world, true));
	let max_share = Perbill::one();
	World::does(Stranger, LicensingCall::request_approval { parent, terms, child, max_fee: UNIT, max_share });
	(child, terms)
}

/// Both: who asked, with its money, and who licenses.
fn approve_request(world: &World) -> Trial {
	let (child, terms) = requested(world);
	Trial::of(approve_it(world, child, terms), &LICENSORS, LicensingError::NotAuthorized)
}

/// What was given for nothing: also by who owns the derivative.
fn revoke_approval(world: &World) -> Trial {
	let (parent, terms, child) = (world.ip, attached(world, true), described());
	let by = [Owner, IpAccount, Agent, Stranger];
	Trial::of(LicensingCall::revoke_approval { parent, child }, &by, LicensingError::NotAuthorized).needs(
		Owner,
		approve_it(world, child, terms),
		LicensingError::ApprovalNotFound,
	)
}

/// What was paid for: by nobody but who owns the derivative.
fn revoke_paid(world: &World) -> Trial {
	let (child, terms) = requested(world);
	World::does(Owner, approve_it(world, child, terms));
	let act = LicensingCall::revoke_approval { parent: world.ip, child };
	Trial::of(act, &[Stranger], LicensingError::AlreadyPaid)
}

fn remove_terms(_: &World) -> Trial {
	Trial::of(LicensingCall::remove_terms { terms: terms(false) }, &[Creator], LicensingError::NotAuthorized)
}

fn buy_license(world: &World, terms: TermsId) -> LicensingCall {
	let (to, max_share) = (World::who(Stranger), Perbill::one());
	LicensingCall::mint_license { ip: world.ip, terms, quantity: 1, to, max_fee: UNIT, max_share }
}

/// Both: the owner offers it, the buyer pays.
fn mint_license(world: &World) -> Trial {
	let terms = terms(false);
	Trial::of_anybody(buy_license(world, terms)).needs(
		Owner,
		LicensingCall::attach_terms { ip: world.ip, terms },
		LicensingError::TermsNotAttached,
	)
}

/// The floor rose by both signatures: nobody has it for less, whatever the owner offers.
fn mint_below_floor(world: &World) -> Trial {
	let terms = attached(world, false);
	World::does(Owner, floor(world, 2 * UNIT));
	World::does(Authority, floor(world, 2 * UNIT));
	World::pass(<Runtime as pallet_licensing::Config>::FloorDelay::get());
	Trial::of(buy_license(world, terms), &[], LicensingError::MaxFeeExceeded)
}

/// The number of a license of the stranger's.
fn license(world: &World) -> u64 {
	let terms = attached(world, false);
	World::does(Stranger, buy_license(world, terms));
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
