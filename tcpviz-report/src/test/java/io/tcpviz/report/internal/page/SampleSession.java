// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import io.tcpviz.core.event.EventKind;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** Session directories of any size, made up from a seed: the same size gives the same files. */
final class SampleSession {
  private static final long BEGIN = 1_717_236_000_123_456_789L;
  private static final long SPAN = 600_000_000_000L;
  private static final EventKind[] KINDS = EventKind.values();
  private static final int[] WEIGHTS = {30, 14, 22, 3, 3, 4, 8, 6, 3, 5, 1, 2};
  private static final String[] REASONS = {
    "octets_seen_before", "hole_younger_than_rtt", "triple_duplicate_ack", "syn_timeout",
    "rst_with_data_outstanding", "zero_window_advertisement", "same_packet", "probe_below_next",
    "probe_of_closed_window", "window_filled", "right_edge_moved_left", "ack_of_unseen_octets"
  };

  private final Random random = new Random(7);
  private final int events;
  private final int connections;
  private final int[] eventsOf;

  private SampleSession(int events, int connections) {
    this.events = events;
    this.connections = connections;
    this.eventsOf = new int[connections];
  }

  /** Writes events.jsonl, flows.jsonl and summary.json into {@code directory}. */
  static void write(Path directory, int events, int connections) throws IOException {
    Files.createDirectories(directory);
    SampleSession session = new SampleSession(events, connections);
    try (BufferedWriter out = Files.newBufferedWriter(directory.resolve("events.jsonl"))) {
      session.writeEvents(out);
    }
    try (BufferedWriter out = Files.newBufferedWriter(directory.resolve("flows.jsonl"))) {
      for (int i = 0; i < connections; i++) {
        out.write(session.flow(i));
      }
    }
    Files.writeString(directory.resolve("summary.json"), session.summary());
  }

  /** {@code java … SampleSession DIRECTORY EVENTS CONNECTIONS} makes a session to look at. */
  public static void main(String[] args) throws IOException {
    write(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
  }

  private void writeEvents(BufferedWriter out) throws IOException {
    long frame = 1;
    for (int i = 0; i < events; i++) {
      frame += 1 + random.nextInt(9);
      boolean burst = random.nextInt(4) == 0;
      long share = SPAN / Math.max(events, 1) * i;
      long at =
          burst ? share / 20_000_000_000L * 20_000_000_000L + random.nextInt(400_000_000) : share;
      int connection =
          Math.min(connections - 1, (int) (connections * Math.pow(random.nextDouble(), 3)));
      eventsOf[connection]++;
      out.write(event(kind(), BEGIN + at, connection, frame));
    }
  }

  private int kind() {
    int pick = random.nextInt(100);
    for (int kind = 0; kind < WEIGHTS.length; kind++) {
      pick -= WEIGHTS[kind];
      if (pick < 0) {
        return kind;
      }
    }
    return 0;
  }

  private String event(int kind, long nanos, int connection, long frame) {
    boolean fromClient = random.nextInt(4) == 0;
    String source = fromClient ? client(connection) : server(connection);
    String destination = fromClient ? server(connection) : client(connection);
    int sport = fromClient ? clientPort(connection) : 443;
    int dport = fromClient ? 443 : clientPort(connection);
    String severity =
        kind == 7 || kind == 6
            ? "INFO"
            : random.nextInt(40) == 0 || kind == 3
                ? "CRITICAL"
                : kind == 1 && random.nextBoolean() ? "INFO" : "WARNING";
    return String.format(
        Locale.ROOT,
        "{\"ts\":%d.%09d,\"event\":\"%s\",\"flow_id\":\"%s->%s\",\"src\":\"%s\",\"dst\":\"%s\","
            + "\"sport\":%d,\"dport\":%d,\"seq\":%d,\"ack\":%d,\"len\":%d,\"flags\":\"A\","
            + "\"severity\":\"%s\",\"extra\":{\"reason\":\"%s\",\"confidence\":0.%d,"
            + "\"cwnd_bytes\":%d,\"max_cwnd_bytes\":65536,\"rtt_ema_ms\":%.6f%s},"
            + "\"frame\":%d,\"connection\":%d,\"id\":%d}%n",
        nanos / 1_000_000_000,
        nanos % 1_000_000_000,
        KINDS[kind].jsonName(),
        bracketed(source, sport),
        bracketed(destination, dport),
        source,
        destination,
        sport,
        dport,
        random.nextInt() & 0xFFFFFFFFL,
        random.nextInt() & 0xFFFFFFFFL,
        random.nextInt(1449),
        severity,
        REASONS[kind],
        80 + random.nextInt(20),
        random.nextInt(65536),
        20 + random.nextDouble() * 10,
        extra(kind),
        frame,
        connection,
        frame);
  }

  private String extra(int kind) {
    double millis = random.nextDouble() * 400;
    return switch (KINDS[kind]) {
      case RETRANSMISSION ->
          String.format(
              Locale.ROOT,
              ",\"kind\":\"%s\",\"spurious\":%s,\"octets\":1448,\"original_frame\":12,"
                  + "\"since_original_ms\":%.6f,"
                  + "\"evidence\":[\"octets_seen_before\",\"newer_ack\"]",
              random.nextBoolean() ? "fast" : "rto",
              random.nextBoolean() ? "false" : "null",
              millis);
      case LOSS_INFER ->
          ",\"lost_start\":1000,\"lost_end\":2448,\"lost_dir\":\"rev\",\"dup_acks\":3,"
              + "\"resolution\":\"repaired\"";
      case ZERO_WINDOW ->
          String.format(
              Locale.ROOT, ",\"duration_ms\":%.6f,\"advertisements\":4,\"reopened\":true", millis);
      default -> String.format(Locale.ROOT, ",\"idle_ms\":%.6f", millis);
    };
  }

  private String flow(int i) {
    long first = BEGIN + SPAN / 2 / connections * i;
    long last = first + SPAN / 2 / (1 + i % 7);
    String severity = eventsOf[i] == 0 ? "INFO" : i % 9 == 0 ? "CRITICAL" : "WARNING";
    return String.format(
        Locale.ROOT,
        "{\"connection\":%d,\"flow_id\":\"%s->%s\",\"client\":\"%s\",\"server\":\"%s\","
            + "\"cport\":%d,"
            + "\"sport\":443,\"opening_seen\":true,\"first_frame\":%d,\"first_ts\":%d.%09d,"
            + "\"last_ts\":%d.%09d,\"duration_ms\":%d,\"state\":\"closed\",\"verdict\":\"%s\","
            + "\"severity\":\"%s\",\"handshake_ms\":%.6f,\"lost_time_ms\":%d.5,"
            + "\"event_counts\":{},\"c2s\":%s,\"s2c\":%s}%n",
        i,
        bracketed(client(i), clientPort(i)),
        bracketed(server(i), 443),
        client(i),
        server(i),
        clientPort(i),
        i * 3 + 1,
        first / 1_000_000_000,
        first % 1_000_000_000,
        last / 1_000_000_000,
        last % 1_000_000_000,
        (last - first) / 1_000_000,
        eventsOf[i] == 0 ? "healthy" : i % 2 == 0 ? "lost packets" : "slow receiver",
        severity,
        12 + random.nextDouble() * 20,
        eventsOf[i] * 37L,
        side(i, 1),
        side(i, 9));
  }

  private String side(int i, int factor) {
    return String.format(
        Locale.ROOT,
        "{\"packets\":%d,\"data_packets\":%d,\"payload_bytes\":%d,\"unique_bytes\":%d,"
            + "\"retransmitted_packets\":%d,\"retransmitted_bytes\":%d,\"out_of_order_packets\":%d,"
            + "\"duplicate_acks\":%d,\"max_flight_bytes\":65160,\"mss_bytes\":1460,"
            + "\"window_shift\":7,\"rtt_samples\":%d,\"rtt_min_ms\":11.2,\"rtt_mean_ms\":%.6f,"
            + "\"rtt_max_ms\":80.25,\"rtt_smoothed_ms\":14.5}",
        120 * factor + i,
        100 * factor,
        144_800L * factor,
        140_000L * factor,
        eventsOf[i] / 2 * (factor / 9),
        eventsOf[i] * 700L * (factor / 9),
        factor,
        3,
        40 * factor,
        12 + random.nextDouble() * 5);
  }

  private String summary() {
    String damage = events > 1000 ? "{\"offset_bytes\":123456,\"reason\":\"record cut\"}" : "";
    return String.format(
        Locale.ROOT,
        "{\"packets\":%d,\"tcp_packets\":%d,\"skipped\":{\"not_tcp\":1200,\"not_ip\":34},"
            + "\"connections\":%d,\"event_counts\":{},\"first_ts\":%d.%09d,\"last_ts\":%d.%09d,"
            + "\"bytes\":%d,\"duration_ms\":600000,\"backend\":\"native\",\"top_flows\":[],"
            + "\"capture_quality\":{\"duplicate_segments\":%d,\"mirrored\":false,\"gap_bytes\":%d,"
            + "\"unique_bytes\":9000000,\"cut_segments\":40,\"time_reversals\":0,"
            + "\"one_sided_connections\":0,\"dropped_by_host\":-1},\"findings\":[%s],"
            + "\"files\":[{\"name\":\"office-uplink.pcapng\",\"format\":\"pcapng\",\"frames\":%d,"
            + "\"interfaces\":[],\"damages\":[%s]}],\"tcpviz_version\":\"0.1.0\","
            + "\"options\":{\"stall_threshold_ms\":1000}}%n",
        connections * 400L + 1234,
        connections * 400L,
        connections,
        BEGIN / 1_000_000_000,
        BEGIN % 1_000_000_000,
        (BEGIN + SPAN) / 1_000_000_000,
        BEGIN % 1_000_000_000,
        connections * 400_000L,
        events / 20,
        events,
        events == 0 ? "" : findings(),
        connections * 400L + 1234,
        damage);
  }

  private String findings() {
    return finding(
            "CRITICAL",
            "handshake_anomaly",
            "2 connections to 10.1.0.3:443 got no answer to their SYN",
            2,
            6200)
        + ","
        + finding(
            "WARNING",
            "loss_infer",
            "The path to 10.1.0.7 loses about 1 packet in 120",
            events / 4 + 1,
            1834)
        + ","
        + finding(
            "WARNING",
            "zero_window",
            "10.0.0.9 stops reading for up to 390 ms at a time",
            events / 25 + 1,
            920)
        + ","
        + finding(
            "INFO",
            "out_of_order",
            "Packets overtake each other on 5 connections, by 0.4 ms at most",
            events / 7 + 1,
            0);
  }

  private static String finding(
      String severity, String kind, String sentence, int events, int lost) {
    return String.format(
        Locale.ROOT,
        "{\"severity\":\"%s\",\"event\":\"%s\",\"sentence\":\"%s\",\"events\":%d,"
            + "\"connections\":[0,1,2],\"connection_count\":12,\"lost_time_ms\":%d}",
        severity,
        kind,
        sentence,
        events,
        lost);
  }

  private static String client(int i) {
    return i % 11 == 10
        ? "2001:db8::" + Integer.toHexString(i + 1)
        : "10.0." + (i / 250 % 250) + "." + (i % 250 + 1);
  }

  private static String server(int i) {
    return i % 11 == 10 ? "2001:db8:f::7" : "10.1.0." + (i % 9 + 1);
  }

  private static int clientPort(int i) {
    return 32_768 + i * 13 % 28_000;
  }

  private static String bracketed(String address, int port) {
    return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
  }
}
