/** Whether code needs parentheses next to an operator. */
type Binding = "tight" | "loose";

const none: ReadonlySet<string> = new Set();

const together = (parts: readonly Source[]): ReadonlySet<string> => {
  const using = parts.filter(({ uses }) => uses.size > 0);
  if (using.length < 2) return using[0]?.uses ?? none;
  return new Set(using.flatMap(({ uses }) => [...uses]));
};

/** The language of code: JavaScript, or TypeScript with types. */
export type Language = "javascript" | "typescript";

/**
 * A piece of emitted code, in JavaScript and in TypeScript.
 *
 * Code is composed of these and never of plain text. Untrusted text only becomes code through the function for its position
 * (`textLiteral`, `literal`, `regexLiteral`, `propertyKey`, `lineComment`, `docComment`). The names it uses are recorded, so
 * that printed code is never parsed.
 */
export class Source {
  /** The code without types. */
  readonly text: string;
  /** The same code with types. */
  readonly typed: string;
  /** The names that the code uses and that must be declared. */
  readonly uses: ReadonlySet<string>;
  readonly binding: Binding;

  private constructor(text: string, typed: string, uses: ReadonlySet<string>, binding: Binding) {
    this.text = text;
    this.typed = typed;
    this.uses = uses;
    this.binding = binding;
  }

  /** Code of this package. Never pass untrusted text. */
  static trusted(text: string, uses: ReadonlySet<string> = none, binding: Binding = "tight"): Source {
    return new Source(text, text, uses, binding);
  }

  /** Code of this package that differs in the two languages. */
  static inBoth(text: string, typed: string, uses: ReadonlySet<string> = none): Source {
    return new Source(text, typed, uses, "tight");
  }

  /** The code in one language. */
  in(language: Language): string {
    return language === "typescript" ? this.typed : this.text;
  }

  /** The same code, in parentheses where operators would split it. */
  loosely(): Source {
    return new Source(this.text, this.typed, this.uses, "loose");
  }
}

/** What `js` interpolates. */
export type Part = Source | number;

const sourceOf = (part: Part): Source => (typeof part === "number" ? Source.trusted(String(part)) : part);

/** Code of some parts; one text serves both languages if no part has types. */
const bothOf = (parts: readonly Source[], inOne: (language: Language) => string): Source => {
  const text = inOne("javascript");
  const isTyped = parts.some((part) => part.typed !== part.text);
  return Source.inBoth(text, isTyped ? inOne("typescript") : text, together(parts));
};

/** TypeScript-only code: a type annotation, an assertion, a type declaration. */
export const onlyTyped = (code: Source): Source => Source.inBoth("", code.typed, code.uses);

/** Template tag: code with interpolated code. */
export const js = (texts: TemplateStringsArray, ...parts: readonly Part[]): Source => {
  const sources = parts.map(sourceOf);
  const inOne = (language: Language): string =>
    texts.map((before, index) => `${before}${sources[index]?.in(language) ?? ""}`).join("");
  return bothOf(sources, inOne);
};

/** Code with a separator. */
export const joined = (parts: readonly Part[], separator: string): Source => {
  const sources = parts.map(sourceOf);
  return bothOf(sources, (language) => sources.map((source) => source.in(language)).join(separator));
};

/** A name that emitted code declares or uses. */
export const identifier = (name: string): Source => {
  if (!/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name))
    throw new Error(`not an identifier: ${JSON.stringify(name)}`);
  return Source.trusted(name, new Set([name]));
};

/**
 * Whether a text is an ASCII identifier. Reserved words count, since callers put it after a dot or a prefix.
 */
export const isIdentifier = (text: string): boolean => /^[A-Za-z_$][\w$]*$/.test(text);

/** A call of a function by its name. */
export const callOf = (name: string, ...values: readonly Part[]): Source =>
  js`${identifier(name)}(${joined(values, ", ")})`;
