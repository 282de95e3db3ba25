/** The name, text, number or word at a place. */
const token = /"(?:[^"\\\n]|\\.)*"?|[^\s,\]}]+/y;

/** Selects what is at a place of a text, and scrolls there. */
export const selectPlace = (area: HTMLTextAreaElement, offset: number): void => {
  token.lastIndex = offset;
  const length = token.exec(area.value)?.[0].length ?? 1;
  // A browser scrolls to where a caret is when the area gets the focus.
  area.blur();
  area.setSelectionRange(offset, offset);
  area.focus();
  area.setSelectionRange(offset, offset + length);
};
