/** Widely used annotation keywords, by the tools that define them. A keyword that constrains values is never listed here. */
const known: ReadonlySet<string> = new Set([
  // VS Code (https://code.visualstudio.com/docs/languages/json#_json-schemas-and-settings)
  "allowComments",
  "allowTrailingCommas",
  "completionDetail",
  "defaultSnippets",
  "deprecationMessage",
  "doNotSuggest",
  "enumDescriptions",
  "enumDetails",
  "enumItemLabels",
  "enumSortTexts",
  "errorMessage",
  "markdownDeprecationMessage",
  "markdownDescription",
  "markdownEnumDescriptions",
  "markdownEnumItemLabels",
  "patternErrorMessage",
  "suggestSortText",
  // OpenAPI and AsyncAPI
  "discriminator",
  "example",
  "externalDocs",
  "xml",
  // JSON Hyper-Schema and draft-03
  "base",
  "links",
  "media",
  // Generators of types and documentation
  "enumNames",
  "faker",
  "goJSONSchema",
  "javaType",
  "options",
  "propertyOrder",
  "tsEnumNames",
  "tsImport",
  "tsType",
  "typesPackage",
  // Angular's and Nx's command lines
  "$default",
  "alias",
  "aliases",
  "cli",
  "continuous",
  "examplesFile",
  "hidden",
  "outputCapture",
  "visible",
  // Notes to other authors
  "$version",
  "FIXME",
  "TODO",
  "comment",
  "id",
  "version",
]);

/**
 * Whether a keyword is an annotation by its name: a vendor's (`x-...`, `vendor:...`), or a widely used one. `id` is one
 * since draft-06.
 */
export const isAnnotationKeyword = (keyword: string): boolean =>
  /^(?:[xX]-|[A-Za-z][\w-]*:(?!\s*$))/.test(keyword) || known.has(keyword);
