// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StringsTest {
  @Test
  void equalTextsShareANumber() {
    Strings strings = new Strings();

    assertEquals(0, strings.number("10.0.0.1"));
    assertEquals(1, strings.number("b"));
    assertEquals(0, strings.number("10.0.0.1"));
    assertEquals(List.of("10.0.0.1", "b"), List.copyOf(strings.all()));
  }

  @Test
  void whatCannotBeSeenIsShownAsItsCode() {
    assertEquals("a\\u001b[31mb", Strings.visible("a\u001b[31mb"));
    assertEquals("\\u202egnp.exe", Strings.visible("\u202egnp.exe"));
    assertEquals("nul\\u0000", Strings.visible("nul\0"));
    assertEquals("x\\ud800y", Strings.visible("x\ud800y"));
    assertEquals("x\\udc00", Strings.visible("x\udc00"));
    assertEquals("\\u2028\\u2029\\ufeff", Strings.visible("\u2028\u2029\ufeff"));
  }

  @Test
  void ordinaryLettersOfAllScriptsStay() {
    String text = "Büro-Nürnberg 東京 \ud83d\ude80 </script>";

    assertEquals(text, Strings.visible(text));
  }

  @Test
  void endlessTextIsCutBetweenCharacters() {
    String text = Strings.visible("x" + "\ud83d\ude80".repeat(10_000));

    assertTrue(text.endsWith("\ud83d\ude80…"), text.substring(text.length() - 4));
    assertTrue(text.length() <= Strings.LONGEST + 2);
  }

  @Property
  void whatIsShownNeverHoldsControlsNorHalfCharacters(@ForAll String text) {
    String shown = Strings.visible(text);

    assertEquals(shown, Strings.visible(shown));
    assertFalse(shown.chars().anyMatch(Character::isISOControl));
    assertEquals(
        shown,
        new String(
            shown.getBytes(java.nio.charset.StandardCharsets.UTF_8),
            java.nio.charset.StandardCharsets.UTF_8));
  }
}
