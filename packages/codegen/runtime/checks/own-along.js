import { own } from "./own.js";
import { plainObject } from "./plain-object.js";

/** What of a value lies on a path, by own properties alone: what every object inherits, such as `constructor`, is missing. */
export function ownAlong(value /*: unknown */, [name, ...below] /*: readonly string[] */) /*: unknown */ {
  return name === undefined || !plainObject(value) ? value : { [name]: ownAlong(own(value, name), below) };
}
