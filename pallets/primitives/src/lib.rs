#![doc = include_str!("../README.md")]
#![cfg_attr(not(feature = "std"), no_std)]
#![deny(missing_docs)]
#![cfg_attr(
	not(test),
	deny(
		clippy::arithmetic_side_effects,
		clippy::expect_used,
		clippy::indexing_slicing,
		clippy::panic,
		clippy::todo,
		clippy::unimplemented,
		clippy::unwrap_used
	)
)]

extern crate alloc;

pub mod chain;
pub mod deposit;
pub mod digest;
pub mod engine;
pub mod ip;
pub mod jobs;
pub mod licensing;
pub mod models;
pub mod openssf;
pub mod page;
pub mod provenance;
pub mod royalties;
pub mod studios;
pub mod workers;

pub use deposit::Deposit;
pub use digest::Digest;
pub use ip::IpId;
pub use page::Page;
