/**
 * The version of the documents. It isn't that of a package: with each release, that would change generated files that say
 * the same.
 */
const version = "1.0.0";

/** The head of a document. Its schemas are in the dialect of OpenAPI 3.1, which has all of JSON Schema 2020-12. */
export const headOf = ({ title, description }) => ({
  openapi: "3.1.1",
  info: { title, description, version, license: { name: "MIT", identifier: "MIT" } },
});
