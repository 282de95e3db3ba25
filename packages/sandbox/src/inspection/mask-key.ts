const quote = 0x22;
const star = 0x2a;

/** Masks each text of a body that is the key, in place. Official clients repeat the key in the body. */
export const maskKey = (body: Buffer, key: string | undefined): Buffer => {
  if (key === undefined) return body;
  const text = JSON.stringify(key);
  let at = body.indexOf(text);
  if (at === -1) return body;
  const length = Buffer.byteLength(text);
  for (; at !== -1; at = body.indexOf(text, at + length)) {
    body.fill(star, at, at + length);
    body[at] = quote;
    body[at + length - 1] = quote;
  }
  return body;
};
