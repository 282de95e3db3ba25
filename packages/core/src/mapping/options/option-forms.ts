/** What an option of a mapper takes, for a program that reads options as text. The mapper itself checks the values. */
export type OptionForm =
  /** One of some words; with `orFunction`, code can also give a function. */
  | { readonly kind: "choice"; readonly choices: readonly [string, ...string[]]; readonly orFunction?: true }
  /** Text, such as a key or a moment. */
  | { readonly kind: "text" }
  /** The name under which events are forwarded as custom events. */
  | { readonly kind: "custom-event" }
  /** `true` or `false`. */
  | { readonly kind: "flag" }
  /** Texts to try in turn. */
  | { readonly kind: "list" }
  /** A function, which only code can give. */
  | { readonly kind: "function" }
  /** An object of further options. */
  | { readonly kind: "group"; readonly options: OptionForms };

/** The options of a mapper, by name. */
export type OptionForms = Readonly<Record<string, OptionForm>>;
