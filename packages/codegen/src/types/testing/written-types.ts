import { setOfOne } from "@email-events/json-schema/testing";
import { describe, expect, it } from "vitest";
import { formatCode } from "../../format-code.ts";
import { emitTypes } from "../emit-types.ts";
import { complaintsOf } from "./complaints.ts";

export type Schema = Readonly<Record<string, unknown>>;

/** A schema with its type. */
export interface Row {
  readonly schema: Schema;
  /** The declared type, in one line. */
  readonly type: string;
  /** Values that compile as the type, and values that don't. */
  readonly fits?: readonly unknown[];
  readonly refuses?: readonly unknown[];
}

/** The emitted types of a schema, which is named `Thing`, as they are written. */
export const emitted = async (schema: Schema): Promise<string> => {
  const types = await emitTypes(setOfOne({ ...schema, title: "Thing" }));
  const { files } = await formatCode(new Map([["types.ts", types]]));
  return files.get("types.ts") ?? "";
};

/** The declaration of `Thing` in one line, without its comment. */
export const declared = (types: string): string => {
  const alias = /export type Thing =\s*(?:\| )?([^]*?);\n(?:\n|$)/.exec(types)?.[1];
  const [, base = "", body = ""] = /export interface Thing (extends \w+ )?(\{[^]*?\n?\})\n(?:\n|$)/.exec(types) ?? [];
  const words = alias ?? `${base === "" ? "" : `interface ${base}`}${body}`;
  return words.replaceAll(/\s+/g, " ").replaceAll("( | ", "(").replaceAll("( ", "(").replaceAll(" )", ")");
};

/** Tests each schema of a table: its emitted type, and which values compile. */
export const describeTypes = (title: string, table: Readonly<Record<string, Row>>): void => {
  describe(title, () => {
    it.each(Object.entries(table))("%s", async (_name, { schema, type }) => {
      expect(declared(await emitted(schema))).toBe(type);
    });

    it("compile, and take what fits alone", async () => {
      const files: Record<string, string> = {};
      const wanted: string[] = [];
      for (const [index, { schema, fits = [], refuses = [] }] of Object.values(table).entries()) {
        files[`types${index}.ts`] = await emitted(schema);
        const lines = [...fits, ...refuses].map(
          (value, at) => `export const v${at}: Thing = ${JSON.stringify(value)};`,
        );
        files[`use${index}.ts`] = [`import type { Thing } from "./types${index}.js";`, ...lines].join("\n");
        wanted.push(...refuses.map((_value, at) => `use${index}.ts:${2 + fits.length + at}`));
      }
      const lines = complaintsOf(files).map((complaint) => complaint.split(": ")[0]);
      expect(new Set(lines)).toEqual(new Set(wanted));
    });
  });
};
