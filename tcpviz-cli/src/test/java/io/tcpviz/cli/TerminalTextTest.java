// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TerminalTextTest {
  @Test
  void ordinaryTextOfAnyScriptStaysAsItIs() {
    String text = "traffic über 東京 שלום 🙂.pcap";

    assertSame(text, TerminalText.escape(text));
  }

  @Test
  void whatSteersATerminalIsSpeltOut() {
    assertEquals(
        "a\\x1b[31mb\\x9bc\\x7fd\\x0ae\\u{202e}f\\u{2066}g\\u{2028}h\\u{d800}i\\u{e0001}j\\x00",
        TerminalText.escape(
            "a\u001b[31mb\u009bc\u007fd\ne\u202ef\u2066g\u2028h\ud800i\udb40\udc01j\0"));
  }

  @Property
  void nothingThatSteersSurvives(@ForAll String text) {
    String safe = TerminalText.escape(text);

    assertTrue(
        safe.codePoints()
            .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT));
  }
}
