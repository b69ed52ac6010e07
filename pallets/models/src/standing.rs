//! Standing: whose claim speaks for a model or an adapter now, and what an order of it meets. Orders, payees, terms and
//! views ask the same plan.

use crate::{pallet::*, ModelRecordOf, ModelTermsOf};
use atelier_primitives::{
	ip::IpInspect,
	models::Payee,
	provenance::{ArtifactKind, ProvenanceInspect, Standing},
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

/// Speaker: the account whose claim speaks for a model or an adapter now.
pub(crate) struct Speaker<AccountId> {
	/// The account.
	pub who: AccountId,
	/// True if its claim is entitled to the income.
	pub is_entitled: bool,
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
		let Speaker { who, is_entitled } = Self::speaker(root, record, standing)?;
		T::Ips::of_claim(root, &who).map(|ip| Licensor { ip, is_entitled })
	}

	/// The speaker of a published model or adapter, for its terms and its takedown: whoever is entitled; else the publisher
	/// while the root is reserved for it, as long as it claims it; else the first whose claim stands.
	pub(crate) fn speaker(
		root: &Digest,
		record: &ModelRecordOf<T>,
		standing: Standing<T::AccountId>,
	) -> Option<Speaker<T::AccountId>> {
		let is_reserved = frame_system::Pallet::<T>::block_number() < record.reserved_until;
		let (who, is_entitled) = match standing {
			Standing::Entitled(owner) if Self::may_speak(root, &owner) => (owner, true),
			// Whoever was first to claim files that they do not have must neither close nor price them.
			Standing::Entitled(_) | Standing::Open(_) if is_reserved => (record.deposit.who.clone(), false),
			Standing::Entitled(first) | Standing::Open(first) => (first, false),
			Standing::Unclaimed | Standing::Closed => return None,
		};
		Self::may_speak(root, &who).then_some(Speaker { who, is_entitled })
	}

	/// Whether an account claims this to be a model or an adapter. Who claims it as a work was never asked for the model.
	fn may_speak(root: &Digest, who: &T::AccountId) -> bool {
		matches!(T::Provenance::claim(root, who), Some(ArtifactKind::Model | ArtifactKind::Adapter))
	}

	/// The IP asset of whoever is entitled to the income.
	pub(crate) fn entitled_ip(root: &Digest) -> Option<IpId> {
		match T::Provenance::standing(root) {
			Standing::Entitled(owner) if Self::may_speak(root, &owner) => T::Ips::of_claim(root, &owner),
			Standing::Entitled(_) | Standing::Open(_) | Standing::Unclaimed | Standing::Closed => None,
		}
	}
}
