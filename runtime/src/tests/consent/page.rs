//! The book's page *Who must agree* names the calls of the table: all of them, and no other.

use super::*;

const PAGE: &str = include_str!("../../../../docs/src/consent.md");

/// What stands in backticks and looks like a call.
fn named(page: &str) -> BTreeSet<&str> {
	let code = page.split('`').skip(1).step_by(2);
	let is_call = |code: &&str| {
		let parts: Vec<_> = code.split('.').collect();
		let is_name =
			|part: &&str| !part.is_empty() && part.chars().all(|letter| letter.is_ascii_lowercase() || letter == '_');
		parts.len() == 2 && parts.iter().all(is_name)
	};
	code.filter(is_call).collect()
}

#[test]
fn page_should_name_every_call_of_the_table_and_no_other() {
	let named = named(PAGE);
	let pallets = every_pallet();
	let table: BTreeSet<_> = pallets.iter().flat_map(|pallet| &pallet.rows).map(|row| row.call).collect();
	assert_eq!(table.difference(&named).collect::<Vec<_>>(), Vec::<&&str>::new(), "the page leaves them out");
	assert_eq!(named.difference(&table).collect::<Vec<_>>(), Vec::<&&str>::new(), "the table does not have them");
}

#[test]
fn calls_should_be_found_when_they_stand_in_backticks() {
	let page = "| `market.buy` | by the `owner`, `config.json` or `Market.Buy` | `a.b.c`\n`ip_assets.act_as`";
	assert_eq!(named(page), BTreeSet::from(["config.json", "ip_assets.act_as", "market.buy"]));
}
