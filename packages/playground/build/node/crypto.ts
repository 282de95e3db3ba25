import { sha256 } from "@noble/hashes/sha2.js";

/** A hash that is being computed. */
interface Hash {
  readonly update: (text: string) => Hash;
  readonly digest: (encoding: "base64") => string;
}

const hashOf = (text: string): Hash => ({
  update: (more) => hashOf(text + more),
  digest: () => btoa(String.fromCharCode(...sha256(new TextEncoder().encode(text)))),
});

/** What the page's code uses of `node:crypto`: SHA-256 of a text at once, which browsers only have as a promise. */
export const createHash = (_algorithm: "sha256"): Hash => hashOf("");
