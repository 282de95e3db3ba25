/** A bounce of the compliance stream; Airship documents none, this is as they were observed. */
const toComplianceBounce = (index: number): object => ({
  id: `compliance-${index}`,
  occurred: "2026-03-09T07:41:12.000Z",
  processed: "2026-03-09T07:41:19.512Z",
  type: "COMPLIANCE",
  device: { channel: `channel-${index}`, device_type: "EMAIL", delivery_address: "nora@example.com" },
  body: {
    event_type: "bounce",
    identifiers: { address: "nora@example.com" },
    properties: { email: "nora@example.com", sender: "news@books.example.com", subject: "Eleven novels" },
  },
});

/** Returns bounces of the compliance stream, each with its own id. */
export const complianceBounces = (count: number): readonly object[] =>
  Array.from({ length: count }, (_, index) => toComplianceBounce(index));
