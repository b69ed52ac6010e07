//! Acting for other accounts: batches, proxies, multisignatures.

use crate::{weights, Balance, Balances, OriginCaller, Runtime, RuntimeCall, RuntimeEvent, System};
use atelier_primitives::chain::currency::deposit;
use codec::{Decode, DecodeWithMemTracking, Encode, MaxEncodedLen};
use frame_support::{
	parameter_types,
	traits::{ConstU32, InstanceFilter},
};
use scale_info::TypeInfo;
use sp_runtime::traits::BlakeTwo256;

parameter_types! {
	pub const ProxyDepositBase: Balance = deposit(1, 8);
	pub const ProxyDepositFactor: Balance = deposit(0, 33);
	pub const AnnouncementDepositBase: Balance = deposit(1, 8);
	pub const AnnouncementDepositFactor: Balance = deposit(0, 66);
	pub const MultisigDepositBase: Balance = deposit(1, 88);
	pub const MultisigDepositFactor: Balance = deposit(0, 32);
}

impl pallet_utility::Config for Runtime {
	type PalletsOrigin = OriginCaller;
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = weights::pallet_utility::WeightInfo<Runtime>;
}

/// Proxy types: the call filter of a proxy.
#[derive(
	Clone,
	Copy,
	Debug,
	Decode,
	DecodeWithMemTracking,
	Default,
	Encode,
	Eq,
	MaxEncodedLen,
	Ord,
	PartialEq,
	PartialOrd,
	TypeInfo,
)]
pub enum ProxyType {
	/// Everything.
	#[default]
	#[codec(index = 0)]
	Any,
	/// Everything that moves no tokens, assets or NFTs.
	#[codec(index = 1)]
	NonTransfer,
	/// Proposing and voting.
	#[codec(index = 2)]
	Governance,
	/// Vetoing an announced call.
	#[codec(index = 3)]
	CancelProxy,
	/// Setting a validator's session keys.
	#[codec(index = 4)]
	SessionKeys,
}

impl InstanceFilter<RuntimeCall> for ProxyType {
	fn filter(&self, call: &RuntimeCall) -> bool {
		let is_utility = matches!(call, RuntimeCall::Utility(..));
		match self {
			ProxyType::Any => true,
			// Named one by one: a pallet that is added later moves value until somebody says that it does not.
			ProxyType::NonTransfer => {
				is_utility
					|| matches!(
						call,
						RuntimeCall::System(..)
							| RuntimeCall::Session(..)
							| RuntimeCall::Preimage(..)
							| RuntimeCall::Referenda(..)
							| RuntimeCall::ConvictionVoting(..)
							| RuntimeCall::Whitelist(..)
					)
			}
			ProxyType::Governance => {
				is_utility
					|| matches!(
						call,
						RuntimeCall::Preimage(..)
							| RuntimeCall::Referenda(..)
							| RuntimeCall::ConvictionVoting(..)
							| RuntimeCall::Whitelist(..)
					)
			}
			ProxyType::CancelProxy => {
				matches!(call, RuntimeCall::Proxy(pallet_proxy::Call::reject_announcement { .. }))
			}
			ProxyType::SessionKeys => matches!(call, RuntimeCall::Session(..)),
		}
	}

	fn is_superset(&self, other: &Self) -> bool {
		match (self, other) {
			(a, b) if a == b => true,
			(ProxyType::Any, _) => true,
			(ProxyType::NonTransfer, ProxyType::Governance | ProxyType::SessionKeys) => true,
			_ => false,
		}
	}
}

impl pallet_proxy::Config for Runtime {
	type AnnouncementDepositBase = AnnouncementDepositBase;
	type AnnouncementDepositFactor = AnnouncementDepositFactor;
	type BlockNumberProvider = System;
	type CallHasher = BlakeTwo256;
	type Currency = Balances;
	type MaxPending = ConstU32<32>;
	type MaxProxies = ConstU32<32>;
	type ProxyDepositBase = ProxyDepositBase;
	type ProxyDepositFactor = ProxyDepositFactor;
	type ProxyType = ProxyType;
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = weights::pallet_proxy::WeightInfo<Runtime>;
}

impl pallet_multisig::Config for Runtime {
	type BlockNumberProvider = System;
	type Currency = Balances;
	type DepositBase = MultisigDepositBase;
	type DepositFactor = MultisigDepositFactor;
	type MaxSignatories = ConstU32<100>;
	type RuntimeCall = RuntimeCall;
	type RuntimeEvent = RuntimeEvent;
	type WeightInfo = weights::pallet_multisig::WeightInfo<Runtime>;
}
