/** How a format is checked: the function of the runtime, and the text for issues. */
export interface FormatCheck {
  readonly check: string;
  readonly expected: string;
}

/** The formats that generated validators check. */
export const formats: ReadonlyMap<string, FormatCheck> = new Map([
  ["date-time", { check: "matchesDateTime", expected: "a date and time as in 2026-03-09T07:41:12.000Z" }],
  ["date", { check: "matchesDate", expected: "a date as in 2026-03-09" }],
  ["time", { check: "matchesTime", expected: "a time as in 07:41:12Z" }],
  ["duration", { check: "matchesDuration", expected: "a duration as in P3DT12H" }],
  ["email", { check: "matchesEmail", expected: "an email address" }],
  ["idn-email", { check: "matchesIdnEmail", expected: "an email address" }],
  ["hostname", { check: "matchesHostname", expected: "a host name" }],
  ["idn-hostname", { check: "matchesIdnHostname", expected: "a host name" }],
  ["ipv4", { check: "matchesIpv4", expected: "an IPv4 address" }],
  ["ipv6", { check: "matchesIpv6", expected: "an IPv6 address" }],
  ["uri", { check: "matchesUri", expected: "a URI" }],
  ["uri-reference", { check: "matchesUriReference", expected: "a URI or a relative reference" }],
  ["iri", { check: "matchesIri", expected: "an IRI" }],
  ["iri-reference", { check: "matchesIriReference", expected: "an IRI or a relative reference" }],
  ["uri-template", { check: "matchesUriTemplate", expected: "a URI template" }],
  ["uuid", { check: "matchesUuid", expected: "a UUID" }],
  ["json-pointer", { check: "matchesJsonPointer", expected: "a JSON Pointer" }],
  ["relative-json-pointer", { check: "matchesRelativeJsonPointer", expected: "a relative JSON Pointer" }],
  ["regex", { check: "matchesRegex", expected: "a regular expression" }],
]);

/** How `format` is treated: as an assertion, or as an annotation (the default of 2020-12). */
export type FormatMode = "assert" | "annotate";
