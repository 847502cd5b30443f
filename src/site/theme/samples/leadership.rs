//! Samples of the pages of leadership: promises, records, objectives, indicators, exceptions, frameworks, the audit page.

use super::*;

/// Leadership, measures and audit.
impl Samples<'_> {
    fn records(&self) -> Vec<RecordLine> {
        vec![RecordLine {
            day: Some(self.day("2026-02-01")),
            kind: self.words.get("record_meeting").to_owned(),
            link: self.link("records/day-2026/", "Security day 2026", "Journée de la sécurité 2026"),
            present: self.ciso().people,
            problem: self.words.get("leader_absent").to_owned(),
        }]
    }

    fn last_time(&self) -> LastTime {
        LastTime {
            day: self.day("2026-02-01"),
            record: self.link("records/day-2026/", "Security day 2026", "Journée de la sécurité 2026"),
            who: self.ceo().people,
            others: self.words.count("and_others", 3, &[]),
        }
    }

    fn commitment_card(&self, id: &str, state: State) -> CommitmentCard {
        CommitmentCard {
            id: id.to_owned(),
            link: self.link(
                "leadership/com-001/",
                "We speak of security ourselves",
                "Nous parlons de sécurité nous-mêmes",
            ),
            clauses: self.clauses(),
            accountable: self.ceo(),
            chip: self.chip(state),
            actions: vec![ActionRow {
                id: format!("{id}-action"),
                what: self.say("Open the yearly security day", "Ouvrir la journée annuelle de la sécurité"),
                by: self.ceo(),
                every: self.words.every(crate::date::Interval::months(12)),
                chip: self.due(Clock::Action, State::Kept, "2027-02-01"),
                last: Some(self.last_time()),
                evidence: self.records(),
                timeline: chart::timeline(
                    &self.say("Evidence: 2 in two years", "Preuves : 2 en deux ans"),
                    0,
                    700,
                    &[(100, true), (465, false)],
                    ("2024", "2026"),
                ),
            }],
        }
    }

    pub fn leadership(&self) -> LeadershipPage {
        let point = PointRow {
            clause: self.clauses().remove(0),
            promise: Some(self.commitment_card("com-001", State::Kept).link),
            chip: self.due(Clock::Action, State::Kept, "2027-02-01"),
            kept: self.words.count("actions_kept", 1, &[("all", "1")]),
            last: Some(self.last_time()),
            next: Some(self.day("2027-02-01")),
        };
        LeadershipPage {
            count: self.words.count("commitments_kept", 1, &[("all", "2")]),
            others: self.words.count("commitments_words_only", 1, &[]),
            points: vec![
                point.clone(),
                PointRow { promise: None, chip: self.chip(State::Gap), last: None, next: None, ..point },
            ],
            commitments: vec![
                CommitmentCard { actions: vec![], ..self.commitment_card("com-002", State::WordsOnly) },
                self.commitment_card("com-001", State::Kept),
            ],
            reviews: vec![ManagementReviewRow {
                day: self.day("2026-04-20"),
                link: self.link("records/mr-2026-1/", "Management review 2026", "Revue de direction 2026"),
                leaders: self.ceo().people,
                inputs: self.words.count("inputs_given", 9, &[("all", "10")]),
                decisions: self.words.count("decisions_done", 1, &[("all", "2")]),
                problem: self.words.get("input_risks").to_owned(),
            }],
            next_review: Some(self.due(Clock::Review, State::DueSoon, "2026-12-10")),
            decisions: vec![self.decision("d-0")],
            links: vec![self.link("records/", "All evidence", "Toutes les preuves")],
        }
    }

    fn decision(&self, id: &str) -> DecisionRow {
        DecisionRow {
            id: id.to_owned(),
            reference: id.to_uppercase(),
            decision: self.say("Hire a tester", "Embaucher un testeur"),
            record: Some(self.link("records/mr-2026-1/", "Management review 2026", "Revue de direction 2026")),
            owner: self.ciso(),
            due: Some(self.day("2026-12-01")),
            chip: self.due(Clock::Decision, State::Open, "2026-12-01"),
            done: Some(self.day("2026-11-20")),
        }
    }

    pub fn commitment(&self) -> CommitmentPage {
        CommitmentPage {
            id: "COM-001".to_owned(),
            card: self.commitment_card("com-001", State::Kept),
            text_lang: None,
            banners: vec![],
            toc: self.toc(),
            body: self.body(),
            edit: Some("https://git.batture.example/x".to_owned()),
        }
    }

    pub fn records_page(&self) -> RecordsPage {
        RecordsPage {
            count: self.words.count("records_count", 1, &[]),
            years: vec![RecordYear { name: "2026".to_owned(), records: self.records() }],
            decisions: vec![self.decision("d-1")],
        }
    }

    fn budget(&self) -> Budget {
        let money = |amount: f64| Some(self.words.money(amount, "CAD"));
        Budget {
            year: "2026".to_owned(),
            planned: money(125_000.0),
            approved: money(120_000.0),
            spent: money(98_250.5),
        }
    }

    pub fn record(&self) -> RecordPage {
        RecordPage {
            id: "mr-2026-1".to_owned(),
            title: self.say("Management review, spring 2026", "Revue de direction, printemps 2026"),
            text_lang: None,
            kind: self.words.get("record_management_review").to_owned(),
            day: Some(self.day("2026-04-20")),
            banners: vec![],
            chair: self.ceo().people.into_iter().next(),
            attendees: self.ciso().people,
            demonstrates: vec![self.link("leadership/com-001/#a", "Review the ISMS", "Revoir le SMSI")],
            inputs: vec![
                InputRow {
                    label: self.words.get("input_audits").to_owned(),
                    text: self.say("Audit report", "Rapport d’audit"),
                    href: Some("#x-none".to_owned()),
                },
                InputRow { label: self.words.get("input_risks").to_owned(), text: String::new(), href: None },
            ],
            followed: vec![self.decision("before-d-0")],
            decisions: vec![DecisionRow { record: None, ..self.decision("d-1") }],
            budgets: vec![self.budget()],
            files: vec![FileRow {
                name: self.name("records/minutes.pdf", "minutes.pdf", "procès-verbal.pdf"),
                sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
                chip: self.chip(State::Sealed),
            }],
            toc: self.toc(),
            body: self.body(),
            edit: Some("https://git.batture.example/x".to_owned()),
        }
    }

    fn budget_row(&self, of_objective: bool) -> BudgetRow {
        let money = |amount: f64| self.words.money(amount, "CAD");
        BudgetRow {
            objective: of_objective.then(|| self.link("objectives/#org-1", "Trust", "Confiance")),
            year: "2026".to_owned(),
            planned: money(125_000.0),
            approved: money(120_000.0),
            spent: money(123_000.0),
            left: self.words.fill("overspent", &[("money", &money(3_000.0))]),
            over: of_objective,
        }
    }

    fn objective(&self, id: &str) -> ObjectiveCard {
        ObjectiveCard {
            id: id.to_owned(),
            title: self.say("No customer waits more than a day", "Aucun client n’attend plus d’un jour"),
            text_lang: Some(self.lang()),
            owner: Some(self.ceo()),
            due: Some(self.day("2027-03-31")),
            chip: Some(self.chip(State::Gap)),
            supports: vec![self.link("objectives/#org-1", "Trust", "Confiance")],
            budgets: vec![self.budget_row(true)],
            indicators: vec![IndicatorLine {
                link: self.indicator_card().link,
                value: self.indicator_card().value,
                chip: self.chip(State::OnTarget),
            }],
            body: self.say("<p>Because trust is slow.</p>", "<p>Parce que la confiance est lente.</p>"),
        }
    }

    pub fn objectives(&self) -> ObjectivesPage {
        ObjectivesPage {
            groups: vec![
                ObjectiveGroup {
                    head: Some(self.objective("org-1")),
                    supports: vec![self.objective("isms-1")],
                    also: vec![self.link("objectives/#isms-3", "Keys for all", "Des clés pour tous")],
                },
                ObjectiveGroup { head: None, supports: vec![self.objective("isms-2")], also: vec![] },
            ],
            budgets: vec![self.budget_row(true)],
            totals: vec![self.budget_row(false)],
        }
    }

    fn indicator_card(&self) -> IndicatorCard {
        IndicatorCard {
            id: "ind-001".to_owned(),
            link: self.link("indicators/ind-001/", "Access removed within a day", "Accès retirés en un jour"),
            objective: Some(self.link("objectives/#isms-1", "ISMS-1", "ISMS-1")),
            owner: Some(self.ciso()),
            value: self.words.quantity(97.5, "%"),
            day: Some(self.day("2026-10-31")),
            target: self.words.fill("at_least", &[("v", &self.words.quantity(95.0, "%"))]),
            chip: self.chip(State::OnTarget),
            trend: self.words.get("trend_up").to_owned(),
            chart: chart::trend(
                &self.say("From 91% to 97.5%, target 95%", "De 91 % à 97,5 %, cible 95 %"),
                &[(0, 91.0), (31, 92.0), (120, 96.0), (150, 97.5)],
                &[95.0],
                45,
            ),
            caption: self.words.get("chart_dashed").to_owned(),
            every: self.words.every(crate::date::Interval::months(1)),
        }
    }

    pub fn indicators(&self) -> IndicatorsPage {
        IndicatorsPage {
            count: self.words.count("indicators_on_target", 1, &[("all", "2")]),
            indicators: vec![self.indicator_card(), self.indicator_card()],
        }
    }

    pub fn indicator(&self) -> IndicatorPage {
        IndicatorPage {
            card: self.indicator_card(),
            text_lang: None,
            banners: vec![],
            values: vec![
                Measured {
                    day: Some(self.day("2026-10-31")),
                    value: self.words.quantity(97.5, "%"),
                    chip: Some(self.chip(State::OnTarget)),
                },
                Measured { day: None, value: self.words.get("no_figures").to_owned(), chip: None },
            ],
            body: self.body(),
            edit: Some("https://git.batture.example/x".to_owned()),
        }
    }

    pub fn exceptions(&self) -> ExceptionsPage {
        ExceptionsPage {
            count: self.words.count("exceptions_count", 1, &[]),
            exceptions: vec![ExceptionCard {
                id: "exc-001".to_owned(),
                title: self.say("Travel laptops", "Portables de voyage"),
                text_lang: None,
                chip: self.due(Clock::Exception, State::Exception, "2026-12-31"),
                management: true,
                document: Some(self.lines()[0].link.clone()),
                document_name: String::new(),
                beneficiaries: self.ceo().people,
                reason: self.say("Talks abroad.", "Pourparlers à l’étranger."),
                compensating: self.say("Lent laptop without data.", "Portable prêté, sans données."),
                risk_owner: Some(self.ciso()),
                approvals: self.approvals(),
                expires: Some(self.day("2026-12-31")),
                problems: vec![self.say("No compensating measure", "Aucune mesure compensatoire")],
                body: self.say("<p>Each trip is listed.</p>", "<p>Chaque voyage est noté.</p>"),
            }],
        }
    }

    pub fn framework(&self) -> FrameworkPage {
        let row = |id: &str, group: bool, state: State| CoverageRow {
            anchor: format!("c-{id}"),
            id: id.to_owned(),
            label: self.say("Leadership and commitment", "Leadership et engagement"),
            group,
            chip: self.chip(state),
            note: self.words.fill("coverage_through", &[("clause", "5")]),
            documents: vec![self.lines()[0].link.clone()],
            activities: vec![self.link("responsibilities/#activity-1", "Approve", "Approuver")],
            commitments: vec![self.link("leadership/com-001/", "We speak", "Nous parlons")],
            evidence: vec![self.link("records/day-2026/", "Security day", "Journée de la sécurité")],
        };
        FrameworkPage {
            title: "ISO/IEC 27001:2022".to_owned(),
            count: self.words.count("requirements_covered", 61, &[("all", "93")]),
            clauses: vec![
                row("5", true, State::Covered),
                row("5.1", false, State::Covered),
                row("5.2", false, State::Gap),
            ],
        }
    }

    pub fn clause(&self) -> ClausePage {
        let section = |anchor: &str, word: &str, line: Link| AnswerSection {
            anchor: anchor.to_owned(),
            name: self.words.get(word).to_owned(),
            count: "1".to_owned(),
            lines: vec![line],
            rest: None,
        };
        ClausePage {
            title: format!("5.1 {}", self.say("Leadership and commitment", "Leadership et engagement")),
            chip: self.chip(State::Covered),
            note: self.words.fill("coverage_through", &[("clause", "5")]),
            sections: vec![
                AnswerSection {
                    rest: Some(Link {
                        href: format!("{}frameworks/iso/clause~5-1/page~2/#at:documents", self.root),
                        text: self.words.count("leaf_rest", 12, &[("page", "2")]),
                        lang: None,
                    }),
                    ..section("documents", "documents", self.lines()[0].link.clone())
                },
                section("activities", "activities", self.link("responsibilities/#activity-1", "Approve", "Approuver")),
            ],
            leaves: self.leaves("frameworks/iso/clause~5-1/"),
        }
    }

    pub fn audit(&self) -> AuditPage {
        AuditPage {
            figures: self.home().figures,
            days: self.home().days,
            questions: vec![AuditQuestion {
                anchor: "review".to_owned(),
                question: self
                    .say("How are documents tracked for review?", "Comment suit-on la révision des documents?"),
                answer: vec![self.say("Each has a due day.", "Chacun a une échéance.")],
                holes: vec![self.say("One has none.", "Un n’en a pas.")],
                chip: self.chip(State::Covered),
                links: vec![self.link("reviews/", "Review calendar", "Calendrier des révisions")],
                documents: self.lines(),
                rest: Some(self.link("reviews/#at:overdue", "and 12 more", "et 12 autres")),
            }],
            frameworks: vec![self.link("frameworks/iso-27001-2022/", "ISO/IEC 27001:2022", "ISO/IEC 27001:2022")],
            archive_digest: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08".to_owned(),
            steps: vec![EvidenceStep {
                says: self.words.get("step_sums").to_owned(),
                command: "sha256sum -c SHA256SUMS".to_owned(),
            }],
            says: self.words.get("evidence_says").to_owned(),
            downloads: vec![Link {
                href: format!("{}evidence-pack.zip", self.root),
                text: self.words.get("evidence_pack").to_owned(),
                lang: None,
            }],
            generator: "isms-handbook 0.1.0".to_owned(),
        }
    }

    pub fn law25(&self) -> Law25Page {
        Law25Page {
            role: Some(self.ciso()),
            since: Some(self.day("2025-01-06")),
            contact: self.reach(),
            snippet: self.say("Privacy officer: Jean Gagnon", "Responsable : Jean Gagnon"),
            problems: vec![self.say("The title is missing in French.", "Le titre manque en anglais.")],
            coverage: Some(self.link("frameworks/law-25/", "Coverage of Law 25", "Couverture de la Loi 25")),
        }
    }

    /// A role that is a controlled document too.
    pub fn controlled_role(&self) -> RolePage {
        RolePage { control: Some(self.control(State::Overdue, "2026-10-31")), ..self.role() }
    }
}
