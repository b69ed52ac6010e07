//! One file for each call, and one for each trait that others use.

mod admit;
mod clear_terms;
#[cfg(feature = "runtime-benchmarks")]
mod fixtures;
mod inspect;
mod payee;
mod publish;
mod release;
mod sequences;
mod set_takedown;
mod set_terms;
mod try_state;
mod views;
mod weights;

use crate::{mock::*, *};
use atelier_primitives::{
	chain::Balance,
	engine::ModelKind,
	ip::{Act, IpInspect, Permission},
	licensing::LicenseFloor,
	models::{ModelAccess, ModelFile, ModelFiles, ModelInspect, UseCollect, UseFees, MAX_FILES_LENGTH},
	provenance::{ArtifactKind, ProvenanceInspect},
	royalties::PaymentKind,
	Digest, IpId,
};
use frame_support::{assert_noop, assert_ok};
use sp_runtime::{traits::BadOrigin, DispatchError, DispatchResult, TokenError};

/// A root under which nothing is published.
fn unknown() -> Digest {
	Digest::Sha2_256([1; 32])
}
