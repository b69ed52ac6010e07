//! Domain types: workers, their stake that unbonds, and their offers.

mod offer;
mod unbonding;
mod worker;

pub use offer::{Offer, OfferList};
pub use unbonding::Unbonding;
pub use worker::{Worker, MAX_MODELS_PER_WORKER};
