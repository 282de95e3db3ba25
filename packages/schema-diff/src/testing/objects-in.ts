import { appendToken, fieldsOf, schemasBelow } from "@email-events/json-schema";

/** The pointers of schemas with `properties` in a document. */
export const objectsIn = (document: unknown, pointer = ""): readonly string[] => [
  ...(fieldsOf(document)?.has("properties") ? [pointer] : []),
  ...schemasBelow(pointer, document).flatMap((child) => objectsIn(child.schema, child.pointer)),
];

/** Replaces the value at a pointer; everything else stays as it is. */
const replaceAt = (value: unknown, [token, ...rest]: readonly string[], replacement: unknown): unknown => {
  if (token === undefined) return replacement;
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (String(index) === token ? replaceAt(item, rest, replacement) : item));
  }
  const fields = fieldsOf(value);
  return Object.fromEntries([...(fields ?? []), [token, replaceAt(fields?.get(token), rest, replacement)]]);
};

/** Adds an optional property to the object that is described at a pointer. */
export const withProperty = (document: unknown, pointer: string, name: string, schema: unknown): unknown => {
  const path = appendToken(`${pointer}/properties`, name);
  const tokens = path.split("/").slice(1);
  return replaceAt(
    document,
    tokens.map((token) => token.replaceAll("~1", "/").replaceAll("~0", "~")),
    schema,
  );
};
