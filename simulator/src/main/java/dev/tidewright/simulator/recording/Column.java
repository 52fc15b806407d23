package dev.tidewright.simulator.recording;

import java.util.Arrays;

/// Numbers, one a row; a row may have none.
public final class Column {
    private final double[] values;

    Column(double[] values, int rows) {
        this.values = Arrays.copyOf(values, rows);
    }

    /// A column of given values; NaN marks a row without one.
    public static Column of(double... values) {
        return new Column(values, values.length);
    }

    public int rows() {
        return values.length;
    }

    /// Whether the row has a value.
    public boolean has(int row) {
        return !Double.isNaN(values[row]);
    }

    /// The row's value; NaN where [#has] says there is none.
    public double at(int row) {
        return values[row];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Column column && Arrays.equals(values, column.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
