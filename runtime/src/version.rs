//! The runtime's version, which a node compares to decide whether its own code is the chain's.

use crate::RUNTIME_API_VERSIONS;
use alloc::borrow::Cow;
use sp_version::RuntimeVersion;

// `runtime_version` writes the version into a section of the blob and reads numbers only as literals. Hence the second
// constant below instead of an expression.

/// `spec_version` rises with every release, `transaction_version` whenever the encoding of a call or of a transaction
/// extension changes.
#[cfg(not(feature = "next-spec-version"))]
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
	spec_name: Cow::Borrowed("atelier"),
	impl_name: Cow::Borrowed("atelier"),
	authoring_version: 1,
	spec_version: 1_000,
	impl_version: 0,
	apis: RUNTIME_API_VERSIONS,
	transaction_version: 1,
	system_version: 2,
};

/// A version above every release, for the tests of upgrades.
#[cfg(feature = "next-spec-version")]
#[sp_version::runtime_version]
pub const VERSION: RuntimeVersion = RuntimeVersion {
	spec_name: Cow::Borrowed("atelier"),
	impl_name: Cow::Borrowed("atelier"),
	authoring_version: 1,
	spec_version: 1_000_000,
	impl_version: 0,
	apis: RUNTIME_API_VERSIONS,
	transaction_version: 1,
	system_version: 2,
};
