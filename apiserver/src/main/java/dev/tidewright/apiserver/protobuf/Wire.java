package dev.tidewright.apiserver.protobuf;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads one message's bytes: tags and what follows them. Source: protobuf's encoding, without groups.
final class Wire {
    static final int VARINT = 0;
    static final int FIXED_64 = 1;
    static final int BYTES = 2;
    static final int FIXED_32 = 5;
    private static final int TYPE_BITS = 3;
    private static final int VARINT_BYTES_MAX = 10;

    private final byte[] bytes;
    private final int end;
    private int at;

    Wire(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    boolean hasMore() {
        return at < end;
    }

    /// Number and type of the next field, in one.
    long tag() {
        return varint();
    }

    static int number(long tag) {
        return (int) (tag >>> TYPE_BITS);
    }

    static int type(long tag) {
        return (int) (tag & ((1 << TYPE_BITS) - 1));
    }

    long varint() {
        long value = 0;
        for (int i = 0; i < VARINT_BYTES_MAX; i++) {
            if (at >= end) {
                throw new MalformedMessage("unexpected EOF");
            }
            byte next = bytes[at++];
            value |= (long) (next & 0x7f) << (7 * i);
            if (next >= 0) {
                return value;
            }
        }
        throw new MalformedMessage("proto: integer overflow");
    }

    long fixed64() {
        int from = take(Long.BYTES);
        long value = 0;
        for (int i = Long.BYTES - 1; i >= 0; i--) {
            value = value << Byte.SIZE | (bytes[from + i] & 0xff);
        }
        return value;
    }

    /// The message, text or packed list that comes next.
    Wire inner() {
        int length = length();
        int from = take(length);
        return new Wire(bytes, from, from + length);
    }

    String text() {
        int length = length();
        return new String(bytes, take(length), length, StandardCharsets.UTF_8);
    }

    byte[] rawBytes() {
        int length = length();
        int from = take(length);
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    void skip(int type) {
        switch (type) {
            case VARINT -> varint();
            case FIXED_64 -> take(Long.BYTES);
            case BYTES -> take(length());
            case FIXED_32 -> take(Integer.BYTES);
            default -> throw new MalformedMessage("proto: illegal wireType " + type);
        }
    }

    private int length() {
        long length = varint();
        if (length < 0 || length > end - at) {
            throw new MalformedMessage("unexpected EOF");
        }
        return (int) length;
    }

    private int take(int length) {
        if (length > end - at) {
            throw new MalformedMessage("unexpected EOF");
        }
        int from = at;
        at += length;
        return from;
    }
}
