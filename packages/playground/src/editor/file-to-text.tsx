import { readEditedText } from "./edited-text.ts";
import { useGivenFile } from "./use-given-file.ts";

/** Takes files for a tab that has no text of an event. Without it, a browser shows a dropped file in place of the page. */
export const FileToText = ({ onText }: { readonly onText: (text: string) => void }) => {
  const take = async (file: File): Promise<void> => {
    const text = await readEditedText(file);
    if (text !== undefined) onText(text);
  };
  useGivenFile((file) => void take(file));
  return null;
};
