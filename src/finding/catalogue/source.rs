//! Rules of the family `source`.

use super::rules;

rules! { Source

    NOT_UTF_8 = "not-utf-8", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    FRONT_MATTER_UNCLOSED = "front-matter-unclosed", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    YAML_INVALID = "yaml-invalid", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    KEY_UNKNOWN = "key-unknown", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    KEY_MISSING = "key-missing", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    VALUE_INVALID = "value-invalid", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    KEY_DUPLICATE = "key-duplicate", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    ID_INVALID = "id-invalid", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    ID_DUPLICATE = "id-duplicate", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    LINK_OUTSIDE_ROOT = "link-outside-root", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    FILE_UNREADABLE = "file-unreadable", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    OVER_LIMIT = "over-limit", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    URL_COLLISION = "url-collision", Error {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    HTML_REMOVED = "html-removed", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    CONFIG_MISSING = "config-missing", Note {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    FOREIGN_METADATA = "foreign-metadata", Note {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    WAIVER_UNUSED = "waiver-unused", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    WAIVER_EXPIRED = "waiver-expired", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }
}
