import type { Cause, Certainty, ResponsibleParty, Sign } from './cause.ts'
import { answers, coveredBy, findings, lastResorts, remarks, statuses } from './causes/all-causes.ts'
import { detailCauses, explainedByDetails } from './causes/detail-causes.ts'
import { parameterCauses } from './causes/parameter-causes.ts'
import type { QuestionId } from './question-table.ts'
import { type AnsweredQuestion, type Question, readAnswers, toAnswered, toQuestion } from './questions.ts'
import { combinedSigns } from './signs/combined-signs.ts'
import { fill, type Values } from './values.ts'
import {
  byCertainty,
  type Evidence as Known,
  ofRequest,
  questionsFor,
  type Weighed,
  weighAll,
} from './weigh.ts'

/** A cause, the responsible party and the steps. Pages, the command line and the API all use the same words. */
export interface Diagnosis {
  /** Stable, because programs read it. */
  readonly id: string
  /** `undecided` means that several causes fit, and `check` names what to look at next. */
  readonly certainty: Certainty
  readonly title: string
  readonly cause: string
  readonly who: ResponsibleParty
  /** Who owns the application, if its operator has to act. */
  readonly whose: string | null
  readonly steps: readonly string[]
  readonly evidence: string
  readonly check: string | null
  /** Titles of the other causes that the evidence doesn't rule out. */
  readonly others: readonly string[]
  /** The questions that decide between them, at most two. */
  readonly questions: readonly Question[]
  /** The questions that people or our own records have already answered. */
  readonly answered: readonly AnsweredQuestion[]
  readonly link: string
  readonly seen: readonly string[]
}

/** The input of a diagnosis. */
export interface Evidence {
  readonly signs: ReadonlySet<Sign>
  readonly values?: Values
  /** Each as `question.answer`. */
  readonly answers?: readonly string[]
}

const mostDiagnoses = 4
const mostOthers = 5

/**
 * The causes that fit the evidence, the most certain first. Empty if nothing is recognized. Each symptom has at most
 * one, and none if another symptom explains it.
 */
export function diagnose({ signs: read, values = {}, answers: given = [] }: Evidence): readonly Diagnosis[] {
  const answered = readAnswers(given)
  const kept = [...read].filter((sign) => !answered.replaced.has(sign))
  const signs = new Set<Sign>([...kept, ...answered.signs])
  for (const sign of [...combinedSigns(signs)]) signs.add(sign)
  const evidence = { signs, answered: answered.signs }
  const isCovered = (symptom: Sign) => coveredBy[symptom]?.some((sign) => signs.has(sign)) ?? false
  const pick = (causes: Parameters<typeof weighAll>[0]) => weighAll(causes, evidence, isCovered)
  const details = pick(detailCauses)
  // A name or list that Amazon reads otherwise isn't the one that was signed.
  const isQueryWrong = signs.has('call-parameter-misspelt') || signs.has('call-list-in-brackets')
  const misread = isQueryWrong && signs.has('signature-mismatch') ? pick(parameterCauses) : []
  const explaining = [...details, ...misread]
  const found = pick(answers).map((one) => behindDetails(one, explaining))
  const used = new Set([...misread, ...found].flatMap(({ cause }) => [cause.symptom, ...cause.given]))
  const isUnused = ({ cause: { symptom } }: Weighed) =>
    !used.has(symptom) && !(found.length > 0 && symptom.startsWith('attempt-'))
  const noticed = pick(findings)
    .filter(isUnused)
    .map((one) => behindDetails(one, explaining))
  // If Amazon's own words explain the failure, they come before other mistakes in the request.
  const isExplained = found.some(({ certainty }) => certainty !== 'undecided')
  const later = isExplained ? noticed.filter(({ cause }) => ofRequest.test(cause.symptom)) : []
  const early = [...explaining, ...found, ...noticed.filter((one) => !later.includes(one))]
  const telling = [...byCertainty(early), ...later]
  const wordless = telling.length > 0 ? [] : pick(statuses).slice(0, 1)
  // A program's own error message is more specific than a status that several causes share.
  const isOpen = wordless.every(({ certainty }) => certainty === 'undecided')
  const program =
    telling.length === 0 && wordless.length > 0 && isOpen
      ? pick(lastResorts).filter(
          ({ cause }) => cause.symptom.startsWith('library-') && cause.given.length === 0,
        )
      : []
  const said = [...telling, ...program.slice(0, 1), ...wordless]
  const worthKnowing = pick(remarks).filter(isUnused)
  // A remark is true, but not the cause, so it is never shown as one.
  const notes = worthKnowing.map(asLikely)
  const general = said.length > 0 ? [] : pick(lastResorts).slice(0, 1)
  const symptom = general[0]?.cause.symptom
  const isVague =
    symptom === 'says-token-expired' || (symptom === 'about-sp-api' && !signs.has('names-failure'))
  // The future end of an operation doesn't explain a current problem.
  const beforeGeneral = isVague ? notes.filter(({ cause }) => cause.id !== 'orders-v0-ends') : []
  const late = notes.filter((note) => !beforeGeneral.includes(note))
  const weighed = [...said, ...beforeGeneral, ...general, ...late]
  return weighed.slice(0, mostDiagnoses).map((one) => ({
    ...toDiagnosis(one, evidence, values, answered.asked),
    answered: toAnswered(given),
  }))
}

/** A refusal in general words is no more certain than what the request shows, and comes after it. */
function behindDetails(one: Weighed, details: readonly Weighed[]): Weighed {
  const [detail] = details
  if (detail === undefined || !explainedByDetails.has(one.cause.symptom)) return one
  return detail.certainty === 'undecided' ? { ...one, certainty: 'undecided' } : asLikely(one)
}

function asLikely(weighed: Weighed): Weighed {
  return weighed.certainty === 'shown' ? { ...weighed, certainty: 'likely' } : weighed
}

function toDiagnosis(
  weighed: Weighed,
  known: Known,
  values: Values,
  asked: ReadonlySet<QuestionId>,
): Omit<Diagnosis, 'answered'> {
  const { cause, certainty, alternatives } = weighed
  const { id, title, who, evidence, link, seen, check } = cause
  return {
    id,
    certainty,
    title: titleOf(cause, values),
    cause: sentences(cause.cause, values),
    who,
    whose: who === 'operator' ? whoseApplication(known.signs, values) : null,
    steps: cause.steps.flatMap((step) => fill(step, values) ?? []),
    evidence,
    check: check ?? null,
    others: [...new Set(alternatives.map((one) => titleOf(one, values)))]
      .filter((other) => other !== title)
      .slice(0, mostOthers),
    questions: questionsFor(weighed, known, asked).map(toQuestion),
    link,
    seen,
  }
}

/** The title without placeholders whose values aren't known. */
function titleOf({ title }: Cause, values: Values): string {
  return fill(title, values) ?? title.replace(/ ?\(?\{\w+\}\)?/g, '')
}

/** Omits sentences with a value that isn't known. */
function sentences(text: string, values: Values): string {
  return text
    .split(/(?<=\.) (?=[A-Z“"{])/)
    .flatMap((sentence) => fill(sentence, values) ?? [])
    .join(' ')
}

function whoseApplication(signs: ReadonlySet<Sign>, { tool }: Values): string {
  if (signs.has('tool-shares-application') && tool !== undefined)
    return `${tool}, unless you entered an application of your own there`
  if (signs.has('told-by-tool')) return 'The company whose tool the seller connected'
  return 'The company that registered the application at Amazon'
}
