import { answers, catalogue, coveredBy, findings, lastResorts, remarks, statuses } from './catalogue.ts'
import type { Cause, ResponsibleParty, Sign } from './cause.ts'

/** Cause, who acts, what to do: the same words on every page, on the command line and for programs. */
export interface Diagnosis {
  /** Stable; part of what programs get. */
  readonly id: string
  /** `undecided`: several causes fit, and `check` says what to look at next. */
  readonly certainty: 'shown' | 'undecided'
  readonly title: string
  readonly cause: string
  readonly who: ResponsibleParty
  readonly steps: readonly string[]
  readonly evidence: string
  readonly check: string | null
  /** Titles of the causes that the same words may have, when undecided. */
  readonly others: readonly string[]
  readonly link: string
  readonly seen: readonly string[]
}

const mostDiagnoses = 4
const mostOthers = 5

/**
 * The causes that what was seen speaks for, the most telling first; empty when nothing is recognised. Pure. One per
 * symptom, and none for a symptom that another explains.
 */
export function diagnose(signs: ReadonlySet<Sign>): readonly Diagnosis[] {
  const found = pick(answers, signs)
  const used = new Set(found.flatMap((cause) => [cause.symptom, ...cause.given]))
  const unused = (cause: Cause) => !used.has(cause.symptom)
  const telling = [...found, ...pick(findings, signs).filter(unused)]
  const wordless = telling.length > 0 ? [] : pick(statuses, signs).slice(0, 1)
  const all = [...telling, ...wordless, ...pick(remarks, signs).filter(unused)]
  const causes = all.length > 0 ? all : pick(lastResorts, signs).slice(0, 1)
  return causes.slice(0, mostDiagnoses).map(toDiagnosis)
}

function pick(causes: readonly Cause[], signs: ReadonlySet<Sign>): readonly Cause[] {
  const symptoms = new Set<Sign>()
  return causes.filter(({ symptom, given }) => {
    if (!signs.has(symptom) || symptoms.has(symptom)) return false
    if (coveredBy[symptom]?.some((sign) => signs.has(sign))) return false
    if (!given.every((sign) => signs.has(sign))) return false
    symptoms.add(symptom)
    return true
  })
}

function toDiagnosis(cause: Cause): Diagnosis {
  const { id, title, who, steps, evidence, link, seen, check } = cause
  return {
    id,
    certainty: check === undefined ? 'shown' : 'undecided',
    title,
    cause: cause.cause,
    who,
    steps,
    evidence,
    check: check ?? null,
    others: check === undefined ? [] : othersOf(cause),
    link,
    seen,
  }
}

function othersOf({ id, symptom }: Cause): readonly string[] {
  const siblings = catalogue.filter(
    (cause) => cause.symptom === symptom && cause.id !== id && cause.check === undefined,
  )
  return siblings.slice(0, mostOthers).map(({ title }) => title)
}
