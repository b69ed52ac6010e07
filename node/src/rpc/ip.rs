//! Namespace `ip_`: IP assets, their lineage, and quotes of licenses.

#[cfg(test)]
mod tests;

use super::view::{self, Views};
use atelier_primitives::{provenance::ArtifactKind, IpId, Page};
use atelier_runtime::{AccountId, BlockNumber, Hash, Runtime};
use jsonrpsee::{core::RpcResult, proc_macros::rpc};
use pallet_ip_assets::{types::ProvenanceLabel, IpViewFunction};
use pallet_licensing::{
	AncestorsViewFunction, AttachedViewFunction, DescendantsViewFunction, ParentsViewFunction,
	QuoteLicenseViewFunction, TermsViewFunction,
};
use pallet_market::{types::Obstacle, ListingViewFunction};
use pallet_royalties::PoolViewFunction;
use serde::Serialize;

/// Methods of the namespace.
#[rpc(server, namespace = "ip")]
pub trait IpApi {
	/// An IP asset: ownership, provenance, attached terms, income and listing.
	///
	/// Errors: malformed parameters; [`view::NOT_FOUND`]; [`view::UNAVAILABLE`].
	#[method(name = "asset", blocking)]
	fn asset(&self, ip: String, at: Option<Hash>) -> RpcResult<AssetJson>;

	/// Lineage of an IP asset: parents, ancestors and children. The latter two come in pages of at most `size` (256 at
	/// most, 64 if it is not given), each starting after its cursor.
	///
	/// Errors: malformed parameters; [`view::NOT_FOUND`]; [`view::UNAVAILABLE`].
	#[method(name = "lineage", blocking)]
	fn lineage(
		&self,
		ip: String,
		size: Option<u32>,
		ancestors_after: Option<String>,
		children_after: Option<String>,
		at: Option<Hash>,
	) -> RpcResult<LineageJson>;

	/// Quote for so many units of a license under these terms.
	///
	/// Errors: malformed parameters; [`view::NOT_FOUND`] if there is no such IP asset, or there are no such terms;
	/// [`view::REFUSED`] with the reason, by the name of the pallet's error; [`view::UNAVAILABLE`].
	#[method(name = "quoteLicense", blocking)]
	fn quote_license(&self, ip: String, terms: String, quantity: u32, at: Option<Hash>) -> RpcResult<LicenseQuoteJson>;
}

/// Handler of the namespace: answers by view functions.
pub struct Ip(pub Views);

impl IpApiServer for Ip {
	fn asset(&self, ip: String, at: Option<Hash>) -> RpcResult<AssetJson> {
		let (id, at) = (view::ip(&ip)?, self.0.at(at));
		let info = self.0.call(at, IpViewFunction::<Runtime>::new(id))?.ok_or_else(|| view::ip_not_found(id))?;
		let terms = self.0.call(at, AttachedViewFunction::<Runtime>::new(id))?;
		let pool = self.0.call(at, PoolViewFunction::<Runtime>::new(id))?;
		let listing = self.0.call(at, ListingViewFunction::<Runtime>::new(id))?;
		Ok(AssetJson {
			ip: id.to_string(),
			owner: info.owner,
			account: info.account,
			creator: info.creator,
			collection_creator: info.collection_creator,
			provenance: info.provenance.map(|digest| digest.to_string()),
			label: label(info.label),
			metadata: MetadataJson {
				uri: view::text(&info.metadata.uri),
				sha256: info.metadata.hash.map(|hash| view::hex(&hash)),
				frozen: info.frozen,
			},
			minted_at: info.minted_at,
			terms: terms
				.into_iter()
				.map(|(id, attachment)| TermsJson { id: view::hex(id.as_bytes()), disabled: attachment.disabled })
				.collect(),
			income: pool.map(|pool| IncomeJson {
				received: pool.received.to_string(),
				pending_upstream: pool.pending.to_string(),
				upstream_rate: view::rate(pool.stack),
				members: pool.members,
				total_score: pool.total_score.to_string(),
				score_authority: pool.authority,
			}),
			listing: listing.map(|state| ListingJson {
				seller: state.listing.seller,
				price: state.listing.price.to_string(),
				expires: state.listing.expires,
				least_price: state.quote.least_price.map(|price| price.to_string()),
				gift: state.quote.gift.to_string(),
				obstacle: state.obstacle.map(Into::into),
			}),
		})
	}

	fn lineage(
		&self,
		ip: String,
		size: Option<u32>,
		ancestors_after: Option<String>,
		children_after: Option<String>,
		at: Option<Hash>,
	) -> RpcResult<LineageJson> {
		let (id, at, size) = (view::ip(&ip)?, self.0.at(at), size.unwrap_or(64));
		let after = |cursor: Option<String>| cursor.map(|cursor| view::ip(&cursor)).transpose();
		let (ancestors_after, children_after) = (after(ancestors_after)?, after(children_after)?);
		self.0.call(at, IpViewFunction::<Runtime>::new(id))?.ok_or_else(|| view::ip_not_found(id))?;
		let parents = self.0.call(at, ParentsViewFunction::<Runtime>::new(id))?;
		// The stack would bring all ancestors a second time.
		let pool = self.0.call(at, PoolViewFunction::<Runtime>::new(id))?.ok_or_else(|| view::ip_not_found(id))?;
		let ancestors = self.0.call(at, AncestorsViewFunction::<Runtime>::new(id, ancestors_after, size))?;
		let children = self.0.call(at, DescendantsViewFunction::<Runtime>::new(id, children_after, size))?;
		Ok(LineageJson {
			ip: id.to_string(),
			expires: parents.as_ref().and_then(|derivation| derivation.expires),
			parents: parents
				.into_iter()
				.flat_map(|derivation| derivation.links)
				.map(|link| ParentJson {
					ip: link.parent.to_string(),
					terms: view::hex(link.terms.as_bytes()),
					rate: view::rate(link.rate),
					attribution: link.derivatives_attribution,
					commercial_attribution: link.commercial_attribution,
				})
				.collect(),
			total_rate: view::rate(pool.stack),
			ancestors: PageJson::new(ancestors, |ancestor| AncestorJson {
				ip: ancestor.id.to_string(),
				rate: view::rate(ancestor.rate),
			}),
			children: PageJson::new(children, |child| child.to_string()),
		})
	}

	fn quote_license(&self, ip: String, terms: String, quantity: u32, at: Option<Hash>) -> RpcResult<LicenseQuoteJson> {
		let (id, terms, at) = (view::ip(&ip)?, view::hash(&terms)?, self.0.at(at));
		self.0.call(at, IpViewFunction::<Runtime>::new(id))?.ok_or_else(|| view::ip_not_found(id))?;
		self.0.call(at, TermsViewFunction::<Runtime>::new(terms))?.ok_or_else(|| {
			let terms = view::hex(terms.as_bytes());
			view::error(view::NOT_FOUND, format!("there are no terms {terms}: ask ip_asset for those of {id}"))
		})?;
		let call = QuoteLicenseViewFunction::<Runtime>::new(id, terms, quantity);
		let quote = self.0.call(at, call)?.map_err(|reason| {
			// The name that the error has in the metadata.
			let reason: &'static str = reason.into();
			view::error(view::REFUSED, format!("no license of {id} under these terms: {reason}"))
		})?;
		Ok(LicenseQuoteJson {
			fee: quote.fee.to_string(),
			share: view::rate(quote.share),
			total_share: view::rate(quote.total),
			expires: quote.expires,
		})
	}
}

/// An IP asset with its terms, income and listing.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AssetJson {
	ip: String,
	owner: AccountId,
	/// Account of the IP asset itself.
	account: AccountId,
	creator: AccountId,
	collection_creator: AccountId,
	provenance: Option<String>,
	/// Standing of the provenance now, as a sentence.
	label: String,
	metadata: MetadataJson,
	minted_at: BlockNumber,
	terms: Vec<TermsJson>,
	income: Option<IncomeJson>,
	listing: Option<ListingJson>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct MetadataJson {
	uri: String,
	sha256: Option<String>,
	frozen: bool,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct TermsJson {
	id: String,
	disabled: bool,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct IncomeJson {
	received: String,
	pending_upstream: String,
	upstream_rate: String,
	members: u32,
	total_score: String,
	/// The owner if nobody is named.
	score_authority: Option<AccountId>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ListingJson {
	seller: AccountId,
	price: String,
	expires: Option<BlockNumber>,
	/// Minimum price of a resale; `null` if it cannot be sold.
	least_price: Option<String>,
	/// Price of a gift, paid to the pool.
	gift: String,
	/// Reason why it cannot be bought.
	obstacle: Option<ObstacleJson>,
}

/// Obstacle that keeps a listing from being bought.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
enum ObstacleJson {
	Expired,
	OwnerChanged,
	NonCommercial,
	RevisionMismatch,
	IncomeWorse,
}

impl From<Obstacle> for ObstacleJson {
	fn from(obstacle: Obstacle) -> Self {
		match obstacle {
			Obstacle::Expired => Self::Expired,
			Obstacle::OwnerChanged => Self::OwnerChanged,
			Obstacle::NonCommercial => Self::NonCommercial,
			Obstacle::RevisionMismatch => Self::RevisionMismatch,
			Obstacle::IncomeWorse => Self::IncomeWorse,
		}
	}
}

/// Standing of a provenance, as a sentence.
fn label(label: ProvenanceLabel) -> String {
	match label {
		ProvenanceLabel::Without => "minted without provenance".into(),
		ProvenanceLabel::Claimed(kind) => format!("its creator claims this {}", noun(kind)),
		ProvenanceLabel::Entitled(kind) => {
			format!("its creator claims this {} and is entitled to its income", noun(kind))
		}
		ProvenanceLabel::Withdrawn => "its creator withdrew the claim".into(),
	}
}

const fn noun(kind: ArtifactKind) -> &'static str {
	match kind {
		ArtifactKind::Model => "model",
		ArtifactKind::Adapter => "adapter",
		ArtifactKind::Dataset => "dataset",
		ArtifactKind::Work => "work",
		ArtifactKind::Component => "component",
	}
}

/// Lineage of an IP asset.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LineageJson {
	ip: String,
	expires: Option<BlockNumber>,
	parents: Vec<ParentJson>,
	/// Rate that goes to all ancestors together.
	total_rate: String,
	ancestors: PageJson<AncestorJson>,
	children: PageJson<String>,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct ParentJson {
	ip: String,
	terms: String,
	rate: String,
	/// Derivatives must name it.
	attribution: bool,
	commercial_attribution: bool,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct AncestorJson {
	ip: String,
	rate: String,
}

/// Page of a list.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct PageJson<Item> {
	items: Vec<Item>,
	/// Cursor of the next page; `null` if this is the last.
	next: Option<String>,
}

impl<Item> PageJson<Item> {
	fn new<From>(page: Page<From, IpId>, write: impl Fn(From) -> Item) -> Self {
		Self { items: page.items.into_iter().map(write).collect(), next: page.next.map(|cursor| cursor.to_string()) }
	}
}

/// Quote of a license.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LicenseQuoteJson {
	fee: String,
	/// Rate of a derivative's income for the IP asset itself.
	share: String,
	/// Rate of a derivative's income for the IP asset and its ancestors.
	total_share: String,
	expires: Option<BlockNumber>,
}
