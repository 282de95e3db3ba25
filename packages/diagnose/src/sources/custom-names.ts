import type { OptionForms } from "@email-events/core/mapping";

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

const namesIn = (forms: OptionForms, options: unknown): readonly unknown[] =>
  isObject(options)
    ? Object.entries(forms).flatMap(([name, form]) => {
        const value = Object.hasOwn(options, name) ? options[name] : undefined;
        if (form.kind === "group") return namesIn(form.options, value);
        return form.kind === "custom-event" && value !== undefined ? [value] : [];
      })
    : [];

/** The names under which a mapper with these options forwards custom events. */
export const customNamesOf = (forms: OptionForms, options: unknown): ReadonlySet<unknown> =>
  new Set(namesIn(forms, options));
