'use client'

import { ApplicationField } from '../applications/application-field.tsx'
import { AccountCheck, AccountField, labelForAccount } from '../forms/account-field.tsx'
import { FormProblem } from '../forms/form-problem.tsx'
import { errorOf, type FormAction, type FormState } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { ShownOnce } from '../ui/code.tsx'
import { DisclosureIcon } from '../ui/disclosure-icon.tsx'
import { CheckBox, SelectField, TextAreaField, TextField } from '../ui/field.tsx'
import { counted } from '../ui/format.ts'
import { SubmitButton } from '../ui/submit-button.tsx'

interface Choice {
  readonly id: string
  readonly name: string
}

export interface ScopeChoice {
  readonly id: string
  readonly label: string
  readonly hint: string
  /** Checked by default. */
  readonly isUsual: boolean
}

/** The form's words, by the kind of holder. */
const words = {
  program: {
    nameHint: 'The program that uses it.',
    create: 'Create API key',
    next: 'Copy it into the program’s settings now. It isn’t shown again: only its digest is stored.',
    days: '365',
  },
  agent: {
    nameHint: 'Amazon sees it in the User-Agent header of each call.',
    create: 'Create agent key',
    next: 'Copy it into the agent’s configuration now. It isn’t shown again: only its digest is stored.',
    days: '90',
  },
} as const

/** The new key is shown until the person leaves the page, and never again. */
export function KeyForm({
  holder,
  formId,
  action,
  scopes,
  lives,
  applications,
  accounts,
}: {
  holder: keyof typeof words
  /** The new key's id, so that submitting twice creates one. */
  formId: string
  action: FormAction
  scopes: readonly ScopeChoice[]
  /** Days; null: until it is revoked. */
  lives: readonly (number | null)[]
  applications: readonly Choice[]
  accounts: readonly Choice[]
}) {
  const [state, submit] = useForm(action, 'key')
  const { values } = state
  return (
    <div className="grid gap-4">
      {state.key === undefined ? (
        <FormProblem state={state} />
      ) : (
        <ShownOnce title={state.done} next={words[holder].next} value={state.key} what="the API key">
          Copy key
        </ShownOnce>
      )}
      <form action={submit} className="grid gap-4">
        <input type="hidden" name="id" value={formId} />
        <TextField
          name="name"
          label="Name"
          hint={words[holder].nameHint}
          autoComplete="off"
          maxLength={100}
          required
          defaultValue={values.name}
          error={errorOf(state, 'name')}
        />
        <fieldset className="grid gap-2">
          <legend className="mb-1.5 font-medium">It may</legend>
          {scopes.map(({ id, label, hint, isUsual }) => (
            <CheckBox
              key={id}
              name={id}
              label={label}
              hint={hint}
              defaultChecked={values.name === undefined ? isUsual : values[id] === 'yes'}
            />
          ))}
        </fieldset>
        <ApplicationField
          none="All applications"
          applications={applications}
          value={values.application}
          error={errorOf(state, 'application')}
        />
        <AccountField
          label="Account"
          none="All accounts"
          accounts={accounts}
          value={values.account}
          error={errorOf(state, 'account')}
        />
        <SelectField
          name="days"
          key={values.days}
          label="Valid for"
          defaultValue={values.days ?? words[holder].days}
          error={errorOf(state, 'days')}
        >
          {lives.map((days) => (
            <option key={days} value={days ?? ''}>
              {days === null ? 'Until revoked' : counted(days, 'day')}
            </option>
          ))}
        </SelectField>
        <KeyLimits holder={holder} state={state} />
        <AccountCheck state={state} />
        <SubmitButton pendingLabel="Creating the key">
          {labelForAccount(words[holder].create, state)}
        </SubmitButton>
      </form>
    </div>
  )
}

const limits = ['tags', 'networks', 'minTtl'] as const

/** Limits that few keys need: collapsed until one is entered. */
function KeyLimits({ holder, state }: { holder: keyof typeof words; state: FormState }) {
  const { values, problem } = state
  const isNeeded = limits.some((name) => (values[name] ?? '') !== '' || problem?.field === name)
  return (
    <details className="rounded-md border border-line" open={isNeeded || undefined}>
      <summary className="flex min-h-10 items-center gap-2 rounded-md px-3 py-2 font-medium hover:bg-sunken">
        <DisclosureIcon />
        <span>
          {holder === 'program' ? 'Tags, networks, token lifetime' : 'Tags, networks'}{' '}
          <span className="font-normal text-ink-muted">(optional)</span>
        </span>
      </summary>
      <div className="grid gap-4 border-line border-t p-3">
        <TextAreaField
          name="tags"
          label="Tags"
          hint="One key=value per line, such as team=eu. The key works only for authorizations that have all of them."
          autoComplete="off"
          spellCheck={false}
          rows={2}
          maxLength={5_000}
          defaultValue={values.tags}
          error={errorOf(state, 'tags')}
        />
        <TextField
          name="networks"
          label="Networks"
          hint="The key works only from these networks, such as 203.0.113.0/24. Separate them with commas."
          autoComplete="off"
          spellCheck={false}
          maxLength={1_000}
          defaultValue={values.networks}
          error={errorOf(state, 'networks')}
        />
        {holder === 'program' && (
          <TextField
            name="minTtl"
            label="Minimum token lifetime in seconds"
            hint="A request can ask for more. Default: 300. Enter 3500 for SDKs that keep each token for an hour."
            autoComplete="off"
            inputMode="numeric"
            maxLength={4}
            defaultValue={values.minTtl}
            error={errorOf(state, 'minTtl')}
          />
        )}
      </div>
    </details>
  )
}
