//! Block production, finality, and offences.

use crate::{
	adapters::{DisableOffenders, ValidatorSet, SESSIONS_KEPT},
	parameters::MaxAuthorities,
	weights, AccountId, Babe, Balance, Balances, Historical, Offences, Runtime, RuntimeEvent, Session, SessionKeys,
};
use atelier_primitives::chain::{currency::deposit, time::MILLISECS_PER_BLOCK};
use frame_support::{
	parameter_types,
	traits::{ConstU32, ConstU64},
};
use pallet_session::{disabling::UpToLimitDisablingStrategy, historical};
use sp_consensus_babe::{AllowedSlots, BabeEpochConfiguration};
use sp_runtime::traits::{ConvertInto, OpaqueKeys};

/// Slots of an epoch, which is also a session: ten minutes.
pub const EPOCH_DURATION_IN_SLOTS: u64 = 200;

/// One slot in four has a primary author; the others have a secondary one, whose VRF output is random too: the
/// assignment of inference jobs draws from it.
pub const BABE_GENESIS_EPOCH_CONFIG: BabeEpochConfiguration =
	BabeEpochConfiguration { c: (1, 4), allowed_slots: AllowedSlots::PrimaryAndSecondaryVRFSlots };

parameter_types! {
	/// Slots after which an offence cannot be reported any more.
	pub const ReportLongevity: u64 = EPOCH_DURATION_IN_SLOTS.saturating_mul(SESSIONS_KEPT as u64);
	pub const KeyDeposit: Balance = deposit(1, 3 * 32);
}

impl pallet_babe::Config for Runtime {
	type DisabledValidators = Session;
	type EpochChangeTrigger = pallet_babe::ExternalTrigger;
	type EpochDuration = ConstU64<EPOCH_DURATION_IN_SLOTS>;
	type EquivocationReportSystem = pallet_babe::EquivocationReportSystem<Self, Offences, Historical, ReportLongevity>;
	type ExpectedBlockTime = ConstU64<{ MILLISECS_PER_BLOCK }>;
	type KeyOwnerProof = sp_session::MembershipProof;
	type MaxAuthorities = MaxAuthorities;
	type MaxNominators = ConstU32<0>;
	// The pallet has no benchmarks; `()` holds its own estimates, which grow with the number of validators.
	type WeightInfo = ();
}

impl pallet_grandpa::Config for Runtime {
	type EquivocationReportSystem =
		pallet_grandpa::EquivocationReportSystem<Self, Offences, Historical, ReportLongevity>;
	type KeyOwnerProof = sp_session::MembershipProof;
	type MaxAuthorities = MaxAuthorities;
	type MaxNominators = ConstU32<0>;
	type MaxSetIdSessionEntries = ConstU64<{ SESSIONS_KEPT as u64 }>;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = ();
}

impl pallet_authorship::Config for Runtime {
	type EventHandler = ();
	type FindAuthor = pallet_session::FindAccountFromAuthorIndex<Self, Babe>;
}

impl pallet_offences::Config for Runtime {
	type IdentificationTuple = historical::IdentificationTuple<Self>;
	type OnOffenceHandler = DisableOffenders;
	type RuntimeEvent = RuntimeEvent;
}

impl pallet_session::Config for Runtime {
	type Currency = Balances;
	type DisablingStrategy = UpToLimitDisablingStrategy;
	type KeyDeposit = KeyDeposit;
	type Keys = SessionKeys;
	type NextSessionRotation = Babe;
	type RuntimeEvent = RuntimeEvent;
	type SessionHandler = <SessionKeys as OpaqueKeys>::KeyTypeIdProviders;
	type SessionManager = historical::NoteHistoricalRoot<Self, ValidatorSet>;
	type ShouldEndSession = Babe;
	type ValidatorId = AccountId;
	type ValidatorIdOf = ConvertInto;
	type WeightInfo = weights::pallet_session::WeightInfo<Runtime>;
}

impl historical::Config for Runtime {
	type FullIdentification = ();
	type FullIdentificationOf = NoIdentification;
	type RuntimeEvent = RuntimeEvent;
}

/// A validator is fully known by its account: there is no stake beside it.
pub struct NoIdentification;

impl sp_runtime::traits::Convert<AccountId, Option<()>> for NoIdentification {
	fn convert(_: AccountId) -> Option<()> {
		Some(())
	}
}

impl pallet_authority_discovery::Config for Runtime {
	type MaxAuthorities = MaxAuthorities;
}
