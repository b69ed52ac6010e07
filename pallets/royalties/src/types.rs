//! Domain types: one file per concept.

mod member;
mod pool;
mod proposal;
mod settlement;
mod stack;
mod view;

pub use member::*;
pub use pool::*;
pub use proposal::*;
pub use settlement::*;
pub use stack::*;
pub use view::*;
