//! Configurations of the pallets, one file per concern.

pub mod accounts;
pub mod balances;
pub mod consensus;
pub mod contributions;
pub mod governance;
pub mod ip;
pub mod jobs;
pub mod models;
pub mod nfts;
pub mod parameters;
pub mod safety;
pub mod studios;
pub mod system;
pub mod workers;
