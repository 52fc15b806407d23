package dev.tidewright.core.requests.capping;

import dev.tidewright.core.objects.Resources;
import dev.tidewright.core.units.Quantity;
import java.math.BigInteger;
import java.util.Optional;

/// Keeps requests and limits at one ratio. Processors are counted in thousandths, everything else in whole units, and
/// what does not come out even is cut off. An absent amount is 0, and 0 counts as absent.
///
/// Source: VPA's `utils/vpa/limit_and_request_scaling.go`.
final class Proportion {
    private static final BigInteger MOST = BigInteger.valueOf(Long.MAX_VALUE);

    private Proportion() {}

    /// A limit that moves with its request.
    ///
    /// @param amount empty: no limit is to be set
    /// @param note   what upstream writes into the pod's annotation about it; may be empty
    record Limit(Optional<Quantity> amount, String note) {
        private static Limit of(Quantity amount) {
            return new Limit(Optional.of(amount), "");
        }

        private static Limit none(String note) {
            return new Limit(Optional.empty(), note);
        }
    }

    /// `amount * to / from`, capped at 64 bits.
    ///
    /// @param from above 0
    static Quantity scaled(String resource, Quantity amount, Quantity from, Quantity to) {
        BigInteger product = units(resource, amount).multiply(units(resource, to));
        BigInteger[] quotient = product.divideAndRemainder(units(resource, from));
        BigInteger floor = quotient[1].signum() < 0 ? quotient[0].subtract(BigInteger.ONE) : quotient[0];
        return quantity(resource, floor.min(MOST).longValue(), amount.format());
    }

    /// The same, but processors are rounded up to the next thousandth, so that shares of a minimum reach it.
    static Quantity raised(String resource, Quantity amount, Quantity from, Quantity to) {
        Quantity down = scaled(resource, amount, from, to);
        BigInteger left = units(resource, amount)
                .multiply(units(resource, to))
                .subtract(units(resource, down).multiply(units(resource, from)));
        return isCpu(resource) && left.signum() > 0 && down.milli() < Long.MAX_VALUE
                ? quantity(resource, down.milli() + 1, amount.format())
                : down;
    }

    private static boolean isTooLarge(String resource, Quantity amount, Quantity from, Quantity to) {
        BigInteger product = units(resource, amount).multiply(units(resource, to));
        return product.divide(units(resource, from)).bitLength() >= Long.SIZE;
    }

    private static BigInteger units(String resource, Quantity amount) {
        return BigInteger.valueOf(isCpu(resource) ? amount.milli() : amount.value());
    }

    private static boolean isCpu(String resource) {
        return resource.equals(Resources.CPU);
    }

    private static Quantity quantity(String resource, long units, Quantity.Format format) {
        boolean binary = format == Quantity.Format.BINARY_SI;
        if (isCpu(resource)) {
            return binary ? Quantity.ofMilliBytes(units) : Quantity.ofMilli(units);
        }
        return binary ? Quantity.ofBytes(units) : Quantity.of(units);
    }

    /// The limit in the same proportion to the recommended request as the old limit has to the old request.
    ///
    /// @param absent the limit of a container that states none
    static Limit limit(String resource, Quantity oldLimit, Quantity oldRequest, Quantity recommended, Quantity absent) {
        Quantity limit = isNothing(oldLimit) ? absent : oldLimit;
        if (isNothing(limit)) {
            return Limit.none(resource + ": limit NOT set since originalLimit is nil or 0");
        }
        if (isNothing(recommended)) {
            return Limit.none(resource + ": limit NOT set since recommendedRequest is nil or 0");
        }
        if (isNothing(oldRequest) || oldRequest.milli() == limit.milli()) {
            return Limit.of(recommended);
        }
        String note = isTooLarge(resource, limit, oldRequest, recommended)
                ? resource + ": failed to keep limit to request ratio; capping limit to int64"
                : "";
        return new Limit(Optional.of(scaled(resource, limit, oldRequest, recommended)), note);
    }

    /// The request whose limit, in proportion, is `bound`; 0 where there is no limit and so no bound.
    static Quantity requestAt(String resource, Quantity bound, Quantity limit, Quantity request, Quantity absent) {
        Quantity now = isNothing(limit) ? absent : limit;
        if (isNothing(now)) {
            return Quantity.ZERO;
        }
        return isNothing(request) ? bound : scaled(resource, request, now, bound);
    }

    /// Whether upstream takes the amount as unset: 0 once rounded up to whole units.
    private static boolean isNothing(Quantity amount) {
        return amount.value() == 0;
    }
}
