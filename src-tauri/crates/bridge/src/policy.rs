//! The content security policy of the desktop window, so that what the window would block a browser test sees too.

use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Shell {
    app: ShellApp,
}

#[derive(Deserialize)]
struct ShellApp {
    security: Security,
}

#[derive(Deserialize)]
struct Security {
    csp: BTreeMap<String, String>,
}

/// The shell's own policy, with calls going to this host instead of over the shell's channel.
pub fn content_security_policy() -> String {
    let shell: Shell = serde_json::from_str(include_str!("../../../tauri.conf.json"))
        .expect("the shell's configuration holds a policy of named directives");
    let mut directives = shell.app.security.csp;
    directives.insert("connect-src".to_owned(), "'self'".to_owned());
    directives.iter().map(|(name, sources)| format!("{name} {sources}")).collect::<Vec<_>>().join("; ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_policy_is_closed() {
        let policy = super::content_security_policy();
        for directive in [
            "default-src 'self'",
            "script-src 'self'",
            "style-src 'self'",
            "connect-src 'self'",
            "object-src 'none'",
            "frame-ancestors 'none'",
        ] {
            assert!(policy.split("; ").any(|one| one == directive), "{policy}");
        }
        assert!(!policy.contains("unsafe"), "{policy}");
        assert!(!policy.contains("http"), "{policy}");
    }
}
