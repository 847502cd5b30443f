//! Rules of the family `objectives`.

use super::rules;

rules! { Objectives

    OBJECTIVE_UNALIGNED = "objective-unaligned", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    INDICATOR_UNALIGNED = "indicator-unaligned", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    MEASUREMENT_STALE = "measurement-stale", Warning {
        what: "", "";
        why: "", "";
        fix: "", "";
    }

    TARGET_MISSED = "target-missed", Note {
        what: "", "";
        why: "", "";
        fix: "", "";
    }
}
