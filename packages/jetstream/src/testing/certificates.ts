import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A CA, and a certificate of localhost that it has signed. */
export interface Certificates {
  readonly ca: string;
  /** The certificate and its key, which a client can use, too. */
  readonly cert: string;
  readonly key: string;
  /** The settings of a broker that has the certificate, without the braces of its `tls` block. */
  readonly brokerConfig: string;
  /** The same of one that requires a certificate of its clients. */
  readonly mutualConfig: string;
}

/** Makes certificates with `openssl`. */
export const makeCertificates = (folder: string): Certificates => {
  const file = (name: string): string => join(folder, name);
  const openssl = (...args: readonly string[]): void => {
    execFileSync("openssl", args, { cwd: folder, stdio: "ignore" });
  };
  const key = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes"];
  openssl("req", "-x509", ...key, "-subj", "/CN=test CA", "-days", "2", "-keyout", "ca.key", "-out", "ca.pem");
  const subject = ["-subj", "/CN=broker", "-addext", "subjectAltName=DNS:localhost"];
  const signer = ["-CA", "ca.pem", "-CAkey", "ca.key"];
  openssl("req", "-x509", ...key, ...subject, ...signer, "-days", "2", "-keyout", "b.key", "-out", "b.pem");
  const brokerConfig = `cert_file: ${JSON.stringify(file("b.pem"))}, key_file: ${JSON.stringify(file("b.key"))}`;
  return {
    ca: readFileSync(file("ca.pem"), "utf8"),
    cert: readFileSync(file("b.pem"), "utf8"),
    key: readFileSync(file("b.key"), "utf8"),
    brokerConfig,
    mutualConfig: `${brokerConfig}, ca_file: ${JSON.stringify(file("ca.pem"))}, verify: true`,
  };
};
