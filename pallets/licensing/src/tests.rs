//! One file per call; then consent to burning, the views, the graphs, the random sequences and the invariants.

mod approve_derivative;
mod approve_link;
mod attach_terms;
mod burn_license;
mod commercialize;
mod detach_terms;
mod floors;
mod graphs;
mod lineage_limits;
mod mint_derivative;
mod mint_license;
mod non_commercial;
mod on_ip_burned;
mod register_derivative;
mod register_terms;
mod remove_terms;
mod request_approval;
mod revoke_approval;
mod revoke_link_approval;
pub(crate) mod scenario;
mod sequences;
mod set_disabled;
mod set_license_floor;
mod transfer_license;
mod try_state;
mod views;
