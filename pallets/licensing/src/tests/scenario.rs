//! Acts of licensors and of those who derive.

use crate::{mock::*, types::*, NextLicense};
use atelier_primitives::{chain::Balance, licensing::LicenseFloor, IpId};
use frame_support::assert_ok;
use sp_runtime::{DispatchError, Perbill};

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
pub fn approve(who: AccountId, parent: IpId, child: IpId, terms: TermsId) -> sp_runtime::DispatchResult {
	Licensing::approve_derivative(RuntimeOrigin::signed(who), parent, child, terms, DESCRIPTION)
}

/// Requests an approval at any price.
pub fn request(who: AccountId, parent: IpId, terms: TermsId, child: IpId) -> sp_runtime::DispatchResult {
	let origin = RuntimeOrigin::signed(who);
	Licensing::request_approval(origin, parent, terms, child, Balance::MAX, Perbill::one())
}

pub fn revoke(who: AccountId, parent: IpId, child: IpId) -> sp_runtime::DispatchResult {
	Licensing::revoke_approval(RuntimeOrigin::signed(who), parent, child)
}

/// A floor of so much, and so many percent.
pub fn floor(fee: Balance, percent: u32) -> LicenseFloor {
	LicenseFloor { fee, share: Perbill::from_percent(percent) }
}

pub fn set_floor(who: AccountId, ip: IpId, floor: LicenseFloor) -> sp_runtime::DispatchResult {
	Licensing::set_license_floor(RuntimeOrigin::signed(who), ip, Some(floor))
}

pub fn withdraw_floor(who: AccountId, ip: IpId) -> sp_runtime::DispatchResult {
	Licensing::set_license_floor(RuntimeOrigin::signed(who), ip, None)
}

/// A new IP of Bob, made from these.
pub fn derived(parents: &[ParentClaim]) -> IpId {
	let child = create(BOB);
	assert_ok!(derive(child, parents));
	child
}
