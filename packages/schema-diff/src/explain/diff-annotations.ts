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

/** A schema below a place. */
interface Below {
  readonly pointer: string;
  readonly schema: unknown;
  /** The list of branches that it is in, in which the order means nothing. */
  readonly list: string | undefined;
}

/** A key for each schema below a place: its pointer, or for a branch of a list its rank. */
const byKey = (below: readonly Below[]): ReadonlyMap<string, Below> => {
  const counts = new Map<string, number>();
  return new Map(
    below.map((child) => {
      if (child.list === undefined) return [child.pointer, child];
      const rank = counts.get(child.list) ?? 0;
      counts.set(child.list, rank + 1);
      return [`${child.list} ${rank}`, child];
    }),
  );
};

const listsOfBranches = ["allOf", "anyOf", "oneOf"] as const;

const below = (pointer: string, schema: unknown): readonly Below[] =>
  schemasBelow(pointer, schema).map((child) => ({
    ...child,
    list: listsOfBranches.find((keyword) => child.pointer.startsWith(`${pointer}/${keyword}/`)),
  }));

/** The schemas below two places that belong together. A branch that both have is unchanged, wherever it is in its list. */
const pairsBelow = (pointer: string, was: unknown, is: unknown): readonly (readonly [Below, Below])[] => {
  const [before, after] = [below(pointer, was), below(pointer, is)];
  const textOf = ({ list, schema }: Below): string => (list === undefined ? "" : `${list} ${stableText(schema)}`);
  const texts = new Set(before.map(textOf));
  const both = new Set(after.map(textOf).filter((text) => text !== "" && texts.has(text)));
  const isChanged = (child: Below): boolean => !both.has(textOf(child));
  const counterparts = byKey(before.filter(isChanged));
  return [...byKey(after.filter(isChanged))].flatMap(([key, child]) => {
    const counterpart = counterparts.get(key);
    return counterpart ? [[counterpart, child]] : [];
  });
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
  return [
    ...own,
    ...pairsBelow(pointer, was, is).flatMap(([before, after]) =>
      diffPlace(file, after.pointer, before.schema, after.schema),
    ),
  ];
};

/** Changes of annotations only (titles, descriptions, examples, comments), at places that both sides have. */
export const diffAnnotations = (oldDocuments: SchemaDocuments, newDocuments: SchemaDocuments): readonly Finding[] =>
  [...newDocuments].flatMap(([file, is]) =>
    oldDocuments.has(file) ? diffPlace(file, "", oldDocuments.get(file), is) : [],
  );
