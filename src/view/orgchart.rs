//! The organisation chart as inline SVG: who reports to whom, drawn from a tree.
//!
//! Attributes and classes only (no style, no script), so that the strict policy and both themes hold. The same tree stands
//! beside it as a nested list, which is what screen readers get.

use crate::view::organisation::TreeNode;

const WIDTH: usize = 196;
const HEIGHT: usize = 66;
const GAP_X: usize = 20;
const GAP_Y: usize = 36;

/// Draws the trees side by side. `label` names the picture; empty when there is no edge to draw.
/// A chart wider than `most` boxes would not be read: it is left to the list then.
pub fn draw(trees: &[TreeNode], label: &str, most: usize) -> String {
    let leaves: usize = trees.iter().map(leaves).sum();
    if trees.iter().all(|tree| tree.children.is_empty()) || leaves > most {
        return String::new();
    }
    let width = leaves * (WIDTH + GAP_X) - GAP_X + 2;
    let deepest = trees.iter().map(depth).max().unwrap_or(1);
    let height = deepest * (HEIGHT + GAP_Y) - GAP_Y + 2;
    let mut edges = String::new();
    let mut boxes = String::new();
    let mut left = 1;
    for tree in trees {
        place(tree, left, 1, true, &mut edges, &mut boxes);
        left += self::leaves(tree) * (WIDTH + GAP_X);
    }
    format!(
        "<svg class=\"orgchart\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">{edges}{boxes}</svg>",
        escape(label)
    )
}

fn leaves(node: &TreeNode) -> usize {
    node.children.iter().map(leaves).sum::<usize>().max(1)
}

fn depth(node: &TreeNode) -> usize {
    1 + node.children.iter().map(depth).max().unwrap_or(0)
}

/// Puts a node over the middle of its children; answers where its middle is.
fn place(node: &TreeNode, left: usize, top: usize, is_top: bool, edges: &mut String, boxes: &mut String) -> usize {
    let span = leaves(node) * (WIDTH + GAP_X) - GAP_X;
    let middle = left + span / 2;
    let below = top + HEIGHT + GAP_Y;
    let mut at = left;
    for child in &node.children {
        let to = place(child, at, below, false, edges, boxes);
        let bend = top + HEIGHT + GAP_Y / 2;
        edges.push_str(&format!("<path class=\"edge\" d=\"M{middle} {}V{bend}H{to}V{below}\"/>", top + HEIGHT));
        at += leaves(child) * (WIDTH + GAP_X);
    }
    let people: Vec<&str> = node.held.people.iter().map(|person| person.text.as_str()).collect();
    let class = match (is_top, people.is_empty()) {
        (_, true) => "node vacant",
        (true, _) => "node top",
        _ => "node",
    };
    boxes.push_str(&format!(
        "<g class=\"{class}\"><rect x=\"{}\" y=\"{top}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" rx=\"4\"/>",
        middle - WIDTH / 2
    ));
    let who = if people.is_empty() { "\u{2013}".to_owned() } else { people.join(", ") };
    let (first, second) = two_lines(&node.held.role.text, 24);
    let lines = if second.is_empty() {
        vec![("", 30, first), (" class=\"sub\"", 49, shorten(&who, 26))]
    } else {
        vec![("", 21, first), ("", 37, shorten(&second, 24)), (" class=\"sub\"", 55, shorten(&who, 26))]
    };
    for (class, dy, text) in lines {
        boxes.push_str(&format!(
            "<text{class} x=\"{middle}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            top + dy,
            escape(&text)
        ));
    }
    boxes.push_str("</g>");
    middle
}

/// A title on up to two lines, broken between words; the second may still be too long.
fn two_lines(text: &str, most: usize) -> (String, String) {
    if text.chars().count() <= most {
        return (text.to_owned(), String::new());
    }
    let mut first = String::new();
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next_if(|w| first.is_empty() || first.chars().count() + 1 + w.chars().count() <= most)
    {
        if !first.is_empty() {
            first.push(' ');
        }
        first.push_str(word);
    }
    (shorten(&first, most), words.collect::<Vec<_>>().join(" "))
}

/// At most `most` characters, with an ellipsis.
fn shorten(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most - 1).collect();
    format!("{}\u{2026}", cut.trim_end())
}

/// Text safe in HTML content and in quoted attributes.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::parts::{Name, RoleHeld};

    fn node(role: &str, person: &str, children: Vec<TreeNode>) -> TreeNode {
        let name = |text: &str| Name { text: text.to_owned(), href: None, lang: None };
        let people = if person.is_empty() { Vec::new() } else { vec![name(person)] };
        TreeNode { held: RoleHeld { role: name(role), people }, children }
    }

    #[test]
    fn draws_one_box_a_role_and_one_edge_a_report() {
        let tree = node("CEO", "Marie", vec![node("CISO", "Jean", vec![]), node("R&D", "", vec![])]);
        let svg = draw(&[tree], "Chart \"A\"", 40);
        assert_eq!(svg.matches("<rect").count(), 3);
        assert_eq!(svg.matches("class=\"edge\"").count(), 2);
        assert!(svg.contains("R&amp;D") && svg.contains("node vacant") && svg.contains("Chart &quot;A&quot;"));
        assert!(!svg.contains("style="));
    }

    #[test]
    fn leaves_flat_and_huge_organisations_to_the_list() {
        assert_eq!(draw(&[node("CEO", "Marie", vec![])], "x", 40), "");
        let many = (0..41).map(|n| node(&format!("R{n}"), "", vec![])).collect();
        assert_eq!(draw(&[node("CEO", "Marie", many)], "x", 40), "");
    }
}
