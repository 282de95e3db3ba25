import { makeInMemory } from "@email-events/codegen/in-memory";
import { readSchemaText, SchemaErrors } from "@email-events/json-schema";
import { compareWith, type Comparison } from "./compare.ts";
import { metaschemas } from "./metaschemas.ts";
import { refusalsOf, type Refusal } from "./refusals.ts";
import { shownText } from "./shown-text.ts";
import { validateText, type Verdict } from "./validate-text.ts";

/** What is tried: a schema, what it is compared with, and a value for its validator. */
export interface TrialWish {
  /** Its text, or the bytes of a file that is too large to be edited. */
  readonly schema: string | Uint8Array;
  readonly before: string;
  readonly value: string;
}

/** What is made of a schema. */
export interface Trial {
  /** A sentence on the schema and its types. */
  readonly sentence: string;
  /** Why nothing is generated. */
  readonly refusals: readonly Refusal[];
  readonly notes: readonly string[];
  /** The beginning of its types, or all of them; absent where nothing is generated. */
  readonly types?: string;
  readonly verdict?: Verdict;
  /** Absent where the schema can't be read. */
  readonly comparison?: Comparison;
}

type Read = ReturnType<typeof readSchemaText>;

/** The name of the document, which untitled types are named after. */
const file = "schema.json";

/** How many characters of types are shown. */
const maxTypeChars = 40_000;

const cut = (types: string): string =>
  types.length <= maxTypeChars
    ? types
    : `${types.slice(0, maxTypeChars)}\n// ${(types.length - maxTypeChars).toLocaleString("en")} more characters. All of it: npx @email-events/codegen generate`;

const declared = (types: string): number => types.match(/^export (?:interface|type) /gm)?.length ?? 0;

const generated = ({ documents, library }: Read, value: string): Omit<Trial, "comparison" | "refusals"> => {
  const { declarations, notes, roots } = makeInMemory(documents, library);
  const [root] = roots;
  const count = declared(declarations);
  return {
    sentence: `${count} ${count === 1 ? "type" : "types"}.`,
    notes,
    types: cut(declarations),
    ...(root !== undefined && { verdict: validateText(value, root.name, root.validator) }),
  };
};

const refused = (error: unknown, text: string | undefined): Trial => {
  const refusals = refusalsOf(error, text);
  const count = error instanceof SchemaErrors ? error.errors.length : refusals.length;
  const sentence = count === 1 ? "The schema is refused." : `The schema is refused, for ${count} reasons.`;
  return { sentence, refusals, notes: [] };
};

/** Generates types and a validator from the text of a schema, runs the validator on a value, and compares the schema. */
export const trySchema = ({ before, schema, value }: TrialWish): Trial => {
  const text = typeof schema === "string" ? schema : undefined;
  let read: Read;
  try {
    read = readSchemaText(schema, file, { library: metaschemas });
  } catch (error) {
    return refused(error, text);
  }
  const comparison = compareWith(before, read.documents);
  try {
    const { notes, ...made } = generated(read, value);
    return { ...made, notes: [...read.notes, ...notes].map(shownText), refusals: [], comparison };
  } catch (error) {
    return { ...refused(error, text), comparison };
  }
};
