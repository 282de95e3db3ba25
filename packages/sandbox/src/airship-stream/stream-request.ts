import type { EventLog, LogEntry } from "./events/event-log.ts";

/** An answer in place of the stream. */
export interface Refusal {
  readonly status: number;
  readonly words: string;
}

/** What a request asks for, and is given. */
export interface StreamPlace {
  /** The serial of the first event. */
  readonly from: number;
  readonly isSelected: (entry: LogEntry) => boolean;
  readonly sendsOffsetUpdates: boolean;
}

/** A JSON object whose properties are unchecked. */
export type RequestBody = Readonly<Record<string, unknown>>;

type Select = (entry: LogEntry) => boolean;

const isRecord = (value: unknown): value is RequestBody =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const isRefusal = (value: object): value is Refusal => "words" in value;

const refuse = (words: string, status = 400): Refusal => ({ status, words });

/** Parses a body; `undefined` where it isn't a JSON object. */
export const parseRequestBody = (text: string): RequestBody | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const isListOfTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 0 && value.every((text) => typeof text === "string");

/** The values that a filter lets pass, in upper case; any where it doesn't name them. */
const readNames = (filter: RequestBody, name: string): ReadonlySet<string> | undefined | Refusal => {
  const value = filter[name];
  if (value === undefined) return undefined;
  if (!isListOfTexts(value)) return refuse(`filters: ${name} must be a list of strings that isn't empty`);
  return new Set(value.map((text) => text.toUpperCase()));
};

const readFilter = (filter: unknown, entitledTypes: readonly string[] | undefined): Select | Refusal => {
  if (!isRecord(filter)) return refuse("filters must be a list of objects");
  const types = readNames(filter, "types");
  const deviceTypes = readNames(filter, "device_types");
  if (types !== undefined && isRefusal(types)) return types;
  if (deviceTypes !== undefined && isRefusal(deviceTypes)) return deviceTypes;
  const forbidden = [...(types ?? [])].filter((type) => entitledTypes !== undefined && !entitledTypes.includes(type));
  if (forbidden.length > 0) return refuse(`the token is not entitled to the types ${forbidden.join(", ")}`, 403);
  return ({ type, deviceType }) => (types?.has(type) ?? true) && (deviceTypes?.has(deviceType) ?? true);
};

/** An event passes if one of the filters lets it; a line that isn't an event always does. */
const readFilters = (filters: unknown, entitledTypes: readonly string[] | undefined): Select | Refusal => {
  if (filters === undefined) return ({ type }) => type === "" || (entitledTypes?.includes(type) ?? true);
  if (!Array.isArray(filters) || filters.length === 0) return refuse("filters must be a list that isn't empty");
  const read = filters.map((filter) => readFilter(filter, entitledTypes));
  const refusal = read.find((one) => typeof one !== "function");
  if (refusal !== undefined) return refusal;
  const selects = read.filter((one) => typeof one === "function");
  return (entry) => entry.type === "" || selects.some((select) => select(entry));
};

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

const readSubset = (subset: unknown): Select | Refusal => {
  if (subset === undefined || subset === null) return () => true;
  const { type, count, selection, proportion } = isRecord(subset) ? subset : {};
  if (type === "PARTITION") {
    if (!isCount(count) || !isCount(selection) || selection >= count) {
      return refuse("subset: count and selection must be whole numbers with 0 <= selection < count");
    }
    return ({ idHash }) => idHash % count === selection;
  }
  if (type !== "SAMPLE") return refuse("subset: type must be PARTITION or SAMPLE");
  if (typeof proportion !== "number" || !(proportion >= 0 && proportion <= 1)) {
    return refuse("subset: proportion must be a number from 0 to 1");
  }
  return ({ idHash }) => idHash < proportion * 0x1_0000_0000;
};

/** Where the stream begins. A `start` beside `resume_offset` is taken, since Airship's own Node client sends both. */
const readPlace = ({ start, resume_offset: offset }: RequestBody, log: EventLog): number | Refusal => {
  if (offset === undefined || offset === null) {
    if (start === "EARLIEST") return log.first();
    if (start === "LATEST") return log.end();
    return refuse("start must be EARLIEST or LATEST where there is no resume_offset");
  }
  if (typeof offset !== "string") return refuse("resume_offset must be a string");
  const place = log.after(offset);
  if (place === "expired") return refuse("resume_offset is older than what is retained");
  return place === "unknown" ? refuse("resume_offset is not an offset of this stream") : place;
};

/** Reads the body of a request for the stream: where it begins and what it selects, or why it is refused. */
export const readStreamRequest = (
  body: RequestBody,
  log: EventLog,
  entitledTypes: readonly string[] | undefined,
): StreamPlace | Refusal => {
  const updates = body["enable_offset_updates"];
  if (updates !== undefined && typeof updates !== "boolean") return refuse("enable_offset_updates must be a boolean");
  const isFiltered = readFilters(body["filters"], entitledTypes);
  if (typeof isFiltered !== "function") return isFiltered;
  const isInSubset = readSubset(body["subset"]);
  if (typeof isInSubset !== "function") return isInSubset;
  const from = readPlace(body, log);
  if (typeof from !== "number") return from;
  return {
    from,
    isSelected: (entry) => isFiltered(entry) && isInSubset(entry),
    sendsOffsetUpdates: updates === true,
  };
};
