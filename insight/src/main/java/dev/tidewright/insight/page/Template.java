package dev.tidewright.insight.page;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/// A page as one file: the frame, with title, style, data and script put into their places.
///
/// @param scripts own scripts, in the order in which they run
/// @param data    JSON
record Template(String title, List<String> scripts, String data) {
    /// A page that carries its data.
    void write(Writer out) throws IOException {
        String frame = Assets.own("page.html");
        String script = "'use strict';\n" + Assets.chartScript() + "\n" + script("carried.js") + joined();
        String rest = fill(out, frame, "@title@", text(title));
        rest = fill(out, rest, "@style@", Assets.chartStyle() + "\n" + Assets.own("page.css"));
        rest = fill(out, rest, "@data@", inScript(data));
        out.write(fill(out, rest, "@script@", script));
    }

    /// A page that asks for its data, again and again: its scripts become one function of them, which draws all.
    void writeLive(Writer out) throws IOException {
        String script = "'use strict';\n" + Assets.chartScript() + "\nconst report = data => {\n" + joined()
                + script("redraw.js") + "};\n" + script("live.js");
        String rest = fill(out, Assets.own("live.html"), "@title@", text(title));
        rest = fill(out, rest, "@style@", Assets.chartStyle() + "\n" + Assets.own("page.css"));
        out.write(fill(out, rest, "@script@", script));
    }

    private String joined() throws IOException {
        var joined = new StringBuilder();
        for (String each : scripts) {
            joined.append(script(each));
        }
        return joined.toString();
    }

    private static String script(String name) throws IOException {
        return Assets.own(name).replace("'use strict';\n", "") + "\n";
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
