//! Studios: accounts that their members govern together.

/// Id of a studio. Never reused.
pub type StudioId = u32;

/// Id of a proposal in its studio. Never reused.
pub type ProposalId = u32;

/// Voting power: one for each member, a participation score, or an amount of the native currency.
pub type Power = u128;

/// Accounts and voters of studios. Provided by `studios`.
pub trait StudioInspect<AccountId> {
	/// Returns the account of a studio: it owns, signs and pays for the studio. `None` if there is no such studio.
	fn account(studio: StudioId) -> Option<AccountId>;

	/// Returns the studio that an account belongs to. `None` if it is the account of no studio.
	fn studio_of(who: &AccountId) -> Option<StudioId>;

	/// Returns the voting power of a member, whether it delegates or not. `None` if it is no member.
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
