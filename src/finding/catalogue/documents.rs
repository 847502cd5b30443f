//! Rules of the family `documents`.

use super::rules;

rules! { Documents

    APPROVAL_MISSING = "approval-missing", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    APPROVER_UNKNOWN = "approver-unknown", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    APPROVER_NOT_HOLDER = "approver-not-holder", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    APPROVER_NOT_ENTITLED = "approver-not-entitled", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    SELF_APPROVAL = "self-approval", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    APPROVAL_IN_FUTURE = "approval-in-future", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    APPROVAL_INCOMPLETE = "approval-incomplete", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    APPROVAL_UNSEALED = "approval-unsealed", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    ALTERED_SINCE_APPROVAL = "altered-since-approval", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    VERSION_NOT_NEWER = "version-not-newer", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    REVIEW_OVERDUE = "review-overdue", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    REVIEW_DUE_SOON = "review-due-soon", Note {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    REVIEW_NEVER = "review-never", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    PLACEHOLDER_TEXT = "placeholder-text", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    HISTORY_OUT_OF_ORDER = "history-out-of-order", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    OWNER_UNKNOWN = "owner-unknown", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    OWNER_VACANT = "owner-vacant", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    CLASSIFICATION_UNKNOWN = "classification-unknown", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    RETIRED_UNDATED = "retired-undated", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    TRANSLATION_MISSING = "translation-missing", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    TRANSLATION_BEHIND = "translation-behind", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    TRANSLATION_UNSEALED = "translation-unsealed", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    REPLACEMENT_MISSING = "replacement-missing", Note {
        what: "", "";
        why: "", "";
        fix: "", "";
    }
}
