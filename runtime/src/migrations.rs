//! Changes of storage that come with an upgrade. Each migration stays listed until every network has run it.

use crate::Runtime;

/// Migrations that run at once, in the first block after an upgrade.
pub type SingleBlock = ();

/// Migrations that run in steps over several blocks, through pallet-migrations.
#[cfg(not(feature = "runtime-benchmarks"))]
pub type MultiBlock = ();
/// Benchmarks need migrations that always succeed.
#[cfg(feature = "runtime-benchmarks")]
pub type MultiBlock = pallet_migrations::mock_helpers::MockedMigrations;

/// Handler of a failed multi-block migration: the chain goes on with empty blocks. Half-migrated state must not be
/// touched, also not by governance: mending it takes new code that the validators agree on outside the chain.
pub type OnFailure = frame_support::migrations::FreezeChainOnFailedMigration;

/// Tells the executive where the multi-block migrations stand.
pub type Migrator = pallet_migrations::Pallet<Runtime>;
