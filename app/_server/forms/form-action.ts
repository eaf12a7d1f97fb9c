import { paths } from '#components/paths.ts'
import 'server-only'
import { refresh, revalidatePath } from 'next/cache'
import { headers } from 'next/headers'
import { redirect, unstable_rethrow } from 'next/navigation'
import { z } from 'zod'
import {
  emptyForm,
  type FormAction,
  type FormResult,
  type FormState,
  formName,
} from '#components/forms/form-state.ts'
import type { Diagnosis } from '#lib/amazon/diagnosis/diagnose.ts'
import type { Context } from '#lib/context.ts'
import type { ErrorFacts } from '#lib/errors/facts.ts'
import { AppError, errors, isAppError } from '#lib/errors.ts'
import { Secret } from '#lib/secret.ts'
import { areaOf, askedPath } from '../area.ts'
import { actionContext } from '../context.ts'
import { getText } from '../languages/language.ts'
import { readConfirmation } from '../people/confirmation.ts'
import { keepDraft, type Sent } from './draft.ts'
import { readForm } from './read-form.ts'
import { toUserError } from './to-user-error.ts'

/** The fields of a form by name. Each may be sent once; a missing one is empty. */
interface Fields<Typed extends string, Hidden extends string, Sealed extends string> {
  /** Values that the form keeps when there is an error. */
  readonly typed?: readonly Typed[]
  /** Values that the page wrote into the form, such as ids. They are not returned. */
  readonly hidden?: readonly Hidden[]
  /** Passwords and tokens: they reach `work` as a `Secret`, and no page. */
  readonly secret?: readonly Sealed[]
  /** Files, which `work` reads from the form. They are in memory only. */
  readonly files?: readonly string[]
}

type Values<Typed extends string, Hidden extends string, Sealed extends string> = Readonly<
  Record<Typed | Hidden, string> & Record<Sealed, Secret>
>

interface Options {
  /** Others get `sign_in_required` before `work` starts. */
  readonly visitors?: true
  /**
   * The pages to render again: this page after success, every operator page in any case, or none. An error that reports
   * an outdated page or Amazon's response always renders the page again.
   */
  readonly refresh?: 'page' | 'every-page' | 'nothing'
}

/**
 * A server action for a form, with or without JavaScript. `work` calls one use case and returns what to show. An error
 * that it throws is shown in the form, at its field if it has one. A person who was signed out in the meantime signs in
 * first, and finds the form as they left it.
 */
export function formAction<
  const Typed extends string = never,
  const Hidden extends string = never,
  const Sealed extends string = never,
>(
  fields: Fields<Typed, Hidden, Sealed>,
  work: (ctx: Context, values: Values<Typed, Hidden, Sealed>, form: FormData) => Promise<FormResult>,
  { visitors, refresh: refreshed = 'page' }: Options = {},
): FormAction {
  const { typed = [], hidden = [], secret = [], files = [] } = fields
  const names = [...typed, ...hidden, ...secret]
  return async (_state, form) => {
    let sent: Sent = { values: {}, hidden: {} }
    let ctx: Context | null = null
    let result: FormResult
    try {
      const texts: Readonly<Record<string, string>> = readForm(form, [...names, formName], files)
      sent = { values: pick(texts, typed), hidden: pick(texts, [...hidden, formName]) }
      const secrets = secret.map((name) => [name, new Secret(texts[name] ?? '')])
      const values = { ...sent.values, ...pick(texts, hidden), ...Object.fromEntries(secrets) }
      ctx = await actionContext()
      if (ctx.actor.kind === 'visitor' && visitors !== true) throw new AppError('sign_in_required')
      result = await work(ctx, values, form)
      if (refreshed === 'page' && result.redirectTo === undefined) refresh()
    } catch (error) {
      unstable_rethrow(error)
      return await toFormState(error, sent, [...names, ...files], ctx)
    } finally {
      if (refreshed === 'every-page') revalidatePath(paths.overview, 'layout')
    }
    // A redirect of an action that a script sent would be followed by Next's server first, and a visit to /authorize
    // starts an attempt. So the browser loads that page (components/forms/use-form.tsx).
    if (result.redirectTo !== undefined && !(await isSentByScript())) redirect(result.redirectTo)
    return { ...emptyForm, ...result }
  }
}

function pick(texts: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, texts[name] ?? '']))
}

const namedAccount = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  foundBy: z.enum(['email', 'name']),
})

const rolesPreview = z.object({ roles: z.array(z.string()), total: z.int(), names: z.array(z.string()) })

/** The only mapping from a failure to what a form shows. */
async function toFormState(
  error: unknown,
  sent: Sent,
  names: readonly string[],
  ctx: Context | null,
): Promise<FormState> {
  const { values } = sent
  const audience = areaOf(await askedPath()) === 'operators' ? 'operator' : 'seller'
  const { code, title, next } = await toUserError(error, audience)
  const { field, outdated }: ErrorFacts = errors[code]
  const details = isAppError(error) ? error.details : {}
  if (code === 'account_unconfirmed') return { values, problem: null, account: namedAccount.parse(details) }
  if (code === 'roles_affect_sellers')
    return { values, problem: null, rolesPreview: rolesPreview.parse(details) }
  if (code === 'sign_in_required') await keepForSignIn(sent)
  const diagnosis = details.diagnosis as Diagnosis | null | undefined
  if (outdated || diagnosis !== undefined) refresh()
  const text = await getText('forms')
  const isOfField = field !== undefined && names.includes(field)
  const isWordless = diagnosis === undefined && typeof details.detail === 'string'
  return {
    values,
    problem: {
      title,
      // The words of Amazon or of another server, if they have no diagnosis.
      next: isWordless ? text('seen', { next, detail: String(details.detail) }) : next,
      field: isOfField ? field : null,
      ...(isOfField && { sentence: text('sentence', { title, next }) }),
    },
    ...(diagnosis !== undefined && { diagnosis }),
    ...(code === 'confirmation_required' && ctx !== null && { confirmation: await readConfirmation(ctx) }),
  }
}

/** When a script renders a personal page again, a visitor is redirected to the sign-in. */
async function keepForSignIn(sent: Sent): Promise<void> {
  await keepDraft(sent)
  if (!(await isSentByScript())) redirect(paths.signIn(await askedPath()))
}

async function isSentByScript(): Promise<boolean> {
  return (await headers()).has('next-action')
}
