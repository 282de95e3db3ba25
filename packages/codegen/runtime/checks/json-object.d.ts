/** A JSON object, of which nothing is known but that it has properties. */
export type $JsonObject = { readonly [name: string]: unknown };
