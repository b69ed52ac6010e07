//! One file for each call, and one for each trait that others use.

mod admit;
mod clear_terms;
#[cfg(feature = "runtime-benchmarks")]
mod fixtures;
mod inspect;
mod publish;
mod sequences;
mod set_terms;
mod try_state;
mod views;
mod weights;

use crate::{mock::*, *};
use atelier_primitives::{
	chain::Balance,
	engine::ModelKind,
	ip::{Act, Permission},
	models::{ModelAccess, ModelFile, ModelFiles, ModelInspect, UseFee, MAX_FILES_LENGTH},
	Digest, IpId,
};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{traits::BadOrigin, DispatchResult, TokenError};

/// A root under which nothing is published.
fn unknown() -> Digest {
	Digest::Sha2_256([1; 32])
}
