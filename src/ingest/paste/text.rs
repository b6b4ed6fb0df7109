//! Plain text: paragraphs between blank lines, and what was unmistakably written as Markdown.

use dateline_story::{Block, Inline, List, markup, normal};

use super::{mark, rows};

/// The blocks of a plain text, in normal form.
pub fn to_blocks(text: &str) -> Vec<Block> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let text = text.replace(['\r', '\u{2028}', '\u{b}', '\u{85}'], "\n").replace(['\u{2029}', '\u{c}'], "\n\n");
    if let Some(table) = rows::table(&text) {
        return normal::blocks(vec![table]);
    }
    let mut out: Vec<Block> = Vec::new();
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    let mut at = 0;
    while at < lines.len() {
        if lines[at].is_empty() {
            at += 1;
            continue;
        }
        if let Some((block, taken)) = fenced(&lines[at..]) {
            out.push(block);
            at += taken;
            continue;
        }
        let end = at + lines[at..].iter().take_while(|line| !line.is_empty()).count();
        chunk(&lines[at..end], &mut out);
        at = end;
    }
    normal::blocks(join_lists(out))
}

/// A listing between fences.
fn fenced(lines: &[&str]) -> Option<(Block, usize)> {
    let (first, rest) = lines.split_first()?;
    let fence: String = first.chars().take_while(|c| *c == '`').collect();
    let language = first[fence.len()..].trim();
    if fence.len() < 3 || language.contains(['`', ' ']) {
        return None;
    }
    let end = rest.iter().position(|line| line.trim() == fence)?;
    let block = Block::Code { language: language.to_owned(), text: rest[..end].join("\n") };
    Some((block, end + 2))
}

/// Lines without a blank one between them.
fn chunk(lines: &[&str], out: &mut Vec<Block>) {
    let heading = |line: &str| {
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        let words = line[level..].strip_prefix(' ').unwrap_or_default().trim();
        ((1..=6).contains(&level) && words.contains(char::is_alphabetic)).then(|| (level as u8, words.to_owned()))
    };
    if let Some((level, words)) = heading(lines[0]) {
        let words = words.trim_end_matches('#').trim_end();
        out.push(Block::Heading { level: level.clamp(2, 4), content: mark::inlines(words) });
        if lines.len() > 1 {
            chunk(&lines[1..], out);
        }
        return;
    }
    // A heading or a list right after the words that announce it.
    let begins = |line: &&&str| heading(line).is_some();
    let next = lines.iter().skip(1).position(|line| begins(&line)).map(|next| next + 1);
    let next = next.or_else(|| (1..lines.len()).find(|at| lines.len() - at > 1 && is_list(&lines[*at..])));
    if let Some(next) = next.filter(|_| !is_list(lines)) {
        chunk(&lines[..next], out);
        return chunk(&lines[next..], out);
    }
    if let [line] = lines
        && is_rule(line)
    {
        return out.push(Block::Rule);
    }
    if lines.iter().all(|line| line.starts_with("> ") || *line == ">") {
        let inner: Vec<&str> = lines.iter().map(|line| line[1..].trim_start()).collect();
        let content = to_blocks(&inner.join("\n"));
        return out.push(Block::Quote { content, by: String::new() });
    }
    if let [first, second, ..] = lines
        && first.starts_with('|')
        && is_delimiter(second)
    {
        return out.extend(markup::parse(&lines.join("\n")).blocks);
    }
    if is_list(lines) {
        return out.extend(list(lines));
    }
    if let Some(table) = rows::of_lines(lines) {
        return out.push(table);
    }
    let mut content = Vec::new();
    for line in lines {
        if !content.is_empty() {
            content.push(Inline::LineBreak);
        }
        content.extend(mark::inlines(line.trim()));
    }
    out.push(Block::Paragraph(content));
}

fn is_rule(line: &str) -> bool {
    let signs: String = line.split_whitespace().collect();
    signs.len() >= 3 && ["-", "*", "_"].iter().any(|sign| signs.replace(sign, "").is_empty())
}

fn is_delimiter(line: &str) -> bool {
    line.contains("--") && line.starts_with('|') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

/// The sign or number that a line of a list begins with: how far in, which number, and its words.
fn item(line: &str) -> Option<(usize, Option<u32>, &str)> {
    let inner = line.trim_start();
    let indent = line.len() - inner.len();
    for sign in ["- ", "* ", "+ ", "• ", "•\t", "·\t", "◦ ", "◦\t", "▪ ", "▪\t", "‣ "] {
        if let Some(words) = inner.strip_prefix(sign) {
            return Some((indent, None, words.trim_start()));
        }
    }
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let words = inner[digits..].strip_prefix(['.', ')']).filter(|_| (1..=3).contains(&digits))?;
    let words = words.strip_prefix([' ', '\t'])?;
    Some((indent, inner[..digits].parse().ok(), words.trim_start()))
}

/// Whether lines are a list beyond doubt: one line that begins with a hyphen or a number may be a date or somebody speaking.
fn is_list(lines: &[&str]) -> bool {
    let Some(first) = lines.first().and_then(|line| item(line)).filter(|(_, _, words)| !words.is_empty()) else {
        return false;
    };
    let mut count = first.1;
    let mut items = 0;
    for line in lines {
        match item(line) {
            Some((indent, number, _)) if indent == first.0 => {
                if number.is_some() != first.1.is_some() || number != count {
                    return false;
                }
                count = count.map(|count| count.saturating_add(1));
                items += 1;
            }
            Some((indent, ..)) if indent > first.0 => {}
            // A line set in goes on with the item.
            None if line.len() - line.trim_start().len() >= first.0 + 2 => {}
            _ => return false,
        }
    }
    items > 1 || lines[0].trim_start().starts_with(['•', '‣', '◦', '▪'])
}

fn list(lines: &[&str]) -> Option<Block> {
    let (indent, start, _) = item(lines.first()?)?;
    let mut items: Vec<Vec<Block>> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let (_, _, words) = item(lines[at])?;
        let mut content = mark::inlines(words);
        at += 1;
        while at < lines.len() && item(lines[at]).is_none() {
            content.push(Inline::LineBreak);
            content.extend(mark::inlines(lines[at].trim()));
            at += 1;
        }
        let mut blocks = vec![Block::Paragraph(content)];
        let deeper = lines[at..].iter().take_while(|line| item(line).is_none_or(|(here, ..)| here > indent)).count();
        if deeper > 0 {
            blocks.extend(list(&lines[at..at + deeper]));
            at += deeper;
        }
        items.push(blocks);
    }
    Some(Block::List(List { start, items }))
}

/// Lists that only blank lines cut are one.
fn join_lists(blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::new();
    for block in blocks {
        match (out.last_mut(), block) {
            (Some(Block::List(last)), Block::List(more))
                if match (last.start, more.start) {
                    (None, None) => true,
                    (Some(first), Some(next)) => next == first.saturating_add(last.items.len() as u32),
                    _ => false,
                } =>
            {
                last.items.extend(more.items);
            }
            (_, block) => out.push(block),
        }
    }
    out
}
