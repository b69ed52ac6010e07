//! Domain types: the record of a published model, its terms, what they restrict, and the pot of fees of nobody.

mod access;
mod adapter_policy;
mod model_record;
mod model_terms;
mod pot;

pub use access::Access;
pub use adapter_policy::{AdapterPolicy, MAX_LISTED};
pub use atelier_primitives::models::{Payee, UseFee};
pub use model_record::ModelRecord;
pub use model_terms::ModelTerms;
pub use pot::Pot;
