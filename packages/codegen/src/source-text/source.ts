/** How a piece of code stands beside an operator: as it is, or in brackets. */
type Binding = "tight" | "loose";

const none: ReadonlySet<string> = new Set();

const together = (parts: readonly Source[]): ReadonlySet<string> => {
  const using = parts.filter(({ uses }) => uses.size > 0);
  if (using.length < 2) return using[0]?.uses ?? none;
  return new Set(using.flatMap(({ uses }) => [...uses]));
};

/**
 * A piece of emitted code.
 *
 * Code is put together from these and never from text: text from outside becomes one through the function for its place
 * alone (`textLiteral`, `literal`, `regexLiteral`, `propertyKey`, `lineComment`, `docComment`). What it consists of is kept
 * with it, so that nothing has to be looked up in printed code.
 */
export class Source {
  /** The code. */
  readonly text: string;
  /** The names in it that something has to declare. */
  readonly uses: ReadonlySet<string>;
  readonly binding: Binding;

  private constructor(text: string, uses: ReadonlySet<string>, binding: Binding) {
    this.text = text;
    this.uses = uses;
    this.binding = binding;
  }

  /** Code of this package's own. Text from outside never comes here. */
  static trusted(text: string, uses: ReadonlySet<string> = none, binding: Binding = "tight"): Source {
    return new Source(text, uses, binding);
  }

  /** The same code, as a part that operators must not tear apart. */
  loosely(): Source {
    return new Source(this.text, this.uses, "loose");
  }
}

/** What may stand in the gaps of `js`. */
export type Part = Source | number;

const sourceOf = (part: Part): Source => (typeof part === "number" ? Source.trusted(String(part)) : part);

/** Code with other code in its gaps. */
export const js = (texts: TemplateStringsArray, ...parts: readonly Part[]): Source => {
  const sources = parts.map(sourceOf);
  const text = texts.map((before, index) => `${before}${sources[index]?.text ?? ""}`).join("");
  return Source.trusted(text, together(sources));
};

/** Code in a row. */
export const joined = (parts: readonly Part[], separator: string): Source => {
  const sources = parts.map(sourceOf);
  return Source.trusted(sources.map(({ text }) => text).join(separator), together(sources));
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
