//! The organisation chart as inline SVG: who reports to whom, drawn from a tree.
//!
//! Attributes and classes only (no style, no script), so that the strict policy and both themes hold. The same tree stands
//! beside it as a nested list, which is what screen readers get.

use crate::view::organisation::TreeNode;

const WIDTH: usize = 232;
const HEIGHT: usize = 66;
const GAP_X: usize = 16;
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

/// One role: its title on up to three lines, and who holds it.
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
    let title = broken(&node.held.role.text, most);
    let (first, step, foot) = match title.len() {
        1 => (30, 0, 49),
        2 => (21, 16, 55),
        _ => (16, 14, 59),
    };
    let titles = title.into_iter().enumerate().map(|(line, text)| ("", first + line * step, text));
    let lines: Vec<_> = titles.chain([(" class=\"sub\"", foot, shorten(&who, most + 2))]).collect();
    for (class, dy, text) in lines {
        boxes.push_str(&format!(
            "<text{class} x=\"{middle}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            top + dy,
            escape(&text)
        ));
    }
    boxes.push_str("</g>");
}

/// A title on up to three lines, broken between words; what is longer ends in an ellipsis.
fn broken(text: &str, most: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let last = lines.len() == 3;
        match lines.last_mut() {
            Some(line) if last || line.chars().count() + 1 + word.chars().count() <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.iter().map(|line| shorten(line, most)).collect()
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
    fn long_titles_take_three_lines_before_they_are_cut() {
        assert_eq!(broken("CEO", 20), ["CEO"]);
        let title = "Responsable de la protection des renseignements personnels";
        assert_eq!(broken(title, 26), ["Responsable de la", "protection des", "renseignements personnels"]);
        assert_eq!(broken("one two three four five six", 5), ["one", "two", "thre\u{2026}"]);
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
