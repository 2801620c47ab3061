// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/**
 * The circle against the number line: offsets that stay within half the circle are compared as
 * plain numbers there, and as sequence numbers from an origin that may lie anywhere, the wrap
 * included.
 */
class SequenceSpaceTest {
  private static final int QUARTER = 1 << 30;

  @Property(edgeCases = EdgeCasesMode.NONE)
  void orderAndDistanceAreThoseOfTheNumberLine(
      @ForAll int origin,
      @ForAll @IntRange(min = -QUARTER + 1, max = QUARTER) int a,
      @ForAll @IntRange(min = -QUARTER + 1, max = QUARTER) int b) {
    int seqA = origin + a;
    int seqB = origin + b;

    assertEquals(b - a, SequenceSpace.distance(seqA, seqB));
    assertEquals(a < b, SequenceSpace.isBefore(seqA, seqB));
    assertEquals(a <= b, SequenceSpace.isAtOrBefore(seqA, seqB));
    assertEquals(a > b, SequenceSpace.isAfter(seqA, seqB));
    assertEquals(a >= b, SequenceSpace.isAtOrAfter(seqA, seqB));
    assertEquals(origin + Math.max(a, b), SequenceSpace.later(seqA, seqB));
    assertEquals(origin + Math.min(a, b), SequenceSpace.earlier(seqA, seqB));
  }

  @Property
  void ofTwoDifferentNumbersExactlyOneIsBeforeTheOther(@ForAll int a, @ForAll int b) {
    if (a != b && b - a != Integer.MIN_VALUE) { // half the circle apart, there is no order
      assertTrue(SequenceSpace.isBefore(a, b) ^ SequenceSpace.isBefore(b, a));
      assertTrue(SequenceSpace.isAfter(a, b) ^ SequenceSpace.isBefore(a, b));
    }
    assertEquals(SequenceSpace.isBefore(a, b), !SequenceSpace.isAtOrAfter(a, b));
    assertEquals(SequenceSpace.isAfter(a, b), !SequenceSpace.isAtOrBefore(a, b));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void turningTheCircleChangesNothing(
      @ForAll int a, @ForAll int b, @ForAll int c, @ForAll int d, @ForAll int turn) {
    assertEquals(SequenceSpace.isBefore(a, b), SequenceSpace.isBefore(a + turn, b + turn));
    assertEquals(
        SequenceSpace.isWithin(a, b, c), SequenceSpace.isWithin(a + turn, b + turn, c + turn));
    assertEquals(
        SequenceSpace.contains(a, b, c, d),
        SequenceSpace.contains(a + turn, b + turn, c + turn, d + turn));
    assertEquals(
        SequenceSpace.overlaps(a, b, c, d),
        SequenceSpace.overlaps(a + turn, b + turn, c + turn, d + turn));
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void intervalsAreThoseOfTheNumberLine(
      @ForAll int origin,
      @ForAll @IntRange(min = -300, max = 300) int start,
      @ForAll @IntRange(max = 300) int length,
      @ForAll @IntRange(min = -300, max = 300) int otherStart,
      @ForAll @IntRange(max = 300) int otherLength) {
    int end = start + length;
    int otherEnd = otherStart + otherLength;

    assertEquals(
        start <= otherStart && otherStart < end,
        SequenceSpace.isWithin(origin + otherStart, origin + start, origin + end));
    assertEquals(
        start <= otherStart && otherEnd <= end,
        SequenceSpace.contains(
            origin + start, origin + end, origin + otherStart, origin + otherEnd));
    assertEquals(
        start < otherEnd && otherStart < end,
        SequenceSpace.overlaps(
            origin + start, origin + end, origin + otherStart, origin + otherEnd));
  }

  @Test
  void intervalsAcrossTheWrapHoldBothItsSides() {
    assertTrue(SequenceSpace.isBefore(-1, 0));
    assertTrue(SequenceSpace.isWithin(-1, -10, 10));
    assertTrue(SequenceSpace.isWithin(0, -10, 10));
    assertFalse(SequenceSpace.isWithin(10, -10, 10));
    assertTrue(SequenceSpace.contains(-10, 10, -1, 1));
    assertTrue(SequenceSpace.overlaps(-10, 1, 0, 10));
    assertFalse(SequenceSpace.overlaps(-10, 0, 0, 10));
  }

  @Test
  void anEmptyIntervalHoldsNothingAndTheWidestAllButItsEnd() {
    assertFalse(SequenceSpace.isWithin(5, 5, 5));
    assertTrue(SequenceSpace.isWithin(4, 6, 5));
    assertFalse(SequenceSpace.isWithin(5, 6, 5));
  }

  @Test
  void outputIsUnsigned() {
    assertEquals(4294967295L, SequenceSpace.toUnsigned(-1));
    assertEquals(2147483648L, SequenceSpace.toUnsigned(Integer.MIN_VALUE));
  }
}
