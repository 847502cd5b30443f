//! The contract between views, words and templates, held on sample pages.

use super::*;

fn theme() -> Theme {
    Theme::load(&[Lang::EN, Lang::FR], &BTreeMap::new(), &BTreeMap::new()).unwrap()
}

#[test]
fn built_in_theme_loads() {
    let theme = theme();
    assert_eq!(theme.words(Lang::FR).unwrap().get("skip"), "Aller au contenu");
}
