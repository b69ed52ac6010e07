//! Licensing: who may use an IP asset.

use crate::ip::IpId;

/// Who holds licenses. Offered by `licensing`.
pub trait LicenseInspect<AccountId> {
	/// Whether `who` holds a license of the IP asset that has not expired.
	fn is_licensed(who: &AccountId, ip: &IpId) -> bool;
}

impl<AccountId> LicenseInspect<AccountId> for () {
	fn is_licensed(_: &AccountId, _: &IpId) -> bool {
		false
	}
}

/// Which IP assets descend from which. Offered by `licensing`.
pub trait LineageInspect {
	/// Whether `ancestor` is a parent of `ip`, or an ancestor of one.
	fn is_ancestor(ancestor: &IpId, ip: &IpId) -> bool;
}

impl LineageInspect for () {
	fn is_ancestor(_: &IpId, _: &IpId) -> bool {
		false
	}
}
