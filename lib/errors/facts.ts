/** An explanation and the next step, in words for one audience. */
export interface Wording {
  readonly title: string
  readonly next: string
}

export type Audience = 'seller' | 'operator' | 'program'

export interface ErrorFacts extends Wording, ErrorOptions {
  /** HTTP. */
  readonly status: number
}

interface ErrorOptions extends Readonly<Partial<Record<Audience, Partial<Wording>>>> {
  /** The field of a form at which the error is shown. */
  readonly field?: string
  /** The page no longer shows the stored values, so it is rendered again. */
  readonly outdated?: true
}

/** `title` and `next` are for everybody who has no wording in `options`. */
export const fault = (
  status: number,
  title: string,
  next: string,
  options: ErrorOptions = {},
): ErrorFacts => ({
  status,
  title,
  next,
  ...options,
})

export const startAgain = 'Start again from the connect page: choose where you sell and press Authorize.'
