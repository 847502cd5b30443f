//! What changed: approvals, translations, reviews and retirements, newest first.

use super::leaves;
use crate::assess::Standing;
use crate::assess::acknowledgements::is_material;
use crate::lang::{Lang, Wording};
use crate::model::{Document, Revision};
use crate::site::address::{Long, Page};
use crate::site::frame;
use crate::site::here::Here;
use crate::site::news::{Event, What};
use crate::site::theme::ThemeError;
use crate::view::news::{NewsItem, NewsMonth, NewsPage};
use crate::view::parts::{Chip, State};

/// A page of all changes.
pub fn render(here: &Here<'_>, leaf: usize) -> Result<String, ThemeError> {
    let mut months: Vec<NewsMonth> = Vec::new();
    for event in leaves::of(here.site.news(), leaf) {
        let Some(item) = item(here, event) else { continue };
        let anchor: String = event.date.to_string().chars().take(7).collect();
        match months.last_mut().filter(|month| month.anchor == anchor) {
            Some(month) => month.items.push(item),
            None => months.push(NewsMonth { anchor, name: here.words.month(event.date), items: vec![item] }),
        }
    }
    let all = here.site.news().len();
    let title = leaves::title(here, here.words.get("changes"), all, leaf);
    let page = NewsPage {
        title: title.clone(),
        months,
        leaves: leaves::links(here, all, |leaf| Long::Changes.leaf(leaf)),
        feed: Some(here.file("feed.xml")),
    };
    let above = if leaf == 0 { Vec::new() } else { vec![here.link(Page::Changes, here.words.get("changes"))] };
    here.render(&frame::frame(here, "changes", title, above), page)
}

/// An event as readers see it; none when its document has no page.
pub fn item(here: &Here<'_>, event: &Event) -> Option<NewsItem> {
    let (document, state) = here.document(event.document);
    let link = here.document_link(event.document)?;
    let version_words = |version: &str| format!("{} {version}", here.words.get("version"));
    let chip = |state: State, key: &str| Chip { state, word: here.words.get(key).to_string(), due: None };
    let mut item = NewsItem {
        day: here.day(event.date),
        chip: chip(State::Info, "news_reviewed"),
        id: document.id.to_string(),
        link,
        version: String::new(),
        outcome: String::new(),
        summary: String::new(),
        summary_lang: None,
        by: by(here, event),
        material: false,
        redline: None,
    };
    match &event.what {
        What::Approved(place) => {
            let version = &state.versions[*place];
            let revision = version.at.revision(document)?;
            item.chip = chip(State::Approved, "news_approved");
            item.version = version_words(&version.version.to_string());
            (item.summary, item.summary_lang) = summary(here, revision);
            item.material = *place > 0 && is_material(revision.meta.change);
            item.redline = (*place > 0).then(|| here.href(Page::Redline(event.document, *place)));
        }
        What::Translated(version, lang) => {
            item.chip = chip(State::Info, "news_translated");
            let name = here.language(*lang);
            item.version = format!("{} ({name})", version_words(&version.to_string()));
        }
        What::Reviewed { outcome, note } => {
            item.chip = chip(State::Current, "news_reviewed");
            item.outcome = outcome_words(here, outcome);
            item.summary.clone_from(note);
            item.summary_lang = state.revision(document).and_then(|revision| written_in(here, revision));
        }
        What::Retired => {
            item.chip = chip(State::Retired, "news_retired");
            if let Standing::Retired(end) = &state.standing {
                (item.summary, item.summary_lang) = reason(here, document, &end.reason);
            }
        }
    }
    Some(item)
}

/// The outcome of a review in words.
pub fn outcome_words(here: &Here<'_>, outcome: &str) -> String {
    match outcome {
        "unchanged" => here.words.get("outcome_unchanged").to_string(),
        "change-needed" => here.words.get("outcome_change_needed").to_string(),
        _ => String::new(),
    }
}

/// The author's summary of a version: that of the text shown in this language when it renders this very version, else that
/// of the one that prevails, which is then named.
pub fn summary(here: &Here<'_>, revision: &Revision) -> (String, Option<Lang>) {
    let shown = here.text_of(revision).filter(|text| text.lang == here.lang);
    if let Some(own) = shown.and_then(|text| text.summary.clone()) {
        return (own, None);
    }
    said(here, Some(revision), &revision.meta.summary)
}

/// Why a document was retired, as its author wrote it.
pub fn reason(here: &Here<'_>, document: &Document, words: &Wording) -> (String, Option<Lang>) {
    said(here, document.face(), words)
}

/// An author's words; those without a language are in the language of the document.
fn said(here: &Here<'_>, revision: Option<&Revision>, words: &Wording) -> (String, Option<Lang>) {
    let (text, lang) = here.wording(words);
    let main = || revision.filter(|_| words.by.is_empty()).and_then(|revision| written_in(here, revision));
    (text, lang.or_else(main))
}

/// The language in which a revision is first written, when it is not the page's.
pub fn written_in(here: &Here<'_>, revision: &Revision) -> Option<Lang> {
    let main = revision.texts.values().find(|text| text.path == revision.path).map(|text| text.lang);
    main.filter(|lang| *lang != here.lang)
}

fn by(here: &Here<'_>, event: &Event) -> String {
    let parties = event.by.iter().map(|(role, person)| here.signatory(role, person));
    parties.filter(|party| !party.is_empty()).collect::<Vec<_>>().join("; ")
}
