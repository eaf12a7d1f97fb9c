import { z } from 'zod'
import type { ArchiveMac } from '../vault/archive-mac.ts'
import { createRunningDigest } from '../vault/digest.ts'

/*
 * An archive is text, compressed with gzip, with a line for each thing:
 *
 *   {"format":"gatehouse-backup","version":1,…}    what was backed up
 *   {"table":"account","columns":["id",…]}         then its rows, in the text format of COPY, and a line with \.
 *   …
 *   {"rows":{"account":12,…},"sha256":"…","mac":{"keyId":"k1","mac":"…"}}    of everything before this line
 *
 * The first version had no MAC.
 */

/** Why an archive can't be used. The message is for people, and says what to do. */
export class ArchiveError extends Error {
  readonly code = 'archive_invalid'

  constructor(says: string, options?: ErrorOptions) {
    super(`${says} Nothing was restored: use another archive.`, options)
    this.name = 'ArchiveError'
  }
}

export const isArchiveError = (error: unknown): error is ArchiveError =>
  (error as { code?: unknown } | null)?.code === 'archive_invalid'

const time = z.int().nonnegative()
const header = z.object({
  format: z.literal('gatehouse-backup'),
  version: z.int(),
  createdAt: z.iso.datetime(),
  /** GATEHOUSE_ENVIRONMENT, which sealed values are bound to. */
  environment: z.string(),
  migrations: z.array(time).readonly(),
  /** Ids of the keys that opening it requires. The keys are never in the archive. */
  keyIds: z.array(z.string()).readonly(),
  sequences: z
    .array(z.object({ sequence: z.string(), value: z.string().regex(/^-?\d+$/), isCalled: z.boolean() }))
    .readonly(),
})
const tableLine = z.object({ table: z.string(), columns: z.array(z.string()).min(1).readonly() })
const footer = z.object({
  rows: z.record(z.string(), z.int()),
  sha256: z.string(),
  mac: z.object({ keyId: z.string(), mac: z.string() }).optional(),
})

export type ArchiveHeader = Readonly<z.infer<typeof header>>
export type ArchivedTable = z.infer<typeof tableLine>

export const archiveVersion = 2
/** Without a MAC, so its origin can't be verified. */
const unauthenticatedVersion = 1
const newline = 10
const endOfRows = '\\.'
/** No line that we write is longer, apart from rows. */
const longestLineBytes = 1_000_000

interface TableSource extends ArchivedTable {
  readonly rows: () => Promise<AsyncIterable<Buffer>>
}

/** The archive as a stream of uncompressed bytes. Holds a chunk at a time. */
export async function* writeArchive(
  facts: Omit<ArchiveHeader, 'format' | 'version'>,
  tables: readonly TableSource[],
  authenticate: (digest: string) => ArchiveMac,
  counts: Record<string, number> = {},
): AsyncGenerator<Buffer> {
  const digest = createRunningDigest()
  const digested = (part: Buffer): Buffer => {
    digest.update(part)
    return part
  }
  yield digested(line({ format: 'gatehouse-backup', version: archiveVersion, ...facts }))
  for (const { table, columns, rows } of tables) {
    yield digested(line({ table, columns }))
    counts[table] = 0
    for await (const chunk of await rows()) {
      counts[table] += countLines(chunk)
      yield digested(chunk)
    }
    yield digested(Buffer.from(`${endOfRows}\n`))
  }
  const sha256 = digest.end()
  yield line({ rows: counts, sha256, mac: authenticate(sha256) })
}

const line = (value: object): Buffer => Buffer.from(`${JSON.stringify(value)}\n`)

function countLines(chunk: Buffer): number {
  let lines = 0
  for (let at = chunk.indexOf(newline); at >= 0; at = chunk.indexOf(newline, at + 1)) lines += 1
  return lines
}

export interface ArchiveReader {
  /** False for the first version, which can't show whether it was altered. */
  readonly isAuthenticated: boolean
  readonly header: ArchiveHeader
  /** Each table once, in order. Its rows have to be read before the next one. */
  tables(): AsyncGenerator<ArchivedTable & { readonly rows: AsyncIterable<Buffer> }>
}

/** Counts rows by table, once everything was read and matched its checksum. */
export type ArchiveCounts = Readonly<Record<string, number>>

export interface OpenArchive extends ArchiveReader {
  readonly counts: ArchiveCounts
  readonly digest: () => string | null
}

/**
 * Reads an uncompressed archive. Throws ArchiveError when it differs from what was written: `checkMac` says whether a
 * holder of the key has written it. `digest` identifies what was read to its end.
 */
export async function readArchive(
  source: AsyncIterable<Buffer>,
  checkMac: (digest: string, mac: ArchiveMac) => 'authentic' | 'altered' | 'unknown',
): Promise<OpenArchive> {
  const lines = createLines(source)
  const first = await lines.next()
  const parsed = header.safeParse(parseJson(first))
  if (!parsed.success) throw new ArchiveError('This is not a Gatehouse backup, or its beginning was altered.')
  const isAuthenticated = parsed.data.version !== unauthenticatedVersion
  if (isAuthenticated && parsed.data.version !== archiveVersion) {
    throw new ArchiveError('The backup is in the format of a newer version of Gatehouse.')
  }
  const counts: Record<string, number> = {}
  let read: string | null = null

  async function* tables() {
    for (;;) {
      const text = await lines.next()
      if (text === null) throw new ArchiveError('The backup is truncated: its end is missing.')
      const value = parseJson(text)
      const end = footer.safeParse(value)
      if (end.success) {
        await requireIntact(end.data)
        return
      }
      const table = tableLine.safeParse(value)
      if (!table.success) throw changed()
      counts[table.data.table] = 0
      yield { ...table.data, rows: countedRows(table.data.table) }
    }
  }

  async function* countedRows(table: string) {
    for await (const chunk of lines.rows()) {
      counts[table] = (counts[table] ?? 0) + countLines(chunk)
      yield chunk
    }
  }

  async function requireIntact({ rows, sha256, mac }: z.infer<typeof footer>): Promise<void> {
    if (sha256 !== lines.endDigest()) throw changed()
    if (isAuthenticated) requireAuthentic(sha256, mac)
    const isSame = Object.entries(rows).every(([table, count]) => counts[table] === count)
    if (!isSame || Object.keys(rows).length !== Object.keys(counts).length) throw changed()
    if ((await lines.next()) !== null) throw changed()
    read = sha256
  }

  function requireAuthentic(digest: string, mac: ArchiveMac | undefined): void {
    if (mac === undefined) throw changed()
    const verdict = checkMac(digest, mac)
    if (verdict === 'unknown')
      throw new ArchiveError(
        `Whether the backup was altered can't be checked without the key ${mac.keyId}. Add it to GATEHOUSE_KEYS.`,
      )
    if (verdict === 'altered')
      throw new ArchiveError(
        `The backup was altered, or the key ${mac.keyId} of this configuration isn't the one that it was made with.`,
      )
  }

  return { header: parsed.data, isAuthenticated, tables, counts, digest: () => read }
}

export const changed = () => new ArchiveError('The backup was altered or damaged: its checksum is wrong.')

function parseJson(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text)
  } catch {
    return null
  }
}

/** Splits chunks into lines, and passes on rows in pieces, however long a row is. */
function createLines(source: AsyncIterable<Buffer>) {
  const chunks = source[Symbol.asyncIterator]()
  let rest: Buffer = Buffer.alloc(0)
  const digest = createRunningDigest()
  let pending: Buffer[] = []
  let isEnded = false

  async function fill(): Promise<boolean> {
    if (isEnded) return false
    const { value, done } = await chunks.next()
    if (done) isEnded = true
    else rest = rest.length === 0 ? value : Buffer.concat([rest, value])
    return !isEnded
  }

  function take(bytes: number): Buffer {
    const taken = rest.subarray(0, bytes)
    rest = rest.subarray(bytes)
    pending.push(taken)
    return taken
  }

  /** The last line isn't part of its own checksum: it counts once there is another one. */
  function flush(): void {
    for (const part of pending) digest.update(part)
    pending = []
  }

  return {
    /** Resolves with null at the end, and for a last line that isn't complete. */
    async next(): Promise<string | null> {
      flush()
      let searched = 0
      for (;;) {
        const at = rest.indexOf(newline, searched)
        if (at >= 0) return take(at + 1).toString('utf8', 0, at)
        searched = rest.length
        if (searched > longestLineBytes) throw changed()
        if (!(await fill())) return null
      }
    },
    async *rows(): AsyncGenerator<Buffer> {
      let isWithinRow = false
      for (;;) {
        flush()
        let from: number = isWithinRow ? rest.indexOf(newline) + 1 : 0
        const isOpen: boolean = isWithinRow && from === 0
        for (let at = rest.indexOf(newline, from); at >= 0; at = rest.indexOf(newline, from)) {
          if (at - from === endOfRows.length && rest.toString('utf8', from, at) === endOfRows) {
            if (from > 0) yield take(from)
            take(endOfRows.length + 1)
            return
          }
          from = at + 1
        }
        // What follows is the beginning of a row, unless it is as short as the mark of the end.
        isWithinRow = isOpen || rest.length - from > endOfRows.length
        if (isWithinRow) from = rest.length
        if (from > 0) yield take(from)
        if (!(await fill())) throw new ArchiveError('The backup is truncated: rows are missing.')
      }
    },
    /** The digest of everything before the last line read. */
    endDigest(): string {
      pending = []
      return digest.end()
    },
  }
}
