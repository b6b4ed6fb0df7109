//! The site's WASM modules and the scripts that join them to a page.
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, anyhow, bail};

use super::compressed::Shrink;
use super::script::{esbuild, file_name};
use super::{Effort, Source, sha256};
use crate::compile::Compiler;
use crate::place::Place;
use crate::run::finish;
use crate::toolchain;

/// A WASM module of the site and the script that joins it to a page.
struct Module {
    /// The crate.
    package: &'static str,
    /// What its files are called.
    name: &'static str,
    /// Whether readers download it: every byte counts then, and it is worth the minute that wasm-opt takes. What editors
    /// download once is not.
    readers: bool,
    /// The script that starts it, bundled with wasm-bindgen's; without one that one is published itself.
    entry: Option<&'static str>,
}

/// Each is a build of its own: the preview renders as the server does, the others do not, and Leptos cannot be both in one.
const MODULES: [Module; 3] = [
    Module { package: "dateline-front", name: "front", readers: true, entry: None },
    Module { package: "dateline-desk-front", name: "desk", readers: false, entry: Some("src/desk_front/editor.js") },
    Module {
        package: "dateline-preview",
        name: "preview",
        readers: false,
        entry: Some("src/desk_front/preview_worker.js"),
    },
];

/// Makes the modules and their scripts. Each is finished beside the next one's compilation.
pub fn make(place: &Place, effort: Effort, shrink: &Shrink, compiler: &Compiler) -> Result<Vec<Source>> {
    std::thread::scope(|scope| {
        let mut finishing = Vec::new();
        for module in &MODULES {
            let compiled = compile(place, module, compiler)?;
            finishing.push(scope.spawn(move || finished(place, module, &compiled, effort, shrink)));
        }
        let mut sources = Vec::new();
        for finishing in finishing {
            sources.extend(finishing.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
        }
        Ok(sources)
    })
}

/// The published script and the published module. Both are compressed here already, while others are still compiled.
fn finished(place: &Place, module: &Module, compiled: &Path, effort: Effort, shrink: &Shrink) -> Result<[Source; 2]> {
    let work = place.work().join(module.name);
    std::fs::create_dir_all(&work).with_context(|| format!("{} cannot be made", work.display()))?;
    let mark = mark(place, compiled, effort)?;
    let stamp = work.join("mark");
    let name = format!("{}.wasm", module.name);
    if !std::fs::read_to_string(&stamp).is_ok_and(|old| old == mark) {
        let _ = std::fs::remove_file(&stamp);
        join(compiled, &work, module)?;
        let raw = work.join(format!("{}_glue_bg.wasm", module.name));
        match effort {
            Effort::Full if module.readers => optimise(place, &raw, &work.join(&name))?,
            _ => copy(&raw, &work.join(&name))?,
        }
        std::fs::write(&stamp, &mark).context("the WASM's mark cannot be written")?;
    }
    let script = script(place, &work, module)?;
    let published = [Source::made(&work, &script)?, Source::made(&work, &name)?];
    for source in &published {
        for suffix in ["br", "gz"] {
            shrink.smaller(&source.bytes, suffix)?;
        }
    }
    Ok(published)
}

fn compile(place: &Place, module: &Module, compiler: &Compiler) -> Result<PathBuf> {
    let toolchain = toolchain::find()?;
    let with = match toolchain {
        toolchain::Toolchain::Default => "",
        toolchain::Toolchain::Debian => " (with Debian's toolchain)",
    };
    compiler.phase(&format!("build: compiling the {} module for browsers{with}", module.name));
    compiler.compile(
        toolchain::wasm_cargo(place, toolchain, module.package, module.readers)?,
        toolchain::last_flags(module.readers),
    )?;
    let file = format!("wasm/{}.wasm", module.package.replace('-', "_"));
    Ok(toolchain::folder(place).join(toolchain::TARGET).join(file))
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

fn optimise(place: &Place, from: &Path, to: &Path) -> Result<()> {
    let mut command = Command::new(place.npm_program("wasm-opt")?);
    command.arg(from).arg("-o").arg(to).args([
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

fn copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::copy(from, to).with_context(|| format!("{} cannot be copied", from.display()))?;
    Ok(())
}
