//! Roles and people on the day (clause 5.3): held, known, still here, and no circle in who answers to whom.

use crate::assess::Assessment;
use crate::date::Date;
use crate::finding::catalogue::{documents, others, responsibilities as rules};
use crate::finding::{At, Finding, Level, Place};
use crate::model::{Handbook, Role};
use crate::say;

/// Findings on all roles.
pub fn check(handbook: &Handbook, assessment: &Assessment, found: &mut Vec<Finding>) {
    privacy_officer(handbook, found);
    configured(handbook, found);
    for role in &handbook.organisation.roles {
        tenures(handbook, role, assessment.as_of, found);
        vacancy(role, assessment.as_of, found);
        superior(handbook, role, found);
    }
}

/// Roles that the configuration names: those who approve must be there, and so must whoever answers for a waiver.
fn configured(handbook: &Handbook, found: &mut Vec<Finding>) {
    let (config, organisation) = (&handbook.config, &handbook.organisation);
    let place = |key: String| Place::value(&"site-config.yaml".into(), key);
    let is_known = |role: &String| organisation.role(role).is_some();
    let built_in = crate::parse::config::defaults().approval;
    let own = config.approval.by_kind.iter().filter(|rule| !built_in.by_kind.contains(rule));
    let default = ("default".to_string(), config.approval.default.clone());
    let default = Some(&default).filter(|(_, rule)| *rule != built_in.default);
    for (kind, rule) in own.chain(default) {
        let possible = if rule.all { rule.roles.iter().all(is_known) } else { rule.roles.iter().any(is_known) };
        let Some(missing) = rule.roles.iter().find(|role| !is_known(role)).filter(|_| !possible) else { continue };
        let says = say!(
            "nobody can approve by this rule: there is no role `{missing}`",
            "personne ne peut approuver selon cette règle\u{a0}: le rôle `{missing}` n’existe pas"
        );
        let help = say!(
            "Write the id of a role, or describe it: `handbook new role {missing}`.",
            "Écrivez l’identifiant d’un rôle, ou décrivez-le\u{a0}: `handbook new role {missing}`."
        );
        let place = place(format!("approval.{kind}.roles"));
        found.push(Finding::new(&documents::APPROVER_UNKNOWN, place, says).help(help).level(Level::Warning));
    }
    for waiver in &config.policy.waivers {
        let owner = &waiver.owner;
        if !owner.is_empty() && organisation.role(owner).is_none() && organisation.person(owner).is_none() {
            let At::Value(key) = &waiver.place.at else { continue };
            let says = say!("there is no role `{owner}`", "le rôle `{owner}` n’existe pas");
            let help =
                say!("Name the role that answers for this waiver.", "Nommez le rôle qui répond de cette dispense.");
            let place = place(format!("{key}.owner"));
            found.push(Finding::new(&documents::OWNER_UNKNOWN, place, says).help(help).level(Level::Note));
        }
    }
}

fn tenures(handbook: &Handbook, role: &Role, as_of: Date, found: &mut Vec<Finding>) {
    let id = role.id.as_str();
    for (key, list) in [("holders", &role.holders), ("deputies", &role.deputies)] {
        for (at, tenure) in list.iter().enumerate().filter(|(_, tenure)| !tenure.person.is_empty()) {
            let place = Place::value(&role.path, format!("{key}[{at}].person"));
            let name = &tenure.person;
            let Some(person) = handbook.organisation.person(name) else {
                let says = say!("there is no person `{name}`", "la personne `{name}` n’existe pas");
                let help = say!(
                    "Write the id of somebody listed in `content/people.yaml`, or add them there.",
                    "Écrivez l’identifiant d’une personne de `content/people.yaml`, ou ajoutez-la."
                );
                found.push(Finding::new(&rules::HOLDER_UNKNOWN, place, says).help(help).about(id));
                continue;
            };
            if tenure.covers(as_of) && !person.is_here(as_of) {
                let says = match person.until.filter(|until| *until < as_of) {
                    Some(until) => say!(
                        "`{name}` left on {until} and still holds this role",
                        "`{name}` est parti le {until} et occupe encore ce rôle"
                    ),
                    None => say!(
                        "`{name}` has not started yet and holds this role already",
                        "`{name}` n’est pas encore en poste et occupe déjà ce rôle"
                    ),
                };
                let help = say!(
                    "Add `until:` to the tenure, and a new holder.",
                    "Ajoutez `until:` à cette période, et un nouveau titulaire."
                );
                found.push(Finding::new(&rules::HOLDER_LEFT, place, says).help(help).about(id));
            }
        }
    }
}

/// Somebody must hold the role, and be here.
fn vacancy(role: &Role, as_of: Date, found: &mut Vec<Finding>) {
    if role.holders_on(as_of).next().is_some() {
        return;
    }
    let says = say!("nobody holds this role on {as_of}", "personne n’occupe ce rôle le {as_of}");
    let help = say!(
        "Add a holder: `holders: [{{person: …, since: …}}]`.",
        "Ajoutez un titulaire\u{a0}: `holders: [{{person: …, since: …}}]`."
    );
    let place =
        if role.holders.is_empty() { Place::value(&role.path, "id") } else { Place::key(&role.path, "holders") };
    found.push(Finding::new(&rules::ROLE_VACANT, place, says).help(help).about(role.id.as_str()));
}

fn superior(handbook: &Handbook, role: &Role, found: &mut Vec<Finding>) {
    let Some(first) = &role.reports_to else { return };
    let id = role.id.as_str();
    let place = || Place::value(&role.path, "reports_to");
    if handbook.organisation.role(first).is_none() {
        let says = say!("there is no role `{first}`", "le rôle `{first}` n’existe pas");
        let help =
            say!("Write the id of a role, or remove the key.", "Écrivez l’identifiant d’un rôle, ou retirez la clé.");
        found.push(
            Finding::new(&crate::finding::catalogue::leadership::REFERENCE_UNKNOWN, place(), says).help(help).about(id),
        );
        return;
    }
    let mut chain = vec![role.id.key().to_string()];
    let mut next = Some(first.as_str());
    while let Some(superior) = next.and_then(|name| handbook.organisation.role(name)) {
        let key = superior.id.key().to_string();
        if key == role.id.key() {
            chain.push(key);
            let path = chain.join(" → ");
            let says = say!(
                "the reporting line comes back to itself: {path}",
                "la ligne hiérarchique revient à son point de départ\u{a0}: {path}"
            );
            let help =
                say!("Correct `reports_to` in one of these roles.", "Corrigez `reports_to` dans l’un de ces rôles.");
            found.push(Finding::new(&rules::REPORTING_LOOP, place(), says).help(help).about(id));
            return;
        }
        if chain.contains(&key) {
            // The loop is further up and is reported for the roles that are part of it.
            return;
        }
        chain.push(key);
        next = superior.reports_to.as_deref();
    }
}

/// Quebec's Law 25 (Act respecting the protection of personal information in the private sector, s. 3.1): the title and
/// contact of the person in charge are published, so they must exist in each language of the handbook.
fn privacy_officer(handbook: &Handbook, found: &mut Vec<Finding>) {
    let config = &handbook.config;
    if !config.frameworks.iter().any(|framework| framework == "law-25") {
        return;
    }
    let designated = |role: &&Role| role.designations.iter().any(|name| name == "privacy-officer");
    let Some(role) = handbook.organisation.roles.iter().find(designated) else {
        let place = Place::value(&"site-config.yaml".into(), "frameworks");
        let says = say!("no role is designated `privacy-officer`", "aucun rôle n’est désigné `privacy-officer`");
        let help = say!(
            "Add `designations: [privacy-officer]` to the role that is in charge of personal information.",
            "Ajoutez `designations: [privacy-officer]` au rôle responsable de la protection des renseignements personnels."
        );
        found.push(Finding::new(&others::PRIVACY_OFFICER_MISSING, place, says).help(help));
        return;
    };
    for lang in &config.languages {
        let titled = role.title.exact(*lang).is_some() || role.texts.get(lang).is_some_and(|text| text.title.is_some());
        let reached = role.contact.exact(*lang).is_some();
        if titled && reached {
            continue;
        }
        let (en, fr) = if titled { ("contact", "moyen de le joindre") } else { ("title", "titre") };
        let says = say!(
            "the privacy officer has no {en} in `{lang}`",
            "le responsable de la protection des renseignements personnels n’a pas de {fr} en `{lang}`"
        );
        let help = say!(
            "Write it by language, as in `contact: {{en: …, fr: …}}`.",
            "Écrivez-le par langue, comme `contact: {{en: …, fr: …}}`."
        );
        let place = Place::value(&role.path, if titled { "contact" } else { "title" });
        found.push(Finding::new(&others::PRIVACY_OFFICER_CONTACT, place, says).help(help).about(role.id.as_str()));
    }
}
