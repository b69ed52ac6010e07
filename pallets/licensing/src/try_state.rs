//! The invariants of this pallet:
//!
//! 1. Terms are stored under their hash, and ask for nothing that is not enforced.
//! 2. Terms are attached to existing IPs, at most 16 to each, and both counters of attachments are right.
//! 3. Every license is good for 1 to 1,000 derivatives, has an id that was given out, and belongs to an attachment, which
//!    counts its licenses.
//! 4. The index of holders lists each license once, under its IP and holder and with its expiry, and nothing else.
//! 5. Parents and children mirror each other. Every link is to an attachment, which counts its derivatives, and repeats
//!    what the terms say.
//! 6. The links of a derivative are all reciprocal, or none is. It has exactly the terms of its reciprocal links
//!    attached.
//! 7. The frozen ancestors of every derivative are what its links make of those of its parents; no IP is its own
//!    ancestor. Hence there are no cycles.
//! 8. What the pallet holds of an account is the sum of its deposits.
//! 9. The share of a license, and the rate of a link, are no less than what the terms ask for.
//! 10. Every approval is under terms that ask for one. One that was paid for belongs to an attachment, which counts it
//!     among its licenses.
//! 11. What the pallet holds of an account for fees is the sum of the fees of its requests. Its own account has the
//!     existential deposit.
//! 12. Every floor is of an existing IP, and was, is or gets above zero. Every proposal of a floor is of an existing IP.
//! 13. A derivative under commercial terms is commercial. All parents of a commercial derivative are commercial.
//! 14. The inherited fee of a derivative is no lower than that of any of its parents.
//! 15. An IP that is not linked yet has at most one approval of a link by each account; one that is linked has none.
//! 16. A commercialization is approved only by parents of a derivative that is not commercial, once by each account.

#[cfg(any(feature = "try-runtime", test))]
use crate::*;
#[cfg(any(feature = "try-runtime", test))]
use alloc::{
	collections::{BTreeMap, BTreeSet},
	vec::Vec,
};
#[cfg(any(feature = "try-runtime", test))]
use atelier_primitives::{
	deposit::are_held,
	ip::IpInspect,
	licensing::{LicenseFloor, LineageInspect},
	royalties::StackInspect,
	Deposit, IpId,
};
#[cfg(any(feature = "try-runtime", test))]
use frame_support::{ensure, traits::fungible::Inspect};
#[cfg(any(feature = "try-runtime", test))]
use sp_runtime::TryRuntimeError;

#[cfg(any(feature = "try-runtime", test))]
impl<T: Config> Pallet<T> {
	pub(crate) fn do_try_state() -> Result<(), TryRuntimeError> {
		Self::check_terms()?;
		Self::check_attachments()?;
		Self::check_licenses()?;
		Self::check_held()?;
		Self::check_links()?;
		Self::check_inheritance()?;
		Self::check_lineage()?;
		Self::check_deposits()?;
		Self::check_approvals()?;
		Self::check_floors()?;
		Self::check_commerce()?;
		Self::check_consents()
	}

	fn check_terms() -> Result<(), TryRuntimeError> {
		for (id, registered) in Terms::<T>::iter() {
			ensure!(id == Self::terms_id(&registered.terms), "terms are not stored under their hash");
			ensure!(Self::ensure_enforceable(&registered.terms).is_ok(), "terms are stored that are not enforced");
		}
		Ok(())
	}

	fn check_attachments() -> Result<(), TryRuntimeError> {
		let mut per_ip = BTreeMap::<IpId, u32>::new();
		let mut per_terms = BTreeMap::<TermsId, u32>::new();
		for (ip, terms, _) in Attachments::<T>::iter() {
			ensure!(T::Ips::owner(&ip).is_some(), "terms are attached to no IP");
			count(&mut per_ip, ip);
			count(&mut per_terms, terms);
		}
		ensure!(per_ip.values().all(|count| *count <= MAX_TERMS), "an IP has too many terms");
		ensure!(per_ip == AttachedCount::<T>::iter().collect(), "an IP miscounts its terms");
		let counted =
			Terms::<T>::iter().map(|(id, terms)| (id, terms.attachments)).filter(|(_, count)| *count > 0).collect();
		ensure!(per_terms == counted, "terms miscount their attachments");
		Ok(())
	}

	fn check_licenses() -> Result<(), TryRuntimeError> {
		let mut living = BTreeMap::<(IpId, TermsId), u32>::new();
		for (id, license) in Licenses::<T>::iter() {
			ensure!(id < NextLicense::<T>::get(), "a license has an id that was not given out");
			ensure!((1..=MAX_QUANTITY).contains(&license.quantity), "a license has a wrong quantity");
			let terms = Terms::<T>::get(license.terms).ok_or("a license is under terms that do not exist")?.terms;
			ensure!(license.share >= terms.revenue_share, "a license has a wrong share");
			count(&mut living, (license.ip, license.terms));
		}
		for (parent, _, approval) in Approvals::<T>::iter().filter(|(.., approval)| approval.state.is_paid()) {
			count(&mut living, (parent, approval.terms));
		}
		let counted = Attachments::<T>::iter()
			.map(|(ip, terms, attachment)| ((ip, terms), attachment.licenses))
			.filter(|(_, count)| *count > 0)
			.collect();
		ensure!(living == counted, "an attachment miscounts its licenses");
		Ok(())
	}

	fn check_held() -> Result<(), TryRuntimeError> {
		let mut listed = 0usize;
		for (ip, holder, held) in Held::<T>::iter() {
			ensure!(!held.is_empty(), "an empty list of licenses is stored");
			let distinct: BTreeSet<_> = held.iter().map(|entry| entry.license).collect();
			ensure!(distinct.len() == held.len(), "a license is listed twice");
			listed = listed.saturating_add(held.len());
			for entry in held {
				let license = Licenses::<T>::get(entry.license).ok_or("a license is listed that does not exist")?;
				let right = license.ip == ip && license.holder == holder && license.expires == entry.expires;
				ensure!(right, "a license is listed wrongly");
			}
		}
		ensure!(listed == Licenses::<T>::iter_keys().count(), "a license is not listed");
		Ok(())
	}

	fn check_links() -> Result<(), TryRuntimeError> {
		let mut linked = BTreeSet::new();
		let mut derived = BTreeMap::<(IpId, TermsId), u32>::new();
		for (child, derivation) in Parents::<T>::iter() {
			ensure!(T::Ips::owner(&child).is_some(), "a derivative is no IP");
			ensure!(!derivation.links.is_empty(), "a derivative has no parents");
			for link in &derivation.links {
				ensure!(linked.insert((link.parent, child)), "a derivative has a parent twice");
				count(&mut derived, (link.parent, link.terms));
				let terms = Terms::<T>::get(link.terms).ok_or("a link is under terms that do not exist")?.terms;
				let right = terms.derivatives_allowed
					&& link.rate >= terms.revenue_share
					&& link.reciprocal == terms.derivatives_reciprocal
					&& link.commercial_attribution == terms.commercial_attribution
					&& link.derivatives_attribution == terms.derivatives_attribution;
				ensure!(right, "a link does not say what its terms say");
			}
		}
		let mirrored: BTreeSet<_> = Children::<T>::iter_keys().collect();
		ensure!(linked == mirrored, "parents and children differ");
		let counted = Attachments::<T>::iter()
			.map(|(ip, terms, attachment)| ((ip, terms), attachment.children))
			.filter(|(_, count)| *count > 0)
			.collect();
		ensure!(derived == counted, "an attachment miscounts its derivatives");
		Ok(())
	}

	fn check_inheritance() -> Result<(), TryRuntimeError> {
		for (child, derivation) in Parents::<T>::iter() {
			let reciprocal = derivation.links.iter().filter(|link| link.reciprocal).count();
			ensure!(reciprocal == 0 || reciprocal == derivation.links.len(), "the links of a derivative do not agree");
			let inherited: BTreeSet<_> =
				derivation.links.iter().filter(|link| link.reciprocal).map(|link| link.terms).collect();
			let attached: BTreeSet<_> = Attachments::<T>::iter_key_prefix(child).collect();
			ensure!(inherited == attached, "a derivative has other terms than it inherited");
		}
		Ok(())
	}

	fn check_lineage() -> Result<(), TryRuntimeError> {
		for (child, derivation) in Parents::<T>::iter() {
			ensure!(!Self::is_ancestor(&child, &child), "an IP is its own ancestor");
			let lineage = Self::lineage_of(&derivation.links).map_err(|_| "a derivative could not be linked")?;
			let frozen = T::Royalties::ancestors(&child);
			ensure!(lineage.ancestors == frozen, "the frozen ancestors differ from the links");
			ensure!(lineage.total == T::Royalties::total(&child), "the frozen total differs from the links");
		}
		Ok(())
	}

	fn check_deposits() -> Result<(), TryRuntimeError> {
		let deposits = Terms::<T>::iter_values()
			.map(|terms| terms.deposit)
			.chain(Attachments::<T>::iter_values().map(|attachment| attachment.deposit))
			.chain(Licenses::<T>::iter_values().map(|license| license.deposit))
			.chain(Approvals::<T>::iter_values().map(|approval| approval.deposit))
			.chain(LinkApprovals::<T>::iter_values().flatten().map(|approval| approval.deposit))
			.chain(CommercialApprovals::<T>::iter_values().flatten().map(|approval| approval.deposit))
			.chain(Parents::<T>::iter_values().map(|derivation| derivation.deposit))
			.chain(Floors::<T>::iter_values().map(|floor| floor.deposit))
			.chain(FloorProposals::<T>::iter_values().map(|proposal| proposal.deposit));
		let accounts = frame_system::Account::<T>::iter_keys();
		ensure!(
			are_held::<T::Currency, _>(HoldReason::Storage, deposits, accounts),
			"an account has not its deposits on hold"
		);
		Ok(())
	}

	fn check_approvals() -> Result<(), TryRuntimeError> {
		let mut requested = Vec::new();
		for (_, _, approval) in Approvals::<T>::iter() {
			// Terms can be gone that nobody licenses any more.
			let asked = Terms::<T>::get(approval.terms).is_none_or(|registered| registered.terms.derivatives_approval);
			ensure!(asked, "an approval is under terms that ask for none");
			if let ApprovalState::Requested { fee, .. } = approval.state {
				requested.push(Deposit { who: approval.deposit.who, amount: fee });
			}
		}
		let accounts = frame_system::Account::<T>::iter_keys();
		let held = are_held::<T::Currency, _>(HoldReason::Fee, requested, accounts);
		ensure!(held, "an account has not its fees on hold");
		let least = T::Currency::minimum_balance();
		ensure!(T::Currency::balance(&Self::account()) >= least, "the account of the pallet is gone");
		Ok(())
	}

	fn check_floors() -> Result<(), TryRuntimeError> {
		for (ip, floor) in Floors::<T>::iter() {
			ensure!(T::Ips::owner(&ip).is_some(), "a floor is of no IP");
			let none = LicenseFloor::default();
			let is_one = floor.now != none || floor.change.is_some_and(|change| change.floor != none);
			ensure!(is_one, "a floor of zero is stored");
		}
		for ip in FloorProposals::<T>::iter_keys() {
			ensure!(T::Ips::owner(&ip).is_some(), "a floor is proposed for no IP");
		}
		Ok(())
	}

	fn check_commerce() -> Result<(), TryRuntimeError> {
		for (_, derivation) in Parents::<T>::iter() {
			for link in &derivation.links {
				let for_money = Terms::<T>::get(link.terms).is_some_and(|registered| registered.terms.commercial_use);
				ensure!(derivation.commercial || !for_money, "a derivative under commercial terms is not commercial");
				let parent = Self::commercial_use_of(&link.parent);
				ensure!(parent || !derivation.commercial, "a commercial derivative has a parent that is not");
				let inherited = Self::inherited_fee_of(&link.parent);
				ensure!(derivation.inherited_fee >= inherited, "a derivative lost the fee that a parent inherited");
			}
		}
		Ok(())
	}

	fn check_consents() -> Result<(), TryRuntimeError> {
		for (ip, approvals) in LinkApprovals::<T>::iter() {
			ensure!(!approvals.is_empty(), "an empty list of approvals is stored");
			ensure!(!Parents::<T>::contains_key(ip), "a link is approved that is made");
			let accounts: BTreeSet<_> =
				approvals.iter().map(|approval| codec::Encode::encode(&approval.deposit.who)).collect();
			ensure!(accounts.len() == approvals.len(), "an account approves a link twice");
		}
		for (parent, child, approvals) in CommercialApprovals::<T>::iter() {
			ensure!(!approvals.is_empty(), "an empty list of approvals is stored");
			ensure!(Children::<T>::contains_key(parent, child), "a commercialization is approved by no parent");
			ensure!(!Self::commercial_use_of(&child), "a commercialization is approved that is done");
			let accounts: BTreeSet<_> =
				approvals.iter().map(|approval| codec::Encode::encode(&approval.deposit.who)).collect();
			ensure!(accounts.len() == approvals.len(), "an account approves a commercialization twice");
		}
		Ok(())
	}
}

#[cfg(any(feature = "try-runtime", test))]
fn count<Key: Ord>(counts: &mut BTreeMap<Key, u32>, key: Key) {
	let count = counts.entry(key).or_default();
	*count = count.saturating_add(1);
}
