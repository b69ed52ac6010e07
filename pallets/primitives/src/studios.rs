//! Studios: accounts that their members govern together.

/// The number of a studio. Never used twice.
pub type StudioId = u32;

/// The number of a proposal in its studio. Never used twice.
pub type ProposalId = u32;

/// Voting power: one for each member, a participation score, or an amount of the native currency.
pub type Power = u128;

/// Which studios there are, and who votes in them. Offered by `studios`.
pub trait StudioInspect<AccountId> {
	/// The account of a studio: it owns, signs and pays for the studio. Nothing if there is no such studio.
	fn account(studio: StudioId) -> Option<AccountId>;

	/// The studio that an account belongs to. Nothing if it is the account of no studio.
	fn studio_of(who: &AccountId) -> Option<StudioId>;

	/// The voting power of a member, whether it delegates or not. Nothing if it is no member.
	fn power(studio: StudioId, who: &AccountId) -> Option<Power>;
}

impl<AccountId> StudioInspect<AccountId> for () {
	fn account(_: StudioId) -> Option<AccountId> {
		None
	}

	fn studio_of(_: &AccountId) -> Option<StudioId> {
		None
	}

	fn power(_: StudioId, _: &AccountId) -> Option<Power> {
		None
	}
}

#[cfg(test)]
mod tests {
	use super::*;

	#[test]
	fn unit_should_know_no_studio_when_asked() {
		assert_eq!(<() as StudioInspect<u64>>::account(0), None);
		assert_eq!(<() as StudioInspect<u64>>::studio_of(&0), None);
		assert_eq!(<() as StudioInspect<u64>>::power(0, &0), None);
	}
}
