// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.pcap4j;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.CaptureDamage;
import io.tcpviz.core.capture.CaptureInterface;
import io.tcpviz.core.capture.CaptureReader;
import io.tcpviz.core.capture.Captures;
import io.tcpviz.core.capture.Frame;
import io.tcpviz.core.capture.IdleListener;
import io.tcpviz.core.capture.LinkType;
import io.tcpviz.core.capture.LiveCaptureOptions;
import io.tcpviz.core.tcp.Endpoint;
import io.tcpviz.pcap4j.net.Namespace;
import io.tcpviz.pcap4j.net.OnOwnNetwork;
import io.tcpviz.testkit.PacketBytes;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pcap4j.core.PcapHandle;

/** Libpcap must be installed where this runs. */
@OnOwnNetwork
class LiveCaptureTest {
  private static final byte[] TCP = packet(80, 1000);
  private static final byte[] OTHER_PORT = packet(81, 1000);
  private static final int UNLIMITED = 262_144;
  private static final LiveCaptureOptions ALL = options("right", "tcp");

  private Namespace namespace;

  @BeforeEach
  void twoInterfacesAtTheEndsOfACable() throws IOException {
    namespace = Namespace.create();
    namespace.link("left", namespace, "right");
  }

  @AfterEach
  void unplug() throws IOException {
    namespace.close();
  }

  @Test
  void aFrameThatPassesIsRead() throws Exception {
    inside(
        () -> {
          try (CaptureReader reader = open(ALL, () -> true)) {
            long before = nanos(Instant.now());
            send("left", TCP, 2);

            Frame frame = new Frame();
            assertTrue(reader.next(frame));
            assertArrayEquals(TCP, octets(frame));
            assertEquals(TCP.length, frame.originalLength());
            assertEquals(LinkType.ETHERNET, frame.linkType());
            assertEquals(1, frame.number());
            long after = nanos(Instant.now());
            assertTrue(before <= frame.timestampNanos() && frame.timestampNanos() <= after);
            assertTrue(reader.next(frame));
            assertEquals(2, frame.number());
            assertEquals(2L * TCP.length, reader.position());
            CaptureInterface described = reader.info().files().get(0).interfaces().get(0);
            assertEquals(
                new CaptureInterface("right", LinkType.ETHERNET, UNLIMITED, 2, 0), described);
            assertEquals(List.of(), reader.info().damages());
          }
          return null;
        });
  }

  @Test
  void theSnapLengthCutsAndTheFilterLeavesOut() throws Exception {
    inside(
        () -> {
          LiveCaptureOptions cut = new LiveCaptureOptions("right", "tcp port 80", 64, true, 0);
          try (CaptureReader reader = open(cut, () -> true)) {
            send("left", OTHER_PORT, 3);
            send("left", TCP, 1);

            Frame frame = new Frame();
            assertTrue(reader.next(frame));
            assertArrayEquals(Arrays.copyOf(TCP, 64), octets(frame));
            assertEquals(TCP.length, frame.originalLength());
          }
          return null;
        });
  }

  @Test
  void allInterfacesAreReadThroughOne() throws Exception {
    inside(
        () -> {
          try (CaptureReader reader = open(options("any", "tcp"), () -> true)) {
            send("left", TCP, 1);

            Frame frame = new Frame();
            assertTrue(reader.next(frame) && reader.next(frame), "it leaves, and it arrives");
            assertEquals(LinkType.LINUX_SLL, frame.linkType());
          }
          return null;
        });
  }

  @Test
  void aSilentInterfaceAsksItsListenerUntilThatHasEnough() throws Exception {
    inside(
        () -> {
          int[] asked = new int[1];
          try (CaptureReader reader = open(ALL, () -> ++asked[0] < 5)) {
            assertFalse(reader.next(new Frame()));
            assertFalse(reader.next(new Frame()));
            assertEquals(5, asked[0]);
            assertEquals(List.of(), reader.info().damages());
          }
          return null;
        });
  }

  @Test
  void framesThatTheKernelHadNoRoomForAreCounted() throws Exception {
    inside(
        () -> {
          LiveCaptureOptions small =
              new LiveCaptureOptions("right", "tcp", UNLIMITED, true, 1 << 19);
          int sent = 5_000;
          try (CaptureReader reader = open(small, () -> false)) {
            send("left", TCP, sent);
            Thread.sleep(300); // the kernel hands over what it has, and its counters may be asked
            long read = 0;
            Frame frame = new Frame();
            while (reader.next(frame)) {
              read++;
            }
            Thread.sleep(300);
            long dropped = reader.info().files().get(0).interfaces().get(0).dropped();
            assertTrue(dropped > 0);
            assertEquals(sent, read + dropped);
          }
          return null;
        });
  }

  @Test
  void anInterfaceThatVanishesEndsItsCaptureBehindTheLastFrame() throws Exception {
    inside(
        () -> {
          try (CaptureReader reader = open(ALL, () -> true)) {
            send("left", TCP, 3);
            Frame frame = new Frame();
            assertTrue(reader.next(frame));
            namespace.ip("link", "delete", "left");
            assertTrue(reader.next(frame) && reader.next(frame));
            assertFalse(reader.next(frame));
            assertFalse(reader.next(frame));
            List<CaptureDamage> damages = reader.info().damages();
            assertEquals(1, damages.size(), damages::toString);
            assertEquals(
                "right, byte "
                    + 3 * TCP.length
                    + ": the capture ended: libpcap says: The interface disappeared",
                damages.get(0).toString());
            assertEquals(3, reader.info().frames());
          }
          return null;
        });
  }

  @Test
  void aFilterThatIsNoneIsNamedWithTheWordsOfLibpcap() throws Exception {
    inside(
        () -> {
          String message = refused(options("right", "tcp prot 80")).getMessage();
          String ours = "right: \"tcp prot 80\" is no filter: libpcap says: ";
          assertTrue(message.startsWith(ours) && message.endsWith("syntax error"), message);
          return null;
        });
  }

  @Test
  void whoAsksForAnInterfaceThatIsNotThereHearsWhichThereAre() throws Exception {
    inside(
        () -> {
          String message = refused(options("eth7", "")).getMessage();
          assertTrue(message.startsWith("eth7: no such interface; there are: "), message);
          assertTrue(message.contains("left") && message.contains("lo"), message);
          return null;
        });
  }

  @Test
  void anInterfaceThatIsDownIsNotCapturedFrom() throws Exception {
    namespace.ip("link", "set", "left", "down");
    inside(
        () -> {
          assertEquals("left: the interface is down", refused(options("left", "")).getMessage());
          return null;
        });
  }

  @Test
  void whoMayNotCaptureHearsWhatToDo() throws Exception {
    Process process =
        new ProcessBuilder(
                namespace.command(
                    "setpriv",
                    "--bounding-set=-net_raw,-net_admin",
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    System.getProperty("java.class.path"),
                    OpenRight.class.getName()))
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(
        "right: no permission to capture; run as root, give Java the capability cap_net_raw, or"
            + " let dumpcap capture and read from it (docs/MONITOR.md says how)",
        said.strip());
  }

  @Test
  void theProviderIsFoundAndListsInterfaces() throws Exception {
    assertInstanceOf(Pcap4jLiveCaptureProvider.class, Captures.liveProvider());
    List<String> names = inside(() -> Captures.liveProvider().interfaces());
    assertTrue(names.containsAll(List.of("left", "right", "lo", "any")), names::toString);
  }

  /** A process that may not. */
  static final class OpenRight {
    public static void main(String[] arguments) {
      try {
        open(ALL, () -> false).close();
      } catch (IOException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  private <T> T inside(Callable<T> task) throws Exception {
    return namespace.inside(task);
  }

  private static IOException refused(LiveCaptureOptions options) {
    return assertThrows(IOException.class, () -> open(options, () -> false));
  }

  private static CaptureReader open(LiveCaptureOptions options, IdleListener idle)
      throws IOException {
    return new Pcap4jLiveCaptureProvider().open(options, idle);
  }

  private static LiveCaptureOptions options(String name, String filter) {
    return new LiveCaptureOptions(name, filter, UNLIMITED, true, 0);
  }

  private static void send(String name, byte[] octets, int times) throws Exception {
    try (PcapHandle handle = new PcapHandle.Builder(name).build()) {
      for (int n = 0; n < times; n++) {
        handle.sendPacket(octets);
      }
    }
  }

  private static byte[] packet(int port, int length) {
    return PacketBytes.between(
            Endpoint.ofIpv4(0x0A00_0001, 1234), Endpoint.ofIpv4(0x0A00_0002, port))
        .payload(length)
        .toFrame();
  }

  private static byte[] octets(Frame frame) {
    return Arrays.copyOfRange(
        frame.bytes(), frame.offset(), frame.offset() + frame.capturedLength());
  }

  private static long nanos(Instant time) {
    return time.getEpochSecond() * 1_000_000_000 + time.getNano();
  }
}
