//! Schemas against the tables they are made from.

use super::*;

fn check_keys(keys: &[Key], schema: &Value, at: &str) {
    let properties = schema["properties"].as_object().unwrap_or_else(|| panic!("{at}: no properties"));
    assert_eq!(schema["additionalProperties"], json!(false), "{at}");
    let names: Vec<&str> = keys.iter().map(|key| key.name).collect();
    assert_eq!(properties.len(), names.len(), "{at}");
    for key in keys {
        let (at, property) = (format!("{at}.{}", key.name), &properties[key.name]);
        assert!(property["description"].as_str().is_some_and(|doc| !doc.is_empty()), "{at}");
        let required = schema["required"].as_array().is_some_and(|list| list.contains(&json!(key.name)));
        assert_eq!(required, key.required, "{at}");
        assert!(
            property["examples"][0].is_null() || admits(property, &property["examples"][0]),
            "{at}: its own example {} is not admitted by {property}",
            property["examples"][0]
        );
        match key.shape {
            Shape::Map(inner) => check_keys(inner, property, &at),
            Shape::List(Shape::Map(inner)) => check_keys(inner, &property["anyOf"][1], &at),
            _ => {}
        }
    }
}

/// Enough of a validator for the words that these schemas use; patterns are read by hand below.
fn admits(schema: &Value, value: &Value) -> bool {
    if let Some(any) = schema["anyOf"].as_array() {
        return any.iter().any(|one| admits(one, value));
    }
    if let Some(words) = schema["enum"].as_array() {
        return words.contains(value);
    }
    let is = |name: &str| match name {
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_u64(),
        "boolean" => value.is_boolean(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("{other}"),
    };
    let typed = match &schema["type"] {
        Value::String(name) => is(name),
        Value::Array(names) => names.iter().any(|name| name.as_str().is_some_and(is)),
        _ => true,
    };
    let items =
        value.as_array().into_iter().flatten().all(|item| schema["items"].is_null() || admits(&schema["items"], item));
    let entries = value.as_object().into_iter().flatten().all(|(name, value)| {
        let own = &schema["properties"][name];
        let other = &schema["additionalProperties"];
        if own.is_null() {
            other != &json!(false) && (!other.is_object() || admits(other, value))
        } else {
            admits(own, value)
        }
    });
    typed && items && entries
}

#[test]
fn every_key_of_every_table_is_there() {
    for tongue in [Tongue::En, Tongue::Fr] {
        let all = schema(None, tongue).unwrap();
        assert_eq!(all["$schema"], DIALECT);
        for subject in subjects() {
            let one = schema(Some(subject.name), tongue).unwrap();
            let text = format!("{one:#}");
            assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), one);
            let mut inner = one.as_object().unwrap().clone();
            inner.remove("$schema");
            assert_eq!(all["$defs"][subject.name], Value::Object(inner), "{}", subject.name);
            let mapping = if subject.is_list { &one["items"] } else { &one };
            check_keys(subject.keys, mapping, subject.name);
        }
    }
}

#[test]
fn the_forms_of_values() {
    let policy = schema(Some("policy"), Tongue::Fr).unwrap();
    let config = schema(Some("config"), Tongue::En).unwrap();
    let cases = [
        (&policy, "version", json!(1.2), true),
        (&policy, "version", json!("2.10"), true),
        (&policy, "version", json!(true), false),
        (&policy, "status", json!("approved"), true),
        (&policy, "status", json!("final"), false),
        (&policy, "title", json!({ "en": "Policy", "fr": "Politique" }), true),
        (&policy, "title", json!(["Policy"]), false),
        (&policy, "approval", json!({ "role": "ceo", "person": "a", "date": "2026-01-01" }), true),
        (&policy, "approval", json!([{ "role": "ceo", "persona": "a" }]), false),
        (&policy, "audience", json!("everyone"), true),
        (&policy, "extra", json!({ "anything": [1] }), true),
        (&config, "matrix", json!({ "scheme": { "A": "Accountable" }, "overload": 25 }), true),
        (&config, "matrix", json!({ "overload": -1 }), false),
        (&config, "rules", json!({ "link-broken": "error" }), true),
        (&config, "rules", json!({ "link-broken": "loud" }), false),
    ];
    for (schema, key, value, expected) in cases {
        assert_eq!(admits(&schema["properties"][key], &value), expected, "{key}: {value}");
    }
    assert_eq!(policy["then"]["required"], json!(["approval"]));
    assert_eq!(policy["properties"]["title"]["description"], "Son titre.");
    assert!(config["if"].is_null());
}

#[test]
fn an_unknown_name_lists_the_known() {
    for (name, part) in [("polcy", "Did you mean `policy`?"), ("zzz", "config"), ("commitment-x", "people")] {
        let error = schema(Some(name), Tongue::En).unwrap_err().to_string();
        assert!(error.contains(part), "{error}");
    }
}
