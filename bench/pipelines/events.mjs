/** Semantic events of about 860 bytes with unique ids. */
export const makeEvents = (count) =>
  Array.from({ length: count }, (_, n) => ({
    type: "track",
    event: "Email Link Clicked",
    userId: `user-${n}@example.com`,
    anonymousId: `6a4a0ba7-7b1e-4d3e-9c34-${String(n).padStart(12, "0")}`,
    messageId: `b5a1f0de-0c9e-4b1c-8f7f-${String(n).padStart(12, "0")}`,
    timestamp: "2026-01-15T10:30:00.000Z",
    context: {
      ip: "192.0.2.17",
      userAgent: "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148",
      traits: { email: `user-${n}@example.com` },
      device: { type: "mobile", manufacturer: "Apple", model: "iPhone" },
      os: { name: "iOS", version: "18.1" },
    },
    properties: {
      email_id: `msg_${n}`,
      email_subject: "Your weekly newsletter, with the best of what our readers wrote",
      campaign_id: "camp_456",
      campaign_name: "Weekly Newsletter Campaign",
      link_id: "read-more",
      link_url: "https://news.example.com/2026/01/15/the-best-of-the-week?utm_source=newsletter&utm_medium=email",
      recipient: `user-${n}@example.com`,
      is_mobile: true,
    },
  }));
