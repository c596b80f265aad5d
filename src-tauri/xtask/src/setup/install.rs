//! Installing what is missing, or saying how.

use super::needs::Need;
use super::system::System;
use crate::process::{Outcome, Program, is_installed};

/// Installs the packages of these needs with the system's own password, or fails with the exact commands.
pub fn install(system: System, missing: &[&Need]) -> Outcome {
    if system == System::Mac && missing.iter().any(|need| need.name == "Xcode tools") {
        // Opens the system's own dialog and returns at once.
        Program::new("xcode-select").arg("--install").run()?;
        return Err("let the installation of Apple's tools end, then run this again".into());
    }
    let rise = rise_in_rights(system);
    let can = match system {
        System::OtherLinux => false,
        System::Mac => is_installed("brew"),
        System::Windows => is_installed("winget"),
        _ => rise.is_some(),
    };
    if !can {
        return Err(by_hand(system, missing));
    }
    for words in commands(system, missing) {
        let words: Vec<String> = rise.iter().flatten().cloned().chain(words).collect();
        let mut program = Program::new(&words[0]).args(&words[1..]);
        if system == System::Apt {
            program = program.env("DEBIAN_FRONTEND", "noninteractive");
        }
        program.run().map_err(|error| format!("{error}\n{}", by_hand(system, missing)))?;
    }
    Ok(())
}

/// What a person would type, for every need at once.
pub fn by_hand(system: System, missing: &[&Need]) -> String {
    let sudo = if system.needs_rights() { "sudo " } else { "" };
    let mut lines: Vec<String> =
        commands(system, missing).iter().map(|words| format!("  {sudo}{}", words.join(" "))).collect();
    if system == System::OtherLinux {
        lines.push(
            "  with your distribution's package manager: WebKitGTK 4.1 and GTK 3 with their headers, pkg-config, \
             a C compiler, Node 20.19 or newer"
                .into(),
        );
    }
    if missing.iter().any(|need| need.name == "node") {
        lines.push(
            "  if your system's Node is older than 20.19: https://nodejs.org/en/download, then open a new terminal"
                .into(),
        );
    }
    format!("to install by hand, then run this again:\n{}", lines.join("\n"))
}

fn commands(system: System, missing: &[&Need]) -> Vec<Vec<String>> {
    let packages: Vec<&str> = missing.iter().flat_map(|need| need.packages(system).iter().copied()).collect();
    if packages.is_empty() {
        return Vec::new();
    }
    let mut commands = system.commands(&packages);
    if system == System::Windows {
        for words in &mut commands {
            if words.iter().any(|word| word.ends_with("BuildTools")) {
                words.push("--override".into());
                words
                    .push("--passive --wait --add Microsoft.VisualStudio.Workload.VCTools --includeRecommended".into());
            }
        }
    }
    commands
}

/// The words before a command that needs the administrator: none as root, `sudo` else. Nothing where neither is to
/// be had.
fn rise_in_rights(system: System) -> Option<Vec<String>> {
    let is_root = || Program::new("id").arg("-u").output().is_ok_and(|id| id.trim() == "0");
    if !system.needs_rights() || is_root() {
        Some(Vec::new())
    } else if is_installed("sudo") {
        // sudo forgets the environment; apt's questions must stay off.
        Some(vec!["sudo".into(), "--preserve-env=DEBIAN_FRONTEND".into()])
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::needs::NEEDS;
    use super::*;

    fn named(names: &[&str]) -> Vec<&'static Need> {
        NEEDS.iter().filter(|need| names.contains(&need.name)).collect()
    }

    #[test]
    fn by_hand_is_a_command_to_paste() {
        let text = by_hand(System::Apt, &named(&["webkit", "khal"]));
        assert!(text.contains("  sudo apt-get update\n"), "{text}");
        let line = "  sudo apt-get install --yes --no-install-recommends \
                    libwebkit2gtk-4.1-dev libgtk-3-dev khal";
        assert!(text.contains(line), "{text}");
        let text = by_hand(System::Windows, &named(&["MSVC"]));
        assert!(text.contains("Workload.VCTools"), "{text}");
        assert!(!text.contains("sudo"), "{text}");
        assert!(by_hand(System::OtherLinux, &named(&["webkit"])).contains("WebKitGTK 4.1"));
    }
}
