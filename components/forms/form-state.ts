import type { Diagnosis } from '#lib/amazon/diagnosis/diagnose.ts'
import type { RolesPreview } from '#lib/applications/change.ts'
import type { NamedAccount } from '#lib/store/accounts.ts'

/** What a form's action answers: what was typed, given back, and what is wrong with it. Never a password. */
export interface FormState {
  readonly values: Readonly<Record<string, string>>
  readonly problem: {
    readonly title: string
    readonly next: string
    /** The field to which it belongs; null for the form as a whole. */
    readonly field: string | null
  } | null
  /** All is well: the page to go on to, by a full load. */
  readonly onward?: string
  /** All is well: what was done, in words. */
  readonly done?: string
  /** What else to know of what was done, and the page that shows it. */
  readonly outcome?: { readonly notes: readonly string[]; readonly href: string | null }
  /** Why Amazon refused, when it was asked. */
  readonly diagnosis?: Diagnosis | null
  /** The account that was named, to be confirmed by sending the form again. */
  readonly account?: NamedAccount
  /** Whom new roles of an application affect, to be answered by sending the form again. */
  readonly rolesPreview?: RolesPreview
  /** A one-time link, to be shown this once. */
  readonly link?: string
  /** A new key, to be shown this once. */
  readonly key?: string
}

export type FormAction = (state: FormState, form: FormData) => Promise<FormState>

export const emptyForm: FormState = { values: {}, problem: null }

/** The text of a problem that belongs to this field. */
export function errorOf({ problem }: FormState, field: string): string | null {
  return problem?.field === field ? `${problem.title}. ${problem.next}` : null
}

/** What a one-time link is for; the address is null when whoever has the link chooses it. */
export type Invited =
  | { readonly kind: 'invited'; readonly email: string | null; readonly roleLabel: string }
  | { readonly kind: 'refused'; readonly title: string; readonly next: string }

/** Whose password a reset link sets. */
export type ResetLink =
  | { readonly kind: 'open'; readonly email: string }
  | { readonly kind: 'refused'; readonly title: string; readonly next: string }
