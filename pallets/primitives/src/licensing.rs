//! Licensing: holders of licenses, and ancestry.

use crate::{chain::Balance, ip::IpId};
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use scale_info::TypeInfo;
use sp_runtime::Perbill;

/// Holders of licenses. Provided by `licensing`.
pub trait LicenseInspect<AccountId> {
	/// Returns `true` if `who` holds a license of the IP asset that has not expired.
	fn is_licensed(who: &AccountId, ip: &IpId) -> bool;
}

impl<AccountId> LicenseInspect<AccountId> for () {
	fn is_licensed(_: &AccountId, _: &IpId) -> bool {
		false
	}
}

/// Floor of the price of commercial use: what the owner of an IP asset may not go below.
#[derive(
	Clone, Copy, Debug, Default, PartialEq, Eq, Encode, Decode, DecodeWithMemTracking, MaxEncodedLen, TypeInfo,
)]
pub struct LicenseFloor {
	/// Least fee of a unit of a commercial license, and of a use of a model, in the smallest unit.
	pub fee: Balance,
	/// Least revenue share of a derivative: what commercial terms ask for at least, and what a derivative under others owes.
	pub share: Perbill,
}

impl LicenseFloor {
	/// Returns the higher of both, part by part.
	pub fn highest(self, other: Self) -> Self {
		Self { fee: self.fee.max(other.fee), share: self.share.max(other.share) }
	}
}

/// Commercial standing of IP assets. Provided by `licensing`.
pub trait CommerceInspect {
	/// Returns `true` if the IP asset may be sold, priced and licensed for a fee: unless it was linked under
	/// non-commercial terms, and not commercialized since.
	fn is_commercial(ip: &IpId) -> bool;

	/// Returns the floor that is in force now: the own one, and of the fee no less than was inherited at the link.
	fn floor(ip: &IpId) -> LicenseFloor;

	/// Returns the highest floor that will be in force without another act: part by part the higher of the one in force
	/// and the one that waits.
	fn coming_floor(ip: &IpId) -> LicenseFloor;
}

impl CommerceInspect for () {
	fn is_commercial(_: &IpId) -> bool {
		true
	}

	fn floor(_: &IpId) -> LicenseFloor {
		LicenseFloor::default()
	}

	fn coming_floor(_: &IpId) -> LicenseFloor {
		LicenseFloor::default()
	}
}

/// Ancestry of IP assets. Provided by `licensing`.
pub trait LineageInspect {
	/// Returns `true` if `ancestor` is a parent of `ip`, or an ancestor of one.
	fn is_ancestor(ancestor: &IpId, ip: &IpId) -> bool;
}

impl LineageInspect for () {
	fn is_ancestor(_: &IpId, _: &IpId) -> bool {
		false
	}
}
