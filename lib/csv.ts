/** The beginning of a formula, as spreadsheets see it: OWASP, "CSV Injection". */
const formula = /^[\t\r\n ]*[=+\-@＝＋－＠]/

/**
 * A line of a CSV file (RFC 4180). Text that a spreadsheet would calculate gets an apostrophe, which shows it as text;
 * null is an empty cell.
 */
export function csvLine(cells: readonly (string | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

/** Tells spreadsheets that the file is UTF-8. */
const byteOrderMark = '\uFEFF'

/**
 * The parts of a CSV file: a header, then the cells of each page. A page is read once the previous part was consumed,
 * from the `next` of the page before; null is the first one, and the end.
 */
export async function* csvFile<Next>(
  header: readonly string[],
  read: (next: Next | null) => Promise<{
    readonly rows: readonly (readonly (string | null)[])[]
    readonly next: Next | null
  }>,
): AsyncGenerator<string> {
  yield byteOrderMark + csvLine(header)
  let next: Next | null = null
  do {
    const page: Awaited<ReturnType<typeof read>> = await read(next)
    if (page.rows.length > 0) yield page.rows.map(csvLine).join('')
    next = page.next
  } while (next !== null)
}

function csvCell(text: string | null): string {
  if (text === null) return ''
  const safe = formula.test(text) ? `'${text}` : text
  return `"${safe.replaceAll('"', '""')}"`
}

export interface CsvRow {
  /** Where it begins, from 1. */
  readonly line: number
  readonly cells: readonly string[]
}

/**
 * The rows of a CSV file (RFC 4180), without empty ones. Line breaks may be CR, LF or both, and a quotation mark within
 * an unquoted cell is a character like any other. Null: a quoted cell isn't closed.
 */
export function parseCsv(text: string, delimiter: string): CsvRow[] | null {
  const rows: CsvRow[] = []
  let cells: string[] = []
  let line = 1
  let startsAt = 1
  let at = 0
  const endRow = () => {
    if (cells.length > 1 || cells[0] !== '') rows.push({ line: startsAt, cells })
    cells = []
    startsAt = line
  }
  while (at < text.length) {
    const cell = readCell(text, at, delimiter)
    if (cell === null) return null
    cells.push(cell.value)
    line += cell.breaks
    at = cell.end
    if (text[at] === delimiter) {
      at += 1
      // A delimiter at the end of the file has an empty cell behind it.
      if (at === text.length) cells.push('')
      continue
    }
    if (at < text.length) {
      at += text.startsWith('\r\n', at) ? 2 : 1
      line += 1
    }
    endRow()
  }
  if (cells.length > 0) endRow()
  return rows
}

interface Cell {
  readonly value: string
  /** The position of the delimiter, line break or end of file after it. */
  readonly end: number
  readonly breaks: number
}

function readCell(text: string, from: number, delimiter: string): Cell | null {
  if (text[from] !== '"') {
    const end = endOfCell(text, from, delimiter)
    return { value: text.slice(from, end), end, breaks: 0 }
  }
  let value = ''
  let at = from + 1
  for (;;) {
    const quote = text.indexOf('"', at)
    if (quote < 0) return null
    value += text.slice(at, quote)
    if (text[quote + 1] !== '"') {
      // Text after a closing quotation mark belongs to the cell, as in spreadsheets.
      const end = endOfCell(text, quote + 1, delimiter)
      const breaks = value.match(/\r\n|\r|\n/g)?.length ?? 0
      return { value: value + text.slice(quote + 1, end), end, breaks }
    }
    value += '"'
    at = quote + 2
  }
}

function endOfCell(text: string, from: number, delimiter: string): number {
  let end = from
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1
  return end
}
