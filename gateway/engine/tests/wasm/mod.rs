//! The engine, compiled to WebAssembly and run as a node runs its runtime.

use crate::files;
use atelier_engine::{Request, ADAPTER_FILES, MODEL_FILES};
use codec::Encode;
use std::{env, path::Path, process::Command, time::Instant};
use wasmtime::{Config, Engine, Instance, Module, OptLevel, Store};

/// The engine as WebAssembly.
pub fn module(engine: &Engine) -> Module {
	let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("wasm");
	let status = Command::new(env!("CARGO"))
		.args(["rustc", "--locked", "--package", "atelier-engine", "--lib", "--crate-type", "cdylib", "--release"])
		.args(["--no-default-features", "--features", "wasm-test", "--target", "wasm32v1-none", "--target-dir"])
		.arg(&target)
		.current_dir(env!("CARGO_MANIFEST_DIR"))
		// A runtime has no unwinding either.
		.env("CARGO_PROFILE_RELEASE_PANIC", "abort")
		.env_remove("RUSTFLAGS")
		.env_remove("CARGO_ENCODED_RUSTFLAGS")
		.status()
		.unwrap();
	assert!(status.success(), "is the target wasm32v1-none installed?");
	Module::from_file(engine, target.join("wasm32v1-none/release/atelier_engine.wasm")).unwrap()
}

/// What a call gave.
pub struct Drawn {
	pub png: Vec<u8>,
	pub microseconds: u128,
	/// Instructions of WebAssembly, if the engine counts them.
	pub instructions: u64,
}

pub fn draw(engine: &Engine, module: &Module, names: &str, request: &Request, seed: [u8; 32]) -> Drawn {
	let mut parts = names.split('+');
	let [config, weights] = files::read(parts.next().unwrap(), MODEL_FILES);
	let adapters: Vec<_> = parts.map(|name| files::read(name, ADAPTER_FILES)).map(|[a, b]| (a, b)).collect();
	let call = (files::root(&config, &weights), config, weights, adapters, seed, request.encode()).encode();

	let mut store = Store::new(engine, ());
	let _ = store.set_fuel(u64::MAX);
	let instance = Instance::new(&mut store, module, &[]).unwrap();
	let memory = instance.get_memory(&mut store, "memory").unwrap();
	let allocate = instance.get_typed_func::<u32, u32>(&mut store, "allocate").unwrap();
	let png = instance.get_typed_func::<(u32, u32), u64>(&mut store, "png").unwrap();
	let place = allocate.call(&mut store, call.len() as u32).unwrap();
	memory.write(&mut store, place as usize, &call).unwrap();
	let start = Instant::now();
	let result = png.call(&mut store, (place, call.len() as u32)).unwrap();
	let microseconds = start.elapsed().as_micros();
	let instructions = u64::MAX - store.get_fuel().unwrap_or(u64::MAX);
	let (place, length) = ((result >> 32) as usize, (result & 0xffff_ffff) as usize);
	Drawn { png: memory.data(&store)[place..place + length].to_vec(), microseconds, instructions }
}

/// As sc-executor has it, but that it can count instructions.
pub fn engine(counts: bool) -> Engine {
	let mut config = Config::new();
	config.cranelift_opt_level(OptLevel::SpeedAndSize).cranelift_nan_canonicalization(true).consume_fuel(counts);
	Engine::new(&config).unwrap()
}
