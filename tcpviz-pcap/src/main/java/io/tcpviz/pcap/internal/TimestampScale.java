// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap.internal;

/**
 * Turns the time stamps of one pcapng interface into nanoseconds since the epoch, for any
 * resolution and offset that a file can state. What lies beyond the years 1677 to 2262, which a
 * {@code long} of nanoseconds spans, becomes the nearest end.
 *
 * <p>Time stamps are unsigned. But where one in units of a nanosecond or more has its top bit set,
 * which says a year beyond 2500, and is within the span when read as a negative number, then it is
 * read so: some writers count from a moment that is not the epoch, and the distances between their
 * frames must survive.
 *
 * <p>A resolution octet is an exponent in its low 7 bits; its top bit chooses the base: units of
 * 10<sup>−n</sup> seconds when clear, of 2<sup>−n</sup> seconds when set.
 */
final class TimestampScale {
  /** What an interface uses that states no resolution: microseconds. */
  static final int DEFAULT_RESOLUTION = 6;

  private static final int BINARY = 0x80;
  private static final long NANOS_PER_SECOND = 1_000_000_000;
  private static final int NANO_EXPONENT = 9;

  /** The largest power of ten below 2<sup>64</sup>. */
  private static final int LARGEST_EXPONENT = 19;

  private final boolean binary;
  private final int exponent;
  private final long offsetSeconds;

  /** Time stamps from the first to the last are a product and a sum away from nanoseconds. */
  private final long firstPlainTick;

  private final long lastPlainTick;

  private final long nanosPerTick;
  private final long offsetNanos;

  /**
   * Makes a scale.
   *
   * @param resolution the octet of {@code if_tsresol}
   * @param offsetSeconds the number of {@code if_tsoffset}, which is added to every time stamp
   */
  TimestampScale(int resolution, long offsetSeconds) {
    this.binary = (resolution & BINARY) != 0;
    this.exponent = resolution & ~BINARY;
    this.offsetSeconds = offsetSeconds;
    boolean plain = !binary && exponent <= NANO_EXPONENT && offsetSeconds == (int) offsetSeconds;
    nanosPerTick = plain ? powerOfTen(NANO_EXPONENT - exponent) : 0;
    offsetNanos = plain ? offsetSeconds * NANOS_PER_SECOND : 0;
    firstPlainTick = plain ? (Long.MIN_VALUE - Math.min(0, offsetNanos)) / nanosPerTick : 0;
    lastPlainTick = plain ? (Long.MAX_VALUE - Math.max(0, offsetNanos)) / nanosPerTick : -1;
  }

  /**
   * Nanoseconds since the epoch.
   *
   * @param ticks a time stamp as written
   */
  long nanos(long ticks) {
    if (ticks >= firstPlainTick && ticks <= lastPlainTick) {
      return ticks * nanosPerTick + offsetNanos;
    }
    return binary ? binaryNanos(ticks) : decimalNanos(ticks);
  }

  private long decimalNanos(long ticks) {
    if (exponent > LARGEST_EXPONENT) {
      int below = exponent - NANO_EXPONENT;
      long nanos = below > LARGEST_EXPONENT ? 0 : Long.divideUnsigned(ticks, powerOfTen(below));
      return sum(0, nanos);
    }
    long ticksPerSecond = powerOfTen(exponent);
    long rest = Long.remainderUnsigned(ticks, ticksPerSecond);
    long nanos =
        exponent <= NANO_EXPONENT
            ? rest * powerOfTen(NANO_EXPONENT - exponent)
            : Long.divideUnsigned(rest, powerOfTen(exponent - NANO_EXPONENT));
    return sum(Long.divideUnsigned(ticks, ticksPerSecond), nanos);
  }

  private long binaryNanos(long ticks) {
    if (exponent >= Long.SIZE) {
      return sum(0, highProduct(ticks) >>> (exponent - Long.SIZE));
    }
    if (exponent == 0) {
      return sum(ticks, 0);
    }
    long rest = ticks & ((1L << exponent) - 1);
    long nanos =
        (highProduct(rest) << (Long.SIZE - exponent)) | (rest * NANOS_PER_SECOND >>> exponent);
    return sum(ticks >>> exponent, nanos);
  }

  /** The upper 64 bits of the product of {@code ticks}, unsigned, and a thousand million. */
  private static long highProduct(long ticks) {
    return Math.multiplyHigh(ticks, NANOS_PER_SECOND) + ((ticks >> 63) & NANOS_PER_SECOND);
  }

  /**
   * Adds the offset.
   *
   * @param seconds unsigned
   * @param nanos of the second, less than 10<sup>9</sup>
   */
  private long sum(long seconds, long nanos) {
    long whole = seconds < 0 ? Long.MAX_VALUE : seconds;
    long shifted = whole + Math.min(offsetSeconds, Long.MAX_VALUE - whole);
    if (shifted > (Long.MAX_VALUE - nanos) / NANOS_PER_SECOND) {
      return Long.MAX_VALUE;
    }
    if (shifted < Long.MIN_VALUE / NANOS_PER_SECOND) {
      return Long.MIN_VALUE;
    }
    return shifted * NANOS_PER_SECOND + nanos;
  }

  private static long powerOfTen(int exponent) {
    long power = 1;
    for (int i = 0; i < exponent; i++) {
      power *= 10;
    }
    return power;
  }
}
