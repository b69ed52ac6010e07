//! Pallets of the node's framework: money, accounts, governance, blocks. None of their calls takes what is somebody
//! else's but by governance.

use super::*;
use Harmless::*;

pub fn pallets() -> Vec<Pallet> {
	let of = |name, harmless: &[(Harmless, &'static [&'static str])]| Pallet {
		name,
		rows: vec![],
		harmless: harmless.to_vec(),
	};
	vec![
		of(
			"System",
			&[
				(Own, &["remark", "remark_with_event"]),
				(Carries, &["apply_authorized_upgrade"]),
				(
					Governs,
					&[
						"set_heap_pages",
						"set_code",
						"set_code_without_checks",
						"set_storage",
						"kill_storage",
						"kill_prefix",
						"authorize_upgrade",
						"authorize_upgrade_without_checks",
					],
				),
			],
		),
		of("Timestamp", &[(Governs, &["set"])]),
		of(
			"Babe",
			&[(Proves, &["report_equivocation"]), (Governs, &["report_equivocation_unsigned", "plan_config_change"])],
		),
		of(
			"Grandpa",
			&[(Proves, &["report_equivocation"]), (Governs, &["report_equivocation_unsigned", "note_stalled"])],
		),
		of("Session", &[(Own, &["set_keys", "purge_keys"])]),
		of(
			"Balances",
			&[
				(Own, &["transfer_allow_death", "transfer_keep_alive", "transfer_all", "burn"]),
				(Gives, &["upgrade_accounts"]),
				(Governs, &["force_transfer", "force_unreserve", "force_set_balance", "force_adjust_total_issuance"]),
			],
		),
		of(
			"Treasury",
			&[
				(Gives, &["payout", "check_status"]),
				(Governs, &["spend_local", "remove_approval", "spend", "void_spend"]),
			],
		),
		of(
			"Utility",
			&[
				(Carries, &["batch", "batch_all", "force_batch", "if_else", "as_derivative"]),
				(Governs, &["dispatch_as", "dispatch_as_fallible", "with_weight"]),
			],
		),
		of(
			"Proxy",
			&[
				(Carries, &["proxy", "proxy_announced"]),
				(
					Own,
					&[
						"add_proxy",
						"remove_proxy",
						"remove_proxies",
						"create_pure",
						"kill_pure",
						"announce",
						"remove_announcement",
						"reject_announcement",
						"poke_deposit",
					],
				),
			],
		),
		of(
			"Multisig",
			&[
				(Carries, &["as_multi", "as_multi_threshold_1", "approve_as_multi"]),
				(Own, &["cancel_as_multi", "poke_deposit"]),
			],
		),
		of(
			"Preimage",
			&[
				(Own, &["note_preimage", "unnote_preimage"]),
				(Gives, &["ensure_updated"]),
				(Governs, &["request_preimage", "unrequest_preimage"]),
			],
		),
		of(
			"Scheduler",
			&[(
				Governs,
				&[
					"schedule",
					"cancel",
					"schedule_named",
					"cancel_named",
					"schedule_after",
					"schedule_named_after",
					"set_retry",
					"set_retry_named",
					"cancel_retry",
					"cancel_retry_named",
				],
			)],
		),
		of(
			"Referenda",
			&[
				(Own, &["submit", "place_decision_deposit", "set_metadata"]),
				(Gives, &["refund_decision_deposit", "refund_submission_deposit"]),
				(Governs, &["cancel", "kill", "nudge_referendum", "one_fewer_deciding"]),
			],
		),
		of(
			"ConvictionVoting",
			&[
				(Own, &["vote", "delegate", "undelegate", "remove_vote"]),
				// Of a vote that is over.
				(Gives, &["unlock", "remove_other_vote"]),
			],
		),
		of(
			"Whitelist",
			&[
				(
					Carries,
					&[
						"dispatch_whitelisted_call",
						"dispatch_whitelisted_call_with_preimage",
						"remove_deferred_dispatch",
					],
				),
				// Of those whom a parameter names.
				(Own, &["whitelist_call", "remove_whitelisted_call"]),
			],
		),
		of("Parameters", &[(Governs, &["set_parameter"])]),
		of(
			"SafeMode",
			&[
				(Closed, &["enter", "extend", "release_deposit"]),
				(
					Governs,
					&["force_enter", "force_extend", "force_exit", "force_slash_deposit", "force_release_deposit"],
				),
			],
		),
		of("TxPause", &[(Governs, &["pause", "unpause"])]),
		of(
			"Migrations",
			&[(Governs, &["force_set_cursor", "force_set_active_cursor", "force_onboard_mbms", "clear_historic"])],
		),
		of(
			"Nfts",
			&[
				(Own, &["set_accept_ownership", "pay_tips"]),
				(
					Closed,
					&[
						"create",
						"force_create",
						"destroy",
						"mint",
						"force_mint",
						"burn",
						"transfer",
						"redeposit",
						"lock_item_transfer",
						"unlock_item_transfer",
						"lock_collection",
						"transfer_ownership",
						"set_team",
						"force_collection_owner",
						"force_collection_config",
						"approve_transfer",
						"cancel_approval",
						"clear_all_transfer_approvals",
						"lock_item_properties",
						"set_attribute",
						"force_set_attribute",
						"clear_attribute",
						"approve_item_attributes",
						"cancel_item_attributes_approval",
						"set_metadata",
						"clear_metadata",
						"set_collection_metadata",
						"clear_collection_metadata",
						"set_collection_max_supply",
						"update_mint_settings",
						"set_price",
						"buy_item",
						"create_swap",
						"cancel_swap",
						"claim_swap",
						"mint_pre_signed",
						"set_attributes_pre_signed",
					],
				),
			],
		),
	]
}
