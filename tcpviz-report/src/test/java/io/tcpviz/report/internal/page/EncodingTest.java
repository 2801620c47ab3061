// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tcpviz.report.internal.page.Fields.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EncodingTest {
  @Property
  void aColumnComesBackAsItWas(@ForAll List<Long> values) {
    Column column = new Column("any", "f64");
    values.forEach(column::add);

    assertEquals(values, PageData.column(column.encoded().finish()));
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
    byte[] octets = Base64.getDecoder().decode(new Varints().finish());

    assertArrayEquals(
        new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, (byte) 0xFF},
        Arrays.copyOf(octets, 10));
  }

  @Test
  void everyFieldOfEveryRowComesBack() {
    Random random = new Random(11);
    DetailBlocks blocks = new DetailBlocks();
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
      blocks.add(row);
      expected.add(text.toString());
    }

    assertEquals(expected, rows(blocks, expected.size()));
  }

  @Test
  void aFileThatInventsFieldsWithoutEndDoesNotGrowTheTable() {
    DetailBlocks blocks = new DetailBlocks();
    for (int i = 0; i < 5000; i++) {
      Fields row = new Fields();
      row.add("invented" + i, Type.INTEGER, i);
      blocks.add(row);
    }
    blocks.finish();

    assertEquals(DetailBlocks.MOST_FIELDS, blocks.fields().size());
  }

  private static List<String> rows(DetailBlocks blocks, int count) {
    PageData.Reader reader = new PageData.Reader(PageData.octets(blocks.finish().finish()));
    List<Long> sizes = PageData.column(blocks.sizes().encoded().finish());
    List<DetailBlocks.Field> fields = List.copyOf(blocks.fields());
    List<List<Integer>> shapes = List.copyOf(blocks.shapes());
    List<String> rows = new ArrayList<>();
    for (long size : sizes) {
      int begin = reader.position();
      rows.addAll(block(reader, Math.min(DetailBlocks.ROWS, count - rows.size()), fields, shapes));
      assertEquals(size, reader.position() - begin);
    }
    return rows;
  }

  private static List<String> block(
      PageData.Reader reader,
      int count,
      List<DetailBlocks.Field> fields,
      List<List<Integer>> shapes) {
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
        DetailBlocks.Field field = fields.get(rowShapes.get(i).get(j));
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
