// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tcpviz.report.internal.page.Fields.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EncodingTest {
  private static final long[] NO_HEAD = {};

  @Property
  void aColumnComesBackAsItWas(@ForAll List<Long> values) {
    Column column = new Column("any", "f64");
    values.forEach(column::add);

    assertEquals(values, PageData.column(base64(column.encoded())));
  }

  @Test
  void smallStepsCostOneOctetWhateverTheirSign() {
    Column column = new Column("any", "f64");
    for (int i = 0; i < 10_000; i++) {
      column.add(1_000_000 + (i % 2 == 0 ? i % 60 : -(i % 60)) / 2);
    }

    assertEquals(10_000 + 2, column.encoded().size(), 2);
  }

  @Test
  void theGzipHeaderHoldsNeitherTimeNorSystem() {
    byte[] octets = new Varints().compressed();

    assertArrayEquals(
        new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, (byte) 0xFF},
        Arrays.copyOf(octets, 10));
  }

  @Test
  void everyFieldOfEveryRowComesBack() {
    Random random = new Random(11);
    RowStore store = new RowStore(0);
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 3 * DetailBlocks.ROWS + 5; i++) {
      Fields row = new Fields();
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(6); j > 0; j--) {
        Type type = Type.values()[random.nextInt(Type.values().length)];
        long value = type.stored() ? random.nextLong() : 0;
        String name = "f" + random.nextInt(4); // the same one twice now and then
        row.add(name, type, value);
        text.append(name).append(type.letter()).append(value).append(' ');
      }
      store.add(NO_HEAD, row);
      expected.add(text.toString());
    }

    assertEquals(expected, rows(blocks(store), expected.size()));
  }

  @Test
  void aFileThatInventsFieldsWithoutEndDoesNotGrowTheTable() {
    RowStore store = new RowStore(0);
    for (int i = 0; i < 5000; i++) {
      Fields row = new Fields();
      row.add("known", Type.INTEGER, i);
      row.add("invented" + i, Type.INTEGER, i);
      row.add("known", Type.INTEGER, i);
      store.add(NO_HEAD, row);
    }
    DetailBlocks blocks = blocks(store);

    assertEquals(Shapes.MOST_FIELDS, blocks.fields().size());
    assertEquals("knowni4999 knowni4999 ", rows(blocks, 5000).get(4999));
  }

  @Test
  void rowsThatCombineFieldsWithoutEndDoNotGrowTheTable() {
    Random random = new Random(12);
    Shapes shapes = new Shapes();
    Fields row = new Fields();
    for (int i = 0; i < 20_000; i++) {
      row.clear();
      for (int j = 0; j < 20; j++) {
        row.add("f" + random.nextInt(400), Type.INTEGER, i);
      }
      shapes.of(row);
    }

    assertTrue(shapes.all().size() < Shapes.MOST_STEPS);
    assertTrue(row.size() < 20);
  }

  private static DetailBlocks blocks(RowStore store) {
    DetailBlocks blocks = new DetailBlocks(text -> text);
    RowStore.Reader reader = store.reader();
    for (int i = 0; i < store.rows(); i++) {
      reader.head(i);
      blocks.add(reader);
    }
    return blocks;
  }

  private static String base64(Varints octets) {
    return Base64.getEncoder().encodeToString(octets.compressed());
  }

  private static List<String> rows(DetailBlocks blocks, int count) {
    PageData.Reader reader = new PageData.Reader(PageData.octets(base64(blocks.finish())));
    List<Long> sizes = PageData.column(base64(blocks.sizes().encoded()));
    List<Shapes.Field> fields = blocks.fields();
    List<List<Integer>> shapes =
        blocks.shapes().stream()
            .map(shape -> IntStream.range(0, shape.size()).mapToObj(shape::fieldNumber).toList())
            .toList();
    List<String> rows = new ArrayList<>();
    for (long size : sizes) {
      int begin = reader.position();
      rows.addAll(block(reader, Math.min(DetailBlocks.ROWS, count - rows.size()), fields, shapes));
      assertEquals(size, reader.position() - begin);
    }
    return rows;
  }

  private static List<String> block(
      PageData.Reader reader, int count, List<Shapes.Field> fields, List<List<Integer>> shapes) {
    List<List<Integer>> rowShapes = new ArrayList<>();
    List<long[]> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      rowShapes.add(shapes.get((int) reader.unsigned()));
      values.add(new long[rowShapes.get(i).size()]);
    }
    for (int field = 0; field < fields.size(); field++) {
      long last = 0;
      for (int i = 0; i < count; i++) {
        for (int j = 0; j < rowShapes.get(i).size(); j++) {
          if (rowShapes.get(i).get(j) == field && fields.get(field).type().stored()) {
            last += reader.signed();
            values.get(i)[j] = last;
          }
        }
      }
    }
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = 0; j < rowShapes.get(i).size(); j++) {
        Shapes.Field field = fields.get(rowShapes.get(i).get(j));
        text.append(field.name())
            .append(field.type().letter())
            .append(values.get(i)[j])
            .append(' ');
      }
      rows.add(text.toString());
    }
    return rows;
  }
}
