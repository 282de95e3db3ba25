/*:: import type { Place } from "./place.js"; */

/*::
// Tells whether a value fits; given a place, it notes there what doesn't, and answers whether to go on.
export type Check = (value: any, sink?: Place) => boolean;
*/
