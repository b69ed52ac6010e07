//! Offers of the score authority.

use atelier_primitives::Deposit;
use codec::{Decode, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Pending offer of the score authority over a pool: the first of two steps.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct AuthorityOffer<AccountId> {
	/// Offeree. `None`: the owner of the IP asset, and with it whoever owns it later.
	pub authority: Option<AccountId>,
	/// Number of changes of owner when it was made. Where one of the two sides is the owner, the offer is void once that
	/// is higher.
	pub moves: u32,
	/// Storage deposit, paid by the authority that made the offer. The offer is void once that is another account.
	pub deposit: Deposit<AccountId>,
}
