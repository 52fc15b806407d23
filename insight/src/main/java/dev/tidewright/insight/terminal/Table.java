package dev.tidewright.insight.terminal;

import java.util.ArrayList;
import java.util.List;

/// Rows in columns: the first column to the left, the others, being figures, to the right.
final class Table {
    private final List<List<String>> rows = new ArrayList<>();

    Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    boolean isEmpty() {
        return rows.size() <= 1;
    }

    /// Lines with `indent` spaces before each; a cell that is too long for 100 columns is shortened at its end.
    String render(int indent) {
        int[] widths = widths();
        var text = new StringBuilder();
        for (List<String> row : rows) {
            var line = new StringBuilder(" ".repeat(indent));
            for (int column = 0; column < row.size(); column++) {
                String cell = fit(row.get(column), column == 0 ? 40 : 24);
                String space = " ".repeat(widths[column] - cell.length());
                line.append(column == 0 ? cell + space : "  " + space + cell);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private int[] widths() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                int width = fit(row.get(column), column == 0 ? 40 : 24).length();
                widths[column] = Math.max(widths[column], width);
            }
        }
        return widths;
    }

    private static String fit(String cell, int most) {
        return cell.length() <= most ? cell : cell.substring(0, most - 1) + "…";
    }
}
