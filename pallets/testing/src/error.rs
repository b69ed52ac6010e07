//! Errors of the fakes, by the vocabulary of the pallets, so that a test can name the exact one.

use sp_runtime::DispatchError::{self, Other};

/// There is no such IP asset, collection, or claim.
pub const NOT_FOUND: DispatchError = Other("not found");
/// The signer has not the authority for this.
pub const NOT_AUTHORIZED: DispatchError = Other("not authorized");
/// The signer does not own the IP asset.
pub const NOT_OWNER: DispatchError = Other("not the owner");
/// The IP asset is there already.
pub const SAME_OWNER: DispatchError = Other("same owner");
/// The claim was minted before, or the IP asset has parents already.
pub const ALREADY_EXISTS: DispatchError = Other("already exists");
/// An IP asset would be inside itself.
pub const CYCLIC_OWNERSHIP: DispatchError = Other("cyclic ownership");
/// What asks for a royalty cannot be inside an IP asset.
pub const HOLDER_NOT_ALLOWED: DispatchError = Other("holder not allowed");
/// The recipient is inside too many IP assets.
pub const MAX_NESTING_EXCEEDED: DispatchError = Other("max nesting exceeded");
/// Somebody keeps something for the IP asset.
pub const NEEDED: DispatchError = Other("needed");
