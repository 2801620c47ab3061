// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.bench.trace;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a trace into a file and prints what it holds. */
public final class Main {
  private static final String USAGE =
      """
      usage: java -jar tcpviz-bench.jar SHAPE FILE [OPTION VALUE]...

      SHAPE is bulk, many, mixed, million or syn-flood. The options change it:
        --packets N       packets; the connections become more or fewer with them
        --connections N   connections, over which the packets are spread
        --open N          connections open at the same time
        --anomalies P     percent of the data segments that are lost, overtaken or copied
        --snaplen N       octets kept of a frame
        --seed N          other addresses, sizes, times and losses
      """;

  private Main() {}

  /** Ends with status 2 on wrong usage. */
  public static void main(String[] args) throws IOException {
    try {
      if (args.length < 2 || args.length % 2 != 0) {
        throw new IllegalArgumentException("a shape, a file and pairs of options are needed");
      }
      Shape shape = Shape.named(args[0]);
      for (int i = 2; i < args.length; i += 2) {
        change(shape, args[i], args[i + 1]);
      }
      try (OutputStream out = Files.newOutputStream(Path.of(args[1]))) {
        System.out.println(Trace.write(shape, out));
      }
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(USAGE);
      System.exit(2);
    }
  }

  private static void change(Shape shape, String option, String value) {
    switch (option) {
      case "--packets" -> shape.packets(Long.parseLong(value));
      case "--connections" -> shape.connections(Integer.parseInt(value));
      case "--open" -> shape.open(Integer.parseInt(value));
      case "--anomalies" -> shape.anomalies(Double.parseDouble(value) / 100);
      case "--snaplen" -> shape.snapLength(Integer.parseInt(value));
      case "--seed" -> shape.seed(Long.parseLong(value));
      default -> throw new IllegalArgumentException("no option " + option);
    }
  }
}
