import { useLayoutEffect, useRef } from "preact/hooks";

/** How many characters are edited at once; a longer text is read as a file is. */
export const maxEditedChars = 1_000_000;

/** Whether what is dragged or pasted has files. */
const hasFiles = (transfer: DataTransfer | null): boolean => transfer?.types.includes("Files") === true;

/** Returns the file that a drop or a paste gives: its first one, or its text where that is too long to be edited. */
const fileOf = (transfer: DataTransfer | null): File | undefined => {
  if (hasFiles(transfer)) return transfer?.files[0];
  const text = transfer?.getData("text/plain") ?? "";
  return text.length > maxEditedChars ? new File([text], "the given text") : undefined;
};

/** Where on the page a file is given: in an element that names the zone, or anywhere else, which is that of the event. */
export type FileZone = "event" | "schema" | "value";

const zoneOf = ({ target }: Event): string =>
  (target instanceof Element ? target.closest("[data-files]")?.getAttribute("data-files") : undefined) ?? "event";

/**
 * Calls back with each file that is dropped or pasted in a zone of the page, and with text that is too long to be edited.
 * Nothing of it reaches the editor, which would read all of it on the page.
 */
export const useGivenFile = (onFile: (file: File) => void, zone: FileZone = "event"): void => {
  const onFileNow = useRef(onFile);
  onFileNow.current = onFile;
  useLayoutEffect(() => {
    const take = (event: Event, transfer: DataTransfer | null): void => {
      const file = zoneOf(event) === zone ? fileOf(transfer) : undefined;
      if (file === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      onFileNow.current(file);
    };
    const onDrag = (event: DragEvent): void => {
      // Otherwise the browser opens the file instead of this page.
      if (hasFiles(event.dataTransfer)) event.preventDefault();
    };
    const onDrop = (event: DragEvent): void => take(event, event.dataTransfer);
    const onPaste = (event: ClipboardEvent): void => take(event, event.clipboardData);
    document.addEventListener("dragover", onDrag, true);
    document.addEventListener("drop", onDrop, true);
    document.addEventListener("paste", onPaste, true);
    return () => {
      document.removeEventListener("dragover", onDrag, true);
      document.removeEventListener("drop", onDrop, true);
      document.removeEventListener("paste", onPaste, true);
    };
  }, []);
};
