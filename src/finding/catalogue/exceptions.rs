//! Rules of the family `exceptions`.

use super::rules;

rules! { Exceptions

    EXCEPTION_EXPIRED = "exception-expired", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    EXCEPTION_ENDLESS = "exception-endless", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    EXCEPTION_SELF_APPROVED = "exception-self-approved", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    EXCEPTION_UNCOMPENSATED = "exception-uncompensated", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    EXCEPTION_FOR_LEADERSHIP = "exception-for-leadership", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    AUDIENCE_WITHOUT_LEADERSHIP = "audience-without-leadership", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }
}
