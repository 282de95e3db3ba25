import { annotations, definitionKeywords, fieldsOf, isAnnotationKeyword } from "@email-events/json-schema";

/** Whether a keyword is an annotation: it doesn't affect which values are valid. */
export const isAnnotation = (keyword: string): boolean =>
  (annotations.has(keyword) || isAnnotationKeyword(keyword)) &&
  !definitionKeywords.has(keyword) &&
  keyword !== "$dynamicAnchor";

/** Whether a schema allows every value, as `true` does: it is empty or has only annotations. */
export const takesAnything = (schema: unknown): boolean => {
  const fields = fieldsOf(schema);
  return schema === true || (fields !== undefined && [...fields.keys()].every(isAnnotation));
};
