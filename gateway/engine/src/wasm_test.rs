//! What tests/golden.rs calls in WebAssembly.

use crate::{generate, Adapter, Error, Model};
use alloc::vec::Vec;
use codec::Decode;
use core::{
	alloc::{GlobalAlloc, Layout},
	arch::wasm32::{memory_grow, unreachable},
	cell::Cell,
	panic::PanicInfo,
	ptr::null_mut,
	slice,
};

/// Gives memory and takes none back: an instance draws one picture.
struct Bump {
	next: Cell<usize>,
	end: Cell<usize>,
}

// An instance has one thread.
unsafe impl Sync for Bump {}

#[global_allocator]
static MEMORY: Bump = Bump { next: Cell::new(0), end: Cell::new(0) };

const PAGE: usize = 65_536;

unsafe impl GlobalAlloc for Bump {
	unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
		let start = self.next.get().next_multiple_of(layout.align());
		let missing = start.saturating_add(layout.size()).saturating_sub(self.end.get());
		if missing == 0 {
			self.next.set(start.saturating_add(layout.size()));
			return start as *mut u8;
		}
		let pages = layout.size().div_ceil(PAGE).max(16);
		let grown = memory_grow(0, pages);
		if grown == usize::MAX {
			return null_mut();
		}
		// Pages are aligned to whatever is asked for here.
		let start = grown.saturating_mul(PAGE);
		self.next.set(start.saturating_add(layout.size()));
		self.end.set(start.saturating_add(pages.saturating_mul(PAGE)));
		start as *mut u8
	}

	unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}
}

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
	unreachable()
}

/// Memory for a call.
#[no_mangle]
extern "C" fn allocate(length: usize) -> *mut u8 {
	Vec::with_capacity(length).leak().as_mut_ptr()
}

/// Root, files, adapters, seed and input.
type Call = ([u8; 32], Vec<u8>, Vec<u8>, Vec<(Vec<u8>, Vec<u8>)>, [u8; 32], Vec<u8>);

fn run(mut call: &[u8]) -> Result<Vec<u8>, Error> {
	let (root, config, weights, adapters, seed, input) = Call::decode(&mut call).map_err(|_| Error::Input)?;
	let model = Model::read(root, &config, &weights)?;
	let adapters: Vec<_> =
		adapters.iter().map(|(config, weights)| Adapter::read(config, weights)).collect::<Result<_, _>>()?;
	Ok(generate(&model, &adapters, seed, &input)?.png())
}

/// The file of the picture of an encoded call: its place in the upper half, its length in the lower one, or 0.
#[no_mangle]
extern "C" fn png(place: *const u8, length: usize) -> u64 {
	// The host has written a call there.
	let call = unsafe { slice::from_raw_parts(place, length) };
	let file = run(call).unwrap_or_default().leak();
	((file.as_ptr() as u64) << 32) | file.len() as u64
}
