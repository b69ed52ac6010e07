//! Edges from claims to the claims that they name as parents, and the way up along them.
//!
//! A claim that is named stays, and its edges never change: what lies above a claim is fixed by its registration, and so
//! are the bounds that are checked then.

use crate::{pallet::*, types::*};
use alloc::{
	collections::{BTreeSet, VecDeque},
	vec::Vec,
};
use atelier_primitives::{provenance::ArtifactKind, Digest};
use frame_support::ensure;
use sp_runtime::{ArithmeticError, DispatchError, DispatchResult};

/// Walks up, breadth first: each claim once, the nearest first.
pub(crate) struct Ancestors<T: Config> {
	queue: VecDeque<Ancestor<T::AccountId>>,
	found: BTreeSet<(Digest, T::AccountId)>,
}

impl<T: Config> Ancestors<T> {
	/// The ancestors of a claim with these edges.
	pub fn of(edges: impl IntoIterator<Item = Edge<T::AccountId>>) -> Self {
		let mut ancestors = Self { queue: VecDeque::new(), found: BTreeSet::new() };
		ancestors.enqueue(edges, 1);
		ancestors
	}

	/// Number of ancestors found, with those that the walk has not come to.
	pub fn found(&self) -> u32 {
		self.found.len() as u32
	}

	fn enqueue(&mut self, edges: impl IntoIterator<Item = Edge<T::AccountId>>, depth: u32) {
		for Edge { parent: digest, owner, .. } in edges {
			if self.found.insert((digest, owner.clone())) {
				self.queue.push_back(Ancestor { digest, owner, depth });
			}
		}
	}
}

impl<T: Config> Iterator for Ancestors<T> {
	type Item = Ancestor<T::AccountId>;

	fn next(&mut self) -> Option<Self::Item> {
		let ancestor = self.queue.pop_front()?;
		let edges = Edges::<T>::get(ancestor.digest, &ancestor.owner);
		self.enqueue(edges, ancestor.depth.saturating_add(1));
		Some(ancestor)
	}
}

impl<T: Config> Pallet<T> {
	/// Checks that an artifact of this kind can have these edges. Returns the number of its ancestors.
	pub(crate) fn check_edges(
		child: &Digest,
		kind: ArtifactKind,
		edges: &EdgeList<T::AccountId>,
	) -> Result<u32, DispatchError> {
		let mut parents: Vec<&Digest> = edges.iter().map(|edge| &edge.parent).collect();
		ensure!(!parents.contains(&child), Error::<T>::SelfReference);
		parents.sort_unstable();
		ensure!(parents.is_sorted_by(|a, b| a < b), Error::<T>::DuplicateParent);
		let bases = edges.iter().filter(|edge| edge.relation == Relation::BaseModel).count();
		ensure!(kind != ArtifactKind::Adapter || bases == 1, Error::<T>::BaseModelRequired);
		for Edge { parent, owner, .. } in edges {
			let is_claimed = Claims::<T>::get(parent).iter().any(|claim| claim.owner == *owner);
			ensure!(is_claimed, Error::<T>::ParentNotFound);
		}
		Ok(Self::check_ancestors(child, edges)?)
	}

	/// Checks the ancestors above these edges: within the bounds, and without the child. Returns their number.
	pub(crate) fn check_ancestors(child: &Digest, edges: &EdgeList<T::AccountId>) -> Result<u32, Error<T>> {
		let mut ancestors = Ancestors::<T>::of(edges.iter().cloned());
		while let Some(ancestor) = ancestors.next() {
			ensure!(ancestor.digest != *child, Error::Cycle);
			ensure!(ancestor.depth <= MAX_DEPTH, Error::MaxDepthExceeded);
			// Not only those that were visited: so no more are visited than the weight counts.
			ensure!(ancestors.found() <= MAX_ANCESTORS, Error::MaxAncestorsExceeded);
		}
		Ok(ancestors.found())
	}

	/// Returns `true` if other claims name this one as a parent.
	pub(crate) fn has_children(digest: &Digest, owner: &T::AccountId) -> bool {
		Children::<T>::contains_key(digest, owner)
	}

	/// Stores the edges of a claim and counts it as a child of each parent.
	pub(crate) fn link(child: &Digest, owner: &T::AccountId, edges: EdgeList<T::AccountId>) -> DispatchResult {
		for edge in &edges {
			Children::<T>::try_mutate(edge.parent, &edge.owner, |count| {
				*count = count.checked_add(1).ok_or(ArithmeticError::Overflow)?;
				Ok::<_, DispatchError>(())
			})?;
		}
		if !edges.is_empty() {
			Edges::<T>::insert(child, owner, edges);
		}
		Ok(())
	}

	/// Takes back [`Self::link`]. Returns the number of edges.
	pub(crate) fn unlink(child: &Digest, owner: &T::AccountId) -> Result<u32, DispatchError> {
		let edges = Edges::<T>::take(child, owner);
		for edge in &edges {
			Children::<T>::try_mutate_exists(edge.parent, &edge.owner, |count| {
				let left = count.unwrap_or_default().checked_sub(1).ok_or(ArithmeticError::Underflow)?;
				*count = Some(left).filter(|left| *left > 0);
				Ok::<_, DispatchError>(())
			})?;
		}
		Ok(edges.len() as u32)
	}
}
