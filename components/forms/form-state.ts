import type { Diagnosis } from '#lib/amazon/diagnosis/diagnose.ts'
import type { RolesPreview } from '#lib/applications/change.ts'
import type { CallDetail } from '#lib/calls/history.ts'
import type { Wording } from '#lib/errors/facts.ts'
import type { NamedAccount } from '#lib/store/people/accounts.ts'
import type { PasskeyCreationOptions, PasskeyRequestOptions } from '#lib/vault/passkey.ts'

/** Shown after a form's action succeeded; empty when the page itself shows the change. */
export interface FormResult {
  /** The page to load next. */
  readonly redirectTo?: string
  /** Confirms the action, in words. */
  readonly done?: string
  /** Notes on the result, and the page that shows it. */
  readonly outcome?: { readonly notes: readonly string[]; readonly href: string | null }
  /** The explanation of an error of Amazon's. */
  readonly explanation?: Wording
  /** A one-time link, shown this once. */
  readonly link?: string
  /** What to do with the link, if that depends on what was asked for. */
  readonly linkUse?: string
  /** A new key, shown this once. */
  readonly key?: string
  /** The secret of a new authenticator app, shown this once. */
  readonly app?: { readonly address: string; readonly key: string }
  /** Recovery codes, shown this once. */
  readonly codes?: readonly string[]
  /** The request for the browser's authenticator. */
  readonly passkey?:
    | { readonly create: PasskeyCreationOptions; readonly request?: never }
    | { readonly request: PasskeyRequestOptions; readonly create?: never }
  /** A call that was run. Its answer may be shown only this once. */
  readonly run?: CallDetail
}

/** The ways in which the sender can confirm that it's them. */
export interface Confirmation {
  readonly hasPassword: boolean
  readonly hasPasskey: boolean
  readonly hasApp: boolean
  /** The address of the provider, and its name. */
  readonly provider: { readonly label: string; readonly href: string } | null
}

/** The state that a form's action returns. Never a password. */
export interface FormState extends FormResult {
  /** The typed values, returned with a problem. */
  readonly values: Readonly<Record<string, string>>
  readonly problem: {
    readonly title: string
    readonly next: string
    /** The field at which it is shown; null for the form as a whole. */
    readonly field: string | null
    /** Title and next step as one text, for the field. */
    readonly sentence?: string
  } | null
  /** Set while the action waits for a confirmation. */
  readonly confirmation?: Confirmation
  /** Why Amazon refused, if it was asked. */
  readonly diagnosis?: Diagnosis | null
  /** The named account. Sending the form again confirms it. */
  readonly account?: NamedAccount
  /** The sellers affected by an application's new roles. Sending the form again confirms. */
  readonly rolesPreview?: RolesPreview
}

export type FormAction = (state: FormState, form: FormData) => Promise<FormState>

/** The field with the name of a form: with it, what was typed comes back in its own form. */
export const formName = 'form'

export const emptyForm: FormState = { values: {}, problem: null }

/** The text of a problem that belongs to this field. */
export function errorOf({ problem }: FormState, field: string): string | null {
  return problem?.field === field ? (problem.sentence ?? `${problem.title}. ${problem.next}`) : null
}

/** For an action that a script calls without a form. */
export function toFormData(fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  return form
}
