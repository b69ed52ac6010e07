//! One file per call, and one for each reading and checking.

mod attest;
mod commit;
mod entitled;
mod generation;
mod register;
mod remove_claim;
mod reveal;
pub(crate) mod scenario;
mod sequences;
mod set_status;
mod try_state;
mod verify;
mod withdraw_claim;
mod withdraw_commitment;
