import { crc32 as zlibCrc32, deflateSync } from "node:zlib";

const table = Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The CRC of a PNG chunk: that of zlib, which Node has from 20.15 and 22.2 on, or the same in JavaScript. */
const crc32 =
  zlibCrc32 ?? ((bytes) => ~bytes.reduce((crc, byte) => table[(crc ^ byte) & 0xff] ^ (crc >>> 8), 0xffffffff) >>> 0);

const chunk = (name, data) => {
  const bytes = Buffer.alloc(data.length + 12);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(name, 4, "latin1");
  data.copy(bytes, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, data.length + 8)), data.length + 8);
  return bytes;
};

const channels = (color) => [color >> 16, (color >> 8) & 0xff, color & 0xff];

const distance = (one, other) => {
  const [a, b] = [channels(one), channels(other)];
  return a.reduce((sum, value, index) => sum + (value - b[index]) ** 2, 0);
};

const maxColors = 16;

/** How much a color is seen: a red line is thin, and seen beside gray shades of text that are more frequent. */
const weigh = ([color, count]) => {
  const values = channels(color);
  return count * (1 + (Math.max(...values) - Math.min(...values)) / 8);
};

/** The most visible colors that differ enough to be seen apart. */
const choosePalette = (pixels) => {
  const counts = new Map();
  for (const color of pixels) counts.set(color, (counts.get(color) ?? 0) + 1);
  const palette = [];
  for (const [color] of [...counts].toSorted((a, b) => weigh(b) - weigh(a))) {
    if (palette.length === maxColors) break;
    if (palette.every((chosen) => distance(chosen, color) > 500)) palette.push(color);
  }
  const nearest = (color) => palette.reduce((best, one) => (distance(one, color) < distance(best, color) ? one : best));
  return { palette, indexOf: new Map([...counts.keys()].map((color) => [color, palette.indexOf(nearest(color))])) };
};

/**
 * Encodes pixels, each a number 0xRRGGBB, as a PNG of 16 colors (https://www.w3.org/TR/png-3/): a page of text takes a tenth
 * of what it takes in all of its colors.
 */
export const encodePng = ({ height, pixels, width }) => {
  const { indexOf, palette } = choosePalette(pixels);
  const rowBytes = Math.ceil(width / 2);
  const rows = Buffer.alloc((rowBytes + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const index = indexOf.get(pixels[y * width + x]);
      rows[y * (rowBytes + 1) + 1 + (x >> 1)] |= x % 2 === 0 ? index << 4 : index;
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Four bits a pixel, each an index of the palette.
  header.set([4, 3], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(palette.flatMap(channels))),
    chunk("IDAT", deflateSync(rows, { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
};
