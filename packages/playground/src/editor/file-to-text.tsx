import { readEditedText } from "./edited-text.ts";
import { useGivenFile } from "./use-given-file.ts";

interface FileToTextProps {
  readonly onText: (text: string) => void;
  /** Takes a file that is too large to be edited. */
  readonly onFile: (file: File) => void;
}

/** Takes files for a tab that has no text of an event. Without it, a browser shows a dropped file in place of the page. */
export const FileToText = ({ onFile, onText }: FileToTextProps) => {
  const take = async (file: File): Promise<void> => {
    const text = await readEditedText(file);
    if (text === undefined) onFile(file);
    else onText(text);
  };
  useGivenFile((file) => void take(file));
  return null;
};
