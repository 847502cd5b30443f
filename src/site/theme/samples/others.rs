//! Home, what changed, reviews, plain pages, search, and what is shown when nothing is found.

use super::*;

impl Samples<'_> {
    pub fn news_items(&self) -> Vec<NewsItem> {
        let chip = |state: State, word: &str| Chip { state, word: self.words.get(word).to_owned(), due: None };
        vec![
            NewsItem {
                day: self.day("2026-11-12"),
                chip: chip(State::Approved, "news_approved"),
                id: "POL-001".to_owned(),
                link: self.link(
                    "documents/pol-001/",
                    "Information security policy",
                    "Politique de sécurité de l’information",
                ),
                version: "Version 2.1".to_owned(),
                outcome: String::new(),
                summary: self.say("Adds the rules for suppliers.", "Ajoute les règles pour les fournisseurs."),
                summary_lang: None,
                by: self.say("Marie Tremblay, Chief executive", "Marie Tremblay, présidente-directrice générale"),
                material: true,
                redline: Some(self.to("documents/pol-001/2.1/changes/")),
            },
            NewsItem {
                day: self.day("2026-10-01"),
                chip: chip(State::Current, "news_reviewed"),
                id: "STD-002".to_owned(),
                link: self.link("documents/std-002/", "Password standard", "Norme sur les mots de passe"),
                version: "Version 1.3".to_owned(),
                outcome: String::new(),
                summary: String::new(),
                summary_lang: None,
                by: "Jean Gagnon".to_owned(),
                material: false,
                redline: None,
            },
            NewsItem {
                day: self.day("2026-09-30"),
                chip: chip(State::Retired, "news_retired"),
                id: "GUI-007".to_owned(),
                link: self.link("documents/gui-007/", "Fax guideline", "Ligne directrice sur le télécopieur"),
                version: String::new(),
                outcome: String::new(),
                summary: self.say("No fax is left.", "Il ne reste aucun télécopieur."),
                summary_lang: None,
                by: "Jean Gagnon".to_owned(),
                material: false,
                redline: None,
            },
        ]
    }

    pub fn reach(&self) -> Vec<Reach> {
        vec![
            Reach { text: self.say("Extension 2210", "Poste 2210"), domain: String::new(), href: None },
            Reach {
                text: "securite".to_owned(),
                domain: "@batture.example".to_owned(),
                href: Some("mailto:securite@batture.example".to_owned()),
            },
        ]
    }

    pub fn contacts(&self) -> Vec<Contact> {
        vec![Contact {
            what: self.say("Report an incident", "Signaler un incident"),
            href: Some(self.to("roles/ciso/")),
            people: vec!["Jean Gagnon".to_owned()],
            address: self.reach(),
        }]
    }

    pub fn home(&self) -> HomePage {
        let figure = |key: &str, count: i64, path: &str| Figure {
            key: key.to_owned(),
            count,
            words: self.words.count(&format!("figure_{}", key.replace('-', "_")), count, &[]),
            href: self.to(path),
        };
        HomePage {
            title: self.say("ISMS leadership handbook", "Manuel de direction du SMSI"),
            body: self.say(
                "<p>Our customers trust us with what their citizens tell them. I answer for that trust, and so does each of you.</p><p>Marie Tremblay, chief executive, 12 November 2026</p>",
                "<p>Nos clients nous confient ce que leurs citoyens leur disent. Je réponds de cette confiance, et chacun de vous aussi.</p><p>Marie Tremblay, présidente-directrice générale, le 12 novembre 2026</p>",
            ),
            body_lang: None,
            roles: vec![
                self.link("roles/ceo/", "Chief executive", "Présidence-direction générale"),
                self.link("roles/dev/", "Developer", "Développement"),
                self.link("roles/ciso/", "Information security officer", "Responsable de la sécurité de l’information"),
                self.link("roles/everyone/", "Everyone", "Tout le monde"),
            ],
            start: self.lines(),
            news: self.news_items(),
            news_href: self.to("changes/"),
            figures: vec![
                figure("in-force", 42, "documents/"),
                figure("due-soon", 3, "documents/?status=due-soon"),
                figure("overdue", 1, "documents/?status=overdue"),
                figure("exceptions", 0, "exceptions/"),
            ],
            days: FigureDays {
                dues: "2026-10-31:1 2026-12-01:1 2026-12-10:2 2027-03-14:38".to_owned(),
                soon: 30,
                ends: "2026-12-31 2027-03-31".to_owned(),
                promises: "2027-01-22".to_owned(),
                commitments: 8,
                decisions: "2026-12-18".to_owned(),
            },
            contacts: self.contacts(),
            pages: self.page_groups(),
        }
    }

    pub fn reviews(&self) -> ReviewsPage {
        let item = |line: &DocumentLine, day: &str| ReviewItem {
            day: self.day(day),
            id: line.id.clone(),
            link: line.link.clone(),
            owner: Some(self.ciso()),
            chip: line.chip.clone(),
        };
        let lines = self.lines();
        let months: Vec<(String, i64)> = (0..12)
            .map(|n| {
                (
                    self.words.get(&format!("month_short_{}", (n + 10) % 12 + 1)).to_owned(),
                    [1, 2, 0, 0, 4, 1, 0, 3, 0, 0, 2, 6][n],
                )
            })
            .collect();
        let section = |anchor: &str, name: &str, items: Vec<ReviewItem>| DueSection {
            anchor: anchor.to_owned(),
            name: name.to_owned(),
            count: self.words.count("reviews_count", items.len() as i64, &[]),
            late: (anchor == "overdue").then(|| Late { count: 13, ahead: "2026-12-10:1 2028-01-01:1".to_owned() }),
            begins: format!("#at:{anchor}"),
            items,
            documents: vec![],
            empty: String::new(),
            rest: None,
        };
        let word = |key: &str| self.words.get(key).to_owned();
        let month = |day: &str| self.words.month(date(day));
        ReviewsPage {
            title: word("review_calendar"),
            sections: vec![
                DueSection {
                    rest: Some(Link {
                        href: format!("{}reviews/page~2/#at:overdue", self.root),
                        text: self.words.count("leaf_rest", 12, &[("page", "2")]),
                        lang: None,
                    }),
                    ..section("overdue", &word("overdue_now"), vec![item(&lines[1], "2026-10-31")])
                },
                DueSection { empty: word("nothing_due"), ..section("m-2026-11", &month("2026-11-01"), vec![]) },
                section("m-2026-12", &month("2026-12-01"), vec![item(&lines[2], "2026-12-10")]),
                section("later", &word("later"), vec![item(&lines[0], "2028-01-01")]),
                DueSection {
                    documents: vec![lines[0].link.clone()],
                    ..section("unplanned", &word("unplanned"), vec![])
                },
            ],
            leaves: self.leaves("reviews/"),
            calendar: Some(format!("{}reviews.ics", self.root)),
            calendars: vec![Link {
                href: format!("{}reviews/ciso.ics", self.root),
                text: self.ciso().role.text,
                lang: None,
            }],
            strip: chart::bars(self.words.get("strip_alt"), &months, 1),
        }
    }

    pub fn news(&self) -> NewsPage {
        let items = self.news_items();
        NewsPage {
            title: self.words.get("changes").to_owned(),
            leaves: self.leaves("changes/"),
            months: vec![
                NewsMonth {
                    anchor: "2026-11".into(),
                    name: self.words.month(date("2026-11-01")),
                    items: items[..1].to_vec(),
                },
                NewsMonth {
                    anchor: "2026-10".into(),
                    name: self.words.month(date("2026-10-01")),
                    items: items[1..].to_vec(),
                },
            ],
            feed: Some(format!("{}feed.xml", self.root)),
        }
    }

    pub fn page(&self) -> PlainPage {
        PlainPage {
            title: self.say("How to report an incident", "Comment signaler un incident"),
            text_lang: Some(self.lang()),
            banners: vec![],
            toc: self.toc(),
            body: self.body(),
            edit: Some("https://git.batture.example/x".to_owned()),
            extra: serde_json::Value::Null,
            previous: Some(self.link("pages/a/", "About", "À propos")),
            next: Some(self.link("pages/b/", "Glossary", "Glossaire")),
        }
    }

    pub fn documents(&self) -> DocumentsPage {
        DocumentsPage {
            title: self.words.get("documents_everyone").to_owned(),
            count: self.words.count("documents_listed", 1203, &[]),
            documents: self.lines(),
            leaves: self.leaves("documents/everyone~/"),
        }
    }

    pub fn pages(&self) -> PagesPage {
        PagesPage { count: self.words.count("pages_count", 2, &[]), groups: self.page_groups() }
    }

    pub fn page_groups(&self) -> Vec<PageGroup> {
        vec![PageGroup {
            name: self.say("Help", "Aide"),
            pages: vec![self.link("pages/a/", "About", "À propos"), self.link("pages/b/", "Glossary", "Glossaire")],
        }]
    }

    pub fn search(&self) -> SearchPage {
        SearchPage {
            suggestions: vec![
                self.link("documents/", "Document register", "Registre des documents"),
                self.link("roles/", "Roles", "Rôles"),
            ],
            contacts: self.contacts(),
        }
    }

    pub fn not_found(&self, all: &[&Words]) -> NotFoundPage {
        NotFoundPage {
            texts: all
                .iter()
                .map(|words| NotFoundText {
                    lang: words.lang(),
                    prefix: format!("{}/", words.lang()),
                    title: words.get("not_found").to_owned(),
                    text: words.get("not_found_text").to_owned(),
                    search_label: words.get("search_label").to_owned(),
                    search_button: words.get("search").to_owned(),
                    search: format!("{}{}/search/", self.root, words.lang()),
                    links: vec![Link {
                        href: format!("{}{}/documents/", self.root, words.lang()),
                        text: words.get("register").to_owned(),
                        lang: None,
                    }],
                })
                .collect(),
        }
    }

    pub fn chooser(&self) -> ChooserPage {
        ChooserPage {
            title: "ISMS leadership handbook".to_owned(),
            languages: vec![
                ChooserLink {
                    lang: Lang::EN,
                    name: "English".into(),
                    title: "ISMS leadership handbook".into(),
                    href: "en/".into(),
                },
                ChooserLink {
                    lang: Lang::FR,
                    name: "Français".into(),
                    title: "Manuel de direction du SMSI".into(),
                    href: "fr/".into(),
                },
            ],
            script: format!("{}assets/js/root.js", self.root),
        }
    }
}
