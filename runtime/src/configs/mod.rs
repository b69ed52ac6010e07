//! Configurations of the pallets, one file per concern.

pub mod accounts;
pub mod balances;
pub mod consensus;
pub mod governance;
pub mod inference;
pub mod ip;
pub mod nfts;
pub mod parameters;
pub mod safety;
pub mod studios;
pub mod system;
