/** The most sources that are tried in turn for one property. */
const maxFallbacks = 12;

const namesOf = (pointer) =>
  pointer
    .split("/")
    .slice(1)
    .map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~"));

/** Copies a value without what is at a path; an item of a list becomes null, so that the others stay where they are. */
const without = (value, [name, ...rest]) => {
  if (typeof value !== "object" || value === null || name === undefined || !Object.hasOwn(value, name)) return value;
  if (rest.length > 0) {
    const copy = Array.isArray(value) ? [...value] : { ...value };
    copy[name] = without(value[name], rest);
    return copy;
  }
  if (Array.isArray(value)) return value.with(Number(name), null);
  const { [name]: _, ...others } = value;
  return others;
};

/** A pointer as a path for readers: `/body/categories/0` is `body.categories[0]`. */
const toPath = (pointer) =>
  namesOf(pointer)
    .map((name, index) => (/^\d+$/.test(name) ? `[${name}]` : `${index === 0 ? "" : "."}${name}`))
    .join("");

const withoutIndexes = (path) => path.replaceAll(/\[\d+\]/g, "[]");

const valueAt = (value, names) => names.reduce((inner, name) => inner?.[name], value);

/**
 * Finds where each property of a mapped event comes from, by mapping: which source value it changes with; and once that is
 * removed, which one takes its place. Of a list, the first item stands for all.
 *
 * @param map - Maps an event; returns its outcome.
 * @param trace - Finds the origins of each property of an event, by changing one source value at a time.
 * @returns The outcome, and each property with its origins in turn, each a list of paths; none for a constant.
 */
export const findOrigins = (event, { map, trace }) => {
  const traces = new Map();
  const traceWithout = (removed) => {
    const key = removed.toSorted().join("\n");
    if (!traces.has(key)) {
      const changed = removed.reduce((value, pointer) => without(value, namesOf(pointer)), event);
      traces.set(key, { changed });
    }
    return traces.get(key);
  };
  /** The origins of a property in an event without some values; none where it has no such property then. */
  const originsWithout = (removed, pointer) => {
    const entry = traceWithout(removed);
    // Mapping once is cheap, and most properties have no second origin.
    entry.outcome ??= map(entry.changed);
    if (entry.outcome.status !== "mapped" || valueAt(entry.outcome.event, namesOf(pointer)) === undefined) return [];
    entry.properties ??= trace(entry.changed).properties;
    return entry.properties.find((property) => property.pointer === pointer)?.from.map((one) => one.pointer) ?? [];
  };
  const originsOf = (pointer) => {
    const origins = [];
    let removed = [];
    while (origins.length < maxFallbacks) {
      const from = originsWithout(removed, pointer);
      if (from.length === 0) break;
      origins.push(from.map(toPath));
      removed = [...removed, ...from];
    }
    return origins;
  };
  const outcome = map(event);
  if (outcome.status !== "mapped") return { outcome, properties: [] };
  const properties = trace(event).properties.filter(({ pointer }) => !/\/[1-9]\d*(?:\/|$)/.test(pointer));
  return { outcome, properties: properties.map(({ pointer }) => shownOf(toPath(pointer), originsOf(pointer))) };
};

/** How a property is shown: an item stands for its list, and the next item of a list is no other origin. */
const shownOf = (path, origins) => {
  const isItem = path.includes("[");
  const named = origins.map((from) => from.map((one) => (isItem ? withoutIndexes(one) : one)));
  const isOther = (from, index) =>
    index === 0 || withoutIndexes(from.join()) !== withoutIndexes(named[index - 1]?.join() ?? "");
  return { path: withoutIndexes(path), origins: named.filter(isOther) };
};
