//! Errors of the fakes, by the vocabulary of the pallets, so that a test can name the exact one.

use sp_runtime::DispatchError::{self, Other};

/// There is no such IP asset, collection, claim, model, or worker.
pub const NOT_FOUND: DispatchError = Other("not found");
/// The signer has not the authority for this.
pub const NOT_AUTHORIZED: DispatchError = Other("not authorized");
/// The signer does not own the IP asset.
pub const NOT_OWNER: DispatchError = Other("not the owner");
/// The IP asset is there already.
pub const SAME_OWNER: DispatchError = Other("same owner");
/// The claim was minted before, the IP asset has parents already, or the account is a worker already.
pub const ALREADY_EXISTS: DispatchError = Other("already exists");
/// An IP asset would be inside itself.
pub const CYCLIC_OWNERSHIP: DispatchError = Other("cyclic ownership");
/// What asks for a royalty, or may not be used commercially, cannot be inside an IP asset.
pub const HOLDER_NOT_ALLOWED: DispatchError = Other("holder not allowed");
/// The recipient is inside too many IP assets.
pub const MAX_NESTING_EXCEEDED: DispatchError = Other("max nesting exceeded");
/// Somebody keeps something for the IP asset.
pub const NEEDED: DispatchError = Other("needed");
/// The root is that of an adapter.
pub const NOT_A_MODEL: DispatchError = Other("not a model");
/// The root is not that of an adapter of this model.
pub const ADAPTER_MISMATCH: DispatchError = Other("adapter mismatch");
/// The model or the adapter is closed.
pub const MODEL_CLOSED: DispatchError = Other("model closed");
/// The signer has no license of the IP asset of the model.
pub const LICENSE_REQUIRED: DispatchError = Other("license required");
/// The signer owns no such item of the collection that lets in.
pub const PASS_REQUIRED: DispatchError = Other("pass required");
/// The stake is below the minimum.
pub const MIN_STAKE_NOT_REACHED: DispatchError = Other("min stake not reached");
/// The free stake is smaller than this amount.
pub const STAKE_LOCKED: DispatchError = Other("stake locked");
/// The exposure is smaller than this amount.
pub const EXPOSURE_MISMATCH: DispatchError = Other("exposure mismatch");
/// The slash is larger than its exposure, or its shares are larger than the slash.
pub const SLASH_MISMATCH: DispatchError = Other("slash mismatch");
/// The receiver takes no outcomes now.
pub const REFUSED: DispatchError = Other("refused");
/// The scores of the pool would be too much together.
pub const MAX_TOTAL_SCORE_EXCEEDED: DispatchError = Other("max total score exceeded");
