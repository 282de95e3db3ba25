import { useMask } from "../masking/mask.ts";

/** A line that is read aloud when it changes. */
export const Announcement = ({ text }: { readonly text: string }) => (
  <p role="status" aria-live="polite" class="announcement">
    {useMask().show(text)}
  </p>
);
