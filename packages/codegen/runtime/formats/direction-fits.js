import { bidiClassesOf } from "./bidi-classes-of.js";

/** Whether a label keeps to one direction, as RFC 5893, section 2, asks of each label of a name that has both. */
export function directionFits(text /*: string */) /*: boolean */ {
  const classes = bidiClassesOf(text);
  const fitsRightToLeft = /^R(?:[RAEON]*[RAE])?N*$/.test(classes) && !(classes.includes("A") && classes.includes("E"));
  return fitsRightToLeft || /^L(?:[LEON]*[LE])?N*$/.test(classes);
}
