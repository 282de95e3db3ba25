import { appendToken, fieldsOf, schemasBelow, stableText } from "@email-events/json-schema";
import { isAnnotation } from "../normalize/annotations.ts";
import type { ChangeKind } from "../change-kinds.ts";
import type { Finding } from "../classify-change.ts";
import type { SchemaDocuments } from "../normalize/schema-folder.ts";

const kinds: ReadonlyMap<string, ChangeKind> = new Map([
  ["default", "default-changed"],
  ["deprecated", "deprecated-changed"],
]);

const verbs = (was: unknown, is: unknown): string => {
  if (was === undefined) return "was added";
  return is === undefined ? "was removed" : "was changed";
};

const diffPlace = (file: string, pointer: string, was: unknown, is: unknown): readonly Finding[] => {
  const [oldFields, newFields] = [fieldsOf(was), fieldsOf(is)];
  if (!oldFields || !newFields) return [];
  const keywords = new Set([...oldFields.keys(), ...newFields.keys()].filter(isAnnotation));
  const own = [...keywords].flatMap((keyword): readonly Finding[] => {
    const [before, after] = [oldFields.get(keyword), newFields.get(keyword)];
    if (stableText(before) === stableText(after)) return [];
    return [
      {
        file,
        pointer: appendToken(pointer, keyword),
        change: kinds.get(keyword) ?? "annotation-changed",
        detail: `${keyword} ${verbs(before, after)}`,
        oldDataUnderNew: "valid",
        newDataUnderOld: "valid",
      },
    ];
  });
  const counterparts = new Map(schemasBelow(pointer, was).map((child) => [child.pointer, child.schema]));
  const below = schemasBelow(pointer, is)
    .filter((child) => counterparts.has(child.pointer))
    .flatMap((child) => diffPlace(file, child.pointer, counterparts.get(child.pointer), child.schema));
  return [...own, ...below];
};

/** Changes of annotations only (titles, descriptions, examples, comments), at places that both sides have. */
export const diffAnnotations = (oldDocuments: SchemaDocuments, newDocuments: SchemaDocuments): readonly Finding[] =>
  [...newDocuments].flatMap(([file, is]) =>
    oldDocuments.has(file) ? diffPlace(file, "", oldDocuments.get(file), is) : [],
  );
