/**
 * Lets programs that this process starts print without colors. Where `FORCE_COLOR` is set, as some CI does, Node prints even
 * numbers in color, and what is printed is compared.
 */
export const startWithoutColors = () => {
  delete process.env.FORCE_COLOR;
};
