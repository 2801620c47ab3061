// SPDX-License-Identifier: Apache-2.0
package io.tcpviz.report.internal.page;

import io.tcpviz.core.Nullable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields that rows of a table have, and the lists of them that occur, each once. The lists are
 * paths in a tree; as rows resemble each other, nearly every step is the one taken last from there.
 */
final class Shapes {
  /** Distinct fields of a table at most; what a file invents beyond them is left out. */
  static final int MOST_FIELDS = 512;

  /** Steps of the tree at most; ours takes some hundred. What needs more is left out as well. */
  static final int MOST_STEPS = 1 << 16;

  /** A name with the type of its values. */
  record Field(String name, Fields.Type type) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Field field && field.type == type && field.name.equals(name);
    }

    @Override
    public int hashCode() {
      return name.hashCode() * 31 + type.ordinal();
    }
  }

  private final Map<Field, Node> fields = new LinkedHashMap<>();
  private final List<Shape> shapes = new ArrayList<>();
  private final Node root = new Node(new Field("", Fields.Type.NULL), -1);
  private int steps;

  /** The shape of {@code row}; takes fields out of it that are too many. */
  Shape of(Fields row) {
    Node node = root;
    for (int i = 0; i < row.size(); ) {
      Node next = node.next(row.name(i), row.type(i));
      next = next == null ? step(node, new Field(row.name(i), row.type(i))) : next;
      if (next == null) {
        row.remove(i);
      } else {
        node = next;
        i++;
      }
    }
    Shape shape = node.shape;
    if (shape == null) {
      shape = new Shape(shapes.size(), path(row));
      node.shape = shape;
      shapes.add(shape);
    }
    return shape;
  }

  private @Nullable Node step(Node from, Field field) {
    Node next = from.others.get(field);
    if (next == null) {
      Node first = fields.get(field);
      if (first == null && fields.size() == MOST_FIELDS || steps == MOST_STEPS) {
        return null;
      }
      steps++;
      next = first == null ? new Node(field, fields.size()) : new Node(first.field, first.number);
      fields.putIfAbsent(field, next);
      from.others.put(field, next);
    }
    from.last = next;
    return next;
  }

  private Node[] path(Fields row) {
    Node[] path = new Node[row.size()];
    for (int i = 0; i < path.length; i++) {
      path[i] = fields.get(new Field(row.name(i), row.type(i)));
    }
    return path;
  }

  /** The shape here that has the fields of {@code other}, a shape of another table. */
  Shape like(Shape other) {
    Fields row = new Fields();
    for (Node each : other.path) {
      row.add(each.field.name(), each.field.type(), 0);
    }
    return of(row);
  }

  /** The shape of the given number. */
  Shape shape(int number) {
    return shapes.get(number);
  }

  /** All fields, in the order of their numbers. */
  List<Field> fields() {
    return List.copyOf(fields.keySet());
  }

  /** All shapes, in the order of their numbers. */
  List<Shape> all() {
    return shapes;
  }

  /** A list of fields. */
  static final class Shape {
    private final int number;
    private final Node[] path;

    Shape(int number, Node[] path) {
      this.number = number;
      this.path = path;
    }

    /** From 0 in order of first use. */
    int number() {
      return number;
    }

    int size() {
      return path.length;
    }

    /** How many of the fields have a value in each row. */
    int storedSize() {
      int count = 0;
      for (Node each : path) {
        count += each.field.type().stored() ? 1 : 0;
      }
      return count;
    }

    Field field(int index) {
      return path[index].field;
    }

    /** The number of a field among all, from 0 in order of first use. */
    int fieldNumber(int index) {
      return path[index].number;
    }
  }

  /** A field behind those on the way to it. */
  private static final class Node {
    private final Field field;
    private final int number;
    private final Map<Field, Node> others = new HashMap<>(2);
    private @Nullable Node last;
    private @Nullable Shape shape;

    Node(Field field, int number) {
      this.field = field;
      this.number = number;
    }

    @Nullable
    Node next(String name, Fields.Type type) {
      Node known = last;
      return known != null && known.field.type == type && known.field.name.equals(name)
          ? known
          : null;
    }
  }
}
