//! The list of needs: how each is found, and the package that brings it on each system.

use super::Purpose;
use super::python;
use super::system::System;
use crate::process::{Program, is_installed};

/// One thing the project needs from the system.
pub struct Need {
    pub name: &'static str,
    pub reason: &'static str,
    pub purpose: Purpose,
    /// Where it is needed: "linux", "macos", "windows", or "" for everywhere.
    on: &'static str,
    pub found: fn() -> bool,
    apt: &'static [&'static str],
    dnf: &'static [&'static str],
    pacman: &'static [&'static str],
    brew: &'static [&'static str],
    winget: &'static [&'static str],
}

impl Need {
    pub fn applies(&self) -> bool {
        self.on.is_empty() || self.on == std::env::consts::OS
    }

    /// The packages that bring it on `system`; none where a person must act.
    pub fn packages(&self, system: System) -> &'static [&'static str] {
        match system {
            System::Apt => self.apt,
            System::Dnf => self.dnf,
            System::Pacman => self.pacman,
            System::Mac => self.brew,
            System::Windows => self.winget,
            System::OtherLinux => &[],
        }
    }
}

const NONE: Need = Need {
    name: "",
    reason: "",
    purpose: Purpose::Run,
    on: "",
    found: || true,
    apt: &[],
    dnf: &[],
    pacman: &[],
    brew: &[],
    winget: &[],
};

/// Vite's own bound.
const OLDEST_NODE: (u32, u32) = (20, 19);

/// Where a package's name differs between releases, dnf is asked for the file or library itself.
pub const NEEDS: &[Need] = &[
    Need {
        name: "node",
        reason: "Node 20.19 or newer with npm builds the interface",
        found: || is_installed("npm") && node_is_new_enough(),
        apt: &["nodejs", "npm"],
        dnf: &["nodejs", "npm"],
        pacman: &["nodejs", "npm"],
        brew: &["node"],
        winget: &["OpenJS.NodeJS.LTS"],
        ..NONE
    },
    Need {
        name: "cc",
        reason: "a C compiler builds SQLite",
        on: "linux",
        found: || is_installed("cc"),
        apt: &["build-essential"],
        dnf: &["gcc"],
        pacman: &["base-devel"],
        ..NONE
    },
    Need {
        name: "pkg-config",
        reason: "finds the system's libraries",
        on: "linux",
        found: || is_installed("pkg-config"),
        apt: &["pkg-config"],
        dnf: &["pkgconf-pkg-config"],
        pacman: &["pkgconf"],
        ..NONE
    },
    Need {
        name: "webkit",
        reason: "WebKitGTK 4.1 shows the window",
        on: "linux",
        found: || has_library("webkit2gtk-4.1") && has_library("gtk+-3.0"),
        apt: &["libwebkit2gtk-4.1-dev", "libgtk-3-dev"],
        dnf: &["webkit2gtk4.1-devel", "gtk3-devel"],
        pacman: &["webkit2gtk-4.1", "gtk3"],
        ..NONE
    },
    Need {
        name: "Xcode tools",
        reason: "Apple's compiler and linker",
        on: "macos",
        found: || Program::new("xcode-select").arg("-p").succeeds(),
        ..NONE
    },
    Need {
        name: "WebView2",
        reason: "shows the window",
        on: "windows",
        found: has_webview2,
        winget: &["Microsoft.EdgeWebView2Runtime"],
        ..NONE
    },
    Need {
        name: "MSVC",
        reason: "Microsoft's linker and libraries (the C++ workload of the Build Tools)",
        on: "windows",
        found: has_msvc,
        winget: &["Microsoft.VisualStudio.2022.BuildTools"],
        ..NONE
    },
    Need {
        name: "chromium",
        reason: "the browser that the browser tests drive",
        purpose: Purpose::Browser,
        found: has_chromium,
        apt: &["chromium", "fonts-dejavu-core"],
        dnf: &["chromium"],
        pacman: &["chromium"],
        brew: &["--cask", "chromium"],
        winget: &["Google.Chrome"],
        ..NONE
    },
    Need {
        name: "xvfb",
        reason: "a screen for the real window in tests",
        purpose: Purpose::Test,
        on: "linux",
        found: || is_installed("xvfb-run") && is_installed("Xvfb") && is_installed("xauth"),
        apt: &["xvfb", "xauth"],
        dnf: &["/usr/bin/xvfb-run", "/usr/bin/Xvfb", "xauth"],
        pacman: &["xorg-server-xvfb", "xorg-xauth"],
        ..NONE
    },
    Need {
        name: "dbus",
        reason: "a session bus, over which a second start raises the first window",
        purpose: Purpose::Test,
        on: "linux",
        found: || is_installed("dbus-run-session"),
        apt: &["dbus"],
        dnf: &["/usr/bin/dbus-run-session"],
        pacman: &["dbus"],
        ..NONE
    },
    Need {
        name: "webdriver",
        reason: "WebKitWebDriver drives the real window",
        purpose: Purpose::Test,
        on: "linux",
        found: || is_installed("WebKitWebDriver"),
        apt: &["webkit2gtk-driver"],
        dnf: &["/usr/bin/WebKitWebDriver"],
        pacman: &["webkit2gtk-4.1"],
        ..NONE
    },
    Need {
        name: "khal",
        reason: "a calendar program that reads what is exported",
        purpose: Purpose::Test,
        on: "linux",
        found: || is_installed("khal"),
        apt: &["khal"],
        dnf: &["khal"],
        pacman: &["khal"],
        ..NONE
    },
    Need {
        name: "calcurse",
        reason: "a calendar program that takes in what is exported",
        purpose: Purpose::Test,
        on: "linux",
        found: || is_installed("calcurse"),
        apt: &["calcurse"],
        dnf: &["calcurse"],
        pacman: &["calcurse"],
        ..NONE
    },
    Need {
        name: "python",
        reason: "programs in Python read and serve calendars in the tests",
        purpose: Purpose::Test,
        found: python::makes_environments,
        apt: &["python3", "python3-venv"],
        dnf: &["python3"],
        pacman: &["python"],
        brew: &["python"],
        winget: &["Python.Python.3.13"],
        ..NONE
    },
    Need {
        name: "libical",
        reason: "its restriction checks read what is exported",
        purpose: Purpose::Test,
        on: "linux",
        found: || has_library("libical"),
        apt: &["libical-dev"],
        dnf: &["libical-devel"],
        pacman: &["libical"],
        ..NONE
    },
    Need {
        name: "keyring",
        reason: "a keyring of the tests' own keeps passwords",
        purpose: Purpose::Test,
        on: "linux",
        found: || is_installed("gnome-keyring-daemon"),
        apt: &["gnome-keyring"],
        dnf: &["gnome-keyring"],
        pacman: &["gnome-keyring"],
        ..NONE
    },
    Need {
        name: "openssl",
        reason: "a server of the tests' own with a certificate that nobody stands for",
        purpose: Purpose::Test,
        on: "linux",
        found: || is_installed("openssl"),
        apt: &["openssl"],
        dnf: &["openssl"],
        pacman: &["openssl"],
        ..NONE
    },
];

fn has_library(name: &str) -> bool {
    Program::new("pkg-config").args(["--exists", name]).succeeds()
}

fn node_is_new_enough() -> bool {
    Program::new("node").arg("--version").output().is_ok_and(|version| is_new_enough(&version))
}

fn is_new_enough(version: &str) -> bool {
    let mut parts = version.trim().trim_start_matches('v').split('.').map(str::parse);
    match (parts.next(), parts.next()) {
        (Some(Ok(major)), Some(Ok(minor))) => (major, minor) >= OLDEST_NODE,
        _ => false,
    }
}

fn has_chromium() -> bool {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
    let apps = [
        "/Applications/Chromium.app",
        "/Applications/Google Chrome.app",
        "C:/Program Files/Google/Chrome/Application/chrome.exe",
    ];
    names.iter().any(|name| is_installed(name))
        || apps.iter().any(|app| std::path::Path::new(app).exists())
        || std::env::var_os("CHROMIUM").is_some()
}

/// The runtime writes its version under this key (the same on every Windows).
fn has_webview2() -> bool {
    let client = r"Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
    [r"HKLM\SOFTWARE\WOW6432Node", r"HKLM\SOFTWARE", r"HKCU\Software"]
        .iter()
        .any(|hive| Program::new("reg").args(["query", &format!(r"{hive}\{client}"), "/v", "pv"]).succeeds())
}

fn has_msvc() -> bool {
    let finder = r"C:\Program Files (x86)\Microsoft Visual Studio\Installer\vswhere.exe";
    Program::new(finder)
        .args(["-products", "*", "-requires", "Microsoft.VisualStudio.Component.VC.Tools.x86.x64"])
        .args(["-property", "installationPath"])
        .output()
        .is_ok_and(|path| !path.trim().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn node_must_be_new_enough_for_vite() {
        for (version, expected) in [
            ("v20.19.0\n", true),
            ("v22.1.0", true),
            ("v20.18.3", false),
            ("v18.20.4", false),
            ("nonsense", false),
            ("", false),
        ] {
            assert_eq!(is_new_enough(version), expected, "{version}");
        }
    }

    #[test]
    fn every_need_has_a_package_on_each_system_it_applies_to() {
        for need in NEEDS {
            let linux = [System::Apt, System::Dnf, System::Pacman];
            let systems: &[System] = match need.on {
                "" => &[System::Apt, System::Dnf, System::Pacman, System::Mac, System::Windows],
                "linux" => &linux,
                "windows" => &[System::Windows],
                // Apple's tools come by a dialog of the system's.
                _ => &[],
            };
            for system in systems {
                assert!(!need.packages(*system).is_empty(), "{} on {system:?}", need.name);
            }
        }
    }
}
