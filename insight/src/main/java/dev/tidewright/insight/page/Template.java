package dev.tidewright.insight.page;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/// A page as one file: the frame, with title, style, data and script put into their places.
///
/// @param scripts own scripts, in the order in which they run
/// @param data    JSON
record Template(String title, List<String> scripts, String data) {
    void write(Writer out) throws IOException {
        String frame = Assets.own("page.html");
        var script = new StringBuilder("'use strict';\n").append(Assets.chartScript());
        for (String each : scripts) {
            script.append('\n').append(Assets.own(each).replace("'use strict';\n", ""));
        }
        String rest = fill(out, frame, "@title@", text(title));
        rest = fill(out, rest, "@style@", Assets.chartStyle() + "\n" + Assets.own("page.css"));
        rest = fill(out, rest, "@data@", inScript(data));
        out.write(fill(out, rest, "@script@", script.toString()));
    }

    /// Writes up to the mark and the text in its place; what is left comes back.
    private static String fill(Writer out, String frame, String mark, String text) throws IOException {
        int at = frame.indexOf(mark);
        out.write(frame, 0, at);
        out.write(text);
        return frame.substring(at + mark.length());
    }

    /// In JSON `<` only stands inside strings, where it may be escaped: so no text can end the script element.
    private static String inScript(String json) {
        return json.replace("<", "\\u003c");
    }

    private static String text(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
