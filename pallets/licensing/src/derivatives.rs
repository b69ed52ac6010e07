//! Derivatives: linked to all their parents in one call, once and forever; best in the one that mints them.
//!
//! The frozen ancestors with their rates live in royalties alone. Here are only the direct links.

use crate::*;
use alloc::vec::Vec;
use atelier_math::ancestors::{link, Ancestors, Lineage, LineageError, Parent, MAX_PARENTS};
use atelier_primitives::{
	chain::Balance,
	ip::{IpInspect, IpMint, IpRevision},
	licensing::LineageInspect,
	royalties::{OnDerivativeRegistered, PaymentKind, RoyaltyCollect, StackInspect},
	Deposit, IpId,
};
use codec::{Encode, MaxEncodedLen};
use frame_support::{ensure, traits::ConstU32, weights::Weight, BoundedVec};
use frame_system::pallet_prelude::BlockNumberFor;
use licenses::earliest;
use sp_runtime::{traits::Zero, DispatchError, DispatchResult, Perbill};

/// Grant of one parent: its link, its fee and its conditions.
struct Grant<BlockNumber> {
	link: Link,
	fee: Balance,
	commercial: bool,
	approved: bool,
	expires: Option<BlockNumber>,
}

/// Plan of a derivation: everything is decided before anything is written.
pub(crate) struct Plan<BlockNumber> {
	grants: BoundedVec<Grant<BlockNumber>, ConstU32<MAX_PARENTS>>,
	fee: Balance,
	expires: Option<BlockNumber>,
	commercial: bool,
	inherited_fee: Balance,
	lineage: Lineage<IpId>,
}

impl<BlockNumber: Clone> Plan<BlockNumber> {
	pub(crate) fn quote(&self) -> DerivativeQuote<BlockNumber> {
		DerivativeQuote {
			fee: self.fee,
			total: self.lineage.total,
			ancestors: self.ancestors(),
			commercial: self.commercial,
			inherited_fee: self.inherited_fee,
			expires: self.expires.clone(),
		}
	}

	/// Checks what the signer agreed to.
	fn ensure_within<T: Config>(&self, max_fee: Balance, max_share: Perbill) -> Result<(), Error<T>> {
		ensure!(self.fee <= max_fee, Error::<T>::MaxFeeExceeded);
		ensure!(self.lineage.total <= max_share, Error::<T>::MaxShareExceeded);
		Ok(())
	}

	/// At most `MAX_ANCESTORS`.
	fn ancestors(&self) -> u32 {
		self.lineage.ancestors.len() as u32
	}

	/// The terms that the derivative will carry, each once.
	fn inherited(&self) -> Vec<TermsId> {
		let mut terms: Vec<_> =
			self.grants.iter().filter(|grant| grant.link.reciprocal).map(|grant| grant.link.terms).collect();
		terms.sort_unstable();
		terms.dedup();
		terms
	}
}

impl<T: Config> Pallet<T> {
	/// Plans the derivation of an IP that exists, or returns the error that registering it would meet. Reads only.
	pub(crate) fn plan_derivative(
		who: &T::AccountId,
		child: &IpId,
		parents: &ParentClaims,
	) -> Result<Plan<BlockNumberFor<T>>, Error<T>> {
		Self::ensure_owner(who, child)?;
		ensure!(!Parents::<T>::contains_key(child), Error::<T>::HasParents);
		ensure!(!Self::has_children(child), Error::<T>::HasChildren);
		ensure!(AttachedCount::<T>::get(child).is_zero(), Error::<T>::HasTerms);
		let plan = Self::plan_links(who, Some(child), parents)?;
		Self::ensure_link_consent(child, who, parents, plan.lineage.total)?;
		Ok(plan)
	}

	/// Plans the links of a child, or of one that is yet to be minted. Reads only.
	pub(crate) fn plan_links(
		who: &T::AccountId,
		child: Option<&IpId>,
		parents: &ParentClaims,
	) -> Result<Plan<BlockNumberFor<T>>, Error<T>> {
		ensure!(!parents.is_empty(), Error::<T>::NoParents);
		let mut grants = BoundedVec::new();
		let (mut fee, mut inherited_fee, mut expires) = (Balance::zero(), Balance::zero(), None);
		for parent in parents {
			let grant = Self::grant(who, child, parent)?;
			// More than any number is more than any maximum.
			fee = fee.checked_add(grant.fee).ok_or(Error::<T>::MaxFeeExceeded)?;
			inherited_fee = inherited_fee.max(Self::floor_of(&parent.ip).fee);
			expires = earliest(expires, grant.expires);
			grants.try_push(grant).map_err(|_| Error::<T>::MaxParentsExceeded)?;
		}
		let agree = |says: fn(&Grant<_>) -> bool| grants.iter().all(says) || !grants.iter().any(says);
		ensure!(agree(|grant| grant.commercial), Error::<T>::CommercialUseMismatch);
		// A child of both kinds would carry terms, and could never be a parent under them.
		ensure!(agree(|grant| grant.link.reciprocal), Error::<T>::ReciprocityMismatch);
		let commercial = grants.iter().all(|grant| grant.commercial);

		let links: Vec<_> = grants.iter().map(|grant| grant.link).collect();
		let lineage = Self::lineage_of(&links).map_err(Error::<T>::from)?;
		let is_ancestor = |child: &IpId| lineage.ancestors.binary_search_by(|a| a.id.cmp(child)).is_ok();
		ensure!(!child.is_some_and(is_ancestor), Error::<T>::SelfParent);
		Ok(Plan { grants, fee, expires, commercial, inherited_fee, lineage })
	}

	/// Evaluates one parent: the license or the terms that allow the derivative.
	fn grant(
		who: &T::AccountId,
		child: Option<&IpId>,
		parent: &ParentClaim,
	) -> Result<Grant<BlockNumberFor<T>>, Error<T>> {
		let ip = parent.ip;
		ensure!(child != Some(&ip), Error::<T>::SelfParent);
		let licensor_expires = Self::ensure_parent(&ip)?;

		let (id, license) = match parent.under {
			Under::Terms(id) => (id, None),
			Under::License(license) => {
				let record = Self::usable_license(who, &ip, license)?;
				(record.terms, Some((license, record)))
			}
		};
		let attachment = Attachments::<T>::get(ip, id).ok_or(Error::<T>::TermsNotAttached)?;
		let terms = Terms::<T>::get(id).ok_or(Error::<T>::TermsNotFound)?.terms;
		let approval = match child {
			_ if !terms.derivatives_approval => None,
			Some(child) => Some(Self::usable_approval(&ip, child, id)?),
			// What is yet to be minted nobody can have approved.
			None => return Err(Error::<T>::NotApproved),
		};
		let approved = approval.is_some();
		// What was bought keeps its share and costs nothing more. Anything else costs what it does now.
		let bought = match (&license, approval.map(|approval| approval.state)) {
			(Some((_, license)), _) => Some(license.share),
			(None, Some(ApprovalState::Paid { share })) => Some(share),
			_ => None,
		};
		let price = || Self::price_of(&ip, &terms);
		let LicensePrice { fee, share } = bought.map_or_else(price, |share| LicensePrice { fee: Zero::zero(), share });
		// It was bought before the terms were disabled, too, and stays good.
		ensure!(bought.is_some() || !attachment.disabled, Error::<T>::TermsDisabled);
		ensure!(terms.derivatives_allowed, Error::<T>::DerivativesNotAllowed);
		let expires = license.as_ref().map_or_else(|| Self::expiry(&terms), |(_, license)| license.expires);
		let link = Link {
			parent: ip,
			terms: id,
			rate: share,
			license: license.map(|(license, _)| license),
			reciprocal: terms.derivatives_reciprocal,
			commercial_attribution: terms.commercial_attribution,
			derivatives_attribution: terms.derivatives_attribution,
		};
		let expires = earliest(expires, licensor_expires);
		Ok(Grant { link, fee, commercial: terms.commercial_use, approved, expires })
	}

	/// Checks that an IP may be a parent, and returns its expiry.
	pub(crate) fn ensure_parent(ip: &IpId) -> Result<Option<BlockNumberFor<T>>, Error<T>> {
		ensure!(T::Ips::owner(ip).is_some(), Error::<T>::NotFound);
		let Some(derivation) = Parents::<T>::get(ip) else { return Ok(None) };
		ensure!(!Self::is_expired(&derivation.expires), Error::<T>::IpExpired);
		ensure!(derivation.links.iter().all(|link| link.reciprocal), Error::<T>::NotReciprocal);
		Ok(derivation.expires)
	}

	/// Computes the lineage that these links give a child.
	pub(crate) fn lineage_of(links: &[Link]) -> Result<Lineage<IpId>, LineageError> {
		let inherited: Vec<Ancestors<IpId>> = links.iter().map(|link| T::Royalties::ancestors(&link.parent)).collect();
		let parents: Vec<_> = links
			.iter()
			.zip(&inherited)
			.map(|(link, ancestors)| Parent { id: link.parent, rate: link.rate, ancestors })
			.collect();
		link(&parents)
	}

	/// Number of parents under terms, and under licenses.
	fn kinds(parents: &ParentClaims) -> (u32, u32) {
		// At most `MAX_PARENTS`.
		let all = parents.len() as u32;
		let terms = parents.iter().filter(|parent| matches!(parent.under, Under::Terms(_))).count() as u32;
		(terms, all.saturating_sub(terms))
	}

	/// Weight of registering a derivative of these parents with so many approvals of the link and so many ancestors.
	pub(crate) fn derivation_weight(parents: &ParentClaims, approvals: u32, ancestors: u32) -> Weight {
		let (terms, licenses) = Self::kinds(parents);
		T::WeightInfo::register_derivative(terms, licenses, approvals, ancestors)
	}

	/// Weight of minting a derivative of these parents with so many ancestors.
	pub(crate) fn minting_weight(parents: &ParentClaims, ancestors: u32) -> Weight {
		let (terms, licenses) = Self::kinds(parents);
		T::WeightInfo::mint_derivative(terms, licenses, ancestors)
	}

	/// Registers a derivative. Returns the number of approvals of the link, and of its ancestors.
	pub(crate) fn do_register_derivative(
		who: &T::AccountId,
		child: IpId,
		parents: &ParentClaims,
		max_fee: Balance,
		max_share: Perbill,
	) -> Result<(u32, u32), DispatchError> {
		let plan = Self::plan_derivative(who, &child, parents)?;
		plan.ensure_within::<T>(max_fee, max_share)?;
		let approvals = Self::take_link_approvals(&child)?;
		Self::link(who, child, &plan)?;
		T::Revision::bump(&child);
		Ok((approvals, plan.ancestors()))
	}

	/// Mints an IP and links it: its creator has all of its income until then, whoever owns it. Returns the number of its
	/// ancestors.
	pub(crate) fn do_mint_derivative(
		who: &T::AccountId,
		mint: DerivativeMint<T::AccountId>,
		parents: &ParentClaims,
		max_fee: Balance,
		max_share: Perbill,
	) -> Result<u32, DispatchError> {
		let plan = Self::plan_links(who, None, parents)?;
		plan.ensure_within::<T>(max_fee, max_share)?;
		let DerivativeMint { collection, to, digest, metadata, owner_share } = mint;
		let child = T::Mint::mint(who, collection, to, digest, metadata, owner_share)?;
		Self::link(who, child, &plan)?;
		Ok(plan.ancestors())
	}

	/// Links a child to its parents as planned.
	fn link(who: &T::AccountId, child: IpId, plan: &Plan<BlockNumberFor<T>>) -> DispatchResult {
		for Grant { link, fee, approved, .. } in &plan.grants {
			T::Royalties::pay(who, &link.parent, *fee, PaymentKind::License)?;
			if *approved {
				Self::take_approval(&link.parent, &child)?;
			}
			if let Some(license) = link.license {
				Self::use_license(license, child)?;
			}
			Self::change_attachment(link.parent, link.terms, |attachment| {
				attachment.children = attachment.children.checked_add(1)?;
				Some(())
			})?;
			Children::<T>::insert(link.parent, child, ());
		}
		for terms in plan.inherited() {
			Self::attach(who, child, terms)?;
		}
		Self::store_derivation(who, child, plan)?;
		T::OnDerivative::on_derivative_registered(who, &child, &plan.lineage)?;
		// What is not for sale would be sold with the account that holds it.
		let owner = T::Ips::owner(&child).ok_or(Error::<T>::NotFound)?;
		ensure!(plan.commercial || T::Ips::may_hold(&owner, &child), Error::<T>::HolderNotAllowed);
		Self::deposit_event(Event::DerivativeRegistered {
			child,
			parents: plan.grants.iter().map(|grant| grant.link.parent).collect(),
			ancestors: plan.ancestors(),
			total: plan.lineage.total,
			fee: plan.fee,
			expires: plan.expires,
		});
		Ok(())
	}

	fn store_derivation(who: &T::AccountId, child: IpId, plan: &Plan<BlockNumberFor<T>>) -> Result<(), DispatchError> {
		let links: Vec<_> = plan.grants.iter().map(|grant| grant.link).collect();
		let links = BoundedVec::try_from(links).map_err(|_| Error::<T>::MaxParentsExceeded)?;
		let bytes = links
			.encoded_size()
			.saturating_add(plan.expires.encoded_size())
			.saturating_add(plan.commercial.encoded_size())
			.saturating_add(plan.inherited_fee.encoded_size())
			.saturating_add(Deposit::<T::AccountId>::max_encoded_len());
		// One item for the links, and one at each parent that points back.
		let items = 1u32.saturating_add(links.len() as u32);
		let deposit = Self::hold_deposit(who, items, bytes)?;
		let Plan { expires, commercial, inherited_fee, .. } = *plan;
		Parents::<T>::insert(child, Derivation { links, expires, commercial, inherited_fee, deposit });
		Ok(())
	}

	/// Returns `true` if the IP has direct derivatives.
	pub(crate) fn has_children(ip: &IpId) -> bool {
		Children::<T>::iter_key_prefix(ip).next().is_some()
	}
}

impl<T: Config> LineageInspect for Pallet<T> {
	fn is_ancestor(ancestor: &IpId, ip: &IpId) -> bool {
		T::Royalties::ancestors(ip).binary_search_by(|a| a.id.cmp(ancestor)).is_ok()
	}
}

impl<T: Config> From<LineageError> for Error<T> {
	fn from(error: LineageError) -> Self {
		match error {
			LineageError::MaxParentsExceeded => Self::MaxParentsExceeded,
			LineageError::MaxAncestorsExceeded => Self::MaxAncestorsExceeded,
			LineageError::MaxRateExceeded => Self::MaxRateExceeded,
			LineageError::DuplicateParent => Self::DuplicateParent,
			LineageError::NotSorted => Self::LineageBroken,
		}
	}
}
