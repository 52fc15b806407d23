package dev.tidewright.core.nodes;

import dev.tidewright.core.objects.Pod;
import java.util.ArrayList;
import java.util.List;

/// Puts the most important pods first, as upstream does: with Go's `sort.Slice`, which is not stable. Which of several
/// equally important pods gets the last free place depends on that sort, so its steps are followed here:
/// pattern-defeating
/// quicksort (Orson Peters), with Go's choices of pivot, thresholds and shuffle. Not thread-safe.
public final class ImportanceOrder {
    private static final int INSERT_UP_TO = 12;
    private static final int NINTHER_FROM = 50;
    private static final int MOST_SWAPS = 12;
    private static final int SHIFTS = 5;

    /// What choosing a pivot tells of the order there already is.
    private enum Hint {
        UNKNOWN,
        RISING,
        FALLING
    }

    private final List<Pod> pods;
    private int swaps;

    private ImportanceOrder(List<Pod> pods) {
        this.pods = new ArrayList<>(pods);
    }

    public static List<Pod> of(List<Pod> pods) {
        var order = new ImportanceOrder(pods);
        order.sort(0, pods.size(), Integer.SIZE - Integer.numberOfLeadingZeros(pods.size()));
        return order.pods;
    }

    private boolean comesFirst(int i, int j) {
        return pods.get(i).spec().priority() > pods.get(j).spec().priority();
    }

    private void swap(int i, int j) {
        Pod held = pods.get(i);
        pods.set(i, pods.get(j));
        pods.set(j, held);
    }

    private void sort(int from, int to, int badChoicesLeft) {
        int a = from;
        int b = to;
        int limit = badChoicesLeft;
        boolean balanced = true;
        boolean partitioned = true;
        while (b - a > INSERT_UP_TO) {
            if (limit == 0) {
                heapSort(a, b);
                return;
            }
            if (!balanced) {
                scatter(a, b);
                limit--;
            }
            int length = b - a;
            int pivot = choosePivot(a, b);
            Hint hint = swaps == 0 ? Hint.RISING : swaps == MOST_SWAPS ? Hint.FALLING : Hint.UNKNOWN;
            if (hint == Hint.FALLING) {
                reverse(a, b);
                pivot = b - 1 - (pivot - a);
                hint = Hint.RISING;
            }
            if (balanced && partitioned && hint == Hint.RISING && sortedByFewShifts(a, b)) {
                return;
            }
            if (a > 0 && !comesFirst(a - 1, pivot)) {
                a = gatherEqual(a, b, pivot);
                continue;
            }
            swap(a, pivot);
            int firstOut = skipLeft(a + 1, b - 1, a);
            int lastOut = skipRight(firstOut, b - 1, a);
            partitioned = firstOut > lastOut;
            int middle = partition(a, firstOut, lastOut);
            if (middle - a < b - middle) {
                balanced = middle - a >= length / 8;
                sort(a, middle, limit);
                a = middle + 1;
            } else {
                balanced = b - middle >= length / 8;
                sort(middle + 1, b, limit);
                b = middle;
            }
        }
        insertionSort(a, b);
    }

    private void insertionSort(int a, int b) {
        for (int i = a + 1; i < b; i++) {
            for (int j = i; j > a && comesFirst(j, j - 1); j--) {
                swap(j, j - 1);
            }
        }
    }

    private int skipLeft(int i, int j, int pivot) {
        int at = i;
        while (at <= j && comesFirst(at, pivot)) {
            at++;
        }
        return at;
    }

    private int skipRight(int i, int j, int pivot) {
        int at = j;
        while (i <= at && !comesFirst(at, pivot)) {
            at--;
        }
        return at;
    }

    /// The pivot stands at `a`; what lies outside `i` to `j` is on its right side already.
    private int partition(int a, int i, int j) {
        int left = i;
        int right = j;
        while (left <= right) {
            swap(left++, right--);
            left = skipLeft(left, right, a);
            right = skipRight(left, right, a);
        }
        swap(right, a);
        return right;
    }

    /// Moves what equals the pivot to the front; returns where the rest begins.
    private int gatherEqual(int a, int b, int pivot) {
        swap(a, pivot);
        int i = a + 1;
        int j = b - 1;
        while (true) {
            while (i <= j && !comesFirst(a, i)) {
                i++;
            }
            while (i <= j && comesFirst(a, j)) {
                j--;
            }
            if (i > j) {
                return i;
            }
            swap(i++, j--);
        }
    }

    private boolean sortedByFewShifts(int a, int b) {
        int i = a + 1;
        for (int shift = 0; shift < SHIFTS; shift++) {
            while (i < b && !comesFirst(i, i - 1)) {
                i++;
            }
            if (i == b) {
                return true;
            }
            if (b - a < NINTHER_FROM) {
                return false;
            }
            swap(i, i - 1);
            if (i - a >= 2) {
                for (int j = i - 1; j >= 1 && comesFirst(j, j - 1); j--) {
                    swap(j, j - 1);
                }
            }
            if (b - i >= 2) {
                for (int j = i + 1; j < b && comesFirst(j, j - 1); j++) {
                    swap(j, j - 1);
                }
            }
        }
        return false;
    }

    private int choosePivot(int a, int b) {
        int quarter = (b - a) / 4;
        int i = a + quarter;
        int j = a + quarter * 2;
        int k = a + quarter * 3;
        swaps = 0;
        if (b - a >= NINTHER_FROM) {
            i = median(i - 1, i, i + 1);
            j = median(j - 1, j, j + 1);
            k = median(k - 1, k, k + 1);
        }
        return median(i, j, k);
    }

    private int median(int first, int second, int third) {
        int a = first;
        int b = second;
        int c = third;
        if (comesFirst(b, a)) {
            swaps++;
            a = second;
            b = first;
        }
        if (comesFirst(c, b)) {
            swaps++;
            int held = b;
            b = c;
            c = held;
        }
        if (comesFirst(b, a)) {
            swaps++;
            b = a;
        }
        return b;
    }

    private void reverse(int a, int b) {
        for (int i = a, j = b - 1; i < j; i++, j--) {
            swap(i, j);
        }
    }

    /// Moves three elements about, by a generator that the length seeds.
    private void scatter(int a, int b) {
        int length = b - a;
        long random = length;
        long mask = (1L << (Integer.SIZE - Integer.numberOfLeadingZeros(length))) - 1;
        int at = a + length / 4 * 2 - 1;
        for (int i = 0; i < 3; i++) {
            random ^= random << 13;
            random ^= random >>> 7;
            random ^= random << 17;
            int other = (int) (random & mask);
            swap(at + i, a + (other >= length ? other - length : other));
        }
    }

    private void heapSort(int a, int b) {
        int length = b - a;
        for (int i = (length - 1) / 2; i >= 0; i--) {
            siftDown(i, length, a);
        }
        for (int i = length - 1; i >= 0; i--) {
            swap(a, a + i);
            siftDown(0, i, a);
        }
    }

    private void siftDown(int from, int to, int first) {
        int root = from;
        while (2 * root + 1 < to) {
            int child = 2 * root + 1;
            if (child + 1 < to && comesFirst(first + child, first + child + 1)) {
                child++;
            }
            if (!comesFirst(first + root, first + child)) {
                return;
            }
            swap(first + root, first + child);
            root = child;
        }
    }
}
