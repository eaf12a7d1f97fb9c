import { readFile, rename } from 'node:fs/promises'
import type { WorldRecords } from '../world/world.ts'
import { recordsFrom } from './convert.ts'
import { stateShape } from './shape.ts'

/**
 * The world in `file`; null when there isn't one yet. A damaged file is renamed, which is reported, and counts as
 * missing. Throws Node's error when the file exists and cannot be read.
 */
export async function readState(file: string, report: (line: string) => void): Promise<WorldRecords | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  if (text === null) return null
  const read = parse(text)
  if (typeof read !== 'string') return read
  const aside = `${file}.damaged`
  await rename(file, aside)
  report(
    `The simulator's world in ${file} cannot be used: ${read}. It is kept as ${aside}, and a new world begins: sellers have to authorize again.`,
  )
  return null
}

/** Or the problem with it, without its content, which has secrets. */
function parse(text: string): WorldRecords | string {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    return 'it is not JSON'
  }
  const parsed = stateShape.safeParse(json)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    return `${issue?.path.join('.') || 'it'}: ${issue?.message ?? 'another shape'}`
  }
  try {
    return recordsFrom(parsed.data)
  } catch (error) {
    if (error instanceof RangeError) return error.message
    throw error
  }
}
