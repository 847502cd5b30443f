//! Rules of the family `archive`.

use super::rules;

rules! { Archive

    ARCHIVE_DIGEST = "archive-digest", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    ARCHIVE_CHAIN = "archive-chain", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    ARCHIVE_SEQUENCE = "archive-sequence", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    ARCHIVE_FILE_MISSING = "archive-file-missing", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    ARCHIVE_FILE_STRAY = "archive-file-stray", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    ARCHIVE_EVENT_INVALID = "archive-event-invalid", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    SIGNATURE_INVALID = "signature-invalid", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    SIGNER_UNKNOWN = "signer-unknown", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    SIGNATURE_UNLISTED = "signature-unlisted", Note {
        what: "", "";
        why: "", "";
        fix: "", "";
    }
}
