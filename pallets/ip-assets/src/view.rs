//! View functions: lookups and pages.

use crate::{pallet::*, types::*, GrantInfoOf, IpInfoOf};
use atelier_primitives::{ip::IpInspect, provenance::ProvenanceInspect, Digest, IpId, Page};

impl<T: Config> Pallet<T> {
	pub(crate) fn ip_info(ip: &IpId) -> Option<IpInfoOf<T>> {
		let record = Ips::<T>::get(ip)?;
		let owner = Self::owner(ip)?;
		Some(IpInfo {
			wrapped: Self::is_wrapper(&owner),
			owner,
			account: Self::account(ip),
			collection_creator: Self::collection_creator(ip.collection)?,
			label: Self::label(record.provenance.as_ref(), &record.creator),
			creator: record.creator,
			provenance: record.provenance,
			metadata: record.metadata,
			frozen: record.frozen,
			owner_share: record.owner_share,
			revision: record.revision,
			moves: record.moves,
			minted_at: record.minted_at,
			deposit: record.deposit,
		})
	}

	fn label(provenance: Option<&Digest>, creator: &T::AccountId) -> ProvenanceLabel {
		let Some(digest) = provenance else { return ProvenanceLabel::Without };
		match T::Provenance::claim(digest, creator) {
			None => ProvenanceLabel::Withdrawn,
			Some(kind) if T::Provenance::entitled(digest).as_ref() == Some(creator) => ProvenanceLabel::Entitled(kind),
			Some(kind) => ProvenanceLabel::Claimed(kind),
		}
	}

	pub(crate) fn grants_page(
		ip: &IpId,
		cursor: Option<T::AccountId>,
		size: u32,
	) -> Page<GrantInfoOf<T>, T::AccountId> {
		let list = match cursor {
			Some(agent) => Grants::<T>::iter_prefix_from(ip, Grants::<T>::hashed_key_for(ip, agent)),
			None => Grants::<T>::iter_prefix(ip),
		};
		let moves = Self::moves(ip);
		let now = frame_system::Pallet::<T>::block_number();
		let infos = list.map(|(agent, grant)| {
			let live = grant.is_live(moves, &now);
			let Grant { permissions, expires, deposit, .. } = grant;
			(agent.clone(), GrantInfo { agent, permissions, expires, live, deposit })
		});
		Page::take(infos, size)
	}

	pub(crate) fn ips_page(digest: &Digest, cursor: Option<T::AccountId>, size: u32) -> Page<IpId, T::AccountId> {
		let list = match cursor {
			Some(who) => Minted::<T>::iter_prefix_from(digest, Minted::<T>::hashed_key_for(digest, who)),
			None => Minted::<T>::iter_prefix(digest),
		};
		Page::take(list, size)
	}
}
