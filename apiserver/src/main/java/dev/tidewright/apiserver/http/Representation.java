package dev.tidewright.apiserver.http;

import dev.tidewright.apiserver.answers.ApiError;
import dev.tidewright.apiserver.resources.ResourceType;
import dev.tidewright.apiserver.tables.Tables;
import java.util.List;
import java.util.Locale;

/// What a client wants to see of an object.
///
/// @param include how much of the object a table's row carries
record Representation(ResourceType type, Form form, Tables.Include include) {
    /// The object whole, its metadata alone, or a row of a table.
    enum Form {
        OBJECT,
        METADATA,
        TABLE
    }

    /// From the `Accept` header; the first of its media types that is served wins.
    ///
    /// @throws ApiError 406 where none is
    static Representation of(Exchange exchange, ResourceType type) {
        String accept = exchange.header("Accept");
        for (String part : accept.isBlank() ? new String[] {"*/*"} : accept.split(",")) {
            String[] words = part.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*");
            String as = parameter(part, "as");
            if (isJson(words[0]) && isServed(as, parameter(part, "v"))) {
                return new Representation(type, form(as), include(exchange.query("includeObject")));
            }
        }
        throw new ApiError(
                406, "NotAcceptable", "only the following media types are accepted: application/json", List.of());
    }

    private static boolean isJson(String mediaType) {
        return mediaType.equals("application/json") || mediaType.equals("*/*") || mediaType.equals("application/*");
    }

    private static boolean isServed(String as, String version) {
        return as.isEmpty()
                || (version.equals("v1")
                        && (as.equals("Table")
                                || as.equals("PartialObjectMetadata")
                                || as.equals("PartialObjectMetadataList")));
    }

    private static Form form(String as) {
        return as.isEmpty() ? Form.OBJECT : as.equals("Table") ? Form.TABLE : Form.METADATA;
    }

    private static Tables.Include include(String word) {
        return switch (word) {
            case "None" -> Tables.Include.NONE;
            case "Object" -> Tables.Include.OBJECT;
            default -> Tables.Include.METADATA;
        };
    }

    private static String parameter(String part, String name) {
        for (String word : part.split(";")) {
            String stripped = word.strip();
            if (stripped.startsWith(name + "=")) {
                return stripped.substring(name.length() + 1);
            }
        }
        return "";
    }
}
