import type { Certainty } from '#lib/amazon/diagnosis/cause.ts'
import type { QuestionId } from '#lib/amazon/diagnosis/question-table.ts'

/** A public thread: its pasted text, shortened and without secrets, and its cause according to the thread or Amazon. */
export interface Thread {
  readonly link: string
  readonly id: string
  readonly paste: string
}

/** The expected first diagnosis for the text of a public thread. */
export interface MeasuredThread extends Thread {
  readonly certainty: Certainty
  /** The first question. */
  readonly asks?: QuestionId
}

/** For a thread whose first text isn't enough: the answers that it later contains, and the cause that they show. */
export interface AskedThread extends MeasuredThread {
  readonly after?: readonly string[]
  readonly decides?: string
}
