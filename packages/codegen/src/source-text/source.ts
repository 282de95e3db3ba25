/** How a piece of code stands beside an operator: as it is, or in brackets. */
type Binding = "tight" | "loose";

const none: ReadonlySet<string> = new Set();

const together = (parts: readonly Source[]): ReadonlySet<string> => {
  const using = parts.filter(({ uses }) => uses.size > 0);
  if (using.length < 2) return using[0]?.uses ?? none;
  return new Set(using.flatMap(({ uses }) => [...uses]));
};

/** Which language code is written in: TypeScript has all that JavaScript has, and types beside it. */
export type Language = "javascript" | "typescript";

/**
 * A piece of emitted code, in JavaScript and in TypeScript.
 *
 * Code is put together from these and never from text: text from outside becomes one through the function for its place
 * alone (`textLiteral`, `literal`, `regexLiteral`, `propertyKey`, `lineComment`, `docComment`). What it consists of is kept
 * with it, so that nothing has to be looked up in printed code.
 */
export class Source {
  /** The code without types. */
  readonly text: string;
  /** The same code with types. */
  readonly typed: string;
  /** The names in it that something has to declare. */
  readonly uses: ReadonlySet<string>;
  readonly binding: Binding;

  private constructor(text: string, typed: string, uses: ReadonlySet<string>, binding: Binding) {
    this.text = text;
    this.typed = typed;
    this.uses = uses;
    this.binding = binding;
  }

  /** Code of this package's own. Text from outside never comes here. */
  static trusted(text: string, uses: ReadonlySet<string> = none, binding: Binding = "tight"): Source {
    return new Source(text, text, uses, binding);
  }

  /** Code of this package's own that differs in the two languages. */
  static inBoth(text: string, typed: string, uses: ReadonlySet<string> = none): Source {
    return new Source(text, typed, uses, "tight");
  }

  /** The code in one language. */
  in(language: Language): string {
    return language === "typescript" ? this.typed : this.text;
  }

  /** The same code, as a part that operators must not tear apart. */
  loosely(): Source {
    return new Source(this.text, this.typed, this.uses, "loose");
  }
}

/** What may stand in the gaps of `js`. */
export type Part = Source | number;

const sourceOf = (part: Part): Source => (typeof part === "number" ? Source.trusted(String(part)) : part);

/** Code that consists of some parts, which is written once where they have no types. */
const bothOf = (parts: readonly Source[], inOne: (language: Language) => string): Source => {
  const text = inOne("javascript");
  const isTyped = parts.some((part) => part.typed !== part.text);
  return Source.inBoth(text, isTyped ? inOne("typescript") : text, together(parts));
};

/** Code that only TypeScript has: a type behind its colon, an assertion, a declaration of a type. */
export const onlyTyped = (code: Source): Source => Source.inBoth("", code.typed, code.uses);

/** Code with other code in its gaps. */
export const js = (texts: TemplateStringsArray, ...parts: readonly Part[]): Source => {
  const sources = parts.map(sourceOf);
  const inOne = (language: Language): string =>
    texts.map((before, index) => `${before}${sources[index]?.in(language) ?? ""}`).join("");
  return bothOf(sources, inOne);
};

/** Code in a row. */
export const joined = (parts: readonly Part[], separator: string): Source => {
  const sources = parts.map(sourceOf);
  return bothOf(sources, (language) => sources.map((source) => source.in(language)).join(separator));
};

/** A name that emitted code declares or uses. */
export const identifier = (name: string): Source => {
  if (!/^[\p{ID_Start}_$][\p{ID_Continue}$]*$/u.test(name)) throw new Error(`no name in code: ${JSON.stringify(name)}`);
  return Source.trusted(name, new Set([name]));
};

/**
 * Whether a text is a plain name in code, of letters from A to Z; reserved words are as well, which all that calls this puts
 * after a dot or a prefix.
 */
export const isIdentifier = (text: string): boolean => /^[A-Za-z_$][\w$]*$/.test(text);

/** A call of a function by its name. */
export const callOf = (name: string, ...values: readonly Part[]): Source =>
  js`${identifier(name)}(${joined(values, ", ")})`;
