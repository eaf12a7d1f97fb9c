import type { ImportCounts, ImportLineView, ImportView } from '#lib/imports/read.ts'
import { paths } from '../paths.ts'
import type { Tone } from '../theme.ts'

interface Look {
  readonly label: string
  readonly tone: Tone
  readonly hint: string
}

export const resultLooks: Readonly<Record<ImportLineView['result'], Look>> = {
  pending: { label: 'Waiting', tone: 'due', hint: 'It waits for its turn, or for Amazon.' },
  imported: { label: 'Imported', tone: 'good', hint: 'An authorization uses this token.' },
  already_here: {
    label: 'Already here',
    tone: 'good',
    hint: 'An authorization has this token, or works with another one of the same seller.',
  },
  quarantined: {
    label: 'Quarantined',
    tone: 'doubt',
    hint: 'The token works, but an operator has to decide which seller it belongs to.',
  },
  refused: { label: 'Refused', tone: 'bad', hint: 'Amazon rejected the token, or didn’t confirm it.' },
  invalid: { label: 'Invalid', tone: 'bad', hint: 'The line is invalid. Amazon wasn’t asked.' },
  canceled: { label: 'Canceled', tone: 'neutral', hint: 'It was canceled before its turn.' },
}

export const stateLooks: Readonly<Record<ImportView['state'], Omit<Look, 'hint'>>> = {
  running: { label: 'Running', tone: 'due' },
  finished: { label: 'Finished', tone: 'good' },
  canceled: { label: 'Canceled', tone: 'neutral' },
}

export const sourceLabels: Readonly<Record<ImportView['source'], string>> = {
  page: 'This page',
  api: 'API',
  command: 'Command line',
}

export const failuresOf = ({ quarantined, refused, invalid }: ImportCounts): number =>
  quarantined + refused + invalid

/** The lines that a page shows. */
export interface ShownLines {
  readonly show: 'all' | 'failed'
  /** The number of the last line on the page before. */
  readonly after: number
}

type Query = Readonly<Record<string, string | string[] | undefined>>

/** What an address asks for. */
export function parseAsked({ show, after }: Query): Partial<ShownLines> {
  const isLine = typeof after === 'string' && /^\d{1,9}$/.test(after)
  return {
    ...((show === 'all' || show === 'failed') && { show }),
    ...(isLine && { after: Number(after) }),
  }
}

/** Failures first once an import has ended: people come to see those. */
export function linesToShow(asked: Partial<ShownLines>, { state, counts }: ImportView): ShownLines {
  const byDefault = state !== 'running' && failuresOf(counts) > 0 ? 'failed' : 'all'
  return { show: byDefault, after: 0, ...asked }
}

/** The address of these lines of an import. */
export function linesHref(importId: string, { show, after = 0 }: Partial<ShownLines>): string {
  const query = new URLSearchParams({ ...(show && { show }), ...(after > 0 && { after: String(after) }) })
  return query.size === 0 ? paths.tokenImport(importId) : `${paths.tokenImport(importId)}?${query}`
}
