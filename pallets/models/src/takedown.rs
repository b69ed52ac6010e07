//! Takedown: orders stop, files stay.

use crate::{pallet::*, standing::Speaker};
use atelier_primitives::{
	ip::{IpInspect, IpRevision},
	provenance::ProvenanceInspect,
	Digest,
};
use frame_support::ensure;
use sp_runtime::DispatchResult;

impl<T: Config> Pallet<T> {
	pub(crate) fn do_set_takedown(who: T::AccountId, root: Digest, taken_down: bool) -> DispatchResult {
		let mut record = Models::<T>::get(root).ok_or(Error::<T>::NotFound)?;
		let standing = T::Provenance::standing(&root);
		let Speaker { who: speaker, .. } = Self::speaker(&root, &record, standing).ok_or(Error::<T>::NotOwner)?;
		// Who sold the asset of the claim has sold this, too. An agent never may.
		let ip = T::Ips::of_claim(&root, &speaker);
		let holder = ip.and_then(|ip| T::Ips::owner(&ip)).unwrap_or(speaker);
		ensure!(who == holder, Error::<T>::NotOwner);
		record.taken_down = taken_down;
		Models::<T>::insert(root, record);
		if let Some(ip) = ip {
			T::Revision::bump(&ip);
		}
		Self::deposit_event(Event::TakedownSet { root, taken_down });
		Ok(())
	}
}
