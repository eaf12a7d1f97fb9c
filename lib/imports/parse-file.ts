import { parseCsv } from '../csv.ts'
import { AppError, type ErrorCode } from '../errors.ts'

export const mostLines = 10_000
/** A cell can hold a token (up to 2,048 characters) with other characters that were copied along. */
const longestValue = 8_000

/** The columns or fields that a line can have. */
export const importColumns = [
  'application',
  'refresh_token',
  'selling_partner_id',
  'region',
  'country',
  'reference',
  'tags',
  'partner_type',
  'account_id',
  'authorized_at',
] as const

export type ImportColumn = (typeof importColumns)[number]

const otherNames: Readonly<Record<string, ImportColumn>> = {
  application_id: 'application',
  country_code: 'country',
  external_reference: 'reference',
}

/** One line as it was sent: its values by column, or what is wrong with it. */
export interface FileLine {
  readonly line: number
  readonly values: Readonly<Partial<Record<ImportColumn, string>>>
  readonly fault: LineFault | null
}

export interface LineFault {
  readonly code: ErrorCode
  /** The column at fault, or the number of another line. */
  readonly field: string | null
}

/** A decoder's replacement for bytes that aren't UTF-8. */
const replacement = '\uFFFD'

/**
 * The lines of a CSV file (with commas, semicolons or tabs, as Excel writes them) or of JSON Lines. Throws if the file
 * as a whole is invalid; faults of a line are part of the line. No error repeats a value: it could be a token.
 */
export function parseImportFile(bytes: Uint8Array): readonly FileLine[] {
  const text = decode(bytes)
  if (text.trim() === '') throw new AppError('import_empty')
  const lines = text.trimStart().startsWith('{') ? parseJsonLines(text) : parseRows(text)
  if (lines.length === 0) throw new AppError('import_empty')
  if (lines.length > mostLines) throw new AppError('import_too_long')
  return lines
}

/**
 * Removes a byte order mark, if there is one. Bytes that aren't UTF-8 are reported by line later; UTF-16 would fail in
 * every line.
 */
function decode(bytes: Uint8Array): string {
  const [first, second] = bytes
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  if (isUtf16 || bytes.includes(0)) throw new AppError('import_encoding_unknown')
  return new TextDecoder('utf-8').decode(bytes)
}

function parseJsonLines(text: string): FileLine[] {
  return text
    .split(/\r\n|\r|\n/)
    .map((line, index) => ({ line: index + 1, text: line.trim() }))
    .filter((line) => line.text !== '')
    .map((line) => parseJsonLine(line.line, line.text))
}

function parseJsonLine(line: number, text: string): FileLine {
  if (text.includes(replacement)) return faulty(line, 'import_text_damaged')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return faulty(line, 'import_line_unreadable')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return faulty(line, 'import_line_unreadable')
  const values: Partial<Record<ImportColumn, string>> = {}
  for (const [name, given] of Object.entries(value)) {
    const column = columnOf(name)
    if (column === null) return faulty(line, 'import_field_unknown', showable(name))
    if (column in values) return faulty(line, 'import_line_unreadable', column)
    const written = given === null ? '' : column === 'tags' ? tagsText(given) : given
    if (typeof written !== 'string') return faulty(line, 'import_line_unreadable', column)
    values[column] = written
  }
  return checked({ line, values, fault: null })
}

/** One a line. Values in an object may contain semicolons. */
const listedTags = (text: string): string => text.replaceAll(';', '\n')

/** An object of texts, as the API has tags, or a text as in CSV. */
function tagsText(given: unknown): unknown {
  if (typeof given === 'string') return listedTags(given)
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return given
  const entries = Object.entries(given)
  if (!entries.every(([, value]) => typeof value === 'string' && !value.includes('\n'))) return null
  return entries.map(([key, value]) => `${key}=${value}`).join('\n')
}

function parseRows(text: string): FileLine[] {
  const header = text.slice(0, text.search(/[\r\n]|$/))
  if (/Atzr(?:\||%)/i.test(header)) throw new AppError('import_header_missing')
  const rows = parseCsv(text, delimiterOf(header))
  if (rows === null) throw new AppError('import_quotes_open')
  const [first, ...others] = rows
  const columns = parseHeader(first?.cells ?? [])
  return others
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .map(({ line, cells }) => parseRow(line, cells, columns))
}

/** Excel writes semicolons where the comma is the decimal separator. */
function delimiterOf(header: string): string {
  const counts = [',', ';', '\t'].map((mark) => ({ mark, count: header.split(mark).length }))
  return counts.toSorted((one, other) => other.count - one.count)[0]?.mark ?? ','
}

function parseHeader(cells: readonly string[]): readonly (ImportColumn | null)[] {
  const columns = cells.map((cell) => {
    // Spreadsheets add empty columns at the end.
    if (cell.trim() === '') return null
    const column = columnOf(cell)
    if (column === null) throw new AppError('import_column_unknown', { detail: showable(cell) })
    return column
  })
  const named = columns.filter((column) => column !== null)
  if (new Set(named).size < named.length) throw new AppError('import_column_repeated')
  if (!named.includes('refresh_token')) throw new AppError('import_header_missing')
  return columns
}

function parseRow(
  line: number,
  cells: readonly string[],
  columns: readonly (ImportColumn | null)[],
): FileLine {
  if (cells.some((cell) => cell.includes(replacement))) return faulty(line, 'import_text_damaged')
  const surplus = cells.filter((cell, index) => cell.trim() !== '' && (columns[index] ?? null) === null)
  if (surplus.length > 0) return faulty(line, 'import_line_unreadable')
  const values: Partial<Record<ImportColumn, string>> = {}
  for (const [index, column] of columns.entries()) if (column !== null) values[column] = cells[index] ?? ''
  if (values.tags !== undefined) values.tags = listedTags(values.tags)
  return checked({ line, values, fault: null })
}

function checked(parsed: FileLine): FileLine {
  const long = importColumns.find((column) => (parsed.values[column]?.length ?? 0) > longestValue)
  return long === undefined ? parsed : faulty(parsed.line, 'import_field_long', long)
}

function columnOf(name: string): ImportColumn | null {
  const word = name
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_')
  return importColumns.find((column) => column === word) ?? otherNames[word] ?? null
}

/** A name can be shown unless it might be a value: a file without a header begins with values. */
function showable(name: string): string | null {
  return /^[\p{L}\d _.-]{1,40}$/u.test(name.trim()) ? name.trim() : null
}

function faulty(line: number, code: ErrorCode, field: string | null = null): FileLine {
  return { line, values: {}, fault: { code, field } }
}
