//! What keeps its order when others change theirs: the rising subsequence of the greatest weight.

/// Which of these numbers, all different, belong to the rising subsequence of the greatest weight.
pub(super) fn rising(numbers: &[usize], weights: &[usize]) -> Vec<bool> {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    // A tree over the ranks of the numbers: the best sum that ends at or below a rank, and where it ends.
    let mut tree: Vec<(usize, Option<usize>)> = vec![(0, None); numbers.len() + 1];
    let mut before: Vec<Option<usize>> = vec![None; numbers.len()];
    let mut best: (usize, Option<usize>) = (0, None);
    for (at, (number, weight)) in numbers.iter().zip(weights).enumerate() {
        let rank = sorted.partition_point(|other| other < number) + 1;
        let (mut sum, mut end) = (0, None);
        let mut node = rank - 1;
        while node > 0 {
            if tree[node].0 > sum {
                (sum, end) = tree[node];
            }
            node &= node - 1;
        }
        before[at] = end;
        sum += weight;
        if sum > best.0 {
            best = (sum, Some(at));
        }
        node = rank;
        while node < tree.len() {
            if sum > tree[node].0 {
                tree[node] = (sum, Some(at));
            }
            node += node & node.wrapping_neg();
        }
    }
    let mut stays = vec![false; numbers.len()];
    let mut end = best.1;
    while let Some(at) = end {
        stays[at] = true;
        end = before[at];
    }
    stays
}
