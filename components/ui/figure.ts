/** "1 day", "2 days": a number with its noun. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${figure(count)} ${count === 1 ? noun : plural}`
}

/** "100,000": the same on the server and in every browser. */
export function figure(value: number): string {
  return value.toLocaleString('en-US')
}
