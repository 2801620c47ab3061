// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.Reason;
import io.tcpviz.core.event.RetransmissionKind;
import java.lang.reflect.Method;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Everything that an analysis can say is said in some script. */
class CatalogueTest {
  private static final List<Class<?>> SCRIPTS =
      List.of(
          CaptureGapTest.class,
          CopiesTest.class,
          HandshakeTest.class,
          LossTest.class,
          OverdueTest.class,
          RareTest.class,
          ReorderingTest.class,
          RetransmissionTest.class,
          RoundTripTest.class,
          SpuriousRetransmissionTest.class,
          TeardownTest.class,
          WindowTest.class);

  @BeforeAll
  static void playAllScripts() throws ReflectiveOperationException {
    for (Class<?> scripts : SCRIPTS) {
      var instance = scripts.getDeclaredConstructor().newInstance();
      for (Method method : scripts.getDeclaredMethods()) {
        if (method.isAnnotationPresent(Test.class)) {
          method.invoke(instance);
        }
      }
    }
  }

  @Test
  void everyKindOfEventIsHeard() {
    assertEquals(EnumSet.allOf(EventKind.class), Heard.kinds());
  }

  @Test
  void everyReasonIsHeard() {
    Set<Reason> unheard = EnumSet.allOf(Reason.class);
    unheard.removeAll(Heard.reasons());
    assertEquals(EnumSet.noneOf(Reason.class), unheard);
  }

  @Test
  void everyCauseOfARetransmissionIsHeard() {
    assertEquals(EnumSet.allOf(RetransmissionKind.class), Heard.triggers());
  }
}
