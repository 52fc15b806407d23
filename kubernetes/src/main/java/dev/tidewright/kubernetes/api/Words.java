package dev.tidewright.kubernetes.api;

/// What a status means, in the words of Kubernetes' own client. Source: apimachinery, `NewGenericServerResponse`.
public final class Words {
    private Words() {}

    /// @param said the body, where it was not a Status
    public static String of(int status, String said) {
        return switch (status) {
            case 400 -> "the server rejected our request for an unknown reason";
            case 401 -> "the server has asked for the client to provide credentials";
            case 403 -> said.isBlank() ? "forbidden" : said.strip();
            case 404 -> "the server could not find the requested resource";
            case 405 -> "the server does not allow this method on the requested resource";
            case 409 -> "the server reported a conflict";
            case 410 -> "the server has no such part of its history any more";
            case 422 -> "the server rejected our request due to an error in our request";
            case 429 -> "the server has received too many requests and has asked us to try again later";
            case 503 -> "the server is currently unable to handle the request";
            case 504 ->
                "the server was unable to return a response in the time allotted, but may still be processing"
                        + " the request";
            default -> "an error on the server (\"" + said.strip() + "\") has prevented the request from succeeding";
        };
    }
}
