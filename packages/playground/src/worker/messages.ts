import type { DiagnoseOptions } from "@email-events/diagnose";
import type { MapperOption } from "@email-events/diagnose/sources";
import type { Settings } from "../options/settings.ts";
import type { EventSchema } from "../schema/schema-of-event.ts";
import type { Trial } from "../schema/trial/try-schema.ts";
import type { TakeAway, TakeAwayWish } from "../take-away/take-away.ts";
import type { Explained } from "./explain-text.ts";
import type { Notices, UnnoticedCall } from "./notice-calls.ts";
import type { TracedText } from "./trace-text.ts";

/** What the page asks of its worker. */
export type Question =
  | {
      readonly kind: "explain";
      readonly text: string | File;
      readonly options: DiagnoseOptions;
      readonly settings: Settings;
    }
  | { readonly kind: "options" }
  | { readonly kind: "notice"; readonly calls: readonly UnnoticedCall[] }
  | { readonly kind: "schema"; readonly text: string; readonly number: number; readonly settings: Settings }
  | { readonly kind: "take away"; readonly text: string; readonly wish: TakeAwayWish }
  | { readonly kind: "trace"; readonly text: string; readonly number: number; readonly settings: Settings }
  | { readonly kind: "trial"; readonly schema: string | File; readonly before: string; readonly value: string };

/** The answer to each kind of question. */
export interface Answers {
  readonly explain: Explained;
  readonly notice: Notices;
  readonly options: readonly MapperOption[];
  readonly schema: EventSchema;
  readonly "take away": TakeAway;
  readonly trace: TracedText;
  readonly trial: Trial;
}

/** How far the answer is, before it is there; an answer of the kind of its question, or why there is none. */
export type Reply =
  | { readonly kind: "progress"; readonly events: number }
  | { readonly [Kind in keyof Answers]: { readonly kind: Kind; readonly answer: Answers[Kind] } }[keyof Answers]
  | { readonly kind: "failed"; readonly reason: string };
