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
const SCRIPTS: [&str; 3] = ["src/front/loader.js", "src/desk/passkey.js", "src/desk/picture.js"];

/// Makes `front.js`, `front.wasm` and a bundle of each of `SCRIPTS`.
pub fn make(place: &Place, effort: Effort) -> Result<Vec<Source>> {
    let work = place.site.join(".work");
    std::fs::create_dir_all(&work).with_context(|| format!("{} cannot be made", work.display()))?;
    let compiled = compile(place)?;
    let mark = mark(place, &compiled, effort)?;
    let stamp = work.join("front.mark");
    if std::fs::read_to_string(&stamp).is_ok_and(|old| old == mark) {
        say("assets: WASM unchanged");
    } else {
        say("assets: WASM post-processing");
        let _ = std::fs::remove_file(&stamp);
        join(&compiled, &work)?;
        match effort {
            Effort::Full => optimise(place, &work)?,
            Effort::Quick => copy(&work.join("front_bg.wasm"), &work.join("front.wasm"))?,
        }
        minify_glue(place, &work)?;
        std::fs::write(&stamp, &mark).context("the WASM's mark cannot be written")?;
    }
    let mut sources = vec![read(&work, "front.js")?, read(&work, "front.wasm")?];
    for script in SCRIPTS.map(|script| place.root.join(script)).iter().filter(|script| script.exists()) {
        let name = script.file_name().and_then(|name| name.to_str()).context("a script without a name")?;
        esbuild(place, script, &work.join(name), &["--bundle", "--format=iife"])?;
        sources.push(read(&work, name)?);
    }
    Ok(sources)
}

fn compile(place: &Place) -> Result<PathBuf> {
    let toolchain = toolchain::find()?;
    say(match toolchain {
        toolchain::Toolchain::Default => "assets: WASM",
        toolchain::Toolchain::Debian => "assets: WASM (with Debian's toolchain)",
    });
    finish(&mut toolchain::wasm_cargo(place, toolchain, "build")?)?;
    Ok(place.target.join("front").join(toolchain::TARGET).join("wasm/dateline_front.wasm"))
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
fn join(compiled: &Path, work: &Path) -> Result<()> {
    let snippets = work.join("snippets");
    if snippets.exists() {
        std::fs::remove_dir_all(&snippets).context("old snippets cannot be removed")?;
    }
    wasm_bindgen_cli_support::Bindgen::new()
        .input_path(compiled)
        .out_name("front")
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

fn optimise(place: &Place, work: &Path) -> Result<()> {
    say("assets: wasm-opt -Oz");
    let mut command = Command::new(place.npm_program("wasm-opt")?);
    command.arg(work.join("front_bg.wasm")).arg("-o").arg(work.join("front.wasm")).args([
        "-Oz",
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

fn minify_glue(place: &Place, work: &Path) -> Result<()> {
    let raw = work.join("front.raw.js");
    std::fs::rename(work.join("front.js"), &raw).context("wasm-bindgen wrote no front.js")?;
    esbuild(place, &raw, &work.join("front.js"), &["--bundle", "--format=esm"])?;
    let script = std::fs::read_to_string(work.join("front.js")).context("esbuild wrote no front.js")?;
    if script.contains(".wasm\"") || script.contains("import.meta") {
        bail!("front.js names a WASM file by itself, at an address that does not exist");
    }
    Ok(())
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
