import { isCall } from "@email-events/validator/pipelines";

/** An object of a JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>;

/** Returns a value as a schema; `undefined` for anything else. */
export const toSchema = (value: unknown): Schema | undefined => (isCall(value) ? value : undefined);

const listOf = (value: unknown): readonly Schema[] =>
  Array.isArray(value) ? value.map(toSchema).filter((schema) => schema !== undefined) : [];

/** Returns the member of an object; nothing that it inherits. */
export const ownMember = (value: unknown, name: string): unknown =>
  isCall(value) && Object.hasOwn(value, name) ? value[name] : undefined;

const refPrefix = "#/$defs/";

const refOf = ({ $ref: ref }: Schema): string | undefined =>
  typeof ref === "string" && ref.startsWith(refPrefix) ? ref.slice(refPrefix.length) : undefined;

/** Schemas that refer to themselves end here. */
const maxDepth = 12;

/** What applies to one value: all parts together, and of each list of forms at least one. */
export interface SchemaParts {
  readonly all: readonly Schema[];
  readonly forms: readonly (readonly Schema[])[];
}

/** A constant tells forms apart; a list of choices may just have a wrong value. */
const constantWeight = 100;

/** Measures by its constants how far a value is from a schema: the least, where the schema is meant for it. */
const differences = (root: Schema, schema: Schema, value: unknown, depth: number): number => {
  if (depth > maxDepth) return 0;
  const { all, forms } = partsOf(root, schema, value, depth + 1);
  let count = 0;
  for (const part of all) {
    if (Object.hasOwn(part, "const") && part["const"] !== value) count += constantWeight;
    if (Array.isArray(part["enum"]) && !part["enum"].includes(value)) count += 1;
    for (const [name, member] of Object.entries(toSchema(part["properties"]) ?? {})) {
      const inner = toSchema(member);
      const own = ownMember(value, name);
      if (inner !== undefined && own !== undefined) count += differences(root, inner, own, depth + 1);
    }
  }
  for (const form of forms) count += Math.min(...form.map((one) => differences(root, one, value, depth + 1)));
  return count;
};

/** Returns the forms that a value differs from the least. */
const nearest = (root: Schema, forms: readonly Schema[], value: unknown, depth: number): readonly Schema[] => {
  const scored = forms.map((form) => ({ form, score: differences(root, form, value, depth) }));
  const least = Math.min(...scored.map(({ score }) => score));
  return scored.filter(({ score }) => score === least).map(({ form }) => form);
};

/**
 * Returns what applies to a value: the schema, what it refers to and what it includes, and of several forms the one that is
 * meant for the value. Where more than one can be meant, they stay forms.
 */
export const partsOf = (root: Schema, schema: Schema, value: unknown, depth = 0): SchemaParts => {
  const all: Schema[] = [];
  const forms: (readonly Schema[])[] = [];
  const open: Schema[] = [schema];
  for (let next = open.shift(); next !== undefined && all.length < 100; next = open.shift()) {
    all.push(next);
    const name = refOf(next);
    const found = name === undefined ? undefined : toSchema(ownMember(root["$defs"], name));
    if (found !== undefined) open.push(found);
    open.push(...listOf(next["allOf"]));
    for (const keyword of ["oneOf", "anyOf"]) {
      const given = listOf(next[keyword]);
      if (given.length === 0 || depth > maxDepth) continue;
      const meant = nearest(root, given, value, depth + 1);
      if (meant.length === 1) open.push(...meant);
      else forms.push(meant);
    }
  }
  return { all, forms };
};

/** Returns the name of the definition that is meant for a value, which is the name of its type; `undefined` where several can be. */
export const definitionOf = (root: Schema, value: unknown): string | undefined => {
  let name: string | undefined;
  let schema: Schema | undefined = root;
  for (let depth = 0; schema !== undefined && depth < maxDepth; depth += 1) {
    const forms = listOf(schema["oneOf"]);
    if (forms.length === 0) return name;
    const [form, ...others] = nearest(root, forms, value, 0);
    name = form === undefined || others.length > 0 ? undefined : refOf(form);
    schema = name === undefined ? undefined : toSchema(ownMember(root["$defs"], name));
  }
  return undefined;
};
