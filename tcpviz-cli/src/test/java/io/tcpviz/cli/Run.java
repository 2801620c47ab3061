// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One run of the program inside the test, and what came of it. */
final class Run {
  static final Instant NOW = Instant.parse("2026-03-01T12:34:56Z");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> env = new HashMap<>();
  private final Path directory;
  final StopSignal stop = new StopSignal();
  private InputStream in = new ByteArrayInputStream(new byte[0]);
  private boolean terminal;
  private int status = -1;

  private Run(Path directory) {
    this.directory = directory;
  }

  static Run in(Path directory) {
    return new Run(directory);
  }

  /** A process whose standard output nobody reads any more. */
  static Host closedOutput(Path directory) {
    OutputStream closed =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("Broken pipe");
          }
        };
    return new Host(
        new PrintStream(closed, true, StandardCharsets.UTF_8),
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8),
        InputStream.nullInputStream(),
        Map.of(),
        directory,
        Clock.fixed(NOW, ZoneOffset.UTC),
        new StopSignal(),
        false,
        false);
  }

  Run env(String name, String value) {
    env.put(name, value);
    return this;
  }

  Run input(byte[] bytes) {
    in = new ByteArrayInputStream(bytes);
    return this;
  }

  /** A person sits in front of it. */
  Run onTerminal() {
    terminal = true;
    return this;
  }

  Run of(Object... args) {
    String[] words = List.of(args).stream().map(Object::toString).toArray(String[]::new);
    try (PrintStream outStream = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream errStream = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      status =
          Main.run(
              words,
              new Host(
                  outStream,
                  errStream,
                  in,
                  env,
                  directory,
                  Clock.fixed(NOW, ZoneOffset.UTC),
                  stop,
                  terminal,
                  terminal));
    }
    return this;
  }

  int status() {
    return status;
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  byte[] outBytes() {
    return out.toByteArray();
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
