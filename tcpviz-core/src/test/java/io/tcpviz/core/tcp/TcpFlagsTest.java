// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.core.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TcpFlagsTest {
  @ParameterizedTest
  @CsvSource({
    "0x00, ''",
    "0x02, S",
    "0x12, S|A",
    "0x10, A",
    "0x18, P|A",
    "0x11, F|A",
    "0x14, R|A",
    "0x29, F|P|U",
    "0xC2, S|E|C",
    "0x52, S|A|E",
    "0xFF, F|S|R|P|A|U|E|C",
  })
  void lettersComeInOneOrder(String flags, String letters) {
    assertEquals(letters, TcpFlags.letters(Integer.decode(flags)));
  }

  @Test
  void allCombinationsDiffer() {
    Set<String> names = new HashSet<>();
    for (int flags = 0; flags < 256; flags++) {
      names.add(TcpFlags.letters(flags));
    }
    assertEquals(256, names.size());
  }

  @Test
  void bitsAboveTheEightAreNotControlBits() {
    assertEquals("A", TcpFlags.letters(0x7FFF_FF00 | TcpFlags.ACK));
    assertEquals("A", TcpFlags.letters(0xFFFF_FF00 | TcpFlags.ACK));
  }
}
