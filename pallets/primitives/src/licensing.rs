//! Licensing: holders of licenses, and ancestry.

use crate::ip::IpId;

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
