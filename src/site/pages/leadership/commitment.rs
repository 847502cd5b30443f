//! One commitment: what it says, what is done for it, and the evidence.

use super::card;
use crate::site::address::Page;
use crate::site::here::Here;
use crate::site::theme::ThemeError;
use crate::view::leadership::CommitmentPage;

/// The page of the commitment at this place.
pub fn render(here: &Here<'_>, at: usize) -> Result<String, ThemeError> {
    let sheet = &here.handbook().leadership.commitments[at].sheet;
    let (rendered, text_lang) = here.sheet_text(sheet);
    let page = CommitmentPage {
        card: card(here, at),
        id: sheet.id.to_string(),
        text_lang,
        banners: here.untranslated(text_lang).into_iter().collect(),
        toc: rendered.as_ref().map(|body| here.toc(&body.headings)).unwrap_or_default(),
        body: rendered.map(|body| body.html).unwrap_or_default(),
        edit: here.edit(sheet.texts.get(&here.lang).map_or(&sheet.path, |text| &text.path)),
    };
    let up = vec![here.link(Page::Leadership, here.words.get("leadership"))];
    here.render(&here.sheet_frame(sheet, "leadership", up), page)
}
