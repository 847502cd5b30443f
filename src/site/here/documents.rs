//! A controlled document as a page names it: its title, its link, its chips.

use super::Here;
use crate::assess::{DocumentState, ReviewState, Standing};
use crate::lang::Lang;
use crate::model::document::{Document, Metadata, Revision};
use crate::model::{Text, text};
use crate::site::address::Page;
use crate::view::parts::{Chip, Clock, DocumentLine, Due, Link, State};

impl<'a> Here<'a> {
    /// A document and its state.
    pub fn document(&self, at: usize) -> (&'a Document, &'a DocumentState) {
        (&self.site.handbook.documents[at], &self.site.assessment.documents[at])
    }

    /// The text of a revision to show in this language: its own when it renders that version, else the main text.
    pub fn text_of(&self, revision: &'a Revision) -> Option<&'a Text> {
        let main = revision.texts.values().find(|text| text.path == revision.path);
        let own = revision.texts.get(&self.lang).filter(|text| {
            text.path == revision.path
                || text.translates.is_none() && main.is_none()
                || text.translates == revision.meta.version
        });
        own.or(main).or_else(|| text::best(&revision.texts, self.lang, self.site.languages()))
    }

    /// A revision's title in this language, with the language it is in when that is another.
    pub fn revision_title(&self, revision: &'a Revision) -> (String, Option<Lang>) {
        let meta = &revision.meta;
        let own = meta.title.by.iter().find(|(lang, _)| *lang == self.lang).map(|(_, title)| title.clone());
        if let Some(title) = own {
            return (title, None);
        }
        let text = self.text_of(revision);
        let lang = text.map(|text| text.lang).filter(|lang| *lang != self.lang);
        match text.and_then(|text| text.title.clone()) {
            Some(title) => (title, lang),
            None => match self.wording(&meta.title) {
                (title, _) if title.is_empty() => (meta.id.to_string(), None),
                (title, other) => (title, other.or(lang)),
            },
        }
    }

    /// A document's title on the day.
    pub fn title(&self, at: usize) -> (String, Option<Lang>) {
        let (document, state) = self.document(at);
        let revision = state
            .revision(document)
            .or_else(|| state.versions.last().and_then(|version| version.at.revision(document)))
            .or_else(|| document.face());
        revision.map_or_else(|| (document.id.to_string(), None), |revision| self.revision_title(revision))
    }

    /// The page of a document: as published, else its draft where drafts are shown, else none.
    pub fn document_page(&self, at: usize) -> Option<Page> {
        self.site.document_page(at)
    }

    /// A link to a document by its title.
    pub fn document_link(&self, at: usize) -> Option<Link> {
        let (text, lang) = self.title(at);
        Some(Link { href: self.href(self.document_page(at)?), text, lang })
    }

    /// A document in a list; none when readers cannot open it.
    pub fn document_line(&self, at: usize, note: String) -> Option<DocumentLine> {
        let (document, _) = self.document(at);
        let link = self.document_link(at)?;
        Some(DocumentLine {
            id: document.id.to_string(),
            link,
            kind: self.kind(document.kind),
            chip: self.document_chip(at),
            note,
        })
    }

    /// The state of a document that is worth showing in a list.
    pub fn document_chip(&self, at: usize) -> Chip {
        let (_, state) = self.document(at);
        match &state.standing {
            Standing::Broken => self.words.chip(State::Broken),
            Standing::Retired(_) => self.words.chip(State::Retired),
            Standing::NotYet(_) => self.words.chip(State::NotYet),
            Standing::Unapproved => self.words.chip(State::Draft),
            Standing::InForce => self.state_chip(state),
        }
    }

    /// The state of a document in force: that of its review when it is near or past, else approved.
    pub fn state_chip(&self, state: &DocumentState) -> Chip {
        let chip = self.review_chip(state);
        match chip.state {
            State::Current => {
                Chip { word: self.words.state(State::Approved).to_string(), state: State::Approved, ..chip }
            }
            _ => chip,
        }
    }

    /// The review state with the day it worsens.
    pub fn review_chip(&self, state: &DocumentState) -> Chip {
        let shown = match state.review.state {
            ReviewState::Overdue => State::Overdue,
            ReviewState::DueSoon => State::DueSoon,
            ReviewState::Current => State::Current,
            ReviewState::None => State::NoReview,
        };
        match (state.review.due, state.review.soon) {
            (Some(due), Some(soon)) => {
                let due = Due { clock: Clock::Review, day: self.day(due), soon: soon.days_until(due) };
                self.words.chip_due(shown, due)
            }
            _ => self.words.chip(shown),
        }
    }

    /// The metadata of a document on the day.
    pub fn meta(&self, at: usize) -> Option<&'a Metadata> {
        let (document, state) = self.document(at);
        state.meta(document)
    }
}
