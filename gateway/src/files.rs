//! The files of models and adapters, as they are read from folders.

use crate::root::Root;
use atelier_primitives::openssf::{self, File};
use std::{fs, io, path::Path};

/// The most files that a model may have.
const MAX_FILES: usize = 16;
/// The most bytes that the files of a model may have together.
const MAX_BYTES: u64 = 1024 * 1024;

/// The files of a model or an adapter. What is served is made of these bytes, so the root is that of what is served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModelFiles {
	/// The name under which it is served.
	pub name: String,
	/// Path below its folder, and content.
	pub files: Vec<(String, Vec<u8>)>,
}

impl ModelFiles {
	/// What is in a folder, which gives the name.
	///
	/// A symbolic link is an error: model signing signs no folder with one.
	pub fn read(folder: &Path) -> io::Result<Self> {
		let name = folder.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
		let mut files = Vec::new();
		read_into(folder, "", &mut files, &mut 0)?;
		Ok(Self { name, files })
	}

	/// What is in each folder of a folder, in the order of their names. Folders that begin with a dot do not count.
	pub fn read_all(folder: &Path) -> io::Result<Vec<Self>> {
		let mut folders = Vec::new();
		for entry in fs::read_dir(folder)? {
			let entry = entry?;
			if entry.file_type()?.is_dir() && !entry.file_name().to_string_lossy().starts_with('.') {
				folders.push(entry.path());
			}
		}
		folders.sort();
		folders.iter().map(|folder| Self::read(folder)).collect()
	}

	/// The digest that model signing of OpenSSF computes over the folder.
	pub fn root(&self) -> Result<Root, openssf::FileListError> {
		let files: Vec<_> = self.files.iter().map(|(path, bytes)| File::of(path, bytes)).collect();
		openssf::root(&files).map(Root)
	}

	/// The content of a file.
	pub fn file(&self, path: &str) -> Option<&[u8]> {
		self.files.iter().find(|(other, _)| other == path).map(|(_, bytes)| bytes.as_slice())
	}
}

fn read_into(folder: &Path, prefix: &str, files: &mut Vec<(String, Vec<u8>)>, total: &mut u64) -> io::Result<()> {
	let wrong =
		|what: &str, path: &Path| io::Error::new(io::ErrorKind::InvalidData, format!("{what}: {}", path.display()));
	for entry in fs::read_dir(folder)? {
		let entry = entry?;
		let path = entry.path();
		let name = entry.file_name().into_string().map_err(|_| wrong("the name of a file is not UTF-8", &path))?;
		if prefix.is_empty() && openssf::IGNORED.contains(&name.as_str()) {
			continue;
		}
		let (kind, name) = (entry.file_type()?, format!("{prefix}{name}"));
		if kind.is_symlink() {
			return Err(wrong("a model must not have symbolic links", &path));
		}
		if kind.is_dir() {
			read_into(&path, &format!("{name}/"), files, total)?;
			continue;
		}
		*total = total.saturating_add(entry.metadata()?.len());
		if files.len() == MAX_FILES || *total > MAX_BYTES {
			return Err(wrong("a model must have at most 16 files and 1 MiB", folder));
		}
		files.push((name, fs::read(&path)?));
	}
	Ok(())
}

#[cfg(test)]
mod tests {
	use super::*;

	/// A folder that model_signing 1.1.1 gave this root: see the tests of `atelier_primitives::openssf`.
	const ROOT: &str = "f056a2d2686a425c7a7f670393fb037c4d4e5b79c9dcdc35036a502e33135827";

	fn folder() -> tempfile::TempDir {
		let folder = tempfile::tempdir().unwrap();
		for (path, content) in [("a/b", "nested"), ("a-b/c", "dash"), ("a.txt", "dot"), (".git/x", "ignored")] {
			let path = folder.path().join("models/order").join(path);
			fs::create_dir_all(path.parent().unwrap()).unwrap();
			fs::write(path, content).unwrap();
		}
		folder
	}

	#[test]
	fn root_should_equal_the_signing_tools_when_a_folder_is_read() {
		let folder = folder();
		let models = ModelFiles::read_all(&folder.path().join("models")).unwrap();
		assert_eq!(models.len(), 1);
		assert_eq!(models[0].name, "order");
		assert_eq!(models[0].root().unwrap().to_string(), ROOT);
		assert_eq!(models[0].file("a/b"), Some(b"nested".as_slice()));
	}

	#[test]
	fn read_should_fail_when_a_folder_has_a_symbolic_link() {
		let folder = folder();
		let model = folder.path().join("models/order");
		std::os::unix::fs::symlink("a.txt", model.join("link")).unwrap();
		assert!(ModelFiles::read(&model).is_err());
	}

	#[test]
	fn read_should_fail_when_a_folder_is_too_large() {
		let folder = folder();
		let model = folder.path().join("models/order");
		fs::write(model.join("large"), vec![0; MAX_BYTES as usize]).unwrap();
		assert!(ModelFiles::read(&model).is_err());
	}
}
