//! One file per call, and one for each reading and checking.

mod attest;
mod commit;
mod decide;
mod end_opposition;
mod entitled;
mod generation;
mod oppose;
mod pins;
mod publish;
mod register;
mod remove_claim;
mod reveal;
pub(crate) mod scenario;
mod sequences;
mod set_status;
mod standing;
mod try_state;
mod verify;
mod withdraw_claim;
mod withdraw_commitment;
