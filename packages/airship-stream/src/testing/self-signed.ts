import { execFileSync } from "node:child_process";

/** Makes a certificate for localhost that is its own authority, with its key, as PEM; returns undefined without `openssl`. */
export const makeSelfSigned = (): string | undefined => {
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "-"];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2", "-out", "-"];
  try {
    return execFileSync("openssl", ["req", "-x509", ...key, ...subject], { encoding: "utf8", stdio: "pipe" });
  } catch {
    return undefined;
  }
};
