//! Which system this is, and how it installs packages.

use crate::process::is_installed;

/// A system with its package manager.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum System {
    /// Debian, Ubuntu and their kin.
    Apt,
    /// Fedora and its kin.
    Dnf,
    /// Arch and its kin.
    Pacman,
    /// Another Linux.
    OtherLinux,
    Mac,
    Windows,
}

impl System {
    pub fn here() -> Self {
        Self::of(std::env::consts::OS, is_installed)
    }

    /// By the package manager that is there rather than by the distribution's name: derivatives then work too.
    fn of(os: &str, has: impl Fn(&str) -> bool) -> Self {
        match os {
            "macos" => Self::Mac,
            "windows" => Self::Windows,
            _ if has("apt-get") => Self::Apt,
            _ if has("dnf") => Self::Dnf,
            _ if has("pacman") => Self::Pacman,
            _ => Self::OtherLinux,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Apt => "Debian or Ubuntu",
            Self::Dnf => "Fedora",
            Self::Pacman => "Arch",
            Self::OtherLinux => "Linux",
            Self::Mac => "Mac",
            Self::Windows => "Windows",
        }
    }

    /// The commands that install these packages, in order, without the rise in rights.
    pub fn commands(self, packages: &[&str]) -> Vec<Vec<String>> {
        let line =
            |words: &[&str]| -> Vec<String> { words.iter().chain(packages).map(|&word| word.to_owned()).collect() };
        match self {
            Self::Apt => vec![
                vec!["apt-get".into(), "update".into()],
                line(&["apt-get", "install", "--yes", "--no-install-recommends"]),
            ],
            Self::Dnf => vec![line(&["dnf", "install", "--assumeyes"])],
            Self::Pacman => vec![line(&["pacman", "--sync", "--needed", "--noconfirm"])],
            Self::Mac => vec![line(&["brew", "install"])],
            Self::Windows => packages
                .iter()
                .map(|package| {
                    let words = [
                        "winget",
                        "install",
                        "--exact",
                        "--accept-package-agreements",
                        "--accept-source-agreements",
                        "--id",
                    ];
                    words.iter().chain([package]).map(|&word| word.to_owned()).collect()
                })
                .collect(),
            Self::OtherLinux => Vec::new(),
        }
    }

    /// Whether installing asks for the rights of the system's administrator.
    pub fn needs_rights(self) -> bool {
        matches!(self, Self::Apt | Self::Dnf | Self::Pacman)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_package_manager_tells_the_system() {
        for (os, programs, expected) in [
            ("linux", &["apt-get", "dnf"][..], System::Apt),
            ("linux", &["dnf"], System::Dnf),
            ("linux", &["pacman"], System::Pacman),
            ("linux", &[], System::OtherLinux),
            ("macos", &["brew"], System::Mac),
            ("windows", &["winget"], System::Windows),
        ] {
            let found = System::of(os, |program| programs.contains(&program));
            assert_eq!(found, expected, "{os} {programs:?}");
        }
    }

    #[test]
    fn installs_without_questions() {
        let shown = |system: System| -> Vec<String> {
            let commands = system.commands(&["a", "b"]);
            commands.iter().map(|words| words.join(" ")).collect()
        };
        assert_eq!(shown(System::Apt), ["apt-get update", "apt-get install --yes --no-install-recommends a b"]);
        assert_eq!(shown(System::Dnf), ["dnf install --assumeyes a b"]);
        assert_eq!(shown(System::Pacman), ["pacman --sync --needed --noconfirm a b"]);
        assert_eq!(shown(System::Mac), ["brew install a b"]);
        assert_eq!(shown(System::Windows).len(), 2);
        assert!(shown(System::OtherLinux).is_empty());
    }
}
