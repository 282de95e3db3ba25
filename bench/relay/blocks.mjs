// Events as blocks of bytes. Each block has the same events under ids and offsets of its own, so that none is a duplicate.
import { createAirshipMapper } from "../../packages/airship/dist/index.js";
import { createBulkTrackingMapper } from "../../packages/bulk-tracking/dist/index.js";
import { generateAirshipEvents, generateBulkTrackingEvents } from "../../packages/sandbox/dist/index.js";

/** What differs per vocabulary: the generator, the mapper, and the member that ends in a serial number. */
const vocabularies = {
  airship: { generate: generateAirshipEvents, createMapper: createAirshipMapper, id: "id" },
  "bulk-tracking": { generate: generateBulkTrackingEvents, createMapper: createBulkTrackingMapper, id: "event_id" },
};

const hexDigits = Buffer.from("0123456789abcdef");
const serialDigits = 12;

/** Writes a number over digits that end at a place. */
const writeNumber = (bytes, end, number, base) => {
  let rest = number;
  for (let at = end - 1; at >= end - serialDigits; at -= 1) {
    bytes[at] = hexDigits[rest % base];
    rest = Math.floor(rest / base);
  }
};

/** The place behind the last digit of a member. */
const endOf = (line, member) => {
  const start = line.indexOf(`"${member}":"`);
  return start < 0 ? undefined : line.indexOf('"', start + member.length + 4);
};

/**
 * Returns what makes blocks of so many events.
 *
 * @param form - `lines`; or `list`, a JSON array.
 * @param onlyMapped - Whether all of them are mapped, so that each goes the whole path.
 */
export const createBlocks = ({ vocabulary, count, form = "lines", onlyMapped = false }) => {
  const { generate, createMapper, id } = vocabularies[vocabulary];
  const map = createMapper();
  const isMapped = (event) => map(event).status === "mapped";
  const events = [];
  for (const event of generate({ seed: 1, count: count * 3 })) {
    if (events.length === count) break;
    if (!onlyMapped || isMapped(event)) events.push(event);
  }
  const places = [];
  const parts = [];
  let length = form === "list" ? 1 : 0;
  for (const event of events) {
    const line = Buffer.from(JSON.stringify(event));
    const offset = endOf(line, "offset");
    places.push({ id: length + endOf(line, id), offset: offset && length + offset });
    parts.push(line, Buffer.from(form === "list" ? "," : "\n"));
    length += line.length + 1;
  }
  const template = Buffer.concat(form === "list" ? [Buffer.from("["), ...parts] : parts);
  if (form === "list") template[template.length - 1] = "]".charCodeAt(0);
  let serial = 0;
  return {
    events: count,
    /** How many of a block are delivered. */
    delivered: events.filter(isMapped).length,
    bytesAnEvent: Math.round(template.length / count),
    next: () => {
      const bytes = Buffer.from(template);
      for (const place of places) {
        serial += 1;
        writeNumber(bytes, place.id, serial, 16);
        if (place.offset !== undefined) writeNumber(bytes, place.offset, serial, 10);
      }
      return bytes;
    },
  };
};
