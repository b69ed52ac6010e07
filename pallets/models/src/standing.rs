//! Standing: whose claim speaks for a model or an adapter now, and what an order of it meets. Orders, payees, terms and
//! views ask the same plan.

use crate::{pallet::*, ModelRecordOf, ModelTermsOf};
use atelier_primitives::{
	ip::IpInspect,
	models::Payee,
	provenance::{ProvenanceInspect, Standing},
	Digest, IpId,
};

/// Use of a model or an adapter, as an order finds it.
pub(crate) enum Usage<T: Config> {
	/// Closed: taken down, or a claim that counted was revoked. No orders.
	Closed,
	/// Open to everybody, for no fee.
	Free,
	/// By terms, of which the fee is the one in force, for this payee.
	ByTerms(ModelTermsOf<T>, Payee),
}

/// Licensor: the IP asset whose owner sets the terms now.
pub(crate) struct Licensor {
	/// The IP asset.
	pub ip: IpId,
	/// True if its claim is entitled to the income; else fees go to the pot.
	pub is_entitled: bool,
}

impl<T: Config> Pallet<T> {
	/// The plan of a use. What is not published has no terms.
	pub(crate) fn usage(root: &Digest) -> Usage<T> {
		let Some(record) = Models::<T>::get(root) else { return Usage::Free };
		let standing = T::Provenance::standing(root);
		if record.taken_down || standing == Standing::Closed {
			return Usage::Closed;
		}
		let by_terms = || {
			let terms = Terms::<T>::get(root)?;
			let licensor = Self::licensor_of(root, &record, standing).filter(|licensor| licensor.ip == terms.ip)?;
			let payee = if licensor.is_entitled { Payee::Pool(terms.ip) } else { Payee::Pot(*root) };
			let fee = Self::fee_in_force(&terms);
			Some(Usage::ByTerms(ModelTermsOf::<T> { fee, ..terms }, payee))
		};
		by_terms().unwrap_or(Usage::Free)
	}

	/// The terms in force.
	pub(crate) fn terms_in_force(root: &Digest) -> Option<ModelTermsOf<T>> {
		match Self::usage(root) {
			Usage::ByTerms(terms, _) => Some(terms),
			Usage::Closed | Usage::Free => None,
		}
	}

	/// The payee of the use fees.
	pub(crate) fn payee_of_root(root: &Digest) -> Payee {
		match Self::usage(root) {
			Usage::ByTerms(_, payee) => payee,
			Usage::Closed | Usage::Free => Payee::None,
		}
	}

	/// The licensor of a published model or adapter. Nothing if no claim speaks for it, or that was not minted.
	pub(crate) fn licensor(root: &Digest, record: &ModelRecordOf<T>) -> Option<Licensor> {
		Self::licensor_of(root, record, T::Provenance::standing(root))
	}

	fn licensor_of(root: &Digest, record: &ModelRecordOf<T>, standing: Standing<T::AccountId>) -> Option<Licensor> {
		let (claimant, is_entitled) = match standing {
			Standing::Entitled(owner) => (owner, true),
			// Whoever was first to claim files that they do not have must neither close nor price them.
			Standing::Open(_) if frame_system::Pallet::<T>::block_number() < record.reserved_until => {
				let publisher = record.deposit.who.clone();
				T::Provenance::claim(root, &publisher)?;
				(publisher, false)
			}
			Standing::Open(first) => (first, false),
			Standing::Unclaimed | Standing::Closed => return None,
		};
		T::Ips::of_claim(root, &claimant).map(|ip| Licensor { ip, is_entitled })
	}

	/// The IP asset of whoever is entitled to the income.
	pub(crate) fn entitled_ip(root: &Digest) -> Option<IpId> {
		match T::Provenance::standing(root) {
			Standing::Entitled(owner) => T::Ips::of_claim(root, &owner),
			Standing::Open(_) | Standing::Unclaimed | Standing::Closed => None,
		}
	}
}
