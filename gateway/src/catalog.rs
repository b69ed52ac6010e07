//! Which engine serves which model.

use crate::{
	engine::{Engine, Model},
	problem::{Kind, Problem},
	root::Root,
};
use std::{collections::HashMap, sync::Arc};

/// The models by their roots and names.
#[derive(Default)]
pub(crate) struct Catalog {
	models: HashMap<Root, Served>,
	names: HashMap<String, Root>,
}

/// A model, and what runs it.
#[derive(Clone)]
pub(crate) struct Served {
	pub model: Model,
	pub engine: Arc<dyn Engine>,
}

impl Catalog {
	/// Adds the models of an engine. Each root is served by one.
	pub fn add(&mut self, engine: Arc<dyn Engine>) -> Result<(), String> {
		for model in engine.models() {
			let Model { name, root, .. } = &model;
			let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
			if name.is_empty() || name.len() > 64 || !name.bytes().all(allowed) || name.starts_with('.') {
				let rule = "1 to 64 letters, digits, dots, underscores and hyphens, and not begin with a dot";
				return Err(format!("the model {name:?} needs another name: it must have {rule}"));
			}
			if name.parse::<Root>().is_ok() {
				return Err(format!("the model {name} needs another name: this one looks like a root"));
			}
			match self.names.get(name) {
				Some(other) if other != root => {
					return Err(format!("the name {name} stands for two models, {other} and {root}: rename one"));
				}
				_ => self.names.insert(name.clone(), *root),
			};
			if let Some(other) = self.models.get(root) {
				return Err(format!(
					"the model {root} is there twice, as {} and {name}: leave one out",
					other.model.name
				));
			}
			self.models.insert(*root, Served { model: model.clone(), engine: engine.clone() });
		}
		Ok(())
	}

	/// The model with this name or root; with a version, only if that is its root.
	pub fn find(&self, name: &str, version: Option<&str>) -> Result<&Served, Problem> {
		let known = name.parse().ok().or_else(|| self.names.get(name).copied()).and_then(|root| self.models.get(&root));
		let served = known.ok_or_else(|| {
			let message = "no model has this name or root here: ask for another one, or start the gateway with it";
			Problem::new(Kind::NotFound, message)
		})?;
		if version.is_some_and(|version| version.parse::<Root>() != Ok(served.model.root)) {
			let message = format!("the model is here in the version {} only: ask for that one", served.model.root);
			return Err(Problem::new(Kind::NotFound, message));
		}
		Ok(served)
	}

	pub fn is_empty(&self) -> bool {
		self.models.is_empty()
	}
}
