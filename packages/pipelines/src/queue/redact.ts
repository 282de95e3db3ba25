// A shorter key may be part of any word, and isn't much of a secret.
const minSearchedLength = 8;
// Long enough for any error the API documents, short enough for a log line.
const maxReasonLength = 500;

const escape = (text: string): string => text.replace(/\W/g, "\\$&");

/** What is taken out of a text, as the source of a regular expression. */
const toPattern = (writeKey: string, credentials: string): string => {
  const key = escape(writeKey);
  // A short key is taken out only where a key stands and no word does: `key=...`, `"writeKey": "..."`, `https://...:@host`.
  // The credentials can't be a word: they end in `=` or in `6`, since their last byte is a colon. At most nine signs between
  // the name and the key are looked at, because the lookbehind is tried at every place of the text.
  if (writeKey.length < minSearchedLength) {
    return `(?<=[Kk](?:ey|EY)\\W{0,9}[=:]\\W{0,9}|//)${key}(?!\\w)|${escape(credentials)}`;
  }
  // A key that may be a word isn't looked for inside of others; any other is, whatever it is glued to.
  const wholeKey = /^[a-z-]+$/i.test(writeKey) ? `(?<![A-Za-z])${key}(?![A-Za-z])` : key;
  // The padding may be escaped (`%3D`, `\u003d`), so only what is before it has to be there.
  return `${wholeKey}|${escape(credentials.replace(/=+$/, ""))}=*`;
};

/**
 * Makes the function that takes the write key and its credentials for Basic authentication out of a text from outside,
 * such as that of a server that echoes its request, with what a terminal acts on, and cuts the text short. Other words
 * stay whole, whatever the key is.
 */
export const createRedact = (writeKey: string, credentials: string): ((text: string) => string) => {
  const secrets = new RegExp(toPattern(writeKey, credentials), "g");
  return (text) =>
    text
      .replace(secrets, "[write key]")
      .replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ")
      .slice(0, maxReasonLength);
};
