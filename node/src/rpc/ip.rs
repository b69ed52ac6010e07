//! `ip_*`: IP assets, what they come from, and what it costs to use them.

use super::view::{self, Views};
use atelier_primitives::{IpId, Page};
use atelier_runtime::{AccountId, BlockNumber, Hash, Runtime};
use jsonrpsee::{core::RpcResult, proc_macros::rpc};
use pallet_ip_assets::{types::ProvenanceLabel, IpViewFunction};
use pallet_licensing::{
	AncestorsViewFunction, AttachedViewFunction, DescendantsViewFunction, ParentsViewFunction,
	QuoteLicenseViewFunction, TermsViewFunction,
};
use pallet_market::ListingViewFunction;
use pallet_royalties::PoolViewFunction;
use serde::Serialize;

/// The methods.
#[rpc(server, namespace = "ip")]
pub trait IpApi {
	/// All about an IP asset: whose it is, where it comes from, its terms, its income, whether it is for sale.
	///
	/// Errors: malformed parameters; [`view::NOT_FOUND`]; [`view::UNAVAILABLE`].
	#[method(name = "asset", blocking)]
	fn asset(&self, ip: String, at: Option<Hash>) -> RpcResult<AssetJson>;

	/// What an IP asset was made from, and what was made from it. Ancestors and children come in pages of at most
	/// `size` (256 at most, 64 if it is not given), each starting after its cursor.
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

	/// What so many units of a license under these terms cost and give.
	///
	/// Errors: malformed parameters; [`view::NOT_FOUND`] if there is no such IP asset, or there are no such terms;
	/// [`view::REFUSED`] with the reason, by the name of the pallet's error; [`view::UNAVAILABLE`].
	#[method(name = "quoteLicense", blocking)]
	fn quote_license(&self, ip: String, terms: String, quantity: u32, at: Option<Hash>) -> RpcResult<LicenseQuoteJson>;
}

/// Answers from the runtime.
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
			label: match info.label {
				ProvenanceLabel::Without => "minted without provenance".into(),
				ProvenanceLabel::Claimed(kind) => format!("its creator claims this {kind:?}").to_lowercase(),
				ProvenanceLabel::Entitled(kind) => {
					format!("its creator claims this {kind:?} and is entitled to its income").to_lowercase()
				}
				ProvenanceLabel::Withdrawn => "its creator withdrew the claim".into(),
			},
			metadata: MetadataJson {
				uri: view::text(&info.metadata.uri),
				sha256: info.metadata.hash.map(|hash| view::hex(&hash)),
				frozen: info.frozen,
			},
			minted_at: info.minted_at,
			terms: terms
				.into_iter()
				.map(|(id, attachment)| TermsJson { id: format!("{id:?}"), disabled: attachment.disabled })
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
				obstacle: state.obstacle.map(|obstacle| format!("{obstacle:?}")),
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
					terms: format!("{:?}", link.terms),
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
			view::error(view::NOT_FOUND, format!("there are no terms {terms:?}: ask ip_asset for those of {id}"))
		})?;
		let call = QuoteLicenseViewFunction::<Runtime>::new(id, terms, quantity);
		let quote = self.0.call(at, call)?.map_err(|reason| {
			view::error(view::REFUSED, format!("no license of {id} under these terms: {reason:?}"))
		})?;
		Ok(LicenseQuoteJson {
			fee: quote.fee.to_string(),
			share: view::rate(quote.share),
			total_share: view::rate(quote.total),
			expires: quote.expires,
		})
	}
}

/// All about an IP asset.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct AssetJson {
	ip: String,
	owner: AccountId,
	/// The account that belongs to the IP asset itself.
	account: AccountId,
	creator: AccountId,
	collection_creator: AccountId,
	provenance: Option<String>,
	/// What the provenance is worth now.
	label: String,
	metadata: MetadataJson,
	minted_at: BlockNumber,
	terms: Vec<TermsJson>,
	income: Option<IncomeJson>,
	listing: Option<ListingJson>,
}

#[derive(Clone, Debug, Serialize)]
struct MetadataJson {
	uri: String,
	sha256: Option<String>,
	frozen: bool,
}

#[derive(Clone, Debug, Serialize)]
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
struct ListingJson {
	seller: AccountId,
	price: String,
	expires: Option<BlockNumber>,
	/// Why it cannot be bought.
	obstacle: Option<String>,
}

/// What an IP asset was made from, and what was made from it.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LineageJson {
	ip: String,
	expires: Option<BlockNumber>,
	parents: Vec<ParentJson>,
	/// What it owes to all ancestors together.
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
	/// Whether it must be named.
	attribution: bool,
	commercial_attribution: bool,
}

#[derive(Clone, Debug, Serialize)]
struct AncestorJson {
	ip: String,
	rate: String,
}

/// A part of a list.
#[derive(Clone, Debug, Serialize)]
struct PageJson<Item> {
	items: Vec<Item>,
	/// The cursor of the next page; nothing if this is the last.
	next: Option<String>,
}

impl<Item> PageJson<Item> {
	fn new<From>(page: Page<From, IpId>, write: impl Fn(From) -> Item) -> Self {
		Self { items: page.items.into_iter().map(write).collect(), next: page.next.map(|cursor| cursor.to_string()) }
	}
}

/// What a license costs and gives.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LicenseQuoteJson {
	fee: String,
	/// Of a derivative's income, for the IP asset itself.
	share: String,
	/// Of a derivative's income, for the IP asset and its ancestors.
	total_share: String,
	expires: Option<BlockNumber>,
}
