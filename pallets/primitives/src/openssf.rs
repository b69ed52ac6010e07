//! Model digests as OpenSSF model signing computes them, and the manifest hash that binds what such a digest does not.
//!
//! The *root* is SHA-256 over the raw SHA-256 digests of all files, in the order of their paths. Paths are compared
//! component by component, so that `a/b` < `a-b/c` < `a.txt`, whatever the bytes of the whole path say. What git keeps
//! at the top of a folder is skipped. It is the `sha256` of the subject in every signature of `model_signing` 1.x that
//! hashes whole files with SHA-256, its default.
//!
//! The root binds the content of the files and their order, not their names and sizes. The *manifest hash* binds those
//! too: BLAKE2-256 of the SCALE list of `(path, length as u64, digest with its algorithm)`, of the same files in the
//! same order.
//!
//! The tool rejects symbolic links. Nothing here can see them: whoever reads the folder has to.

use crate::Digest;
use alloc::vec::Vec;
use codec::Encode;
use core::{cmp::Ordering, fmt};
// The host's hash functions, without a dependency of our own on sp-io.
use sp_io::hashing::{blake2_256, sha2_256};

/// Names that the tool skips, with everything in them. Only at the top of the folder: `a/.gitignore` is a file as any
/// other.
pub const IGNORED: [&str; 4] = [".git", ".gitattributes", ".github", ".gitignore"];

/// A file of a model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct File<'a> {
	/// Its path below the folder of the model, with `/` between the components.
	pub path: &'a str,
	/// Its length in bytes.
	pub length: u64,
	/// SHA-256 of its bytes.
	pub sha2_256: [u8; 32],
}

impl<'a> File<'a> {
	/// The file with this content.
	pub fn of(path: &'a str, bytes: &[u8]) -> Self {
		Self { path, length: bytes.len() as u64, sha2_256: sha2_256(bytes) }
	}

	fn components(&self) -> impl Iterator<Item = &'a str> {
		self.path.split('/')
	}

	fn is_ignored(&self) -> bool {
		self.components().next().is_some_and(|first| IGNORED.contains(&first))
	}

	fn check_path(&self) -> Result<(), FileListError> {
		if self.path.starts_with('/') {
			return Err(FileListError::AbsolutePath);
		}
		self.components().try_for_each(|component| match component {
			"" => Err(FileListError::EmptyComponent),
			"." | ".." => Err(FileListError::RelativeComponent),
			_ => Ok(()),
		})
	}

	fn cmp_path(&self, other: &Self) -> Ordering {
		self.components().cmp(other.components())
	}

	/// Returns `true` if `other` is in a folder that has the name of this file.
	fn contains(&self, other: &Self) -> bool {
		other.path.strip_prefix(self.path).is_some_and(|rest| rest.starts_with('/'))
	}
}

/// Error of a list of files that is none of a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileListError {
	/// A path starts with `/`.
	AbsolutePath,
	/// A path is empty, ends with `/`, or has `//` in it.
	EmptyComponent,
	/// A path has the component `.` or `..`.
	RelativeComponent,
	/// A path is listed twice.
	DuplicatePath,
	/// A path is listed as a file and as a folder.
	FileIsFolder,
}

impl fmt::Display for FileListError {
	fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
		f.write_str(match self {
			Self::AbsolutePath => "paths must be relative to the folder of the model, and one starts with /",
			Self::EmptyComponent => "paths must have a name between any two /, and one has none",
			Self::RelativeComponent => "paths must not contain . or .. as a component, and one does",
			Self::DuplicatePath => "paths must be listed once, and one is listed twice",
			Self::FileIsFolder => "a path must be a file or a folder, and one is listed as both",
		})
	}
}

impl core::error::Error for FileListError {}

/// The digest of a model: what model signing computes over a folder with these files.
///
/// The files may be in any order. A folder without files has the digest of nothing, as it has with the tool.
pub fn root(files: &[File<'_>]) -> Result<[u8; 32], FileListError> {
	let digests: Vec<u8> = canonical(files)?.iter().flat_map(|file| file.sha2_256).collect();
	Ok(sha2_256(&digests))
}

/// BLAKE2-256 over paths, lengths and digests of the files that [`root`] is computed from.
pub fn manifest_hash(files: &[File<'_>]) -> Result<[u8; 32], FileListError> {
	let list: Vec<(&str, u64, Digest)> =
		canonical(files)?.iter().map(|file| (file.path, file.length, Digest::Sha2_256(file.sha2_256))).collect();
	Ok(blake2_256(&list.encode()))
}

/// The files that count, in the order of their paths.
fn canonical<'a>(files: &[File<'a>]) -> Result<Vec<File<'a>>, FileListError> {
	let mut files = files.to_vec();
	files.iter().try_for_each(File::check_path)?;
	files.sort_unstable_by(File::cmp_path);
	// A file and what would be in it are neighbors, because nothing sorts between a path and its continuations.
	for (file, next) in files.iter().zip(files.iter().skip(1)) {
		if file.path == next.path {
			return Err(FileListError::DuplicatePath);
		}
		if file.contains(next) {
			return Err(FileListError::FileIsFolder);
		}
	}
	files.retain(|file| !file.is_ignored());
	Ok(files)
}

#[cfg(test)]
mod tests {
	use super::*;
	use alloc::{string::ToString, vec};

	type Content = (&'static str, &'static [u8]);

	fn files(contents: &[Content]) -> Vec<File<'static>> {
		contents.iter().map(|(path, bytes)| File::of(path, bytes)).collect()
	}

	fn root_of(contents: &[Content]) -> alloc::string::String {
		hex::encode(root(&files(contents)).unwrap())
	}

	fn bytes(digits: &str) -> [u8; 32] {
		let mut bytes = [0; 32];
		hex::decode_to_slice(digits, &mut bytes).unwrap();
		bytes
	}

	// The roots below were made with model_signing 1.1.1 from PyPI (Python 3.11): each folder was written with exactly
	// these files and signed by `model_signing sign key --private_key key.pem --signature x.sig <folder>`; the root is
	// `subject[0].digest.sha256` of the statement in the signature's DSSE payload.

	#[test]
	fn root_should_equal_the_tools_when_files_are_in_one_folder() {
		let expected = "1bc359c59f89400b948f86db2473747cfaa8eb55966eab6c2033331a01f62952";
		assert_eq!(root_of(&[("a.txt", b"hello\n"), ("b", b""), ("c", b"\x00\x01")]), expected);
	}

	#[test]
	fn root_should_equal_the_tools_when_there_is_no_file_or_an_empty_one() {
		assert_eq!(root_of(&[]), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
		assert_eq!(root_of(&[("empty", b"")]), "5df6e0e2761359d30a8275058e299fcc0381534545f55cf43e41983f5d4c9456");
	}

	const ORDER: [Content; 3] = [("a/b", b"nested"), ("a-b/c", b"dash"), ("a.txt", b"dot")];

	#[test]
	fn root_should_equal_the_tools_when_names_sort_differently_by_bytes_and_by_component() {
		assert_eq!(root_of(&ORDER), "f056a2d2686a425c7a7f670393fb037c4d4e5b79c9dcdc35036a502e33135827");
		let mut by_bytes = ORDER.map(|(path, _)| path);
		by_bytes.sort_unstable();
		assert_ne!(by_bytes, ORDER.map(|(path, _)| path));
	}

	#[test]
	fn root_should_equal_the_tools_when_folders_are_deep_and_names_are_of_any_script() {
		let deep: [Content; 9] = [
			("a/b/c/d/e", b"deep"),
			("a/b/c/d-e", b"dash"),
			("a/b.c", b"dot"),
			("a b/c", b"space"),
			("A/b", b"upper"),
			("z", b""),
			("é/ß", b"accents"),
			("\u{1d11e}", b"clef"),
			("\u{ff5e}", b"tilde"),
		];
		assert_eq!(root_of(&deep), "41874506588f27172476bad3f3842179cc45738fb9d562ee22ec0f87213d3b1e");
	}

	#[test]
	fn root_should_equal_the_tools_when_files_of_git_are_at_the_top() {
		let expected = "dc87f8f8b91b839c7bfa59a4b2678f2400143c374ee684f0e05ca8fab3378358";
		let ignored: [Content; 6] = [
			("weights.bin", b"w"),
			(".gitignore", b"x"),
			(".gitattributes", b"y"),
			(".git/config", b"z"),
			(".git/objects/aa/bb", b"o"),
			(".github/workflows/ci.yml", b"v"),
		];
		assert_eq!(root_of(&ignored), expected);
		assert_eq!(root_of(&ignored[..1]), expected);
		assert_eq!(root_of(&ignored[1..]), root_of(&[]));
	}

	#[test]
	fn root_should_equal_the_tools_when_files_only_look_like_those_of_git() {
		let expected = "84666f8869bc9733fdfbb3da3e0cf74586b55f948f03283fce4828cb36191c60";
		let counted: [Content; 6] = [
			("weights.bin", b"w"),
			(".gitmodules", b"m"),
			("sub/.gitignore", b"x"),
			("sub/.git/config", b"z"),
			(".gitignore.bak", b"k"),
			(".GIT/config", b"u"),
		];
		assert_eq!(root_of(&counted), expected);
	}

	// Published vectors: the signatures scripts/tests/v1.0.0-certificate, v1.0.1-elliptic-key and v1.1.0-ml-dsa of
	// github.com/sigstore/model-transparency. Files are the resources of the statement, roots its subject.
	#[test]
	fn root_should_equal_the_published_ones_when_computed_from_the_published_digests() {
		let signme_2 = "32dcb1f8e1ae52d5963e56a6ba06ab58b424c15ed2a6b70d2feca1d089370028";
		let published = [
			(
				[
					("signme-1", "f6310066c7320497ea554260c32c43660bff648cb2a61194832cc086077085e1"),
					("signme-2", signme_2),
				],
				"61d4849d9d90076d6215f4d525f13d6574af8e3f67aef3e6f36fc40a14fdd226",
			),
			(
				[
					("signme-1", "bc9a717db6064a32cbe9eae6fc40651dd6d36ef1757183f590eff2b1765d7ebc"),
					("signme-2", signme_2),
				],
				"92745110b1ab4368471cbe31664e10174e954b113a3df333db860317b2c6dec4",
			),
			(
				[
					("f0", "3c6e18c5a2cb0e2f9750e4d24564e9b00d8e527006d87764da43bed7d8c51ae2"),
					("f1", "e7c923fe644a32480b9a3715ccb567ba2d8f9aa9fdf2ee6ec6634b5f6e020287"),
				],
				"084cb37e0fc3ce483e7c560785745cfeec0245db7a7e6f1bac3f222595dff67e",
			),
		];
		for (resources, expected) in published {
			let files = resources.map(|(path, digest)| File { path, length: 0, sha2_256: bytes(digest) });
			assert_eq!(root(&files), Ok(bytes(expected)));
		}
	}

	#[test]
	fn root_and_manifest_should_stay_when_files_are_listed_in_another_order() {
		let (listed, mut turned) = (files(&ORDER), files(&ORDER));
		turned.reverse();
		assert_eq!(root(&listed), root(&turned));
		assert_eq!(manifest_hash(&listed), manifest_hash(&turned));
	}

	// Made with Python's hashlib.blake2b(digest_size=32) and struct, without any of this code.
	#[test]
	fn manifest_should_keep_its_encoding_when_the_code_changes() {
		let expected = "61b0a798427f13bcfbe2a3bbe1314b94e95b2f7bdfd6f4cb03ec12162d2bed1f";
		assert_eq!(manifest_hash(&files(&ORDER)), Ok(bytes(expected)));
		let expected = "03170a2e7597b7b7e3d84c05391d139a62b157e78786d8c082f29dcf4c111314";
		assert_eq!(manifest_hash(&[]), Ok(bytes(expected)));
	}

	#[test]
	fn manifest_should_differ_when_only_a_name_or_a_length_does() {
		let file = File::of("a", b"content");
		let (renamed, longer) = (File { path: "b", ..file }, File { length: 8, ..file });
		for other in [renamed, longer] {
			assert_eq!(root(&[file]), root(&[other]));
			assert_ne!(manifest_hash(&[file]), manifest_hash(&[other]));
		}
	}

	#[test]
	fn manifest_should_skip_files_when_the_root_does() {
		let (file, skipped) = (File::of("a", b"x"), File::of(".git/config", b"y"));
		assert_eq!(manifest_hash(&[skipped, file]), manifest_hash(&[file]));
	}

	#[test]
	fn files_should_be_refused_when_a_path_is_not_one_below_the_folder() {
		for (path, error) in [
			("/a", FileListError::AbsolutePath),
			("/", FileListError::AbsolutePath),
			("", FileListError::EmptyComponent),
			("a/", FileListError::EmptyComponent),
			("a//b", FileListError::EmptyComponent),
			("..", FileListError::RelativeComponent),
			("a/../b", FileListError::RelativeComponent),
			("./a", FileListError::RelativeComponent),
			(".git/../a", FileListError::RelativeComponent),
		] {
			let files = [File::of("b", b""), File::of(path, b"")];
			assert_eq!((root(&files), manifest_hash(&files)), (Err(error), Err(error)), "{path}");
		}
	}

	#[test]
	fn files_should_be_refused_when_a_path_is_listed_twice_or_as_a_folder_too() {
		let list = |paths: &[&'static str]| paths.iter().map(|path| File::of(path, b"")).collect::<Vec<_>>();
		for paths in [vec!["a", "a"], vec!["a/b", "c", "a/b"], vec![".git/x", ".git/x"]] {
			assert_eq!(root(&list(&paths)), Err(FileListError::DuplicatePath));
		}
		for paths in [vec!["a", "a/b"], vec!["a/b/c/d", "a-b", "a/b", "a.b"]] {
			assert_eq!(root(&list(&paths)), Err(FileListError::FileIsFolder));
		}
		assert!(root(&list(&["a", "ab/c", "a-b/c"])).is_ok());
	}

	#[test]
	fn error_should_say_what_paths_must_be_when_shown() {
		assert!(root(&[File::of("/a", b"")]).unwrap_err().to_string().contains("relative to the folder"));
	}
}
