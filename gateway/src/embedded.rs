//! The engine that the chain runs too.

use crate::{
	engine::{Engine, Model, Order, Slot},
	files::ModelFiles,
	problem::{Kind, Problem},
	root::Root,
};
use atelier_engine::{Adapter, MAX_ADAPTERS};
use futures::future::{ready, BoxFuture, FutureExt};
use std::{collections::HashMap, sync::Arc};

/// Makes pictures with `atelier-engine`, on threads for blocking work.
pub struct Embedded {
	models: HashMap<Root, (String, Arc<atelier_engine::Model>)>,
	adapters: HashMap<Root, Adapter>,
	/// Bytes of the largest output.
	max_output: usize,
}

impl Embedded {
	/// Reads models and adapters. A folder without the files of either is an error, because it would be served as
	/// something that it is not.
	pub fn load(files: &[ModelFiles], max_output: usize) -> Result<Self, String> {
		let mut engine = Self { models: HashMap::new(), adapters: HashMap::new(), max_output };
		for model in files {
			engine.add(model).map_err(|error| format!("the model {} cannot be served: {error}", model.name))?;
		}
		Ok(engine)
	}

	fn add(&mut self, files: &ModelFiles) -> Result<(), String> {
		let root = files.root().map_err(|error| error.to_string())?;
		let both = |[config, weights]: [&str; 2]| {
			// Exactly these, so that the root is over nothing that has no effect.
			(files.files.len() == 2).then_some(())?;
			Some((files.file(config)?, files.file(weights)?))
		};
		if let Some((config, weights)) = both(atelier_engine::MODEL_FILES) {
			let model = atelier_engine::Model::read(root.0, config, weights).map_err(|error| error.to_string())?;
			tracing::info!("serving the model {} as {root}", files.name);
			self.models.entry(root).or_insert_with(|| (files.name.clone(), Arc::new(model)));
		} else if let Some((config, weights)) = both(atelier_engine::ADAPTER_FILES) {
			let adapter = Adapter::read(config, weights).map_err(|error| error.to_string())?;
			tracing::info!("serving the adapter {} as {root}, for the model {}", files.name, Root(adapter.base()));
			self.adapters.insert(root, adapter);
		} else {
			return Err(format!(
				"its folder must have the files {} of a model or {} of an adapter, and no others",
				atelier_engine::MODEL_FILES.join(" and "),
				atelier_engine::ADAPTER_FILES.join(" and "),
			));
		}
		Ok(())
	}

	fn model(&self, root: Root) -> Result<&Arc<atelier_engine::Model>, Problem> {
		let (_, model) = self
			.models
			.get(&root)
			.ok_or_else(|| Problem::new(Kind::NotFound, format!("there is no model {root} here: load its folder")))?;
		Ok(model)
	}

	fn adapters(&self, order: &Order) -> Result<Vec<Adapter>, Problem> {
		let unknown = |root: &Root| {
			Problem::new(Kind::NotFound, format!("there is no adapter {root} here: load its folder with the model's"))
		};
		order.adapters.iter().map(|root| self.adapters.get(root).cloned().ok_or_else(|| unknown(root))).collect()
	}
}

fn refused(error: atelier_engine::Error) -> Problem {
	Problem::new(Kind::Invalid, format!("the model does not take this: {error}"))
}

impl Engine for Embedded {
	fn models(&self) -> Vec<Model> {
		let mut models: Vec<_> = self
			.models
			.iter()
			.map(|(root, (name, _))| Model { name: name.clone(), root: *root, platform: "atelier-engine" })
			.collect();
		models.sort_by(|a, b| a.name.cmp(&b.name));
		models
	}

	fn check(&self, order: &Order) -> Result<(), Problem> {
		self.model(order.model)?;
		if order.adapters.len() > MAX_ADAPTERS {
			return Err(refused(atelier_engine::Error::TooManyAdapters));
		}
		if self.adapters(order)?.iter().any(|adapter| Root(adapter.base()) != order.model) {
			return Err(refused(atelier_engine::Error::OtherBase));
		}
		let length = atelier_engine::output_length(&order.input).map_err(refused)?;
		if length as usize > self.max_output {
			let message =
				format!("the output would have {length} bytes, and at most {} are made here", self.max_output);
			return Err(Problem::new(Kind::Invalid, message));
		}
		Ok(())
	}

	fn ready(&self, model: Root) -> BoxFuture<'_, Result<(), Problem>> {
		ready(self.model(model).map(|_| ())).boxed()
	}

	fn infer(&self, order: Order, slot: Slot) -> BoxFuture<'_, Result<Vec<u8>, Problem>> {
		async move {
			let (model, adapters) = (self.model(order.model)?.clone(), self.adapters(&order)?);
			let work = tokio::task::spawn_blocking(move || {
				let _slot = slot;
				atelier_engine::generate(&model, &adapters, order.seed, &order.input).map(|picture| picture.png())
			});
			match work.await {
				Ok(picture) => picture.map_err(refused),
				Err(error) => {
					tracing::error!("the engine broke off: {error}");
					Err(Problem::new(Kind::Failed, "the engine broke off: report the order to those who maintain it"))
				}
			}
		}
		.boxed()
	}
}
