import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { z } from 'zod'
import { emptyForm, type FormState } from '#components/forms/form-state.ts'
import { AppError, type ErrorCode, isAppError } from '#lib/errors.ts'
import { maskAndCut } from '#lib/secret.ts'
import { askedPath, keepDraft } from './draft.ts'
import { tellFailure } from './tell-failure.ts'

/**
 * The fields of a form, each of them once, as text; a missing one is empty. What is too long is told by who reads it.
 * Throws `parameter_unknown` (D8), and `input_invalid` for what no form of ours sends: a script may call an action
 * with anything.
 */
export function readForm<const Name extends string>(
  form: FormData,
  names: readonly Name[],
): Record<Name, string> {
  if (!(form instanceof FormData)) throw new AppError('input_invalid')
  for (const name of form.keys()) {
    // Next's own fields stay in a form that it rendered on the server.
    if (!name.startsWith('$ACTION_') && !names.some((known) => known === name)) {
      throw new AppError('parameter_unknown', { name: maskAndCut(name, 100) })
    }
  }
  const entries = names.map((name) => {
    const [value = '', ...others] = form.getAll(name)
    if (others.length > 0 || typeof value !== 'string') throw new AppError('input_invalid', { name })
    return [name, value]
  })
  return Object.fromEntries(entries) as Record<Name, string>
}

const namedAccount = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  foundBy: z.enum(['email', 'name']),
})

const fields: Partial<Record<ErrorCode, string>> = {
  report_empty: 'shown',
  email_invalid: 'email',
  email_taken: 'email',
  person_exists: 'email',
  name_invalid: 'name',
  api_key_life_invalid: 'days',
  api_key_scope_of_account: 'account',
  link_life_invalid: 'days',
  application_partner_type: 'partner',
  marketplace_unknown: 'marketplace',
  selling_partner_id_malformed: 'sellingPartner',
  pasted_nothing: 'token',
  pasted_no_token: 'token',
  pasted_access_token: 'token',
  pasted_grantless_token: 'token',
  pasted_restricted_token: 'token',
  pasted_code: 'token',
  pasted_client_secret: 'token',
  pasted_id: 'token',
  pasted_token_misspelt: 'token',
  pasted_token_short: 'token',
  pasted_token_long: 'token',
  pasted_token_damaged: 'token',
  pasted_two_tokens: 'token',
  pasted_token_taken: 'account',
  pasted_region_differs: 'marketplace',
  merchant_token_differs: 'sellingPartner',
  merchant_token_taken: 'sellingPartner',
  merchant_token_other: 'sellingPartner',
  account_unknown: 'account',
  account_ambiguous: 'account',
  account_same: 'account',
  return_address_refused: 'returnTo',
  application_id_malformed: 'spApiApplicationId',
  application_id_taken: 'spApiApplicationId',
  application_name_taken: 'name',
  lwa_client_id_malformed: 'lwaClientId',
  client_secret_malformed: 'clientSecret',
  client_secret_same: 'clientSecret',
  client_secret_refused: 'clientSecret',
  secret_date_invalid: 'secretCreatedOn',
  partner_types_missing: 'partnerTypes',
  redirect_uri_invalid: 'redirectUri',
  log_in_uri_invalid: 'logInUri',
  return_address_invalid: 'returnAddresses',
  roles_invalid: 'roles',
  renewal_term_invalid: 'renewalTermDays',
  renewal_due_invalid: 'renewalDueDays',
  renewal_warnings_invalid: 'renewalWarningDays',
  password_too_short: 'password',
  password_too_long: 'password',
  password_too_common: 'password',
  password_wrong: 'current',
}

/**
 * What a form shows after a failure: the words for its code, at the field that it belongs to, and what was typed.
 * Never give it a password. Whoever was signed out meanwhile signs in, and finds the form as they left it.
 */
export async function refusedForm(error: unknown, values: FormState['values']): Promise<FormState> {
  const { code, title, next } = tellFailure(error)
  if (isAppError(error) && code === 'account_unconfirmed')
    return { values, problem: null, account: namedAccount.parse(error.details) }
  if (code === 'sign_in_required') await keepForSignIn(values)
  return { values, problem: { title, next, field: fields[code] ?? null } }
}

/** As `refusedForm`, for a form without fields at which a problem could stand. */
export async function refusedButton(error: unknown): Promise<FormState> {
  const state = await refusedForm(error, {})
  return { ...state, problem: state.problem && { ...state.problem, field: null } }
}

/** A page that belongs to somebody leads a visitor to the sign-in by itself when a script renders it anew. */
async function keepForSignIn(values: FormState['values']): Promise<void> {
  await keepDraft(values)
  const isFetched = (await headers()).has('next-action')
  if (!isFetched) redirect(`/sign-in?${new URLSearchParams({ next: await askedPath() })}`)
}

/**
 * On to another page after a form, by a full load. A redirect of an action that was fetched would be followed by
 * Next's server first, and a visit to /authorize makes an attempt.
 */
export async function goOn(path: string): Promise<FormState> {
  if (!(await headers()).has('next-action')) redirect(path)
  return { ...emptyForm, onward: path }
}
