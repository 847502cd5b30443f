//! Rules of the family `responsibilities`.

use super::rules;

rules! { Responsibilities

    ACCOUNTABLE_MISSING = "accountable-missing", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    ACCOUNTABLE_TWICE = "accountable-twice", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    RESPONSIBLE_MISSING = "responsible-missing", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    MATRIX_ROLE_UNKNOWN = "matrix-role-unknown", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    MATRIX_CODE_UNKNOWN = "matrix-code-unknown", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    MATRIX_UNCLEAR = "matrix-unclear", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    ACTIVITY_CONFLICT = "activity-conflict", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    SEPARATION_BROKEN = "separation-broken", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    ROLE_VACANT = "role-vacant", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    HOLDER_UNKNOWN = "holder-unknown", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    HOLDER_LEFT = "holder-left", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    REPORTING_LOOP = "reporting-loop", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    ROLE_OVERLOADED = "role-overloaded", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    ROLE_WITHOUT_DUTIES = "role-without-duties", Note {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    JOB_DESCRIPTION_MISSING = "job-description-missing", Note {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    DESIGNATION_MISSING = "designation-missing", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }
}
