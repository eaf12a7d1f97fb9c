import type { Sign } from './cause.ts'
import { type QuestionFacts, type QuestionId, questions } from './question-table.ts'

/** Shows nothing, and moves on to the next question. */
const unknown = { id: 'unknown', label: 'I don’t know' } as const

export interface Question {
  readonly id: QuestionId
  readonly text: string
  readonly answers: readonly { readonly id: string; readonly label: string }[]
}

/** The question as a person sees it, with "I don’t know" as the last answer. */
export function toQuestion(id: QuestionId): Question {
  const { text, answers }: QuestionFacts = questions[id]
  const known = Object.entries(answers).map(([answer, { label }]) => ({ id: answer, label }))
  return { id, text, answers: [...known, unknown] }
}

/** The signs that answers show, each given as `question.answer`. Ignores unknown ones. */
export function readAnswers(answers: readonly string[]): {
  readonly signs: ReadonlySet<Sign>
  readonly replaced: ReadonlySet<Sign>
  readonly asked: ReadonlySet<QuestionId>
} {
  const signs = new Set<Sign>()
  const replaced = new Set<Sign>()
  const asked = new Set<QuestionId>()
  for (const one of answers.slice(0, 20)) {
    const [id = '', answer = ''] = one.split('.')
    if (!isQuestion(id)) continue
    asked.add(id)
    const { answers: found, replaces = [] }: QuestionFacts = questions[id]
    if (!Object.hasOwn(found, answer)) continue
    for (const sign of [...replaces, ...Object.values(found).flatMap(({ shows }) => shows)])
      replaced.add(sign)
    for (const sign of found[answer]?.shows ?? []) signs.add(sign)
  }
  return { signs, replaced, asked }
}

function isQuestion(id: string): id is QuestionId {
  return Object.hasOwn(questions, id)
}

export interface AnsweredQuestion {
  /** `question.answer` */
  readonly id: string
  readonly text: string
  readonly label: string
}

const mostAnswers = 10

/** The recognized answers in the order in which they were given. Of each question, only the newest counts. */
export function toAnswered(answers: readonly string[]): readonly AnsweredQuestion[] {
  const known = new Map<QuestionId, AnsweredQuestion>()
  for (const id of answers.slice(-mostAnswers * 2)) {
    const [question = '', answer = ''] = id.split('.')
    if (!isQuestion(question)) continue
    const { text, answers: found }: QuestionFacts = questions[question]
    const label = Object.hasOwn(found, answer) ? found[answer]?.label : undefined
    if (label === undefined && answer !== unknown.id) continue
    known.set(question, { id: `${question}.${answer}`, text, label: label ?? unknown.label })
  }
  return [...known.values()].slice(-mostAnswers)
}

/** Whether the text already answers the question: it has the first sign of an answer, which implies the others. */
export function isAnswered(id: QuestionId, signs: ReadonlySet<Sign>): boolean {
  const { answers }: QuestionFacts = questions[id]
  return Object.values(answers).some(({ shows: [first] }) => first !== undefined && signs.has(first))
}
