//! The types that node, runtime and pallets agree on, and the constants of the currency and of time.

use sp_runtime::{
	traits::{IdentifyAccount, Verify},
	MultiAddress, MultiSignature,
};

/// Block number.
pub type BlockNumber = u32;
/// Balance of the native currency, in its smallest unit.
pub type Balance = u128;
/// Nonce: the number of transactions that an account has sent.
pub type Nonce = u32;
/// Hash of a block, an extrinsic or a storage root.
pub type Hash = sp_core::H256;
/// Timestamp: milliseconds since 1970.
pub type Moment = u64;
/// Signature by a key of any kind that the chain knows.
pub type Signature = MultiSignature;
/// Account id: the public key of a signer, or an id derived from something else.
pub type AccountId = <<Signature as Verify>::Signer as IdentifyAccount>::AccountId;
/// Address of an account in an extrinsic.
pub type Address = MultiAddress<AccountId, ()>;

/// The native currency: ATL, with 12 decimals.
pub mod currency {
	use super::Balance;

	/// Symbol of the native currency.
	pub const SYMBOL: &str = "ATL";
	/// Number of decimals of the native currency.
	pub const DECIMALS: u8 = 12;
	/// One ATL.
	pub const UNIT: Balance = 1_000_000_000_000;
	/// A thousandth of an ATL.
	pub const MILLI: Balance = UNIT / 1_000;
	/// A millionth of an ATL.
	pub const MICRO: Balance = MILLI / 1_000;

	/// Storage deposit of one item, whatever its size.
	pub const ITEM_DEPOSIT: Balance = 100 * MILLI;
	/// Storage deposit of one byte.
	pub const BYTE_DEPOSIT: Balance = 100 * MICRO;

	/// The deposit for things in storage: so many items of so many bytes together. Cannot overflow.
	pub const fn deposit(items: u32, bytes: u32) -> Balance {
		let items = ITEM_DEPOSIT.saturating_mul(items as Balance);
		let bytes = BYTE_DEPOSIT.saturating_mul(bytes as Balance);
		items.saturating_add(bytes)
	}
}

/// The clock of the chain.
pub mod time {
	use super::{BlockNumber, Moment};

	/// Block time in milliseconds. Can never change on a live chain: BABE counts slots since 1970 with it.
	pub const MILLISECS_PER_BLOCK: Moment = 3_000;
	/// The length of a BABE slot in milliseconds: one block per slot.
	pub const SLOT_DURATION: Moment = MILLISECS_PER_BLOCK;

	/// A minute in blocks.
	pub const MINUTES: BlockNumber = 60_000 / (MILLISECS_PER_BLOCK as BlockNumber);
	/// An hour in blocks.
	pub const HOURS: BlockNumber = 60 * MINUTES;
	/// A day in blocks.
	pub const DAYS: BlockNumber = 24 * HOURS;
}

#[cfg(test)]
mod tests {
	use super::{currency::*, time::*, *};
	use codec::MaxEncodedLen;

	#[test]
	fn currency_should_have_twelve_decimals_when_counted_in_units() {
		assert_eq!(UNIT, 10u128.pow(DECIMALS.into()));
		assert_eq!((1_000 * MILLI, 1_000_000 * MICRO), (UNIT, UNIT));
	}

	#[test]
	fn deposit_should_add_items_and_bytes_when_given_both() {
		assert_eq!(deposit(0, 0), 0);
		assert_eq!(deposit(2, 0), 200 * MILLI);
		assert_eq!(deposit(0, 1_000), deposit(1, 0));
		assert_eq!(deposit(3, 50), deposit(3, 0) + deposit(0, 50));
	}

	#[test]
	fn deposit_should_be_exact_when_given_the_largest_numbers() {
		let max = u128::from(u32::MAX);
		assert_eq!(deposit(u32::MAX, u32::MAX), max * ITEM_DEPOSIT + max * BYTE_DEPOSIT);
	}

	#[test]
	fn time_should_divide_evenly_when_counted_in_blocks() {
		assert_eq!(u64::from(MINUTES) * MILLISECS_PER_BLOCK, 60_000);
		assert_eq!((MINUTES, HOURS, DAYS), (20, 1_200, 28_800));
	}

	#[test]
	fn account_should_have_32_bytes_when_encoded() {
		assert_eq!(AccountId::max_encoded_len(), 32);
	}
}
