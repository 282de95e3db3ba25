import { exampleOf, fullEvent, openObjectsOf } from "./full-event.mjs";
import { findExceptions, kindOf } from "./find-exceptions.mjs";
import { findOrigins } from "./find-origins.mjs";
import { readProperties } from "./read-properties.mjs";

/** A name that no semantic event has, for events that a mapper forwards. */
const customName = "Your Event";

const toSetting = (path, value) => ({
  text: `${path.join(".")}: ${JSON.stringify(value)}`,
  options: path.reduceRight((inner, name) => ({ [name]: inner }), value),
});

/**
 * Every way to set one option of a mapper: how it is written, and the options. Functions and texts of the caller aren't
 * among them.
 */
const settingsOf = (forms, path = []) =>
  Object.entries(forms).flatMap(([name, form]) => {
    const own = [...path, name];
    if (form.kind === "group") return settingsOf(form.options, own);
    const values = { choice: form.choices, flag: [true, false], "custom-event": [customName] }[form.kind] ?? [];
    return values.map((value) => toSetting(own, value));
  });

/** Shows what remains of an open object as one property. */
const collapseOpen = (properties, open) => {
  const isInside = ({ path }) => open.some((name) => path.startsWith(`properties.${name}.`));
  const kept = properties.filter((property) => !isInside(property));
  const names = [
    ...new Set(open.filter((name) => properties.some(({ path }) => path.startsWith(`properties.${name}.`)))),
  ];
  return [...kept, ...names.map((name) => ({ path: `properties.${name}`, origins: [[`${name}.*`]] }))];
};

/** How one setting changes what an event is mapped to. */
const changesOf = (outcome, event, { settings, createMapper }) =>
  settings.flatMap(({ text, options }) => {
    const changed = createMapper(options)(event);
    return kindOf(changed) === kindOf(outcome) ? [] : [{ setting: text, options, outcome: changed }];
  });

/**
 * Everything that a page says about an event.
 *
 * @param diagnose - The exports of diagnose and of its sources.
 */
export const traceEventPage = (vocabulary, file, { traceEvent, mappings, createSourceMapper }) => {
  const { properties, files } = readProperties(file);
  const example = exampleOf(file);
  const page = { vocabulary, file, properties, files, example };
  if (!Object.hasOwn(mappings, vocabulary)) return page;
  const { options: forms } = mappings[vocabulary];
  const full = fullEvent(file, properties, forms);
  const createMapper = (options) => createSourceMapper(vocabulary, { [vocabulary]: options });
  const open = openObjectsOf(file, properties).map((path) => path.join("."));
  const find = (options) => {
    const trace = (event) => traceEvent(event, { vocabulary, mapperOptions: { [vocabulary]: options } });
    const found = findOrigins(full, { map: createMapper(options), trace });
    return { ...found, properties: collapseOpen(found.properties, open) };
  };
  const found = find({});
  const settings = settingsOf(forms);
  const changes = changesOf(found.outcome, full, { settings, createMapper });
  const exceptions = findExceptions(file, full, { settings: [{ options: {} }, ...settings], createMapper });
  // What isn't mapped by default is shown with the first option that maps it.
  const mapping =
    found.outcome.status === "mapped" ? undefined : changes.find(({ outcome }) => outcome.status === "mapped");
  const { outcome, properties: origins } = mapping ? find(mapping.options) : found;
  const shown = createMapper(mapping?.options ?? {})(example);
  return { ...page, default: found.outcome, changes, exceptions, mapping, outcome, origins, shown };
};
