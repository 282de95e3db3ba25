const quote = 0x22;
const star = 0x2a;

/** Returns the key of an `Authorization` header, as it was presented; undefined without one. */
export const keyOf = (header: string | undefined): string | undefined => {
  const [, encoded] = /^\S+\s+(\S+)\s*$/.exec(header ?? "") ?? [];
  if (encoded === undefined) return undefined;
  const [key = ""] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  return key === "" ? undefined : key;
};

/** Returns a body in which each text that is the key is masked. Official clients repeat the key in the body. */
export const withoutKey = (body: Buffer, key: string | undefined): Buffer => {
  const text = key === undefined ? undefined : Buffer.from(JSON.stringify(key));
  if (text === undefined || !body.includes(text)) return body;
  const masked = Buffer.from(body);
  for (let at = masked.indexOf(text); at !== -1; at = masked.indexOf(text, at)) {
    masked.fill(star, at, at + text.length);
    masked[at] = quote;
    masked[at + text.length - 1] = quote;
    at += text.length;
  }
  return masked;
};
