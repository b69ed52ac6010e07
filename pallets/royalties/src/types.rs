//! Domain types: one file per concept.

mod cap;
mod member;
mod offer;
mod pool;
mod proposal;
mod settlement;
mod stack;
mod view;

pub use cap::*;
pub use member::*;
pub use offer::*;
pub use pool::*;
pub use proposal::*;
pub use settlement::*;
pub use stack::*;
pub use view::*;
