//! Rules of the family `links`.

use super::rules;

rules! { Links

    LINK_BROKEN = "link-broken", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    ANCHOR_BROKEN = "anchor-broken", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    IMAGE_MISSING = "image-missing", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    LINK_TO_DRAFT = "link-to-draft", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    LINK_TO_RETIRED = "link-to-retired", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    LINK_OUTSIDE = "link-outside", Note {
        what: "", "";
        why: "", "";
        fix: "", "";
    }
}
