/** A property of a mapped event, and its origins in turn. */
export interface PropertyOrigins {
  readonly path: string;
  readonly origins: readonly (readonly string[])[];
}

type Outcome = { readonly status: string; readonly event?: unknown };

interface Traced {
  readonly properties: readonly { readonly pointer: string; readonly from: readonly { readonly pointer: string }[] }[];
}

/** Finds where each property of a mapped event comes from, by mapping. */
export declare const findOrigins: (
  event: unknown,
  mapper: { readonly map: (event: unknown) => Outcome; readonly trace: (event: unknown) => Traced },
) => { readonly outcome: Outcome; readonly properties: readonly PropertyOrigins[] };
