//! `/audit/`: the seven questions that an auditor asks about leadership, answered from the data, each with what it leaves
//! open and the file that would close it; and how to check the archive without this program.

use super::scoreboard;
use crate::assess::{DocumentState, Integrity, ReviewState, Standing};
use crate::model::Kind;
use crate::model::config::ApprovalRule;
use crate::model::kind::KINDS;
use crate::site::address::Page;
use crate::site::frame;
use crate::site::here::Here;
use crate::site::pages::home;
use crate::site::pages::listed::SHOWN;
use crate::site::theme::ThemeError;
use crate::view::document::EvidenceStep;
use crate::view::leadership::{AuditPage, AuditQuestion};
use crate::view::parts::{Chip, DocumentLine, Link, State};

/// The page.
pub fn render(here: &Here<'_>) -> Result<String, ThemeError> {
    let digest = here.handbook().archive.clone().unwrap_or_default();
    let step =
        |key: &str, command: &str| EvidenceStep { says: here.words.get(key).to_string(), command: command.to_string() };
    let download =
        |path: &str, key: &str| Link { href: here.file(path), text: here.words.get(key).to_string(), lang: None };
    let page = AuditPage {
        figures: home::figures(here),
        days: home::days(here),
        questions: vec![
            project(here),
            management(here),
            tracking(here),
            approval(here),
            budgets(here),
            alignment(here),
            job_descriptions(here),
        ],
        frameworks: here
            .handbook()
            .frameworks
            .0
            .iter()
            .enumerate()
            .map(|(at, framework)| here.link(Page::Framework(at), here.wording(&framework.title).0))
            .collect(),
        steps: if digest.is_empty() {
            Vec::new()
        } else {
            vec![
                step("step_digest", "sha256sum SHA256SUMS"),
                step("step_sums", "sha256sum -c --strict --quiet SHA256SUMS"),
            ]
        },
        says: here.words.get(if digest.is_empty() { "audit_no_archive" } else { "audit_says" }).to_string(),
        archive_digest: digest,
        downloads: vec![
            download("register.csv", "download_csv"),
            download("api/documents.json", "download_json"),
            download("api/leadership.json", "as_json"),
            download("manifest.json", "manifest"),
        ],
        generator: concat!("isms-handbook ", env!("CARGO_PKG_VERSION")).to_string(),
    };
    here.render(&frame::frame(here, "auditor", here.words.get("auditor").to_string(), Vec::new()), page)
}

/// An answer as it grows: sentences, what is left open, links.
struct Answer<'h, 'a> {
    here: &'h Here<'a>,
    key: &'static str,
    says: Vec<String>,
    holes: Vec<String>,
    links: Vec<Link>,
    documents: Vec<DocumentLine>,
    rest: Option<Link>,
}

impl<'h, 'a> Answer<'h, 'a> {
    fn new(here: &'h Here<'a>, key: &'static str) -> Answer<'h, 'a> {
        Answer { here, key, says: Vec::new(), holes: Vec::new(), links: Vec::new(), documents: Vec::new(), rest: None }
    }

    fn say(&mut self, key: &str, count: usize, values: &[(&str, &str)]) {
        self.says.push(self.here.words.count(key, number(count), values));
    }

    /// What is not answered, and the file that would.
    fn hole(&mut self, key: &str, count: usize, file: &str, list: &[String]) {
        let file = self.here.site.sources.content_path(file);
        let list = match list.len().checked_sub(SHOWN) {
            None | Some(0) => self.here.words.list(list),
            Some(more) => {
                format!("{} {}", list[..SHOWN].join(", "), self.here.words.count("and_more", number(more), &[]))
            }
        };
        self.holes.push(self.here.words.count(key, number(count), &[("file", &file), ("list", &list)]));
    }

    fn done(self) -> AuditQuestion {
        let (state, key) = match (self.says.is_empty(), self.holes.is_empty()) {
            (true, _) => (State::Never, "unanswered"),
            (false, false) => (State::Gap, "answered_in_part"),
            (false, true) => (State::Covered, "answered"),
        };
        AuditQuestion {
            anchor: self.key.to_string(),
            question: self.here.words.get(&format!("audit_q_{}", self.key)).to_string(),
            answer: self.says,
            holes: self.holes,
            chip: Chip { state, word: self.here.words.get(key).to_string(), due: None },
            links: self.links,
            documents: self.documents,
            rest: self.rest,
        }
    }
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn in_force<'a>(here: &Here<'a>) -> impl Iterator<Item = (usize, &'a DocumentState)> {
    let states = here.site.assessment.documents.iter().enumerate();
    states.filter(|(_, state)| state.standing == Standing::InForce)
}

/// How the project came about: the charters.
fn project(here: &Here<'_>) -> AuditQuestion {
    let mut answer = Answer::new(here, "project");
    let charters: Vec<usize> =
        in_force(here).map(|(at, _)| at).filter(|at| here.handbook().documents[*at].kind == Kind::Charter).collect();
    if charters.is_empty() {
        answer.hole("audit_no_charter", 0, "charters/", &[]);
        return answer.done();
    }
    answer.say("audit_charters", charters.len(), &[]);
    let oldest = charters.iter().filter_map(|at| {
        let (document, state) = here.document(*at);
        let first = state.versions.iter().min_by_key(|version| version.approved)?;
        Some((first.approved, first.at.revision(document)?))
    });
    if let Some((day, revision)) = oldest.min_by_key(|(day, _)| *day) {
        let people: Vec<String> =
            revision.meta.approval.iter().map(|entry| here.person_name(&entry.person).text).collect();
        let (day, who) = (here.words.date(day), here.words.list(&people));
        answer.says.push(here.words.fill("audit_first", &[("d", &day), ("who", &who)]));
    }
    answer.documents = charters.into_iter().filter_map(|at| here.document_line(at, String::new())).collect();
    answer.done()
}

/// Management's part: who it is, what it answers for, what it promises, when it last reviewed the system.
fn management(here: &Here<'_>) -> AuditQuestion {
    let mut answer = Answer::new(here, "management");
    let (organisation, duties) = (&here.handbook().organisation, &here.site.assessment.duties);
    let top: Vec<usize> =
        organisation.roles.iter().enumerate().filter(|(_, role)| role.top_management).map(|(at, _)| at).collect();
    if top.is_empty() {
        answer.hole("audit_no_top", 0, "roles/", &[]);
    } else {
        let names = top.iter().map(|at| {
            let held = here.role_held(organisation.roles[*at].id.as_str());
            let people: Vec<String> = held.people.into_iter().map(|person| person.text).collect();
            match people.is_empty() {
                true => held.role.text,
                false => {
                    here.words.fill("who_in_role", &[("who", &here.words.list(&people)), ("role", &held.role.text)])
                }
            }
        });
        let names: Vec<String> = names.collect();
        answer.says.push(here.words.fill("audit_top", &[("who", &here.words.list(&names))]));
        let accountable = here.handbook().alphabet.accountable();
        let count = top.iter().map(|at| duties.roles[*at].count(accountable)).sum();
        answer.say("audit_top_duties", count, &[]);
    }
    let leadership = &here.site.assessment.leadership;
    if leadership.commitments.is_empty() {
        answer.hole("audit_no_commitment", 0, "leadership/", &[]);
    } else {
        let (count, others) = scoreboard::count(here);
        let key = if others.is_empty() { "audit_promises" } else { "audit_promises_others" };
        answer.says.push(here.words.fill(key, &[("count", &count), ("others", &others)]));
        answer.links.push(here.link(Page::Leadership, here.words.get("commitment_title")));
    }
    match leadership.reviews.held.iter().find(|review| !review.leaders.is_empty()) {
        None => answer.hole("audit_no_review", 0, "records/", &[]),
        Some(review) => {
            let people: Vec<String> = super::people(here, &review.leaders).into_iter().map(|name| name.text).collect();
            let (day, who) = (here.words.date(review.date), here.words.list(&people));
            answer.says.push(here.words.fill("audit_last_review", &[("d", &day), ("who", &who)]));
            let sheet = &here.handbook().leadership.records[review.record].sheet;
            answer.links.push(here.sheet_link(Page::Record(review.record), sheet));
        }
    }
    answer.links.push(here.link(Page::Responsibilities, here.words.get("responsibilities")));
    answer.done()
}

/// How documents are tracked for review.
fn tracking(here: &Here<'_>) -> AuditQuestion {
    let mut answer = Answer::new(here, "review");
    let all = in_force(here).count();
    if all == 0 {
        answer.hole("audit_no_document", 0, "policies/", &[]);
        return answer.done();
    }
    let of = |wanted: ReviewState| -> Vec<usize> {
        in_force(here).filter(|(_, state)| state.review.state == wanted).map(|(at, _)| at).collect()
    };
    let (late, soon, none) = (of(ReviewState::Overdue), of(ReviewState::DueSoon), of(ReviewState::None));
    answer.say("audit_tracked", all - none.len(), &[("all", &here.words.whole(number(all)))]);
    answer.say("audit_soon", soon.len(), &[]);
    answer.say("audit_late", late.len(), &[]);
    if !none.is_empty() {
        let ids: Vec<String> = none.iter().map(|at| here.handbook().documents[*at].id.to_string()).collect();
        answer.hole("audit_untracked", none.len(), "", &ids);
    }
    answer.links.push(here.link(Page::Reviews, here.words.get("review_calendar")));
    answer.links.push(here.link(Page::Register, here.words.get("register")));
    let more = late.len().saturating_sub(SHOWN);
    answer.documents = late.iter().take(SHOWN).filter_map(|at| here.document_line(*at, String::new())).collect();
    answer.rest = (more > 0).then(|| Link {
        href: format!("{}#at:overdue", here.href(Page::Reviews)),
        text: here.words.count("and_more", number(more), &[]),
        lang: None,
    });
    answer.done()
}

/// How documents are approved, and how sure one can be of it.
fn approval(here: &Here<'_>) -> AuditQuestion {
    let mut answer = Answer::new(here, "approval");
    let all = in_force(here).count();
    if all == 0 {
        answer.hole("audit_no_document", 0, "policies/", &[]);
        return answer.done();
    }
    let rules = &here.handbook().config.approval;
    for (kind, rule) in &rules.by_kind {
        let known = KINDS.iter().find(|(_, name, _)| name == kind);
        let name = known.map_or_else(|| kind.clone(), |(kind, _, _)| here.kind(*kind));
        answer.says.push(rule_text(here, &name, rule));
    }
    answer.says.push(rule_text(here, here.words.get("audit_other_kinds"), &rules.default));
    let of = |wanted: &dyn Fn(&DocumentState) -> bool| in_force(here).filter(|(_, state)| wanted(state)).count();
    let signed = of(&|state| state.integrity == Some(Integrity::Signed));
    let sealed = of(&|state| state.integrity.is_some_and(|integrity| integrity != Integrity::Declared));
    let (all, signed) = (here.words.whole(number(all)), here.words.whole(number(signed)));
    answer.say("audit_sealed", sealed, &[("all", &all), ("signed", &signed)]);
    let broken: Vec<String> = here
        .handbook()
        .documents
        .iter()
        .zip(&here.site.assessment.documents)
        .filter(|(_, state)| state.standing == Standing::Broken)
        .map(|(document, _)| document.id.to_string())
        .collect();
    if !broken.is_empty() {
        answer.hole("audit_broken", broken.len(), "archive/", &broken);
    }
    answer.links.push(here.link(Page::Changes, here.words.get("changes")));
    answer.done()
}

fn rule_text(here: &Here<'_>, kind: &str, rule: &ApprovalRule) -> String {
    let roles: Vec<String> = rule.roles.iter().map(|role| here.role_name(role).text).collect();
    let roles = match (rule.all, roles.as_slice()) {
        (true, _) | (_, [] | [_]) => here.words.list(&roles),
        (false, [head @ .., last]) => here.words.fill("list_or", &[("head", &head.join(", ")), ("last", last)]),
    };
    here.words.fill("audit_rule", &[("kind", kind), ("roles", &roles)])
}

/// The money: what records say was asked for, voted and spent.
fn budgets(here: &Here<'_>) -> AuditQuestion {
    let mut answer = Answer::new(here, "budget");
    let leadership = &here.handbook().leadership;
    for (at, record) in leadership.records.iter().enumerate().rev() {
        if !crate::assess::leadership::is_past(record, here.as_of()) || record.budgets.is_empty() {
            continue;
        }
        for money in &record.budgets {
            let written = super::budget(here, money);
            let part = |key: &str, amount: &Option<String>| {
                let amount = amount.as_ref()?;
                Some(here.words.fill("label", &[("name", here.words.get(key)), ("value", amount)]))
            };
            let parts =
                [part("planned", &written.planned), part("approved", &written.approved), part("spent", &written.spent)];
            let parts: Vec<String> = parts.into_iter().flatten().collect();
            let (title, parts) = (here.sheet_title(&record.sheet).0, parts.join(", "));
            let values = [("year", written.year.as_str()), ("title", &title), ("parts", &parts)];
            answer.says.push(here.words.fill("audit_money", &values));
        }
        answer.links.push(here.sheet_link(Page::Record(at), &record.sheet));
    }
    let objectives = leadership.objectives.len();
    let with = leadership.objectives.iter().filter(|objective| !objective.budgets.is_empty()).count();
    if with > 0 {
        answer.links.push(here.link(Page::Objectives, here.words.get("objectives")));
        answer.say("audit_objective_budgets", with, &[("all", &here.words.whole(number(objectives)))]);
    }
    if answer.says.is_empty() {
        answer.hole("audit_no_budget", 0, "records/", &[]);
    }
    answer.done()
}

/// Whether indicators measure what the organisation wants.
fn alignment(here: &Here<'_>) -> AuditQuestion {
    let mut answer = Answer::new(here, "indicators");
    let leadership = &here.handbook().leadership;
    if leadership.indicators.is_empty() {
        answer.hole("audit_no_indicator", 0, "indicators/", &[]);
        return answer.done();
    }
    let objectives = &here.site.assessment.measures.objectives;
    let serves = |id: &str| leadership.objectives.at(id).is_some_and(|at| objectives[at].aligned);
    let (aligned, stray): (Vec<_>, Vec<_>) = (0..leadership.indicators.len())
        .partition(|at| leadership.indicators[*at].objective.as_deref().is_some_and(serves));
    let all = here.words.whole(number(leadership.indicators.len()));
    answer.say("audit_aligned", aligned.len(), &[("all", &all)]);
    if !stray.is_empty() {
        let title = |at: &usize| here.sheet_title(&leadership.indicators[*at].sheet).0;
        let titles: Vec<String> = stray.iter().map(title).collect();
        answer.hole("audit_unaligned", titles.len(), "indicators/", &titles);
    }
    answer.links.push(here.link(Page::Objectives, here.words.get("objectives")));
    let links = aligned.into_iter().chain(stray);
    answer.links.extend(links.map(|at| here.sheet_link(Page::Indicator(at), &leadership.indicators[at].sheet)));
    answer.done()
}

/// Whether the roles of the system stand in job descriptions.
fn job_descriptions(here: &Here<'_>) -> AuditQuestion {
    let mut answer = Answer::new(here, "roles");
    let roles = here.handbook().organisation.roles.iter().zip(&here.site.assessment.duties.roles);
    let (written, open): (Vec<_>, Vec<_>) = roles
        .filter(|(_, duties)| duties.any())
        .map(|(role, _)| role)
        .partition(|role| role.job_description.as_ref().is_some_and(|job| job.reference.is_some()));
    if written.is_empty() && open.is_empty() {
        answer.hole("audit_no_role", 0, "roles/", &[]);
        return answer.done();
    }
    let all = here.words.whole(number(written.len() + open.len()));
    answer.say("audit_jobs", written.len(), &[("all", &all)]);
    if !open.is_empty() {
        let titles: Vec<String> = open.into_iter().map(|role| here.role_title(role).0).collect();
        answer.hole("audit_no_job", titles.len(), "roles/", &titles);
    }
    answer.links.push(here.link(Page::Roles, here.words.get("roles")));
    answer.done()
}
