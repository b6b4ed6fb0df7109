//! The parts of forms: fields with their label, hint and error tied together, choices and rows of buttons.

use leptos::prelude::*;

/// What a field takes; the value of its `type`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// A line of text.
    #[default]
    Text,
    /// An e-mail address.
    Email,
    /// A password.
    Password,
    /// Words to search for.
    Search,
    /// A day.
    Date,
    /// A web address.
    Url,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Email => "email",
            Kind::Password => "password",
            Kind::Search => "search",
            Kind::Date => "date",
            Kind::Url => "url",
        }
    }
}

/// A field. Give what it needs, and `..Field::default()`.
#[derive(Clone, Debug, Default)]
pub struct Field {
    /// Its name in the form, and its id in the page.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// What it holds now.
    pub value: String,
    /// What it takes.
    pub kind: Kind,
    /// What helps to fill it in.
    pub hint: Option<String>,
    /// What is wrong with it.
    pub error: Option<String>,
    /// What browsers may fill in (HTML, "autofill detail tokens").
    pub autocomplete: Option<&'static str>,
    /// Whether it may not be left empty.
    pub required: bool,
    /// The lines of a long text; none for a single line.
    pub lines: Option<u32>,
    /// Whether its text has a direction of its own, as names and headlines do.
    pub any_direction: bool,
}

/// A field with its label, hint and error.
pub fn field(field: Field) -> AnyView {
    let Field { name, label, value, kind, hint, error, autocomplete, required, lines, any_direction } = field;
    let described = described_by(&name, hint.is_some(), error.is_some());
    let invalid = error.is_some().then_some("true");
    // Addresses and the like read from left to right in every language.
    let dir = match kind {
        Kind::Email | Kind::Url => Some("ltr"),
        _ => any_direction.then_some("auto"),
    };
    let control = match lines {
        Some(lines) => view! {
            <textarea id=name.clone() name=name.clone() rows=lines.to_string() required=required dir=dir aria-describedby=described aria-invalid=invalid>
                {format!("\n{value}")}
            </textarea>
        }
        .into_any(),
        None => view! {
            <input id=name.clone() name=name.clone() type=kind.as_str() value=value required=required dir=dir
                autocomplete=autocomplete.unwrap_or("off") aria-describedby=described aria-invalid=invalid />
        }
        .into_any(),
    };
    around(name, label, hint, error, control)
}

/// One of several, from a list.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    /// Its name in the form, and its id in the page.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// What may be chosen: the value, and its words.
    pub options: Vec<(String, String)>,
    /// The value that is chosen now.
    pub chosen: String,
    /// What helps to choose.
    pub hint: Option<String>,
    /// What is wrong with it.
    pub error: Option<String>,
}

/// A choice with its label, hint and error.
pub fn choice(choice: Choice) -> AnyView {
    let Choice { name, label, options, chosen, hint, error } = choice;
    let described = described_by(&name, hint.is_some(), error.is_some());
    let invalid = error.is_some().then_some("true");
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, words)| {
            let selected = value == chosen;
            view! { <option value=value selected=selected>{words}</option> }
        })
        .collect();
    let control = view! {
        <select id=name.clone() name=name.clone() aria-describedby=described aria-invalid=invalid>{options}</select>
    }
    .into_any();
    around(name, label, hint, error, control)
}

/// One of a few, all of them in sight, each with a sentence about it.
#[derive(Clone, Debug, Default)]
pub struct Radios {
    /// Its name in the form; the radios' ids begin with it.
    pub name: String,
    /// What it is called.
    pub legend: String,
    /// Whether a heading says what it is called already.
    pub quiet: bool,
    /// What may be chosen: the value, its name, and a sentence about it.
    pub options: Vec<(String, String, String)>,
    /// The value that is chosen now.
    pub chosen: String,
    /// What is wrong with it.
    pub error: Option<String>,
}

/// Radio buttons with their legend and error.
pub fn radios(radios: Radios) -> AnyView {
    let Radios { name, legend, quiet, options, chosen, error } = radios;
    let described = error.is_some().then(|| format!("{name}-error"));
    let error = error.map(|error| view! { <p class="error" id=format!("{name}-error")>{error}</p> });
    let options: Vec<_> = options
        .into_iter()
        .map(|(value, label, about)| {
            let (id, checked) = (format!("{name}-{value}"), value == chosen);
            let about_id = format!("{id}-about");
            view! {
                <div class="radio">
                    <input type="radio" id=id.clone() name=name.clone() value=value checked=checked aria-describedby=about_id.clone() />
                    <label for=id>{label}</label>
                    <span class="hint" id=about_id>{about}</span>
                </div>
            }
        })
        .collect();
    let class = if quiet { "unseen" } else { "" };
    view! {
        <fieldset class="field" aria-describedby=described>
            <legend class=class>{legend}</legend>
            {options}
            {error}
        </fieldset>
    }
    .into_any()
}

fn described_by(name: &str, hint: bool, error: bool) -> Option<String> {
    let ids = [(hint, "hint"), (error, "error")];
    let ids: Vec<_> = ids.iter().filter(|(there, _)| *there).map(|(_, what)| format!("{name}-{what}")).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

fn around(name: String, label: String, hint: Option<String>, error: Option<String>, control: AnyView) -> AnyView {
    let hint = hint.map(|hint| view! { <p class="hint" id=format!("{name}-hint")>{hint}</p> });
    let error = error.map(|error| view! { <p class="error" id=format!("{name}-error")>{error}</p> });
    view! { <div class="field"><label for=name>{label}</label>{hint}{control}{error}</div> }.into_any()
}

/// How a button looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// The one that the form is for.
    #[default]
    Main,
    /// Another way.
    Plain,
    /// One that takes something away.
    Danger,
}

/// A button that sends its form.
pub fn button(label: String, look: Look) -> AnyView {
    let class = match look {
        Look::Main => "button main",
        Look::Plain => "button",
        Look::Danger => "button danger",
    };
    view! { <button class=class>{label}</button> }.into_any()
}

/// A row of buttons and links.
pub fn buttons(buttons: Vec<AnyView>) -> AnyView {
    view! { <div class="buttons">{buttons}</div> }.into_any()
}

/// What is wrong with a form as a whole. It is announced, and stands before the form.
pub fn wrong(error: Option<String>) -> Option<AnyView> {
    error.map(|error| view! { <p class="wrong" role="alert">{error}</p> }.into_any())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_tied_to_its_label_hint_and_error() {
        let html = field(Field {
            name: "email".into(),
            label: "E-mail".into(),
            value: "a\"b".into(),
            kind: Kind::Email,
            hint: Some("As invited.".into()),
            error: Some("None.".into()),
            ..Field::default()
        })
        .to_html();
        for part in [
            "<label for=\"email\">",
            "aria-describedby=\"email-hint email-error\"",
            "aria-invalid=\"true\"",
            "id=\"email-hint\"",
            "id=\"email-error\"",
            "value=\"a&quot;b\"",
            "dir=\"ltr\"",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(!html.contains("required"), "{html}");
        let bare = field(Field { name: "a".into(), ..Field::default() }).to_html();
        assert!(!bare.contains("aria-"), "{bare}");
    }

    #[test]
    fn a_long_text_keeps_its_first_line_break() {
        let text = Field { name: "note".into(), value: "\none".into(), lines: Some(4), ..Field::default() };
        // HTML drops one line break after the start tag.
        assert!(field(text).to_html().contains(">\n\none"));
    }
}
