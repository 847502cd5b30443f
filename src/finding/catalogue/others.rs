//! Rules of the family `others`.

use super::rules;

rules! { Others

    PRIVACY_OFFICER_MISSING = "privacy-officer-missing", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    PRIVACY_OFFICER_CONTACT = "privacy-officer-contact", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    MANDATORY_DOCUMENT_MISSING = "mandatory-document-missing", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    ACKNOWLEDGEMENT_LOW = "acknowledgement-low", Note {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    ACKNOWLEDGEMENT_UNKNOWN = "acknowledgement-unknown", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    TEMPLATE_ERROR = "template-error", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }
}
