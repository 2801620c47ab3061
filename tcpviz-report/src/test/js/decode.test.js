// SPDX-License-Identifier: Apache-2.0
"use strict";

/** Octets in which the page carries signed numbers: the sign lowest, seven bits an octet. */
function packed(values) {
  const octets = [];
  for (const value of values) {
    let rest = value < 0n ? -2n * value - 1n : 2n * value;
    do {
      octets.push(Number(rest % 128n) + (rest > 127n ? 128 : 0));
      rest /= 128n;
    } while (rest > 0n);
  }
  return Uint8Array.from(octets);
}

/** Puts octets into the document as a page does. */
async function carry(id, octets) {
  const zipped = new Blob([octets]).stream().pipeThrough(new CompressionStream("gzip"));
  const bytes = new Uint8Array(await new Response(zipped).arrayBuffer());
  const text = btoa(Array.from(bytes, (octet) => String.fromCharCode(octet)).join(""));
  document.body.append(dom.el("script", { type: "application/octet-stream", id }, text));
}

test("signed numbers come back at every length of their octets", () => {
  const values = [0n, -1n, 1n, 63n, -64n, 64n, -65n, 8191n, 8192n, 2147483647n, -2147483648n];
  values.push(2n ** 52n, -(2n ** 52n), 2n ** 53n - 1n, 1n - 2n ** 53n);
  const reader = new decode.Reader(packed(values));

  equal(
    values.map(() => reader.signed()),
    values.map(Number),
  );
  equal(reader.at, reader.bytes.length);
});

test("unsigned numbers have seven bits an octet, the lowest first", () => {
  equal(new decode.Reader(Uint8Array.of(0)).unsigned(), 0);
  equal(new decode.Reader(Uint8Array.of(127)).unsigned(), 127);
  equal(new decode.Reader(Uint8Array.of(128, 1)).unsigned(), 128);
  equal(new decode.Reader(Uint8Array.of(255, 255, 255, 255, 127)).unsigned(), 2 ** 35 - 1);
});

test("a column holds the sums of its differences", () => {
  equal(decode.column(packed([5n, 1n, -3n, 0n]), 4, "i32"), [5, 6, 3, 3]);
  equal(decode.column(packed([2n ** 40n, 1n]), 2, "f64"), [2 ** 40, 2 ** 40 + 1]);
});

test("a table reads its columns from the document and leaves nothing there", async () => {
  await carry("t.a", packed([1n, 1n, 1n]));
  const table = new decode.Table("t", { rows: 3, columns: [["a", "u8"]] }, []);

  await table.readColumns();

  equal(table.columns.a, Uint8Array.of(1, 2, 3));
  equal(document.getElementById("t.a"), null);
});

test("further fields are decoded by row, each with the type of its name", async () => {
  const layout = {
    rows: 3,
    columns: [],
    blockRows: 2,
    fields: [
      ["n", "i"],
      ["word", "s"],
      ["share", "d"],
      ["yes", "t"],
    ],
    shapes: [
      [0, 1],
      [0, 2, 3],
      [],
    ],
  };
  // Two rows: shapes 0 and 1, the numbers 7 and 9, the word 1, the share 0.5; then one, empty.
  const first = [0, 1, ...packed([7n, 2n]), ...packed([1n]), ...packed([500000n])];
  await carry("u.blocks", packed([BigInt(first.length), 1n - BigInt(first.length)]));
  await carry("u.details", Uint8Array.from([...first, 2]));
  const table = new decode.Table("u", layout, ["a", "b"]);
  equal(table.fields(0), []);

  await table.readDetails();

  equal(table.fields(0), [
    ["n", 7],
    ["word", "b"],
  ]);
  equal([...table.details(1).keys()], ["n", "share", "yes"]);
  equal([...table.details(1).values()], [9, 0.5, true]);
  equal(table.fields(2), []);
});

test("further fields that stand in the order of a column are found by their rows", async () => {
  const layout = {
    rows: 5,
    columns: [["group", "i32"]],
    detailsBy: "group",
    blockRows: 2,
    fields: [["n", "i"]],
    shapes: [[0]],
  };
  // Groups 2, 0, 2, 1, 0 of the rows 0 to 4: their numbers stand in the order of rows 1, 4, 3, 0, 2.
  await carry("v.group", packed([2n, -2n, 2n, -1n, -1n]));
  await carry("v.blocks", packed([4n, 0n, -2n]));
  const blocks = [[0, 0], packed([1n, 3n]), [0, 0], packed([3n, -3n]), [0], packed([2n])];
  await carry("v.details", Uint8Array.from(blocks.flatMap((octets) => [...octets])));
  const table = new decode.Table("v", layout, []);
  await table.readColumns();
  await table.readDetails();

  equal(
    [0, 1, 2, 3, 4].map((row) => table.fields(row)),
    [0, 1, 2, 3, 4].map((row) => [["n", row]]),
  );
});
