package dev.tidewright.core.requests.regret;

import dev.tidewright.core.requests.usage.BucketLayout;
import dev.tidewright.core.units.Bytes;
import dev.tidewright.core.units.MilliCpu;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The highest usage of containers of one name in each slot of some days: what a replay needs, in two bytes a slot.
///
/// Amounts are kept by histogram bucket, and so come back up to 5 % higher. Eight days in slots of five minutes take
/// 4.6 kB, however many pods there are. Mutable, and not thread-safe.
public final class UsageHistory {
    private static final double MILLI = 1_000;
    private static final byte NOTHING = 0; // else the bucket and one

    private final long slotMillis;
    private final byte[] cpu;
    private final byte[] memory;
    private long newest = Long.MIN_VALUE;

    /// Eight days, as long as usage counts for a recommendation.
    public UsageHistory() {
        this(Duration.ofMinutes(5), Duration.ofDays(8));
    }

    /// @param slot   one maximum is kept of each
    /// @param length how far back
    public UsageHistory(Duration slot, Duration length) {
        long slots = slot.isPositive() ? length.dividedBy(slot) : 0;
        if (slots < 1 || slots > 1 << 16) {
            throw new IllegalArgumentException("expected 1 to 65536 slots, found " + slots);
        }
        this.slotMillis = slot.toMillis();
        this.cpu = new byte[(int) slots];
        this.memory = new byte[(int) slots];
    }

    /// Takes in what one container used. A sample from before all slots is dropped; a clock that was set back by more
    /// than their length begins anew.
    public void add(Instant at, MilliCpu cpuUsed, Bytes memoryUsed) {
        long slot = Math.floorDiv(at.toEpochMilli(), slotMillis);
        open(slot);
        if (slot <= newest - cpu.length) {
            return;
        }
        int place = (int) Math.floorMod(slot, (long) cpu.length);
        cpu[place] = higher(cpu[place], BucketLayout.CPU.find(cpuUsed.milli() / MILLI));
        memory[place] = higher(memory[place], BucketLayout.MEMORY.find((double) memoryUsed.count()));
    }

    private static byte higher(byte kept, int bucket) {
        return (byte) Math.max(kept & 0xff, bucket + 1);
    }

    /// Empties the slots between the newest and this one.
    private void open(long slot) {
        boolean anew = newest == Long.MIN_VALUE || slot - newest >= cpu.length || newest - slot >= 2L * cpu.length;
        if (anew) {
            Arrays.fill(cpu, NOTHING);
            Arrays.fill(memory, NOTHING);
            newest = slot;
        }
        while (newest < slot) {
            newest++;
            int place = (int) Math.floorMod(newest, (long) cpu.length);
            cpu[place] = NOTHING;
            memory[place] = NOTHING;
        }
    }

    /// One reading for each slot in which anything was seen, at its beginning, in order of time.
    public List<RecordedUsage> usage() {
        List<RecordedUsage> usage = new ArrayList<>();
        for (long slot = newest - cpu.length + 1; newest != Long.MIN_VALUE && slot <= newest; slot++) {
            int place = (int) Math.floorMod(slot, (long) cpu.length);
            if (cpu[place] != NOTHING) {
                usage.add(new RecordedUsage(
                        Instant.ofEpochMilli(slot * slotMillis),
                        new MilliCpu((long) (BucketLayout.CPU.end((cpu[place] & 0xff) - 1) * MILLI)),
                        new Bytes((long) BucketLayout.MEMORY.end((memory[place] & 0xff) - 1))));
            }
        }
        return usage;
    }
}
