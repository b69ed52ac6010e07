//! Acts of licensors and of those who derive.

use crate::{mock::*, types::*, Floors, NextLicense};
use atelier_primitives::{chain::Balance, licensing::LicenseFloor, Deposit, IpId};
use frame_support::assert_ok;
use sp_runtime::{DispatchError, DispatchResult, Perbill};

/// The SHA-256 of the description of each IP.
pub const DESCRIPTION: [u8; 32] = [7; 32];

/// A new IP, with frozen metadata.
pub fn create(owner: AccountId) -> IpId {
	let ip = Ips::mint_next(0, owner);
	Ips::describe(ip, Some(DESCRIPTION), true);
	ip
}

/// Reciprocal commercial terms at a share of so many percent, free of charge and for ever.
pub fn remix(percent: u32) -> Terms {
	Terms {
		transferable: true,
		commercial_use: true,
		commercial_attribution: true,
		revenue_share: Perbill::from_percent(percent),
		derivatives_allowed: true,
		derivatives_attribution: true,
		derivatives_reciprocal: true,
		..Default::default()
	}
}

/// The id of terms, which are registered if need be.
pub fn register(terms: Terms) -> TermsId {
	let id = Licensing::terms_id(&terms);
	if !crate::pallet::Terms::<Test>::contains_key(id) {
		assert_ok!(Licensing::register_terms(RuntimeOrigin::signed(ALICE), terms));
	}
	id
}

/// Attaches terms by the owner.
pub fn attach(ip: IpId, terms: Terms) -> TermsId {
	let id = register(terms);
	assert_ok!(Licensing::attach_terms(RuntimeOrigin::signed(Owners::<Test>::get(ip).unwrap()), ip, id));
	id
}

/// A new IP of Alice under these terms.
pub fn licensor(terms: Terms) -> (IpId, TermsId) {
	let ip = create(ALICE);
	(ip, attach(ip, terms))
}

/// Mints a license for Bob at any price.
pub fn mint(ip: IpId, terms: TermsId, quantity: u32) -> Result<LicenseId, DispatchError> {
	mint_for(BOB, ip, terms, quantity)
}

pub fn mint_for(who: AccountId, ip: IpId, terms: TermsId, quantity: u32) -> Result<LicenseId, DispatchError> {
	let id = NextLicense::<Test>::get();
	Licensing::mint_license(RuntimeOrigin::signed(who), ip, terms, quantity, who, Balance::MAX, Perbill::one())?;
	Ok(id)
}

pub fn by_terms(ip: IpId, terms: TermsId) -> ParentClaim {
	ParentClaim { ip, under: Under::Terms(terms) }
}

pub fn by_license(ip: IpId, license: LicenseId) -> ParentClaim {
	ParentClaim { ip, under: Under::License(license) }
}

pub fn claims(parents: &[ParentClaim]) -> ParentClaims {
	parents.to_vec().try_into().expect("not too many parents")
}

/// Registers a derivative by its owner, at any price.
pub fn derive(child: IpId, parents: &[ParentClaim]) -> frame_support::dispatch::DispatchResultWithPostInfo {
	let who = Owners::<Test>::get(child).expect("the child exists");
	Licensing::register_derivative(RuntimeOrigin::signed(who), child, claims(parents), Balance::MAX, Perbill::one())
}

/// The same terms, with an approval of each derivative.
pub fn by_approval(terms: Terms) -> Terms {
	Terms { derivatives_approval: true, ..terms }
}

/// Approves a derivative as described.
pub fn approve(who: AccountId, parent: IpId, child: IpId, terms: TermsId) -> DispatchResult {
	Licensing::approve_derivative(RuntimeOrigin::signed(who), parent, child, terms, DESCRIPTION)
}

/// Requests an approval at any price.
pub fn request(who: AccountId, parent: IpId, terms: TermsId, child: IpId) -> DispatchResult {
	let origin = RuntimeOrigin::signed(who);
	Licensing::request_approval(origin, parent, terms, child, Balance::MAX, Perbill::one())
}

pub fn revoke(who: AccountId, parent: IpId, child: IpId) -> DispatchResult {
	Licensing::revoke_approval(RuntimeOrigin::signed(who), parent, child)
}

/// A floor of so much, and so many percent.
pub fn floor(fee: Balance, percent: u32) -> LicenseFloor {
	LicenseFloor { fee, share: Perbill::from_percent(percent) }
}

pub fn set_floor(who: AccountId, ip: IpId, floor: LicenseFloor) -> DispatchResult {
	Licensing::set_license_floor(RuntimeOrigin::signed(who), ip, Some(floor))
}

pub fn withdraw_floor(who: AccountId, ip: IpId) -> DispatchResult {
	Licensing::set_license_floor(RuntimeOrigin::signed(who), ip, None)
}

/// A new IP of Bob, made from these.
pub fn derived(parents: &[ParentClaim]) -> IpId {
	let child = create(BOB);
	assert_ok!(derive(child, parents));
	child
}

/// Reciprocal terms without commercial use, free of charge and for ever.
pub fn fan() -> Terms {
	Terms { derivatives_allowed: true, derivatives_reciprocal: true, ..Default::default() }
}

/// Gives an IP a floor that is in force: a fee, and a share of so many percent.
pub fn give_floor(ip: IpId, fee: Balance, percent: u32) {
	let deposit = Deposit { who: Owners::<Test>::get(ip).expect("the IP exists"), amount: 0 };
	Floors::<Test>::insert(ip, Floor { now: floor(fee, percent), change: None, deposit });
}

/// Approves the link of an IP to these parents, at any share.
pub fn approve_link(who: AccountId, ip: IpId, parents: &[ParentClaim]) -> DispatchResult {
	approve_link_within(who, ip, parents, 100)
}

/// Approves the link of an IP to these parents, at a share of so many percent at most.
pub fn approve_link_within(who: AccountId, ip: IpId, parents: &[ParentClaim], percent: u32) -> DispatchResult {
	let parents = Licensing::parents_hash(&claims(parents));
	Licensing::approve_link(RuntimeOrigin::signed(who), ip, parents, Perbill::from_percent(percent))
}

/// Approves a commercialization for a fee.
pub fn approve_commerce(who: AccountId, parent: IpId, child: IpId, fee: Balance) -> DispatchResult {
	Licensing::approve_commercialization(RuntimeOrigin::signed(who), parent, child, Some(fee))
}

/// Commercializes a derivative by its owner.
pub fn commercialize(ip: IpId, fees: &[(IpId, Balance)]) -> DispatchResult {
	let who = Owners::<Test>::get(ip).expect("the derivative exists");
	Licensing::commercialize(RuntimeOrigin::signed(who), ip, fees.to_vec().try_into().expect("few parents"))
}
