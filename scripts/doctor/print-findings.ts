import type { Finding } from './finding.ts'

const marks: Readonly<Record<Finding['verdict'], string>> = {
  good: 'ok   ',
  note: 'note ',
  bad: 'FIX  ',
  open: '?    ',
}

/** One line per finding, what to do below it, and what to mend first at the end. Pure. */
export function printFindings(findings: readonly Finding[]): string {
  const lines = findings.flatMap(({ verdict, subject, says, next }) => [
    `${marks[verdict]} ${subject.padEnd(15)} ${says}`,
    ...(next === null ? [] : [`${' '.repeat(22)}${next}`]),
  ])
  const first = findings.find(({ verdict }) => verdict === 'bad')
  const end =
    first === undefined
      ? 'Nothing to mend as far as it can be seen.'
      : `Mend first: ${first.subject}. ${first.next ?? first.says}`
  return [...lines, '', end].join('\n')
}
