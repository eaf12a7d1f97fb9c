import type { Cause, Certainty, ResponsibleParty, Sign } from './cause.ts'
import { answers, coveredBy, findings, lastResorts, remarks, statuses } from './causes/all-causes.ts'
import { combinedSigns } from './combined-signs.ts'
import type { QuestionId } from './question-table.ts'
import { type AnsweredQuestion, type Question, readAnswers, toAnswered, toQuestion } from './questions.ts'
import { fill, type Values } from './values.ts'
import {
  byCertainty,
  type Evidence as Known,
  ofRequest,
  questionsFor,
  type Weighed,
  weighAll,
} from './weigh.ts'

/** Cause, responsible party, steps: the same words on every page, on the command line and for programs. */
export interface Diagnosis {
  /** Stable; part of what programs get. */
  readonly id: string
  /** `undecided`: several causes fit, and `check` says what to look at next. */
  readonly certainty: Certainty
  readonly title: string
  readonly cause: string
  readonly who: ResponsibleParty
  /** The application's owner, where its operator has to act. */
  readonly whose: string | null
  readonly steps: readonly string[]
  readonly evidence: string
  readonly check: string | null
  /** Titles of the other causes that this evidence leaves open. */
  readonly others: readonly string[]
  /** What decides between them; at most two. */
  readonly questions: readonly Question[]
  /** What was answered already, by people or by our own records. */
  readonly answered: readonly AnsweredQuestion[]
  readonly link: string
  readonly seen: readonly string[]
}

/** What a diagnosis is made from. */
export interface Evidence {
  readonly signs: ReadonlySet<Sign>
  readonly values?: Values
  /** Each as `question.answer`. */
  readonly answers?: readonly string[]
}

const mostDiagnoses = 4
const mostOthers = 5

/**
 * The causes that fit the evidence, the most certain first; empty when nothing is recognized. One per symptom, and none
 * for a symptom that another explains.
 */
export function diagnose({ signs: read, values = {}, answers: given = [] }: Evidence): readonly Diagnosis[] {
  const answered = readAnswers(given)
  const kept = [...read].filter((sign) => !answered.replaced.has(sign))
  const signs = new Set<Sign>([...kept, ...answered.signs])
  for (const sign of [...combinedSigns(signs)]) signs.add(sign)
  const evidence = { signs, answered: answered.signs }
  const isCovered = (symptom: Sign) => coveredBy[symptom]?.some((sign) => signs.has(sign)) ?? false
  const pick = (causes: Parameters<typeof weighAll>[0]) => weighAll(causes, evidence, isCovered)
  const found = pick(answers)
  const used = new Set(found.flatMap(({ cause }) => [cause.symptom, ...cause.given]))
  const isUnused = ({ cause: { symptom } }: Weighed) =>
    !used.has(symptom) && !(found.length > 0 && symptom.startsWith('attempt-'))
  const noticed = pick(findings).filter(isUnused)
  // What Amazon's own words explain comes before what else is wrong in the request.
  const isExplained = found.some(({ certainty }) => certainty !== 'undecided')
  const later = isExplained ? noticed.filter(({ cause }) => ofRequest.test(cause.symptom)) : []
  const telling = [...byCertainty([...found, ...noticed.filter((one) => !later.includes(one))]), ...later]
  const wordless = telling.length > 0 ? [] : pick(statuses).slice(0, 1)
  // What a program says about itself tells more than a status that several causes share.
  const isOpen = wordless.every(({ certainty }) => certainty === 'undecided')
  const program =
    telling.length === 0 && wordless.length > 0 && isOpen
      ? pick(lastResorts).filter(
          ({ cause }) => cause.symptom.startsWith('library-') && cause.given.length === 0,
        )
      : []
  const said = [...telling, ...program.slice(0, 1), ...wordless]
  const worthKnowing = pick(remarks).filter(isUnused)
  // Beside a cause a remark is a fact; alone, it would be read as the cause of what the text doesn't name.
  const notes = said.length > 0 ? worthKnowing : worthKnowing.map(asLikely)
  const general = said.length > 0 ? [] : pick(lastResorts).slice(0, 1)
  const symptom = general[0]?.cause.symptom
  const isVague =
    symptom === 'says-token-expired' || (symptom === 'about-sp-api' && !signs.has('names-failure'))
  // That an operation ends one day explains nothing that happens now.
  const early = isVague ? notes.filter(({ cause }) => cause.id !== 'orders-v0-ends') : []
  const late = notes.filter((note) => !early.includes(note))
  const weighed = [...said, ...early, ...general, ...late]
  return weighed.slice(0, mostDiagnoses).map((one) => ({
    ...toDiagnosis(one, evidence, values, answered.asked),
    answered: toAnswered(given),
  }))
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

/** Without what isn't known. */
function titleOf({ title }: Cause, values: Values): string {
  return fill(title, values) ?? title.replace(/ ?\(?\{\w+\}\)?/g, '')
}

/** Sentences with a value that isn't known are left out. */
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
