import { showUnseen } from "../masking/unseen.ts";

interface GivenFileProps {
  readonly file: File;
  readonly onClose: () => void;
}

const sizeOf = ({ size }: File): string =>
  size < 1_000_000 ? `${Math.ceil(size / 1_000)} kB` : `${(size / 1_000_000).toFixed(1)} MB`;

/** A file that is read in place of a text. */
export const GivenFile = ({ file, onClose }: GivenFileProps) => (
  <p>
    {`${showUnseen(file.name)}, ${sizeOf(file)}. `}
    <button type="button" onClick={onClose}>
      Close the file
    </button>
  </p>
);
