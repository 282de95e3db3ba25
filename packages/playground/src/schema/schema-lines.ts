import { describeValue } from "@email-events/core/mapping";
import { ownMember, partsOf, toSchema, type Schema } from "./schema-parts.ts";

/** What a schema says about one place of an event. */
export interface SchemaLine {
  /** JSON Pointer into the event; `*` stands for each member of a list. */
  readonly pointer: string;
  readonly isRequired: boolean;
  /** Type and limits, such as `string, format date-time`. */
  readonly rules: string;
  readonly description: string;
  /** The value of the event there, in short. */
  readonly given: string;
  /** What the event has against the schema there. */
  readonly issues: readonly string[];
}

/** Keywords of other kinds: those that hold schemas, and those that check nothing. */
const notShown = new Set(
  "$schema $id $ref $comment $defs title description default examples deprecated properties required allOf oneOf anyOf items patternProperties additionalProperties propertyNames not if then else prefixItems contains".split(
    " ",
  ),
);

const maxRuleChars = 200;
const maxLines = 400;
const maxLevels = 8;

const ruleOf = (keyword: string, value: unknown): string => {
  const shown = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  const text = keyword === "type" ? shown.replaceAll(/["[\]]/g, "").replaceAll(",", " or ") : `${keyword} ${shown}`;
  return text.slice(0, maxRuleChars);
};

const rulesOf = (parts: readonly Schema[]): readonly string[] => [
  ...new Set(
    parts.flatMap((part) =>
      Object.entries(part)
        .filter(([keyword]) => !notShown.has(keyword))
        .map(([keyword, value]) => ruleOf(keyword, value)),
    ),
  ),
];

const formsOf = (root: Schema, forms: readonly (readonly Schema[])[], value: unknown): readonly string[] =>
  forms.map((form) => {
    const said = form.map((one) => {
      const parts = partsOf(root, one, value, 1).all;
      const required = parts.flatMap((part) => (Array.isArray(part["required"]) ? part["required"].map(String) : []));
      return [...rulesOf(parts), ...(required.length > 0 ? [`with ${required.join(" and ")}`] : [])].join(", ");
    });
    return [...new Set(said)].filter((one) => one !== "").join("; or ");
  });

const escapeName = (name: string): string => name.replaceAll("~", "~0").replaceAll("/", "~1");

interface Place {
  readonly pointer: string;
  readonly schema: Schema;
  readonly value: unknown;
  readonly isRequired: boolean;
  readonly level: number;
}

const requiredIn = (parts: readonly Schema[]): ReadonlySet<unknown> =>
  new Set(parts.flatMap(({ required }): readonly unknown[] => (Array.isArray(required) ? required : [])));

/** Returns the places one level below, each with all that applies to it. */
const placesBelow = (parts: readonly Schema[], { level, pointer, value }: Place): readonly Place[] => {
  const required = requiredIn(parts);
  const byName = new Map<string, Schema[]>();
  for (const part of parts) {
    for (const [name, member] of Object.entries(toSchema(part["properties"]) ?? {})) {
      const schema = toSchema(member);
      if (schema !== undefined) byName.set(name, [...(byName.get(name) ?? []), schema]);
    }
  }
  const members = [...byName].map(([name, allOf]) => ({
    pointer: `${pointer}/${escapeName(name)}`,
    schema: { allOf },
    value: ownMember(value, name),
    isRequired: required.has(name),
    level: level + 1,
  }));
  const items = parts.flatMap((part) => toSchema(part["items"]) ?? []);
  const first: unknown = Array.isArray(value) ? value[0] : undefined;
  return items.length === 0
    ? members
    : [
        ...members,
        { pointer: `${pointer}/*`, schema: { allOf: items }, value: first, isRequired: false, level: level + 1 },
      ];
};

const descriptionOf = (parts: readonly Schema[]): string => {
  const found = parts.map((part) => part["description"]).find((one) => typeof one === "string");
  return found ?? "";
};

const partsOfForms = (root: Schema, forms: readonly (readonly Schema[])[], value: unknown): readonly Schema[] =>
  forms.flat().flatMap((form) => partsOf(root, form, value, 1).all);

/** Returns what a schema says about each place of a value, in the order of the schema; the first line is the whole. */
export const schemaLines = (root: Schema, value: unknown): readonly Omit<SchemaLine, "issues">[] => {
  const lines: Omit<SchemaLine, "issues">[] = [];
  const open: Place[] = [{ pointer: "", schema: root, value, isRequired: true, level: 0 }];
  for (let next = open.shift(); next !== undefined && lines.length < maxLines; next = open.shift()) {
    const { isRequired, pointer, schema, value: own } = next;
    const { all, forms } = partsOf(root, schema, own);
    const rules = [...rulesOf(all), ...formsOf(root, forms, own)].filter((rule) => rule !== "").join(", ");
    lines.push({ pointer, isRequired, rules, description: descriptionOf(all), given: describeValue(own) });
    if (next.level < maxLevels) open.unshift(...placesBelow([...all, ...partsOfForms(root, forms, own)], next));
  }
  return lines;
};

/** The pointer of the line for a place: that of a list's members has a star. */
const lineOf = (pointer: string, lines: ReadonlySet<string>): string => {
  const names = pointer.split("/");
  for (let end = names.length; end > 1; end -= 1) {
    const own = names.slice(0, end);
    const starred = own.map((name) => (/^\d+$/.test(name) ? "*" : name));
    for (const candidate of [own.join("/"), starred.join("/")]) if (lines.has(candidate)) return candidate;
  }
  return "";
};

/** Adds issues to the lines of their places; the line above for a place that the schema doesn't name. */
export const withIssues = (
  lines: readonly Omit<SchemaLine, "issues">[],
  issues: readonly { readonly pointer: string; readonly sentence: string }[],
): readonly SchemaLine[] => {
  const pointers = new Set(lines.map(({ pointer }) => pointer));
  const placed = issues.map(({ pointer, sentence }) => ({ at: lineOf(pointer, pointers), sentence }));
  return lines.map((line) => ({
    ...line,
    issues: placed.filter(({ at }) => at === line.pointer).map(({ sentence }) => sentence),
  }));
};
