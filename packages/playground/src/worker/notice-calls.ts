import { diagnose, type DiagnoseOptions } from "@email-events/diagnose";

/** A call of which the page wants to know whether it has an effect. */
export interface UnnoticedCall {
  readonly key: string;
  readonly text: string;
  readonly options: DiagnoseOptions;
}

/** What was noticed about calls, by their key; empty where nothing was. */
export type Notices = ReadonlyMap<string, string>;

/** Says of calls what is noticed about them, such as a name that is nearly a semantic one. */
export const noticeCalls = (calls: readonly UnnoticedCall[]): Notices =>
  new Map(calls.map(({ key, options, text }) => [key, diagnose(text, options).events[0]?.endsAt?.sentence ?? ""]));
