use crate::types::{Judgment, Role, Statement};
use atelier_primitives::{Deposit, Digest, IpId};
use codec::{Decode, Encode, MaxEncodedLen};
use scale_info::TypeInfo;

/// Identifier of a contribution among those submitted to one authority. Never used twice there.
pub type ContributionId = u32;

/// Contribution record: an artifact made for the pool of an IP asset.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, MaxEncodedLen, TypeInfo)]
pub struct Contribution<AccountId, BlockNumber> {
	/// The IP asset.
	pub ip: IpId,
	/// The digest of the artifact, which the contributor claims in the registry.
	pub digest: Digest,
	/// The contributor's role.
	pub role: Role,
	/// The human part, in the contributor's words.
	pub human: Statement,
	/// The block of the submission.
	pub submitted_at: BlockNumber,
	/// The judgment of the authority.
	pub judgment: Judgment<AccountId, BlockNumber>,
	/// The storage deposit. Its payer is the contributor.
	pub deposit: Deposit<AccountId>,
}

/// View of a contribution.
#[derive(Clone, Debug, PartialEq, Eq, Encode, Decode, TypeInfo)]
pub struct ContributionInfo<AccountId, BlockNumber> {
	/// The identifier.
	pub id: ContributionId,
	/// The record. The contributor is the payer of the deposit.
	pub contribution: Contribution<AccountId, BlockNumber>,
}
