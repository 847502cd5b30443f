//! The findings that remain: those that are not about anything above the level and do not speak of it.

use super::hidden::Hidden;
use crate::finding::Finding;
use crate::finding::policy::Judged;

/// The findings without those that would tell of something hidden.
pub fn cut(judged: &Judged, hidden: &Hidden) -> Judged {
    let silent = |finding: &Finding| {
        let help = finding.help.iter().flat_map(|help| [&help.en, &help.fr]);
        let mut says = [&finding.says.en, &finding.says.fr].into_iter().chain(help).chain(&finding.subject);
        !hidden.holds(&finding.place.path) && !says.any(|text| hidden.is_named_in(text))
    };
    let listed = judged.listed.iter().filter(|(finding, _)| silent(finding)).cloned().collect();
    Judged { listed, waived: judged.waived }
}
