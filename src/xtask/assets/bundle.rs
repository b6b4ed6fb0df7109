//! The site's scripts: the readers' WASM, the script that joins it to the page, the loader that decides when, and the
//! desk's own small scripts.
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};

use super::{Effort, Source, sha256};
use crate::place::Place;
use crate::run::{finish, say};
use crate::toolchain;

/// What browsers four years old understand.
const SCRIPT_TARGET: &str = "--target=chrome108,firefox107,safari16.1";

/// Scripts that stand by themselves, where they are there.
const SCRIPTS: [&str; 6] = [
    "src/front/loader.js",
    "src/view/search.js",
    "src/desk/arrange.js",
    "src/desk/list.js",
    "src/desk/passkey.js",
    "src/desk/picture.js",
];

/// A WASM module of the site and the script that joins it to a page.
struct Module {
    /// The crate.
    package: &'static str,
    /// What its files are called.
    name: &'static str,
    /// The profile it is built with: `wasm` for size, `wasm-fast` for speed.
    profile: &'static str,
    /// The script that starts it, bundled with wasm-bindgen's; without one that one is published itself.
    entry: Option<&'static str>,
}

/// Each is a build of its own: the preview renders as the server does, the others do not, and Leptos cannot be both in one.
const MODULES: [Module; 3] = [
    Module { package: "dateline-front", name: "front", profile: "wasm", entry: None },
    Module { package: "dateline-desk-front", name: "desk", profile: "wasm", entry: Some("src/desk_front/editor.js") },
    Module {
        package: "dateline-preview",
        name: "preview",
        profile: "wasm-fast",
        entry: Some("src/desk_front/preview_worker.js"),
    },
];

/// Makes the modules, their scripts and a bundle of each of `SCRIPTS`.
pub fn make(place: &Place, effort: Effort) -> Result<Vec<Source>> {
    let work = place.site.join(".work");
    std::fs::create_dir_all(&work).with_context(|| format!("{} cannot be made", work.display()))?;
    let mut sources = Vec::new();
    for module in &MODULES {
        sources.extend(make_module(place, &work.join(module.name), module, effort)?);
    }
    for script in SCRIPTS.map(|script| place.root.join(script)).iter().filter(|script| script.exists()) {
        let name = file_name(script)?;
        esbuild(place, script, &work.join(name), &["--bundle", "--format=iife"])?;
        sources.push(read(&work, name)?);
    }
    Ok(sources)
}

fn file_name(path: &Path) -> Result<&str> {
    path.file_name().and_then(|name| name.to_str()).context("a script without a name")
}

fn make_module(place: &Place, work: &Path, module: &Module, effort: Effort) -> Result<[Source; 2]> {
    std::fs::create_dir_all(work).with_context(|| format!("{} cannot be made", work.display()))?;
    let compiled = compile(place, module)?;
    let mark = mark(place, &compiled, effort)?;
    let stamp = work.join("mark");
    if std::fs::read_to_string(&stamp).is_ok_and(|old| old == mark) {
        say(&format!("assets: WASM of {} unchanged", module.name));
    } else {
        say(&format!("assets: WASM of {}: post-processing", module.name));
        let _ = std::fs::remove_file(&stamp);
        join(&compiled, work, module)?;
        let raw = work.join(format!("{}_glue_bg.wasm", module.name));
        let finished = work.join(format!("{}.wasm", module.name));
        match effort {
            Effort::Full => optimise(place, module, &raw, &finished)?,
            Effort::Quick => copy(&raw, &finished)?,
        }
        std::fs::write(&stamp, &mark).context("the WASM's mark cannot be written")?;
    }
    let script = script(place, work, module)?;
    Ok([read(work, &script)?, read(work, &format!("{}.wasm", module.name))?])
}

fn compile(place: &Place, module: &Module) -> Result<PathBuf> {
    let toolchain = toolchain::find()?;
    let with = match toolchain {
        toolchain::Toolchain::Default => "",
        toolchain::Toolchain::Debian => " (with Debian's toolchain)",
    };
    say(&format!("assets: WASM of {}{with}", module.name));
    finish(&mut toolchain::wasm_cargo(place, toolchain, "build", module.package, module.profile)?)?;
    let file = format!("{}/{}.wasm", module.profile, module.package.replace('-', "_"));
    Ok(place.target.join("front").join(toolchain::TARGET).join(file))
}

/// What the post-processing depends on: the WASM, how hard to try, and this very program, in which wasm-bindgen is linked.
/// The npm tools' versions are in their lock file.
fn mark(place: &Place, compiled: &Path, effort: Effort) -> Result<String> {
    let program = std::env::current_exe().context("this program's own path")?;
    let lock = place.root.join("end2end/package-lock.json");
    let mut hashes = vec![format!("{effort:?}")];
    for path in [compiled, &program, &lock] {
        hashes.push(sha256(&std::fs::read(path).with_context(|| format!("{} cannot be read", path.display()))?));
    }
    Ok(hashes.join("\n"))
}

/// wasm-bindgen's part: takes its descriptions out of the WASM and writes the script that calls it.
fn join(compiled: &Path, work: &Path, module: &Module) -> Result<()> {
    let snippets = work.join("snippets");
    if snippets.exists() {
        std::fs::remove_dir_all(&snippets).context("old snippets cannot be removed")?;
    }
    wasm_bindgen_cli_support::Bindgen::new()
        .input_path(compiled)
        .out_name(&format!("{}_glue", module.name))
        .web(true)
        .map_err(|error| anyhow!("wasm-bindgen: {error:#}"))?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        // The page says where the WASM is; the default would name a file that has no such address.
        .omit_default_module_path(true)
        .generate(work)
        .map_err(|error| anyhow!("wasm-bindgen: {error:#}"))
}

fn optimise(place: &Place, module: &Module, from: &Path, to: &Path) -> Result<()> {
    let how = if module.profile == "wasm" { "-Oz" } else { "-O3" };
    say(&format!("assets: wasm-opt {how}"));
    let mut command = Command::new(place.npm_program("wasm-opt")?);
    command.arg(from).arg("-o").arg(to).args([
        how,
        "--strip-debug",
        "--strip-producers",
        // What the compiler may have used already, and every browser of the last four years runs.
        "--enable-bulk-memory",
        "--enable-bulk-memory-opt",
        "--enable-multivalue",
        "--enable-mutable-globals",
        "--enable-nontrapping-float-to-int",
        "--enable-reference-types",
        "--enable-sign-ext",
    ]);
    finish(&mut command)
}

/// The published script: wasm-bindgen's, in the module's entry where it has one. Answers its name.
fn script(place: &Place, work: &Path, module: &Module) -> Result<String> {
    let glue = work.join(format!("{}_glue.js", module.name));
    let (from, name) = match module.entry {
        Some(entry) => {
            let entry = place.root.join(entry);
            let beside = work.join(format!("entry_{}", file_name(&entry)?));
            copy(&entry, &beside)?;
            (beside, file_name(&entry)?.to_owned())
        }
        None => (glue, format!("{}.js", module.name)),
    };
    esbuild(place, &from, &work.join(&name), &["--bundle", "--format=esm"])?;
    let script = std::fs::read_to_string(work.join(&name)).with_context(|| format!("esbuild wrote no {name}"))?;
    if script.contains(".wasm\"") || script.contains("import.meta") {
        bail!("{name} names a WASM file by itself, at an address that does not exist");
    }
    Ok(name)
}

fn esbuild(place: &Place, from: &Path, to: &Path, how: &[&str]) -> Result<()> {
    let mut command = Command::new(place.npm_program("esbuild")?);
    command.arg(from).args(how).args(["--minify", "--charset=utf8", "--legal-comments=none", "--log-level=warning"]);
    command.arg(SCRIPT_TARGET).arg(format!("--outfile={}", to.display()));
    finish(&mut command)
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::copy(from, to).with_context(|| format!("{} cannot be copied", from.display()))?;
    Ok(())
}

fn read(work: &Path, name: &str) -> Result<Source> {
    let bytes = std::fs::read(work.join(name)).with_context(|| format!("{name} was not made"))?;
    Ok(Source { name: name.to_owned(), bytes, fixed: false })
}
