// SPDX-License-Identifier: Apache-2.0
"use strict";

const WIDTH = 120;
const HEIGHT = 80;
const NEIGHBOURS = [-1, 0, 1].flatMap((y) => [-1, 0, 1].map((x) => y * WIDTH + x));

/** What `draw` draws, as an SVG document that a parser of XML has read. */
function parsed(draw) {
  const context = vector.context(WIDTH, HEIGHT);
  draw(context);
  const text = context.svg("a title");
  const read = new DOMParser().parseFromString(text, "image/svg+xml");
  equal(read.querySelector("parsererror"), null);
  return read;
}

const all = (read, selector) => [...read.querySelectorAll(selector)];

/** The pixels of a canvas after `paint`. */
async function pixels(paint) {
  const canvas = dom.el("canvas", { width: WIDTH, height: HEIGHT });
  const context = canvas.getContext("2d");
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, WIDTH, HEIGHT);
  await paint(context);
  return context.getImageData(0, 0, WIDTH, HEIGHT).data;
}

/** The share of pixels of which no neighbour is alike, when `draw` draws on a canvas and as an SVG. */
async function difference(draw) {
  const drawn = await pixels((context) => draw(context));
  const context = vector.context(WIDTH, HEIGHT);
  draw(context);
  const rastered = await pixels(async (on) => {
    const image = new Image();
    image.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(context.svg());
    await image.decode();
    on.drawImage(image, 0, 0);
  });
  let differing = 0;
  for (let i = 0; i < drawn.length; i += 4) {
    const alike = NEIGHBOURS.some((by) =>
      [0, 1, 2].every((part) => Math.abs(drawn[i + part] - rastered[i + 4 * by + part]) < 60),
    );
    differing += alike ? 0 : 1;
  }
  return differing / (WIDTH * HEIGHT);
}

const shape = vector.path("M8 2.5 L14 13 L2 13 Z M8 6 L10 11 L6 11 Z");

const drawings = {
  "boxes and lines": (context) => {
    context.fillStyle = "#336699";
    context.fillRect(10, 10, 30, 20);
    context.fillRect(50, 10, 30.5, 20);
    context.strokeStyle = "rgb(200 30 30 / 60%)";
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.setLineDash([6, 3]);
    context.beginPath();
    context.moveTo(5, 70);
    context.lineTo(60, 40);
    context.lineTo(115, 70);
    context.stroke();
    context.setLineDash([]);
    context.strokeRect(90, 10, 20, 20);
  },
  "arcs either way, whole and in part": (context) => {
    context.fillStyle = "#22aa66";
    for (const [x, from, to, back] of [
      [15, 0, 2 * Math.PI, false],
      [45, 0.5, 4, false],
      [75, 0.5, 4, true],
      [105, -1, 2, true],
    ]) {
      context.beginPath();
      context.arc(x, 30, 12, from, to, back);
      context.fill();
    }
    context.beginPath();
    context.arc(60, 60, 10, 1, 1.2);
    context.closePath();
    context.stroke();
  },
  "transformed shapes within clips": (context) => {
    context.save();
    context.beginPath();
    context.rect(10, 10, 80, 60);
    context.clip();
    context.beginPath();
    context.arc(50, 40, 34, 0, 2 * Math.PI);
    context.clip();
    context.translate(20, 10);
    context.rotate(0.3);
    context.scale(4, 3);
    context.fillStyle = "#aa2288";
    context.globalAlpha = 0.5;
    context.fill(shape, "evenodd");
    context.strokeStyle = "#000000";
    context.lineWidth = 1;
    context.stroke(shape);
    context.restore();
    context.fillStyle = "#000000";
    context.fillRect(100, 60, 15, 15);
  },
  "texts at every baseline and side": (context) => {
    context.fillStyle = "#111111";
    context.font = "bold 15px sans-serif";
    ["alphabetic", "top", "middle", "bottom"].forEach((baseline, i) => {
      context.textBaseline = baseline;
      context.textAlign = ["left", "center", "right", "start"][i];
      context.fillText("Hgx", 20 + 25 * i, 40);
    });
  },
  "nothing of what was cleared": (context) => {
    context.fillRect(0, 0, 60, 60);
    context.clearRect(0, 0, WIDTH, HEIGHT);
    context.fillStyle = "#ffffff";
    context.fillRect(0, 0, WIDTH, HEIGHT);
    context.setTransform(1, 0, 0, 1, 30, 0);
    context.fillStyle = "#000000";
    context.fillRect(0, 10, 20, 20);
  },
};

for (const [name, draw] of Object.entries(drawings)) {
  test("a drawing looks like the canvas: " + name, async () => {
    const differing = await difference(draw);

    equal(differing < 0.003, true);
  });
}

test("what is restored is what was saved", () => {
  const read = parsed((context) => {
    context.fillStyle = "#ff0000";
    context.save();
    context.fillStyle = "#00ff00";
    context.translate(50, 50);
    context.restore();
    context.fillRect(1, 2, 3, 4);
  });

  equal(all(read, "path")[0].getAttribute("fill"), "#ff0000");
  equal(all(read, "path")[0].getAttribute("d"), "M1 2L4 2L4 6L1 6Z");
});

test("text of any characters stays text, and the document stays XML", () => {
  const hostile = '</text><script>alert("1")<\/script>&amp;\u0000\u0007\ud800\uffff]]>\'';
  const read = parsed((context) => context.fillText(hostile, 10, 10));
  const [text] = all(read, "text");

  equal(text.textContent, '</text><script>alert("1")<\/script>&amp;\ufffd\ufffd\ufffd\ufffd]]>\'');
  equal(all(read, "script").length, 0);
});

test("a colour is written so that old programs understand it", () => {
  const read = parsed((context) => {
    context.fillStyle = "rgb(27 31 36 / 20%)";
    context.fillRect(0, 0, 1, 1);
    context.fillStyle = "hsl(120, 100%, 50%)";
    context.fillRect(0, 0, 1, 1);
  });
  const [first, second] = all(read, "path");

  equal(first.getAttribute("fill"), "#1b1f24");
  equal(first.getAttribute("fill-opacity"), "0.2");
  equal(second.getAttribute("fill"), "#00ff00");
});

test("boxes of a histogram become one path", () => {
  const read = parsed((context) => {
    for (let i = 0; i < 100; i++) {
      context.fillRect(i, 0, 1, i);
    }
  });

  equal(all(read, "path").length, 1);
});

test("a drawing placed in another keeps its clips apart from those of the other", () => {
  const part = vector.context(WIDTH, HEIGHT);
  part.rect(0, 0, 10, 10);
  part.clip();
  part.fillRect(0, 0, 50, 50);
  const read = parsed((context) => {
    context.place(part);
    context.translate(20, 0);
    context.place(part);
  });
  const ids = all(read, "clipPath").map((each) => each.id);

  equal(new Set(ids).size, 2);
  equal(
    all(read, "g[clip-path]").map((each) => each.getAttribute("clip-path")),
    ids.map((id) => "url(#" + id + ")"),
  );
});
