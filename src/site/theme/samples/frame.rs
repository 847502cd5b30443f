//! The frame of a page, the preview’s bar and its desk.

use super::*;

impl Samples<'_> {
    pub fn shell(&self) -> Shell {
        let item = |key: &str, path: &str, word: &str| NavItem {
            key: key.to_owned(),
            label: self.words.get(word).to_owned(),
            href: self.to(path),
        };
        Shell {
            lang: self.lang(),
            site_title: self.say("ISMS leadership handbook", "Manuel de direction du SMSI"),
            organisation: self.say("Batture Software", "Logiciels Batture"),
            root: self.root.to_owned(),
            home: self.to(""),
            nav: vec![
                NavGroup {
                    label: self.words.get("documents").to_owned(),
                    items: vec![
                        item("documents", "documents/", "register"),
                        item("changes", "changes/", "changes"),
                        item("reviews", "reviews/", "review_calendar"),
                        item("pages", "pages/", "pages"),
                    ],
                },
                NavGroup {
                    label: self.words.get("responsibilities").to_owned(),
                    items: vec![
                        item("roles", "roles/", "roles"),
                        item("people", "people/", "people"),
                        item("responsibilities", "responsibilities/", "raci"),
                    ],
                },
            ],
            search: self.to("search/"),
            register: self.to("documents/"),
            css: format!("{}assets/css/site.css", self.root),
            theme_js: format!("{}assets/js/theme.js", self.root),
            site_js: format!("{}assets/js/site.{}.js", self.root, self.lang()),
            icon: format!("{}assets/favicon.svg", self.root),
            logo: None,
            feed: Some(format!("{}feed.xml", self.root)),
            as_of: self.day(AS_OF),
            edition: Some(self.link("editions/2026.1/", "2026.1", "2026.1")),
            footer: vec![self.link("pages/accessibility/", "Accessibility", "Accessibilité")],
            file_links: false,
        }
    }

    pub fn navigation(&self) -> Navigation<'static> {
        let groups: &'static [NavGroup] = self.shell().nav.leak();
        Navigation { groups, section: "roles", current: "page" }
    }

    pub fn frame(&self, path: &str, section: &str, title: &str) -> Frame {
        let other = self.other();
        let name = if other == Lang::FR { "Français" } else { "English" };
        Frame {
            title: title.to_owned(),
            description: self
                .say("Rules for everyone at Batture Software.", "Les règles pour tous chez Logiciels Batture."),
            noindex: true,
            canonical: Some(format!("https://intranet.batture.example/isms/{}/{path}", self.lang())),
            alternates: vec![Alternate {
                lang: other.to_string(),
                href: format!("https://intranet.batture.example/isms/{other}/{path}"),
            }],
            section: section.to_owned(),
            languages: vec![LanguageLink {
                lang: other,
                name: name.to_owned(),
                href: format!("{}{other}/{path}", self.root),
            }],
            breadcrumb: if path.is_empty() {
                vec![]
            } else if section == "documents" && path != "documents/" {
                vec![
                    self.link("", "Home", "Accueil"),
                    self.link("documents/", "Document register", "Registre des documents"),
                ]
            } else {
                vec![self.link("", "Home", "Accueil")]
            },
            classification: self.say("Internal", "Interne"),
            print: title.to_owned(),
        }
    }

    pub fn preview_bar(&self) -> PreviewBar {
        PreviewBar {
            lang: self.words.lang(),
            mark: "0f5a2c".to_owned(),
            findings: vec![self.preview_finding()],
            elsewhere: 3,
            desk: Some(format!("{}_preview/", self.root)),
            css: format!("{}_preview/preview.css", self.root),
            script: format!("{}_preview/preview.js", self.root),
            events: format!("{}_preview/events", self.root),
        }
    }

    pub fn preview_finding(&self) -> PreviewFinding {
        PreviewFinding {
            level: "warning".to_owned(),
            word: self.say("warning", "avertissement"),
            rule: "placeholder-text".to_owned(),
            place: "content/policies/x.md:12".to_owned(),
            editor: Some(EditorPlace {
                href: "vscode://file/home/jean/content/policies/x.md:12:3".to_owned(),
                file: "/home/jean/content/policies/x.md".to_owned(),
                line: 12,
                column: 3,
            }),
            message: vec![
                PreviewWords { text: "TODO".to_owned(), code: true },
                PreviewWords { text: self.say(" was left in the text", " est resté dans le texte"), code: false },
            ],
            help: vec![PreviewWords {
                text: self.say("Write what is missing.", "Écrivez ce qui manque."),
                code: false,
            }],
        }
    }

    pub fn preview_desk(&self) -> PreviewDesk {
        PreviewDesk {
            summary: self.say("1 warning", "1 avertissement"),
            waiting: vec![PreviewWaiting {
                id: "POL-001".to_owned(),
                link: self.link("documents/pol-001/draft/", "Information security policy", "Politique de sécurité"),
                version: "Version 2.2".to_owned(),
                state: self.words.get("state_awaiting").to_owned(),
                redline: Some(self.link(
                    "documents/pol-001/draft/changes/",
                    "See what changed",
                    "Voir ce qui a changé",
                )),
                acts: vec![PreviewAct {
                    who: "Marie Tremblay, CEO".to_owned(),
                    command: "handbook approve POL-001 --as ceo --person marie-tremblay".to_owned(),
                }],
                all: true,
            }],
            groups: vec![PreviewGroup {
                name: "POL-001".to_owned(),
                link: Some(self.link("documents/pol-001/", "Information security policy", "Politique de sécurité")),
                findings: vec![self.preview_finding()],
            }],
            left_out: 2,
        }
    }
}
