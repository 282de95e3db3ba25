const envelope = {
  id: "5f0c1c1e-6d1b-4a55-9d0b-0d4a1c6f2b11",
  occurred_at: "2026-03-09T07:41:12Z",
  email: "nora@example.com",
  user_id: "reader-4711",
  message_id: "spring-2026-000471",
  ip: "203.0.113.9",
  user_agent: "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
};

const own = { clicked: { url: "https://books.example.com/spring" }, opened: {}, unsubscribed: {} };

const examplesOf = (kind) => {
  const whole = { kind, ...envelope, ...own[kind] };
  const { id: _, ...withoutId } = whole;
  return {
    "valid.every-property": whole,
    "valid.only-what-is-required": { kind, id: envelope.id, occurred_at: envelope.occurred_at },
    "valid.unknown-extra-property": { ...whole, campaign: "spring" },
    "invalid.id-missing": withoutId,
    "invalid.occurred-at-month-13": { ...whole, occurred_at: "2026-13-09T07:41:12Z" },
    "invalid.kind-in-capitals": { ...whole, kind: kind.toUpperCase() },
  };
};

/** The example events of a new vocabulary, by their paths below its folder of examples. */
export const exampleEvents = Object.fromEntries(
  Object.keys(own).flatMap((kind) =>
    Object.entries(examplesOf(kind)).map(([note, event]) => [`${kind}/${note}.json`, event]),
  ),
);
