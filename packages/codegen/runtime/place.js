/*::
// Where a value stands in what is checked, and through it where its issues go.
export interface Place {
  readonly all: Search;
  readonly up: Place | undefined;
  name: any;
  part: Place | undefined;
  at(name: string | number): Place;
}

// What one search for issues has found, and how much it may still do.
interface Search {
  found: Found[];
  readonly limit: number;
  readonly onAsked: ((above: Place) => unknown) | undefined;
  tries: number;
}
*/
/*:: import type { Found } from "./found.js"; */
