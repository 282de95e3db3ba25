/**
 * An event with properties of your own beside those that the vocabulary names, and with members of your own in its
 * `context`. The vocabulary's names stay checked: a misspelt one doesn't compile. Traits of your own need no declaration.
 *
 * A union stays a union that narrows on `event`; every result is assignable to the event that was extended. A name that
 * the vocabulary has already can only be narrowed, as in `{ campaign_id: "spring" | "autumn" }`.
 *
 * @typeParam Properties - Added to `properties`; `object` for none.
 * @typeParam Context - Added to `context`.
 * @example
 * type ShopEvent = Extended<SemanticEmailEvent, { coupon_code?: string }, { tenant: string }>;
 * const client = createPipelinesClient<ShopEvent>({ writeKey });
 */
export type Extended<Event extends { readonly properties: object }, Properties extends object, Context = unknown> =
  // An intersection distributes over unions and can't lose what the event demands.
  Event & { properties: Properties; context?: Context | null };
