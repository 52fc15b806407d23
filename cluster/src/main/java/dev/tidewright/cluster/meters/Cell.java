package dev.tidewright.cluster.meters;

/// The value of one series.
interface Cell {
    /// Writes its lines.
    ///
    /// @param labels rendered without braces: `action="none",error="none"`; empty where there are none
    void writeTo(StringBuilder text, String name, String labels);

    /// One line: name, labels, value.
    static void line(StringBuilder text, String name, String labels, double value) {
        text.append(name);
        if (!labels.isEmpty()) {
            text.append('{').append(labels).append('}');
        }
        text.append(' ').append(number(value)).append('\n');
    }

    /// Whole numbers without a point, as Prometheus' own clients write them.
    static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        boolean whole = value == StrictMath.rint(value) && StrictMath.abs(value) < 1e15;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }
}
