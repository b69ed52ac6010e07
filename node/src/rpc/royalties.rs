//! Namespace `royalties_`: claimable balances, and quotes of payments.

use super::view::{self, Views};
use atelier_runtime::{AccountId, Hash, Runtime};
use jsonrpsee::{core::RpcResult, proc_macros::rpc};
use pallet_ip_assets::IpViewFunction;
use pallet_royalties::{ClaimableViewFunction, QuotePaymentViewFunction};
use serde::Serialize;

/// Methods of the namespace.
#[rpc(server, namespace = "royalties")]
pub trait RoyaltiesApi {
	/// Claimable balance of an account in the pool of an IP asset, in whole smallest units, as a decimal string.
	///
	/// Errors: malformed parameters; [`view::NOT_FOUND`]; [`view::UNAVAILABLE`].
	#[method(name = "claimable", blocking)]
	fn claimable(&self, ip: String, account: String, at: Option<Hash>) -> RpcResult<String>;

	/// Payout of a payment of `amount` to an IP asset: fee, ancestors and members, beyond what they are owed already.
	///
	/// Errors: malformed parameters; [`view::NOT_FOUND`] if there is no such IP asset or the amount is impossible;
	/// [`view::UNAVAILABLE`].
	#[method(name = "quotePayment", blocking)]
	fn quote_payment(&self, ip: String, amount: String, at: Option<Hash>) -> RpcResult<QuoteJson>;
}

/// Handler of the namespace: answers by view functions.
pub struct Royalties(pub Views);

impl RoyaltiesApiServer for Royalties {
	fn claimable(&self, ip: String, account: String, at: Option<Hash>) -> RpcResult<String> {
		let (id, account, at) = (view::ip(&ip)?, view::account(&account)?, self.0.at(at));
		self.0.call(at, IpViewFunction::<Runtime>::new(id))?.ok_or_else(|| view::ip_not_found(id))?;
		Ok(self.0.call(at, ClaimableViewFunction::<Runtime>::new(id, account))?.to_string())
	}

	fn quote_payment(&self, ip: String, amount: String, at: Option<Hash>) -> RpcResult<QuoteJson> {
		let amount = view::amount(&amount)?;
		let call = QuotePaymentViewFunction::<Runtime>::new(view::ip(&ip)?, amount);
		let quote = self.0.call(self.0.at(at), call)?.ok_or_else(|| {
			view::error(view::NOT_FOUND, format!("there is no IP asset {ip}, or it cannot receive {amount}"))
		})?;
		Ok(QuoteJson {
			amount: amount.to_string(),
			protocol_fee: quote.fee.to_string(),
			upstream: quote.upstream.to_string(),
			ancestors: quote
				.ancestors
				.into_iter()
				.map(|(ip, amount)| AncestorShareJson { ip: ip.to_string(), amount: amount.to_string() })
				.collect(),
			members_total: quote.members_total.to_string(),
			members: quote
				.members
				.into_iter()
				.map(|(account, amount)| MemberShareJson { account, amount: amount.to_string() })
				.collect(),
			has_more_members: quote.has_more_members,
		})
	}
}

/// Payout of a payment.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct QuoteJson {
	amount: String,
	protocol_fee: String,
	/// Amount set aside for all ancestors together.
	upstream: String,
	ancestors: Vec<AncestorShareJson>,
	members_total: String,
	/// First page of the members: 256 at most.
	members: Vec<MemberShareJson>,
	has_more_members: bool,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct AncestorShareJson {
	ip: String,
	amount: String,
}

#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct MemberShareJson {
	account: AccountId,
	amount: String,
}

#[cfg(test)]
mod tests {
	use super::*;
	use crate::rpc::view::tests::{alice, ALICE};
	use serde_json::{json, to_value};

	#[test]
	fn quote_should_keep_its_names_when_it_is_written() {
		let quote = QuoteJson {
			amount: "100".into(),
			protocol_fee: "1".into(),
			upstream: "9".into(),
			ancestors: vec![AncestorShareJson { ip: "0-1".into(), amount: "9".into() }],
			members_total: "90".into(),
			members: vec![MemberShareJson { account: alice(), amount: "90".into() }],
			has_more_members: false,
		};
		assert_eq!(
			to_value(quote).unwrap(),
			json!({
				"amount": "100",
				"protocolFee": "1",
				"upstream": "9",
				"ancestors": [{ "ip": "0-1", "amount": "9" }],
				"membersTotal": "90",
				"members": [{ "account": ALICE, "amount": "90" }],
				"hasMoreMembers": false,
			})
		);
	}
}
