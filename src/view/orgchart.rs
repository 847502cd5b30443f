//! The organisation chart as inline SVG: who reports to whom, drawn from a tree.
//!
//! Attributes and classes only (no style, no script), so that the strict policy and both themes hold. The same tree stands
//! beside it as a nested list, which is what screen readers get.

use crate::view::organisation::TreeNode;

const WIDTH: usize = 196;
const HEIGHT: usize = 66;
const GAP_X: usize = 20;
const GAP_Y: usize = 36;
/// Those who lead nobody stand under one another, hung from a line at their left.
const HANG: usize = 18;
const GAP_HUNG: usize = 14;

/// Draws the trees side by side; who reports to nobody and leads nobody is left to the list. `label` names the picture.
/// Empty when there is no edge to draw, or when the chart would be wider than `most` boxes.
pub fn draw(trees: &[TreeNode], label: &str, most: usize) -> String {
    let trees: Vec<&TreeNode> = trees.iter().filter(|tree| !tree.children.is_empty()).collect();
    let wide: usize = trees.iter().map(|tree| columns(tree)).sum();
    if trees.is_empty() || wide > most {
        return String::new();
    }
    let width = wide * (WIDTH + GAP_X) - GAP_X + 2;
    let height = trees.iter().map(|tree| tall(tree)).max().unwrap_or(HEIGHT) + 2;
    let mut edges = String::new();
    let mut boxes = String::new();
    let mut left = 1;
    for tree in trees {
        place(tree, left, 1, true, &mut edges, &mut boxes);
        left += columns(tree) * (WIDTH + GAP_X);
    }
    format!(
        "<svg class=\"orgchart\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\">{edges}{boxes}</svg>",
        escape(label)
    )
}

/// Children who lead others, and those who do not.
fn split(node: &TreeNode) -> (Vec<&TreeNode>, Vec<&TreeNode>) {
    node.children.iter().partition(|child| !child.children.is_empty())
}

fn columns(node: &TreeNode) -> usize {
    let (leading, hung) = split(node);
    (leading.iter().map(|child| columns(child)).sum::<usize>() + usize::from(!hung.is_empty())).max(1)
}

fn tall(node: &TreeNode) -> usize {
    let (leading, hung) = split(node);
    let stack = (hung.len() * (HEIGHT + GAP_HUNG)).saturating_sub(GAP_HUNG);
    let below = leading.iter().map(|child| tall(child)).chain([stack]).max().unwrap_or(0);
    if below == 0 { HEIGHT } else { HEIGHT + GAP_Y + below }
}

/// Puts a node over the middle of its children; answers where its middle is.
fn place(node: &TreeNode, left: usize, top: usize, is_top: bool, edges: &mut String, boxes: &mut String) -> usize {
    let span = columns(node) * (WIDTH + GAP_X) - GAP_X;
    let middle = left + span / 2;
    let (foot, bend, below) = (top + HEIGHT, top + HEIGHT + GAP_Y / 2, top + HEIGHT + GAP_Y);
    let (leading, hung) = split(node);
    let mut at = left;
    for child in leading {
        let to = place(child, at, below, false, edges, boxes);
        edges.push_str(&format!("<path class=\"edge\" d=\"M{middle} {foot}V{bend}H{to}V{below}\"/>"));
        at += columns(child) * (WIDTH + GAP_X);
    }
    for (row, child) in hung.into_iter().enumerate() {
        let y = below + row * (HEIGHT + GAP_HUNG);
        let (line, to) = (at + HANG / 3, y + HEIGHT / 2);
        edges.push_str(&format!("<path class=\"edge\" d=\"M{middle} {foot}V{bend}H{line}V{to}H{}\"/>", at + HANG));
        draw_box(child, at + HANG, WIDTH - HANG, y, false, boxes);
    }
    draw_box(node, middle - WIDTH / 2, WIDTH, top, is_top, boxes);
    middle
}

/// One role: its title on one or two lines, and who holds it.
fn draw_box(node: &TreeNode, left: usize, width: usize, top: usize, is_top: bool, boxes: &mut String) {
    let middle = left + width / 2;
    let most = width / 8;
    let people: Vec<&str> = node.held.people.iter().map(|person| person.text.as_str()).collect();
    let class = match (is_top, people.is_empty()) {
        (_, true) => "node vacant",
        (true, _) => "node top",
        _ => "node",
    };
    boxes.push_str(&format!(
        "<g class=\"{class}\"><rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{HEIGHT}\" rx=\"4\"/>"
    ));
    let who = if people.is_empty() { "\u{2013}".to_owned() } else { people.join(", ") };
    let (first, second) = two_lines(&node.held.role.text, most);
    let lines = if second.is_empty() {
        vec![("", 30, first), (" class=\"sub\"", 49, shorten(&who, most + 2))]
    } else {
        vec![("", 21, first), ("", 37, shorten(&second, most)), (" class=\"sub\"", 55, shorten(&who, most + 2))]
    };
    for (class, dy, text) in lines {
        boxes.push_str(&format!(
            "<text{class} x=\"{middle}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            top + dy,
            escape(&text)
        ));
    }
    boxes.push_str("</g>");
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
        let many = (0..41).map(|n| node(&format!("R{n}"), "", vec![node("a", "", vec![])])).collect();
        assert_eq!(draw(&[node("CEO", "Marie", many)], "x", 40), "");
    }

    #[test]
    fn those_who_lead_nobody_hang_under_one_another() {
        let flat = |n: usize| node("CEO", "Marie", (0..n).map(|_| node("R", "P", vec![])).collect());
        let width = |tree: TreeNode| {
            draw(&[tree], "x", 4).split("width=\"").nth(1).map(|w| w.split('"').next().unwrap().to_owned())
        };
        assert_eq!(width(flat(2)), width(flat(12)), "twelve are no wider than two");
    }
}
