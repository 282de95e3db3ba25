/** A label in the form that is looked up: composed, in small letters, without characters that can't be seen. */
export function mapLabel(text /*: string */) /*: string */ {
  const visible = text.replace(/[\u00ad\u200b\u2060\u2064\ufeff]|\u034f|[\u180b-\u180f]|[\ufe00-\ufe0f]/g, "");
  return visible.normalize("NFKC").toLowerCase().normalize("NFKC");
}
