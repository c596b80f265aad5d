//! Where things are.

use std::path::PathBuf;

/// The project's folder. Cargo names this package's folder, two below it, when it runs the package.
pub fn root() -> PathBuf {
    let here =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    here.ancestors().nth(2).map_or(here.clone(), PathBuf::from)
}

/// A path inside the project, given with forward slashes.
pub fn at(path: &str) -> PathBuf {
    root().join(path)
}

/// Where Cargo puts what it builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| at("target"), PathBuf::from)
}

/// A program built from this workspace, with `profile` as its folder ("debug", "release").
pub fn built(profile: &str, program: &str) -> PathBuf {
    target().join(profile).join(format!("{program}{}", std::env::consts::EXE_SUFFIX))
}

/// Where tools that Cargo installs for this project go.
pub fn tools() -> PathBuf {
    target().join("tools")
}
