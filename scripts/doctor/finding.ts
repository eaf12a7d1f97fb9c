/** The result of one check. `open`: it could not be checked. */
export interface Finding {
  readonly verdict: 'good' | 'note' | 'bad' | 'open'
  readonly subject: string
  readonly says: string
  /** The next step; null if nothing has to be done. */
  readonly next: string | null
}

export const good = (subject: string, says: string): Finding => ({
  verdict: 'good',
  subject,
  says,
  next: null,
})
export const note = (subject: string, says: string, next: string | null = null): Finding => ({
  verdict: 'note',
  subject,
  says,
  next,
})
export const bad = (subject: string, says: string, next: string | null = null): Finding => ({
  verdict: 'bad',
  subject,
  says,
  next,
})
export const open = (subject: string, says: string): Finding => ({
  verdict: 'open',
  subject,
  says,
  next: null,
})

const marks: Readonly<Record<Finding['verdict'], string>> = {
  good: 'ok   ',
  note: 'note ',
  bad: 'FIX  ',
  open: '?    ',
}

/** One line per finding, the remedy below it, and at the end what to fix first. */
export function printFindings(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ verdict, subject, says, next }) => [
    `${marks[verdict]} ${subject.padEnd(15)} ${says}`,
    ...(next === null ? [] : [`${' '.repeat(22)}${next}`]),
  ])
  const first = findings.find(({ verdict }) => verdict === 'bad')
  const end =
    first === undefined ? 'No problems found.' : `Fix first: ${first.subject}. ${first.next ?? first.says}`
  return [...lines, '', end].join('\n')
}
