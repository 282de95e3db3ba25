import { Command, type ParseOptionsResult } from "commander";
import type { Input, Inputs, Quote } from "./input.ts";
import { isHelpOption } from "./is-help-option.ts";
import { unknownOption } from "./refusals.ts";
import { UsageError } from "./usage-error.ts";

const isOptionLike = (word: string | undefined): boolean =>
  word === undefined || (word.length > 1 && word.startsWith("-"));

/**
 * A command that reports an option without a value, instead of using the next option as its value, and doesn't accept a
 * negative number as an argument. If help is asked for, nothing is refused.
 */
export class StrictCommand extends Command {
  readonly #inputs: Inputs;
  readonly #quote: Quote;

  constructor(name: string, inputs: Inputs, quote: Quote) {
    super(name);
    this.#inputs = inputs;
    this.#quote = quote;
  }

  override parseOptions(words: string[]): ParseOptionsResult {
    const end = words.indexOf("--");
    const options = end === -1 ? words : words.slice(0, end);
    if (options.some(isHelpOption)) this.help();
    for (let at = 0; at < options.length; at += 1) {
      const word = options[at] ?? "";
      if (/^-\d/.test(word)) throw unknownOption(this, word, this.#quote);
      const input = this.#inputOf(word);
      if (input?.placeholder === undefined) continue;
      at += 1;
      if (!isOptionLike(options[at])) continue;
      throw new UsageError(`${word} requires a value (${input.expected ?? input.about})`);
    }
    return super.parseOptions(words);
  }

  #inputOf(word: string): Input<unknown> | undefined {
    const name = word.slice(2);
    const input = word.startsWith("--") && Object.hasOwn(this.#inputs, name) ? this.#inputs[name] : undefined;
    return input?.isArgument === true ? undefined : input;
  }
}
