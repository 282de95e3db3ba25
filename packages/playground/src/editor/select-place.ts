import { tokenEnd } from "./token-end.ts";

/** Selects what is at a place of a text, or up to an end, and scrolls there. */
export const selectPlace = (area: HTMLTextAreaElement, offset: number, end?: number): void => {
  // A browser scrolls to where a caret is when the area gets the focus.
  area.blur();
  area.setSelectionRange(offset, offset);
  area.focus();
  area.setSelectionRange(offset, end ?? tokenEnd(area.value, offset));
};
