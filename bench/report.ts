/** One line of the table: the measurement, and the one that it is compared with. */
export interface Measure {
  readonly what: string
  readonly value: string
  readonly beside: string
  readonly ratio: string
  readonly goal: string
}

/** Median, and the spread from the least to the most. */
export function summarize(values: readonly number[]): { median: number; least: number; most: number } {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
  return { median: middle, least: sorted[0] ?? Number.NaN, most: sorted.at(-1) ?? Number.NaN }
}

export function withSpread(values: readonly number[], unit: string, digits = 2): string {
  const { median, least, most } = summarize(values)
  return `${median.toFixed(digits)} ${unit} (${least.toFixed(digits)}–${most.toFixed(digits)})`
}

export function printReport(measures: readonly Measure[], machine: string): void {
  const header: Measure = {
    what: 'what',
    value: 'median (spread)',
    beside: 'beside',
    ratio: 'ratio',
    goal: 'goal',
  }
  const columns = ['what', 'value', 'beside', 'ratio', 'goal'] as const
  const widths = columns.map((column) => Math.max(...[header, ...measures].map((row) => row[column].length)))
  const line = (row: Measure) =>
    columns
      .map((column, i) => row[column].padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd()
  process.stdout.write(`${machine}\n\n${[header, ...measures].map(line).join('\n')}\n\n`)
  process.stdout.write(`${JSON.stringify({ machine, measures })}\n`)
}
