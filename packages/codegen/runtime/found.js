/*::
// A check that failed, as it is kept until it is put into words.
export interface Found {
  readonly value: any;
  readonly path: any;
  readonly code: any;
  readonly expected: any;
  readonly names: readonly string[] | undefined;
}
*/
