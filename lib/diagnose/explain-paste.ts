import { type Diagnosis, diagnose } from '../amazon/diagnosis/diagnose.ts'
import { type AnsweredQuestion, toAnswered } from '../amazon/diagnosis/questions.ts'
import { readPaste } from '../amazon/diagnosis/read-paste.ts'

/** The diagnosis of a paste. It never contains a secret. */
export interface PasteDiagnosis {
  /** The most certain first; empty when nothing was recognized. */
  readonly diagnoses: readonly Diagnosis[]
  /** The paste, masked so that it can be shown. */
  readonly masked: string
  /** How many characters in its middle were not read. */
  readonly unread: number
  /** The things recognized, one line each. */
  readonly seen: readonly string[]
  /** The answered questions, with their answers. */
  readonly answered: readonly AnsweredQuestion[]
}

/** For callers that need no rate limit: examples, the command line, and already limited requests. */
export function explainPaste(text: string, answers: readonly string[] = []): PasteDiagnosis {
  const paste = readPaste(text)
  const { masked, unread, seen } = paste
  const answered = toAnswered(answers)
  const diagnoses = diagnose({ ...paste, answers: answered.map(({ id }) => id) })
  return { diagnoses, masked, unread, seen, answered }
}
