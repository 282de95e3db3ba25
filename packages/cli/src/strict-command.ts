import { Command, type ParseOptionsResult } from "commander";
import type { Inputs, Quote } from "./input.ts";
import { unknownOption } from "./refusals.ts";
import { UsageError } from "./usage-error.ts";

const isOptionLike = (word: string | undefined): boolean =>
  word === undefined || (word.length > 1 && word.startsWith("-"));

/** A command that doesn't take the next option for the value of one, nor a negative number for an argument. */
export class StrictCommand extends Command {
  readonly #inputs: Inputs;
  readonly #quote: Quote;

  constructor(name: string, inputs: Inputs, quote: Quote) {
    super(name);
    this.#inputs = inputs;
    this.#quote = quote;
  }

  override parseOptions(words: string[]): ParseOptionsResult {
    for (let at = 0; at < words.length && words[at] !== "--"; at += 1) {
      const word = words[at] ?? "";
      if (/^-\d/.test(word)) throw unknownOption(this, word, this.#quote);
      if (!this.#takesValue(word)) continue;
      at += 1;
      if (isOptionLike(words[at])) this.#refuseMissingValue(word, words[at]);
    }
    return super.parseOptions(words);
  }

  #inputOf(word: string) {
    const name = word.slice(2);
    const input = word.startsWith("--") && Object.hasOwn(this.#inputs, name) ? this.#inputs[name] : undefined;
    return input?.isArgument === true ? undefined : input;
  }

  #takesValue(word: string): boolean {
    return this.#inputOf(word)?.placeholder !== undefined;
  }

  #refuseMissingValue(word: string, next: string | undefined): void {
    // Help is never refused.
    if (next === "--help" || next === "-h") this.help();
    const { expected, about } = this.#inputOf(word) ?? {};
    throw new UsageError(`${word} requires a value (${expected ?? about})`);
  }
}
