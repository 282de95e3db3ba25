export type { UnknownFormats } from "./check/check-keyword.ts";
export { type FormatCheck, type FormatMode, formats } from "./check/formats.ts";
export { checkReadable } from "./check/check-readable.ts";
export { isAnnotationKeyword } from "./check/annotation-keywords.ts";
export { annotations } from "./check/keywords.ts";
export { type Dialect, dialectNamed } from "./dialects/dialect.ts";
export { createWrittenPlaces, isWritten, type WrittenPlaces } from "./dialects/written-places.ts";
export { type SourceDialect, sourceDialects } from "./dialects/source-dialect.ts";
export { type ArrayShape, arrayShape } from "./facts/array-shape.ts";
export { dependentNames, type DependentNames, type DependentSchema, dependentSchemas } from "./facts/dependents.ts";
export { type Discriminator, type DiscriminatorBranch, findDiscriminator } from "./facts/discriminator.ts";
export { type Disjointness, disjointnessOf } from "./facts/disjoint.ts";
export { appendToken, pointersUp, pointerTokens } from "./json-pointer.ts";
export { inFolder } from "./in-folder.ts";
export {
  type DynamicScope,
  type JsonSchema,
  type JsonType,
  keyOf,
  placeOf,
  type SchemaNode,
  type SchemaObject,
} from "./json-schema.ts";
export { listInWords } from "./list-in-words.ts";
export { metaschemas } from "./metaschemas.ts";
export { preferredName } from "./name/names.ts";
export { toTypeName, toValueName } from "./name/type-name.ts";
export { printable, printableJson } from "./printable.ts";
export { fileOfAddress } from "./read/file-of-address.ts";
export { convertFolder, type ConvertedFolder } from "./read/convert-folder.ts";
export type { Found } from "./read/follow-references.ts";
export { createIntake, type Documents, type Intake, type IntakeOptions, type UnknownKeywords } from "./read/intake.ts";
export { JsonSyntaxError } from "./parse/json-syntax-error.ts";
export { maxDepth } from "./parse/limits.ts";
export { findPackageFile, type PackageFile, packageNameIn } from "./read/package-file.ts";
export { parseJson } from "./parse/parse-json.ts";
export { parseYaml } from "./parse/parse-yaml.ts";
export { type ReadFolder, readSchemaFolder } from "./read/read-schemas.ts";
export { readSchemaText, type TextOptions } from "./read/read-text.ts";
export { isWithin } from "./files/real-path.ts";
export { isDocumentName, isSchemaName, isYaml, jsonFileName, namesJsonSchema } from "./files/schema-names.ts";
export { type CostOfPattern, createPatternAnalyzer, type PatternCost } from "./regex/pattern-cost.ts";
export { strongComponents } from "./strong-components.ts";
export {
  childOf,
  childrenOf,
  definitionKeywords,
  isDefinition,
  keywordsOf,
  placesOf,
  schemaTokens,
} from "./resolve/children.ts";
export type { Addresses, AnyNode, Resource } from "./resolve/addresses.ts";
export { type Locator, packagesFolder } from "./resolve/locate.ts";
export { createMeaningDigests, type MeaningDigests } from "./resolve/meaning-digest.ts";
export { type MeaningGraph, type Outline, stableText } from "./resolve/meaning-outline.ts";
export { createUncheckedFolder, type UncheckedFolder } from "./resolve/unchecked-folder.ts";
export { type Fields, fieldsOf, itemsOf, type PlacedSchema, schemasBelow, valueAt } from "./resolve/unchecked.ts";
export { GivenPathError, placeInWords, SchemaError, SchemaErrors } from "./schema-error.ts";
export { createSchemaSet, type SchemaSet } from "./schema-set.ts";
export type { SchemaSetOptions } from "./schema-set-options.ts";
