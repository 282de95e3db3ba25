import { convertDocument, type Trait } from "../dialects/convert-document.ts";
import type { SourceDialect } from "../dialects/source-dialect.ts";
import { placeOf } from "../json-schema.ts";

/** What becomes of a keyword that no dialect knows: generation refuses it, or takes it as an annotation. */
export type UnknownKeywords = "annotate" | "refuse";

/** How schema files are read. `generate` and `diff` take the same. */
export interface IntakeOptions {
  /** The dialect of files that name none by `$schema`, or a vendor's; 2020-12 by default. */
  readonly dialect?: SourceDialect;
  /** Keywords that are annotations, beside those that are known to be. */
  readonly keywords?: readonly string[];
  /** What becomes of all other keywords that no dialect knows; `refuse` by default. */
  readonly unknownKeywords?: UnknownKeywords;
  /**
   * Files that stand in for addresses, by the address without its fragment. An address that ends in `/` stands for all
   * below it, and its file is a folder.
   */
  readonly mapRef?: ReadonlyMap<string, string>;
}

/** Documents by their names. */
export type Documents = ReadonlyMap<string, unknown>;

/** Converts the documents of one generation, or of one side of a diff. */
export interface Intake {
  readonly convert: (file: string, document: unknown) => unknown;
  /** The documents once all are read: what one says can decide how another is converted. */
  readonly finish: (documents: Documents) => Documents;
  /** The places of `$schema`s that are a vendor's. */
  readonly vendorDialects: ReadonlyMap<string, string>;
}

export const createIntake = ({
  dialect = "2020-12",
  keywords = [],
  unknownKeywords = "refuse",
}: IntakeOptions = {}): Intake => {
  const named = new Set(keywords);
  const vendorDialects = new Map<string, string>();
  const originals = new Map<string, unknown>();
  const traits = new Set<Trait>();
  const convertOne = (file: string, document: unknown, hidesContains: boolean): unknown =>
    convertDocument(document, {
      dialect,
      hidesContains,
      onTrait: (trait) => void traits.add(trait),
      isAnnotation: (keyword) => unknownKeywords === "annotate" || named.has(keyword),
      onVendorDialect: (pointer, $schema) => void vendorDialects.set(placeOf({ file, pointer }), $schema),
    });

  return {
    vendorDialects,
    convert: (file, document) => {
      originals.set(file, document);
      return convertOne(file, document, false);
    },
    finish: (documents) => {
      if (traits.size < 2) return documents;
      return new Map([...documents.keys()].map((file) => [file, convertOne(file, originals.get(file), true)]));
    },
  };
};
