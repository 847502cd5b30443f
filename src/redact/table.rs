//! Lines and columns taken out of a Markdown table, the rest left byte for byte.

use std::collections::BTreeSet;

/// What is taken out of a table: lines and columns, counted from 0 as they stand in its Markdown.
#[derive(Default, Debug, PartialEq)]
pub struct Cut {
    lines: BTreeSet<usize>,
    columns: BTreeSet<usize>,
}

impl Cut {
    /// Takes out what the cell at this byte stands for: in the first line its column, else its line.
    pub fn take(&mut self, table: &str, at: usize) {
        let mut start = 0;
        for (number, line) in table.split_inclusive('\n').enumerate() {
            let end = start + line.len();
            if (start..end).contains(&at) {
                if number == 0 {
                    let leading = usize::from(line.trim_start().starts_with('|'));
                    let segment = bars(line).filter(|bar| start + bar < at).count();
                    self.columns.insert(segment.saturating_sub(leading));
                } else {
                    self.lines.insert(number);
                }
                return;
            }
            start = end;
        }
    }

    /// The table with what is left.
    pub fn apply(&self, table: &str) -> String {
        let lines = table.split_inclusive('\n').enumerate().filter(|(number, _)| !self.lines.contains(number));
        lines.map(|(_, line)| self.line(line)).collect()
    }

    fn line(&self, line: &str) -> String {
        let (row, end) = line.split_at(line.trim_end_matches(['\n', '\r']).len());
        let leading = usize::from(row.trim_start().starts_with('|'));
        let ends = bars(row).chain([row.len()]);
        let mut start = 0;
        let mut kept = Vec::new();
        for (segment, stop) in ends.enumerate() {
            let column = segment.checked_sub(leading);
            if column.is_none_or(|column| !self.columns.contains(&column)) {
                kept.push(&row[start..stop]);
            }
            start = (stop + 1).min(row.len());
        }
        format!("{}{end}", kept.join("|"))
    }
}

/// Where the bars between cells are: those that no backslash escapes.
fn bars(line: &str) -> impl Iterator<Item = usize> + '_ {
    let escaped = |at: usize| line[..at].bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 1;
    line.match_indices('|').map(|(at, _)| at).filter(move |at| !escaped(*at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_go_and_the_rest_stays() {
        let cases = [
            (
                "| A | ceo | spy |\n|---|---|---|\n| x | A | R |\n| y | | |\n",
                vec!["spy", "y | |"],
                "| A | ceo |\n|---|---|\n| x | A |\n",
            ),
            ("A | ceo | spy\n---|---|---\nx | A | R", vec!["spy"], "A | ceo \n---|---\nx | A "),
            (
                "| A | spy | b\\|c |\r\n|---|---|---|\r\n| x | R | A |\r\n",
                vec!["spy"],
                "| A | b\\|c |\r\n|---|---|\r\n| x | A |\r\n",
            ),
            ("| A | b\\|c | spy |\n|---|---|---|\n| x |\n", vec!["spy"], "| A | b\\|c |\n|---|---|\n| x |\n"),
            ("| A | ceo |\n|---|---|\n", vec![], "| A | ceo |\n|---|---|\n"),
        ];
        for (table, words, expected) in cases {
            let mut cut = Cut::default();
            words.iter().for_each(|word| cut.take(table, table.find(word).unwrap()));
            assert_eq!(cut.apply(table), expected);
        }
    }
}
