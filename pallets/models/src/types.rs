//! Domain types: the record of a published model, its terms, and the access that they give.

mod access;
mod model_record;
mod model_terms;

pub use access::Access;
pub use model_record::ModelRecord;
pub use model_terms::ModelTerms;
