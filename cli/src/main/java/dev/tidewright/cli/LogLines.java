package dev.tidewright.cli;

/// Log lines, for the command that runs for good; all others say what they have to say on standard output.
final class LogLines {
    private static final String PREFIX = "org.slf4j.simpleLogger.";

    private LogLines() {}

    /// No lines. To be called before the first logger is made, as [#on] is.
    static void off() {
        set("off", "off");
    }

    /// @param all also those on what is held and on watches
    static void on(boolean all) {
        set("warn", all ? "debug" : "info");
    }

    private static void set(String others, String own) {
        System.setProperty(PREFIX + "defaultLogLevel", others);
        System.setProperty(PREFIX + "log.dev.tidewright", own);
        System.setProperty(PREFIX + "showDateTime", "true");
        System.setProperty(PREFIX + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
        System.setProperty(PREFIX + "showThreadName", "false");
        System.setProperty(PREFIX + "showShortLogName", "true");
    }
}
