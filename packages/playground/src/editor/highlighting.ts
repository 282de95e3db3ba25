import { json } from "@codemirror/lang-json";
import { Compartment, EditorState, type Extension } from "@codemirror/state";

/** How many characters are highlighted at most: longer texts are parsed in tasks of 100 ms, which stop the page. */
const maxHighlightedChars = 100_000;

/** Highlights JSON, as long as the text isn't too long. */
export const highlighting = (length: number): Extension => {
  const language = new Compartment();
  const languageFor = (chars: number): Extension => (chars > maxHighlightedChars ? [] : json());
  return [
    language.of(languageFor(length)),
    EditorState.transactionExtender.of(({ newDoc, startState }) => {
      const [before, after] = [startState.doc.length > maxHighlightedChars, newDoc.length > maxHighlightedChars];
      return before === after ? null : { effects: language.reconfigure(languageFor(newDoc.length)) };
    }),
  ];
};
