import { examplesOf, readSchema } from "./read-properties.mjs";

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** Copies a value, and sets what it doesn't have at a path. */
const fill = (value, [name, ...rest], filling) => {
  if (name === undefined) return value ?? filling;
  if (value !== undefined && !isObject(value)) return value;
  return { ...value, [name]: fill(value?.[name], rest, filling) };
};

const snakeCase = (name) => name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Names inside of an open object: those that the mapper has options for under the object's name, and one more. */
const namesInside = (forms, name) => {
  const options = forms[name]?.kind === "group" ? Object.keys(forms[name].options) : [];
  return [...options.flatMap((one) => [one, snakeCase(one)]), "other"];
};

/** The objects of an event whose names no schema says, by their paths: senders put there what they like. */
export const openObjectsOf = (file, properties) => {
  const example = exampleOf(file);
  const described = properties.map(({ path }) => path.join("."));
  const valueAt = (path) => path.reduce((value, name) => value?.[name], example);
  return properties
    .filter(({ path }) => isObject(valueAt(path)) && !described.some((key) => key.startsWith(`${path.join(".")}.`)))
    .map(({ path }) => path);
};

/** The example that a page shows: the first of the schema. */
export const exampleOf = (file) => readSchema(file).examples?.[0] ?? {};

/**
 * An event that has every property: the schema's example, filled with the examples of each property, and in open objects
 * with what the options of the mapper name.
 */
export const fullEvent = (file, properties, forms) => {
  const described = properties.reduce((event, property) => {
    const [example] = examplesOf(property);
    return example === undefined ? event : fill(event, property.path, example);
  }, exampleOf(file));
  return openObjectsOf(file, properties).reduce(
    (event, path) =>
      namesInside(forms, path.join(".")).reduce((filled, name) => fill(filled, [...path, name], `my-${name}`), event),
    described,
  );
};
