// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal;

import io.tcpviz.core.Nullable;
import io.tcpviz.core.metrics.FlowSummary;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Writes connections, which are handed over in the order in which they end, in the order of their
 * numbers. Those whose turn it is are written at once. Others wait in memory up to a limit; beyond
 * it they go to a temporary file in sorted runs, which are merged at the end. Memory is bounded by
 * the limit, plus a buffer of 8 KiB for each run while they are merged.
 */
public final class FlowSorter implements Closeable {
  /** Connections held in memory by default, some 20 MB. */
  public static final int DEFAULT_LIMIT = 16_384;

  private static final Comparator<FlowSummary> BY_NUMBER =
      Comparator.comparingInt(flow -> flow.id().connection());

  private final List<String> sources;
  private final OutputStream out;
  private final JsonFields lines;
  private final Path spoolName;
  private final StreamOpener opener;
  private final int limit;
  private final PriorityQueue<FlowSummary> held = new PriorityQueue<>(BY_NUMBER);
  private final List<Long> runEnds = new ArrayList<>();
  private @Nullable PendingFile spool;
  private long spooled;
  private int firstSpooled = Integer.MAX_VALUE;
  private int next; // number of the connection whose turn it is

  /**
   * An empty sorter.
   *
   * @param sources names of the capture files
   * @param out takes the lines; nothing here closes it
   * @param spoolName name for the temporary file, should one be needed
   * @param limit connections to hold in memory, at least 1
   */
  public FlowSorter(
      List<String> sources, OutputStream out, Path spoolName, StreamOpener opener, int limit) {
    this.sources = sources;
    this.out = out;
    this.lines = new JsonFields(out);
    this.spoolName = spoolName;
    this.opener = opener;
    this.limit = limit;
  }

  /** Takes one connection. */
  public void add(FlowSummary flow) throws IOException {
    held.add(flow);
    while (isNext(held.peek())) {
      line(lines, held.remove());
      next++;
    }
    if (held.size() >= limit) {
      spoolRun();
    }
  }

  private boolean isNext(@Nullable FlowSummary flow) {
    return flow != null && flow.id().connection() == next && next < firstSpooled;
  }

  /** Writes all connections that are left. */
  public void finish() throws IOException {
    if (spool == null) {
      for (FlowSummary flow = held.poll(); flow != null; flow = held.poll()) {
        line(lines, flow);
      }
      lines.flush();
      return;
    }
    lines.flush();
    try (PendingFile runs = spoolRun()) {
      runs.seal();
      try (FileChannel channel = FileChannel.open(runs.current())) {
        merge(channel, new BufferedOutputStream(out));
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (spool != null) {
      spool.close();
    }
  }

  private PendingFile spoolRun() throws IOException {
    PendingFile file = spool;
    if (file == null) {
      file = new PendingFile(spoolName, opener);
      spool = file;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonFields json = new JsonFields(bytes);
    DataOutputStream run = new DataOutputStream(new BufferedOutputStream(file.stream()));
    for (FlowSummary flow = held.poll(); flow != null; flow = held.poll()) {
      firstSpooled = Math.min(firstSpooled, flow.id().connection());
      line(json, flow);
      json.flush();
      run.writeInt(flow.id().connection());
      run.writeInt(bytes.size());
      bytes.writeTo(run);
      spooled += 2 * Integer.BYTES + bytes.size();
      bytes.reset();
    }
    run.flush();
    runEnds.add(spooled);
    return file;
  }

  private void merge(FileChannel channel, OutputStream merged) throws IOException {
    PriorityQueue<Run> runs = new PriorityQueue<>(Comparator.comparingInt(run -> run.connection));
    long start = 0;
    for (long end : runEnds) {
      Run run = new Run(new Section(channel, start, end));
      if (run.advance()) {
        runs.add(run);
      }
      start = end;
    }
    for (Run run = runs.poll(); run != null; run = runs.poll()) {
      merged.write(run.line);
      if (run.advance()) {
        runs.add(run);
      }
    }
    merged.flush();
  }

  private void line(JsonFields json, FlowSummary flow) {
    FlowObject.write(json, flow, sources);
    json.newline();
  }

  /** A sorted run of the temporary file, at one of its lines. */
  private static final class Run {
    private final DataInputStream in;
    private int connection;
    private byte[] line = {};

    Run(Section section) {
      this.in = new DataInputStream(new BufferedInputStream(section));
    }

    boolean advance() throws IOException {
      in.mark(1);
      if (in.read() < 0) {
        return false;
      }
      in.reset();
      connection = in.readInt();
      line = in.readNBytes(in.readInt());
      return true;
    }
  }

  /** The octets of a file from one position to another. */
  private static final class Section extends InputStream {
    private final FileChannel channel;
    private final long end;
    private long position;

    Section(FileChannel channel, long start, long end) {
      this.channel = channel;
      this.position = start;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      byte[] octet = new byte[1];
      return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xFF;
    }

    @Override
    public int read(byte[] octets, int offset, int length) throws IOException {
      int most = (int) Math.min(length, end - position);
      if (most == 0) {
        return length == 0 ? 0 : -1;
      }
      int count = channel.read(ByteBuffer.wrap(octets, offset, most), position);
      position += Math.max(count, 0);
      return count;
    }
  }
}
