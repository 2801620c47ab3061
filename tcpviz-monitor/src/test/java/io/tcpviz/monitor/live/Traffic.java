// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.monitor.live;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tcpviz.core.event.EventKind;
import io.tcpviz.pcap4j.net.Namespace;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.Future;

/** Connections between two hosts: some in a hurry, a slow reader, and one that is refused. */
record Traffic(Namespace clients, Namespace servers) {
  static final String CLIENT = "10.77.0.1";
  static final String SERVER = "10.77.0.2";

  /** Where nobody listens; the last packet of all comes from here. */
  static final int CLOSED_PORT = 9;

  /** What they cannot do without. */
  static final List<EventKind> CAUSED =
      List.of(
          EventKind.RETRANSMISSION,
          EventKind.LOSS_INFER,
          EventKind.ZERO_WINDOW,
          EventKind.HANDSHAKE_ANOMALY);

  private static final int PORT = 5000;
  private static final int HURRIED = 3;
  private static final int MUCH = 2_000_000;
  private static final int MORE_THAN_FITS = 400_000;
  private static final int SMALL_BUFFER = 8_192;
  private static final long PAUSE_MILLIS = 800;

  /** Lets everything pass, in an order that is always the same. */
  void pass() throws Exception {
    try (ServerSocket listening = servers.inside(Traffic::listen)) {
      Future<Void> serving = servers.begin(() -> serve(listening));
      for (int n = 0; n < HURRIED; n++) {
        clients.inside(() -> send(MUCH));
      }
      clients.inside(() -> send(MORE_THAN_FITS));
      serving.get();
    }
    clients.inside(
        () -> assertThrows(ConnectException.class, () -> new Socket(SERVER, CLOSED_PORT)));
  }

  private static ServerSocket listen() throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReceiveBufferSize(SMALL_BUFFER * 16);
    socket.bind(new InetSocketAddress(SERVER, PORT));
    return socket;
  }

  private static Void serve(ServerSocket listening) throws Exception {
    for (int n = 0; n < HURRIED; n++) {
      readAll(listening, 0);
    }
    readAll(listening, PAUSE_MILLIS);
    return null;
  }

  private static void readAll(ServerSocket listening, long pauseMillis) throws Exception {
    try (Socket socket = listening.accept()) {
      Thread.sleep(pauseMillis);
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  }

  private static Void send(int octets) throws IOException {
    try (Socket socket = new Socket(SERVER, PORT)) {
      socket.getOutputStream().write(new byte[octets]);
      socket.shutdownOutput();
      socket.getInputStream().read(); // until the other side has read everything
    }
    return null;
  }
}
