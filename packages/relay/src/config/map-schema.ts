import type { z as Zod } from "zod";
import { createParts } from "./schema-parts.ts";

const isFilled = (text: string): boolean => text.trim() !== "";

const createAirshipMapSchema = (z: typeof Zod) => {
  const { oneOf, textOf, section } = createParts(z);
  const name = z.exactOptional(textOf("the name of an event", isFilled));
  return section({
    opens: z.exactOptional(oneOf("initial_open", "open", "both")),
    unsubscribeEvent: z.exactOptional(oneOf("Unsubscribed", "Email Unsubscribed")),
    identity: z.exactOptional(oneOf("named-user-or-address", "channel")),
    forward: z.exactOptional(section({ delay: name, injection: name })),
    prefetchedOpens: z.exactOptional(oneOf("map", "skip")),
    complianceBounce: z.exactOptional(oneOf("map", "skip")),
  });
};

const createBulkTrackingMapSchema = (z: typeof Zod) => {
  const { oneOf, section } = createParts(z);
  const key = z.exactOptional(
    z.union([z.string(), z.array(z.string())], { error: "a key, or a list of keys to try in turn" }),
  );
  const moment = z.exactOptional(z.string({ error: "a date or time such as 2026-01-31 or 2026-01-31T12:00:00Z" }));
  const additional = section({
    userId: key,
    email_id: key,
    email_subject: key,
    campaign_id: key,
    campaign_name: key,
    link_id: key,
    list_id: key,
    list_name: key,
  });
  return section({
    unsubscribeEvent: z.exactOptional(oneOf("Unsubscribed", "Email Unsubscribed")),
    identity: z.exactOptional(oneOf("user-id-or-recipient")),
    additional: z.exactOptional(additional),
    plausibleTime: z.exactOptional(section({ from: moment, to: moment })),
  });
};

/** Creates the schema of the options of the mappings, by vocabulary. */
export const createMapSchema = (z: typeof Zod) =>
  createParts(z).section({
    airship: z.exactOptional(createAirshipMapSchema(z)),
    "bulk-tracking": z.exactOptional(createBulkTrackingMapSchema(z)),
  });
