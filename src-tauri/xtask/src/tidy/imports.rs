//! Imports of the interface go one way: routes, views, shared, lib; and a view never imports another.

use super::{Finding, Source};

const HOME: &str = "ui/src/";
/// From the lowest: a layer may import itself and what stands before it.
const LAYERS: [&str; 4] = ["lib", "shared", "views", "routes"];

pub fn check(sources: &[Source]) -> Vec<Finding> {
    sources
        .iter()
        .filter(|source| source.has_extension(&["ts", "svelte", "js"]))
        .filter_map(|source| Some((source, source.path.strip_prefix(HOME)?)))
        .flat_map(|(source, inside)| {
            source.lines().filter_map(move |(number, line)| {
                let imported = resolve(inside, specifier(line)?)?;
                let words = objection(inside, &imported)?;
                Some(Finding::at(source, number, words))
            })
        })
        .collect()
}

/// What an import or re-export on this line names.
fn specifier(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let rest = if let Some((_, rest)) = line.split_once(" from ") {
        rest
    } else if let Some((_, rest)) = line.split_once("import(") {
        rest
    } else {
        line.strip_prefix("import ")?
    };
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|one| matches!(one, '\'' | '"'))?;
    rest[1..].split(quote).next()
}

/// The path inside ui/src, or nothing for a package.
fn resolve(from: &str, specifier: &str) -> Option<String> {
    if let Some(alias) = specifier.strip_prefix('$') {
        return Some(alias.to_owned());
    }
    if let Some(inside) = specifier.strip_prefix("/src/") {
        return Some(inside.to_owned());
    }
    if !specifier.starts_with('.') {
        return None;
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in specifier.split('/') {
        match part {
            "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

fn objection(from: &str, imported: &str) -> Option<String> {
    let layer = |path: &str| {
        let first = path.split('/').next()?;
        LAYERS.iter().position(|layer| *layer == first)
    };
    // The entry files beside the layers may import any; styles belong to none.
    let (here, there) = (layer(from)?, layer(imported)?);
    if there > here {
        return Some(format!("{} must not import {}", LAYERS[here], LAYERS[there]));
    }
    let view = |path: &str| path.split('/').nth(1).map(str::to_owned);
    let (own, other) = (view(from), view(imported));
    if LAYERS[here] == "views" && LAYERS[there] == "views" && own != other {
        return Some(format!(
            "view {} must not import view {}: what both need belongs in shared",
            own.unwrap_or_default(),
            other.unwrap_or_default()
        ));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::example::{places, sources};
    use super::*;

    #[test]
    fn each_wrong_import_is_found() {
        let sources = sources(&[
            ("ui/src/lib/a.ts", "import { b } from '../views/b';"),
            ("ui/src/shared/b.svelte", "<script>\n  import X from \"$views/matrix/X.svelte\";\n</script>"),
            ("ui/src/views/matrix/c.ts", "export { d } from '../clients/d';"),
            ("ui/src/views/matrix/e.ts", "const f = await import('../../routes/f');"),
            ("ui/src/shared/g.ts", "import '../routes/side-effect';"),
        ]);
        assert_eq!(
            places(&check(&sources)),
            [
                "ui/src/lib/a.ts:1",
                "ui/src/shared/b.svelte:2",
                "ui/src/views/matrix/c.ts:1",
                "ui/src/views/matrix/e.ts:1",
                "ui/src/shared/g.ts:1",
            ]
        );
    }

    #[test]
    fn the_drawn_direction_passes() {
        let sources = sources(&[
            ("ui/src/main.ts", "import App from './routes/App.svelte';"),
            ("ui/src/routes/a.ts", "import { m } from '../views/matrix/m';"),
            ("ui/src/views/matrix/b.ts", "import { n } from './parts/n';\nimport x from '$lib/x';"),
            ("ui/src/shared/c.ts", "import { on } from 'svelte/events';\nimport '../styles/base.css';"),
            ("ui/src/lib/d.ts", "// from 'views' comes nothing"),
        ]);
        assert_eq!(check(&sources), []);
    }
}
