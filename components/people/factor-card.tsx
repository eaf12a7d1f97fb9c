'use client'

import { ActionForm } from '../forms/action-form.tsx'
import { FormProblem } from '../forms/form-problem.tsx'
import { errorOf, type FormAction, type FormState } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { useWords } from '../languages/words.tsx'
import { AnchorButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { TextField } from '../ui/field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { QrCode } from './qr-code.tsx'

export interface FactorActions {
  readonly begin: FormAction
  /** Field `code`. */
  readonly enable: FormAction
  readonly disable: FormAction
  readonly createCodes: FormAction
}

/** The person's authenticator app and their recovery codes. */
export function FactorCard({
  hasApp,
  codesLeft,
  actions,
}: {
  hasApp: boolean
  /** In words; null for a person who can't have any. */
  codesLeft: string | null
  actions: FactorActions
}) {
  const words = useWords('factor')
  const [enabled, enable] = useForm(actions.enable, 'factor-enable')
  return (
    <Card title={words.title}>
      <div className="grid gap-4">
        <p className="text-ink-muted text-sm">
          {hasApp || enabled.codes !== undefined ? words.on : words.off}
        </p>
        {enabled.codes !== undefined && (
          <>
            <FormProblem state={enabled} />
            <CodeList codes={enabled.codes} />
            {/* Only then is the page rendered again: it shows the codes only once. */}
            <div>
              <AnchorButton href="">{words.continue}</AnchorButton>
            </div>
          </>
        )}
        {!hasApp && enabled.codes === undefined && (
          <AppSetUp begin={actions.begin} state={enabled} enable={enable} />
        )}
        {hasApp && (
          <ActionForm name="factor-disable" action={actions.disable} className="grid gap-3">
            <div>
              <SubmitButton variant="secondary" pendingLabel={words.turningOff}>
                {words.turnOff}
              </SubmitButton>
            </div>
          </ActionForm>
        )}
        {codesLeft !== null && <NewCodes codesLeft={codesLeft} create={actions.createCodes} />}
      </div>
    </Card>
  )
}

function AppSetUp({
  begin,
  state,
  enable,
}: {
  begin: FormAction
  state: FormState
  enable: (form: FormData) => void
}) {
  const words = useWords('factor')
  const [begun, submitBegin] = useForm(begin, 'app-set-up')
  if (begun.app === undefined)
    return (
      <form action={submitBegin} className="grid gap-3">
        <FormProblem state={begun} />
        <div>
          <SubmitButton variant="secondary" pendingLabel={words.settingUp}>
            {words.setUp}
          </SubmitButton>
        </div>
      </form>
    )
  return (
    <form action={enable} className="grid max-w-md gap-4">
      <FormProblem state={state} />
      <p>{words.scan}</p>
      <QrCode text={begun.app.address} label={words.qrCode} />
      <p className="text-sm">
        <span className="text-ink-muted">{words.key}: </span>
        <code dir="ltr" className="select-all font-mono wrap-anywhere">
          {begun.app.key}
        </code>
      </p>
      <CodeField label={words.code} hint={words.codeHint} error={errorOf(state, 'code')} />
      <div>
        <SubmitButton pendingLabel={words.turningOn}>{words.turnOn}</SubmitButton>
      </div>
    </form>
  )
}

function NewCodes({ codesLeft, create }: { codesLeft: string; create: FormAction }) {
  const words = useWords('factor')
  const [state, submit] = useForm(create, 'new-codes')
  return (
    <form action={submit} className="grid gap-3 border-line border-t pt-4">
      <p>{codesLeft}</p>
      <FormProblem state={state} />
      {state.codes !== undefined && <CodeList codes={state.codes} />}
      <div>
        <SubmitButton variant="secondary" pendingLabel={words.creatingCodes}>
          {words.newCodes}
        </SubmitButton>
      </div>
    </form>
  )
}

function CodeList({ codes }: { codes: readonly string[] }) {
  const words = useWords('factor')
  return (
    <section className="grid gap-2">
      <h3 className="font-medium">{words.keepCodes}</h3>
      <p className="text-ink-muted text-sm">{words.keepCodesText}</p>
      <ul dir="ltr" className="grid gap-x-6 gap-y-1 font-mono text-sm sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code} className="select-all wrap-anywhere">
            {code}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Field `code`. */
export function CodeField({ label, hint, error }: { label: string; hint?: string; error: string | null }) {
  return (
    <TextField
      name="code"
      label={label}
      hint={hint}
      data-secret
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={60}
      required
      error={error}
    />
  )
}
