/**
 * An event with custom properties, and custom members in its `context`. The vocabulary's names are still checked: a
 * misspelt one doesn't compile. Custom traits need no declaration.
 *
 * A union still narrows on `event`, and the extended type is assignable to `Event`. A property of the vocabulary can
 * only be narrowed, as in `{ campaign_id: "spring" | "autumn" }`.
 *
 * @typeParam Properties - Added to `properties`; `object` for none.
 * @typeParam Context - Added to `context`.
 * @example
 * type ShopEvent = Extended<SemanticEmailEvent, { coupon_code?: string }, { tenant: string }>;
 * const client = createPipelinesClient<ShopEvent>({ writeKey });
 */
export type Extended<Event extends { readonly properties: object }, Properties extends object, Context = unknown> =
  // An intersection distributes over unions and keeps all requirements of the event.
  Event & { properties: Properties; context?: Context | null };
