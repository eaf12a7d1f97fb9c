import type { Cause, Sign } from '../cause.ts'
import type { QuestionId } from '../question-table.ts'

/** One line per answer: what it shows, and what follows from it. */
export type Row = readonly [
  name: string,
  shown: Sign,
  who: Cause['who'],
  title: string,
  cause: string,
  steps: readonly string[],
]

/** The causes of a symptom that the answers to one question decide. */
export function decided(
  symptom: Sign,
  decidedBy: QuestionId,
  link: string,
  evidence: string,
  rows: readonly Row[],
): readonly Cause[] {
  return rows.map(([name, shown, who, title, cause, steps]) => ({
    id: `${symptom}-${name}`,
    rows: [],
    symptom,
    given: [shown],
    decidedBy,
    atMost: 'likely',
    who,
    title,
    cause,
    steps,
    evidence,
    link,
    seen: [],
  }))
}
