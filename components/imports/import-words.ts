import type { ImportCounts, ImportLineView, ImportView } from '#lib/imports/read.ts'
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

/** Failures first once an import has ended: people come to see those. */
export function parseShown({ show, after }: Query, { state, counts }: ImportView): ShownLines {
  const byDefault = state !== 'running' && failuresOf(counts) > 0 ? 'failed' : 'all'
  const isLine = typeof after === 'string' && /^\d{1,9}$/.test(after)
  return {
    show: show === 'all' || show === 'failed' ? show : byDefault,
    after: isLine ? Number(after) : 0,
  }
}
