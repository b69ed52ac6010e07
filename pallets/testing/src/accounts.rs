//! Account types of mock runtimes, and the accounts derived from IP assets.

use atelier_primitives::ip::IpId;
use sp_runtime::AccountId32;

/// An account type that a mock runtime can have. A small number names an account of a person; each IP asset has another.
pub trait Account: Sized {
	/// The account with this number.
	fn numbered(number: u8) -> Self;

	/// The account derived from an IP asset.
	fn of_ip(ip: &IpId) -> Self;

	/// The IP asset that the account is derived from. Nothing if it is the account of a person.
	fn ip(&self) -> Option<IpId>;

	/// The account in which all royalty pools have their money.
	fn pool() -> Self {
		Self::numbered(250)
	}
}

/// Collection and item in one number.
fn pack(ip: &IpId) -> u64 {
	u64::from(ip.collection) << 32 | u64::from(ip.item)
}

fn unpack(packed: u64) -> IpId {
	IpId::new((packed >> 32) as u32, packed as u32)
}

/// The collection has 31 bits: the highest one tells IP assets from persons.
impl Account for u64 {
	fn numbered(number: u8) -> Self {
		number.into()
	}

	fn of_ip(ip: &IpId) -> Self {
		1 << 63 | pack(ip)
	}

	fn ip(&self) -> Option<IpId> {
		(self >> 63 == 1).then(|| unpack(self << 1 >> 1))
	}
}

impl Account for u128 {
	fn numbered(number: u8) -> Self {
		number.into()
	}

	fn of_ip(ip: &IpId) -> Self {
		1 << 64 | u128::from(pack(ip))
	}

	fn ip(&self) -> Option<IpId> {
		(self >> 64 == 1).then(|| unpack(*self as u64))
	}
}

/// A person has 32 equal bytes, an IP asset other ones in front.
impl Account for AccountId32 {
	fn numbered(number: u8) -> Self {
		Self::new([number; 32])
	}

	fn of_ip(ip: &IpId) -> Self {
		let mut bytes = *b"IP asset                        ";
		bytes[24..].copy_from_slice(&pack(ip).to_be_bytes());
		Self::new(bytes)
	}

	fn ip(&self) -> Option<IpId> {
		let (_, packed) = AsRef::<[u8; 32]>::as_ref(self).split_last_chunk::<8>()?;
		let ip = unpack(u64::from_be_bytes(*packed));
		(Self::of_ip(&ip) == *self).then_some(ip)
	}
}
