/** A search takes a fraction of the time of a look at each unit, and most texts of events are ASCII. */
const beyondAscii = /[^\0-\x7f]/;

/** Returns the size of a text in bytes of UTF-8. Half a surrogate pair counts as the character that replaces it. */
export const utf8Bytes = (text: string): number => {
  let bytes = text.length;
  const first = text.search(beyondAscii);
  for (let index = first === -1 ? text.length : first; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) continue;
    // A pair has two units and four bytes; every other character up to U+FFFF has one unit and three bytes at most.
    if (unit < 0x800) bytes += 1;
    else if (unit >= 0xd800 && unit <= 0xdbff && (text.charCodeAt(index + 1) & 0xfc00) === 0xdc00) {
      bytes += 2;
      index += 1;
    } else bytes += 2;
  }
  return bytes;
};
