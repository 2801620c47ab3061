// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.core.capture.LiveCaptureOptions;
import io.tcpviz.core.event.EventKind;
import io.tcpviz.core.event.TcpEvent;
import io.tcpviz.core.metrics.RunSummary;
import io.tcpviz.detect.Analysis;
import io.tcpviz.detect.FlowAnalyzer;
import io.tcpviz.monitor.FollowedOpening;
import io.tcpviz.monitor.follow.Follow;
import io.tcpviz.monitor.follow.InterfaceCapture;
import io.tcpviz.pcap4j.net.Namespace;
import io.tcpviz.pcap4j.net.OnOwnNetwork;
import io.tcpviz.testkit.CaptureBytes;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real connections over a cable that loses packets, captured by libpcap in this process and by
 * tcpdump into a pipe at the same time. Both monitors must tell what one analysis of the same
 * frames in a file tells, and the same of each connection.
 */
@OnOwnNetwork
class LiveInterfaceTest {
  private static final int UNLIMITED = 262_144;
  private static final int BUFFER = 64 << 20;
  private static final long PATIENCE_SECONDS = 60;

  @TempDir private Path directory;
  private Namespace clients;
  private Namespace servers;

  @BeforeEach
  void twoHostsOnACable() throws IOException {
    clients = Namespace.create();
    servers = Namespace.create();
    clients.link("client", servers, "server");
    clients.ip("address", "add", Traffic.CLIENT + "/24", "dev", "client");
    servers.ip("address", "add", Traffic.SERVER + "/24", "dev", "server");
    // A queue of a few packets before a slow line overflows whenever a connection speeds up.
    clients.execute(
        "tc", "qdisc", "add", "dev", "client", "root", "tbf", "rate", "40mbit", "burst", "8kb",
        "limit", "12kb");
  }

  @AfterEach
  void unplug() throws IOException {
    clients.close();
    servers.close();
  }

  @Test
  void capturesOfOneInterfaceAndTheirFilesAllTellTheSame() throws Exception {
    WatchedLive own = new WatchedLive(Traffic.CLOSED_PORT);
    WatchedLive piped = new WatchedLive(Traffic.CLOSED_PORT);
    Path pipedFile = directory.resolve("piped.pcap");
    CountDownLatch opened = new CountDownLatch(1);
    LiveCaptureOptions options = new LiveCaptureOptions("server", "tcp", UNLIMITED, true, BUFFER);
    Process tcpdump = tcpdump();
    try (InputStream pipe = new CopiedStream(tcpdump.getInputStream(), pipedFile)) {
      Future<RunSummary> ownRun =
          servers.begin(
              () -> own.run(announced(idle -> InterfaceCapture.open(options, idle), opened)));
      Future<RunSummary> pipedRun =
          servers.begin(() -> piped.run(idle -> Follow.pipe("tcpdump", pipe, idle)));
      assertTrue(opened.await(PATIENCE_SECONDS, TimeUnit.SECONDS));

      new Traffic(clients, servers).pass();

      assertTrue(own.last.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
      assertTrue(piped.last.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
      own.stop();
      tcpdump.toHandle().destroy(); // unlike destroy() of the process, leaves its pipe open
      RunSummary ownSummary = ownRun.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      RunSummary pipedSummary = pipedRun.get(PATIENCE_SECONDS, TimeUnit.SECONDS);

      Path ownFile = Files.write(directory.resolve("own.pcap"), CaptureBytes.pcap(own.packets));
      assertTellsWhatItsFileTells(own, ownSummary, ownFile);
      assertTellsWhatItsFileTells(piped, pipedSummary, pipedFile);
    } finally {
      tcpdump.destroyForcibly();
    }
    assertEquals(own.frames(), piped.frames());
    assertEquals(own.kindsByConnection(), piped.kindsByConnection());
    for (EventKind kind : Traffic.CAUSED) {
      assertTrue(
          own.settled.stream().anyMatch(event -> event.kind() == kind), kind + " is missing");
    }
  }

  private static void assertTellsWhatItsFileTells(WatchedLive live, RunSummary summary, Path file)
      throws IOException {
    Analysis analysis = FlowAnalyzer.analyze(file);
    assertEquals(analysis.events(), live.settled);
    assertEquals(
        WatchedLive.sorted(analysis.events().stream().map(TcpEvent::toString).toList()),
        live.standing());
    assertEquals(analysis.summary().packets(), summary.packets());
    assertEquals(analysis.summary().connections(), summary.connections());
    assertEquals(analysis.summary().eventCounts(), summary.eventCounts());
    assertEquals(0, Math.max(summary.quality().droppedByHost(), 0));
  }

  private Process tcpdump() throws IOException {
    Process process =
        new ProcessBuilder(
                servers.command(
                    "tcpdump",
                    "-i",
                    "server",
                    "-U",
                    "-w",
                    "-",
                    "--buffer-size=65536",
                    "--time-stamp-precision=nano",
                    "tcp"))
            .start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    String line = said.readLine();
    while (line != null && !line.contains("listening on")) {
      line = said.readLine();
    }
    assertTrue(line != null, "tcpdump ended");
    return process;
  }

  private static FollowedOpening announced(FollowedOpening opening, CountDownLatch opened) {
    return idle -> {
      var capture = opening.open(idle);
      opened.countDown();
      return capture;
    };
  }

  /** What is read goes into a file as well. */
  private static final class CopiedStream extends FilterInputStream {
    private final OutputStream copy;

    CopiedStream(InputStream in, Path file) throws IOException {
      super(in);
      copy = Files.newOutputStream(file);
    }

    @Override
    public int read() throws IOException {
      int octet = super.read();
      if (octet >= 0) {
        copy.write(octet);
      }
      return octet;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      if (read > 0) {
        copy.write(buffer, offset, read);
      }
      return read;
    }

    @Override
    public void close() throws IOException {
      copy.close();
      super.close();
    }
  }
}
