//! Rules of the family `leadership`.

use super::rules;

rules! { Leadership

    CLAUSE_UNCOMMITTED = "clause-uncommitted", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    WORDS_ONLY = "words-only", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    ACTION_LAPSED = "action-lapsed", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    ACTION_NEVER = "action-never", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    ACTION_DUE_SOON = "action-due-soon", Note {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    LEADERSHIP_ABSENT = "leadership-absent", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    DECISION_OVERDUE = "decision-overdue", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    MANAGEMENT_REVIEW_OVERDUE = "management-review-overdue", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    MANAGEMENT_REVIEW_INCOMPLETE = "management-review-incomplete", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    EVIDENCE_FILE_CHANGED = "evidence-file-changed", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    REFERENCE_UNKNOWN = "reference-unknown", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }
}
