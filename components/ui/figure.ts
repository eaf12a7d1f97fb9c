/** "100,000": the same on the server and in every browser. */
export function figure(value: number): string {
  return value.toLocaleString('en-US')
}
