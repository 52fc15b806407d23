package dev.tidewright.cluster.documents;

import dev.tidewright.core.objects.Volume;
/// Reads the volumes of a pod as far as scheduling and draining look at them.

final class VolumeDocuments {
    private VolumeDocuments() {}

    static Volume volume(Fields.Item item) {
        Fields volume = item.fields();
        String name = volume.requiredText("name");
        String source = volume.names().stream()
                .filter(field -> !field.equals("name") && volume.document(field).isPresent())
                .findFirst()
                .orElse("emptyDir");
        return volume.mapping(source).map(body -> volume(name, source, body)).orElse(Volume.of(name, source));
    }

    private static Volume volume(String name, String source, Fields body) {
        return new Volume(
                name,
                source,
                claim(name, source, body),
                source.equals("emptyDir") ? body.text("medium").orElse("") : "",
                disk(source, body),
                body.bool("readOnly").orElse(false));
    }

    private static String claim(String name, String source, Fields body) {
        return switch (source) {
            case "persistentVolumeClaim" -> body.text("claimName").orElse("");
            case "ephemeral" -> name;
            default -> "";
        };
    }

    /// What two pods must share for their disks to be the same one (upstream: `volumerestrictions`).
    private static String disk(String source, Fields body) {
        return switch (source) {
            case "gcePersistentDisk" -> body.text("pdName").orElse("");
            case "awsElasticBlockStore" -> body.text("volumeID").orElse("");
            case "iscsi" -> body.text("iqn").orElse("");
            case "rbd" ->
                body.text("pool").orElse("rbd") + "/" + body.text("image").orElse("");
            default -> "";
        };
    }
}
