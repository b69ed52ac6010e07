//! Builds the WebAssembly blob of the runtime, and on request a second one with a higher spec version.

fn main() {
	#[cfg(feature = "std")]
	build_wasm();
}

#[cfg(feature = "std")]
fn build_wasm() {
	use substrate_wasm_builder::WasmBuilder;

	/// Set by the end-to-end tests, which upgrade a running chain.
	const BUILD_NEXT: &str = "ATELIER_BUILD_NEXT_RUNTIME";

	println!("cargo:rerun-if-env-changed={BUILD_NEXT}");
	if std::env::var_os(BUILD_NEXT).is_some() {
		WasmBuilder::init_with_defaults()
			.enable_feature("next-spec-version")
			.set_file_name("atelier_runtime_next")
			.build();
	}

	let builder = WasmBuilder::init_with_defaults();
	#[cfg(feature = "metadata-hash")]
	let builder = builder.enable_metadata_hash("ATL", 12);
	builder.build();
}
