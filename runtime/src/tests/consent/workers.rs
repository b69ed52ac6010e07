//! Workers: their stake, their key, their offers. Each call is the signer's own; what exposes or slashes a stake is no
//! call, but the rules of jobs, which the worker agreed to by its offer.

use super::*;

pub fn pallet() -> Pallet {
	let own: &[&str] =
		&["register", "add_stake", "unbond", "withdraw", "serve", "stop_serving", "rotate_key", "deregister"];
	Pallet { name: "Workers", rows: vec![], harmless: vec![(Harmless::Own, own)] }
}
