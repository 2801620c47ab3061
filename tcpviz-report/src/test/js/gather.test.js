// SPDX-License-Identifier: Apache-2.0
"use strict";

/** A table of details: `blocks` of octets, `shapes` of fields, two rows a block. */
function details(rows, fields, shapes, blocks) {
  const table = new decode.Table("t", { rows, blockRows: 2, columns: [], fields, shapes }, ["x", "y"]);
  const lengths = [0, ...blocks.map((block) => block.length)];
  table.bytes = Uint8Array.from(blocks.flat());
  table.offsets = Float64Array.from(lengths, (_, i) =>
    lengths.slice(0, i + 1).reduce((sum, n) => sum + n, 0),
  );
  return table;
}

const FIELDS = [
  ["count", "i"],
  ["name", "s"],
  ["mean_ms", "d"],
  ["mean_ms", "n"],
  ["mean_ms", "i"],
  ["seen", "t"],
  ["seen", "f"],
];
const SHAPES = [[0, 1, 2, 5], [0, 1, 3, 6], [4], []];
// A value 2n is n, and within a block each is a difference; 128 and more go on in the next octet.
const BLOCKS = [
  [0, 1, 200, 1, 2, 2, 0, 128, 137, 122],
  [2, 3, 14],
];
const example = () => details(4, FIELDS, SHAPES, BLOCKS);

test("a column holds the value of each row, null where there is none", () => {
  const made = example();

  equal(gather.column(made, "count"), [100, 101, null, null]);
  equal(gather.column(made, "name"), ["y", "y", null, null]);
  equal(gather.column(made, "seen"), [true, false, null, null]);
});

test("a column says what the details of each row say", () => {
  const made = example();

  for (const name of ["count", "name", "mean_ms", "seen"]) {
    equal(
      gather.column(made, name),
      [0, 1, 2, 3].map((row) => made.details(row).get(name) ?? null),
    );
  }
});

test("a field of several types is one column", () => {
  const values = gather.column(example(), "mean_ms");

  equal(values.slice(1), [null, 7, null]);
  equal(typeof values[0], "number");
});

test("a field that nobody has is unknown in every row, as is any before it is decoded", () => {
  const made = example();
  equal(gather.column(made, "other"), [null, null, null, null]);

  made.bytes = null;
  equal(gather.column(made, "count"), [null, null, null, null]);
});
