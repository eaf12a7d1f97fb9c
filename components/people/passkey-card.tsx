'use client'

import { KeyRoundIcon } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { ActionForm } from '../forms/action-form.tsx'
import { useConfirmed } from '../forms/confirmation-context.ts'
import { FormProblem } from '../forms/form-problem.tsx'
import { emptyForm, errorOf, type FormAction, type FormState } from '../forms/form-state.ts'
import { useWords } from '../languages/words.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { TextField } from '../ui/field.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { askPasskey, useHasPasskeys } from './ask-passkey.ts'
import { PasskeyFailure } from './passkey-button.tsx'

export interface ListedPasskey {
  readonly id: string
  readonly name: string
  /** When it was used, in words. */
  readonly used: ReactNode
}

export interface OwnPasskeyActions {
  readonly begin: FormAction
  /** Fields `answer`, `name`. */
  readonly add: FormAction
  /** Fields `id`, `name`. */
  readonly rename: FormAction
  /** Field `id`. */
  readonly remove: FormAction
}

/** The person's passkeys, by name. */
export function PasskeyCard({
  passkeys,
  actions,
}: {
  passkeys: readonly ListedPasskey[]
  actions: OwnPasskeyActions
}) {
  const words = useWords('passkeys')
  return (
    <Card title={words.title}>
      <div className="grid gap-4">
        <p className="text-ink-muted text-sm">{words.text}</p>
        {passkeys.length === 0 ? (
          <p>{words.none}</p>
        ) : (
          <ul className="grid gap-4">
            {passkeys.map((passkey) => (
              <PasskeyItem key={passkey.id} passkey={passkey} actions={actions} />
            ))}
          </ul>
        )}
        <AddPasskey begin={actions.begin} add={actions.add} />
      </div>
    </Card>
  )
}

function PasskeyItem({ passkey, actions }: { passkey: ListedPasskey; actions: OwnPasskeyActions }) {
  const words = useWords('passkeys')
  const { id, name, used } = passkey
  const field = `passkey-name-${id}`
  return (
    <li className="flex flex-wrap items-start gap-3">
      <KeyRoundIcon size={18} className="mt-0.5 text-ink-muted" />
      <span className="grid min-w-0 flex-1 leading-snug">
        <bdi className="font-medium wrap-anywhere">{name}</bdi>
        <span className="text-ink-muted text-sm">{used}</span>
        <details className="mt-1 text-sm">
          <summary className="w-fit cursor-pointer text-ink-muted">
            {words.rename}
            <span className="sr-only"> {name}</span>
          </summary>
          <ActionForm
            name="passkey-item-rename"
            action={actions.rename}
            hidden={{ id }}
            className="grid max-w-md gap-3 pt-3"
          >
            {(state) => (
              <>
                <TextField
                  id={field}
                  name="name"
                  label={words.name}
                  maxLength={100}
                  required
                  defaultValue={state.values.name ?? name}
                  error={errorOf(state, 'name')}
                />
                <div>
                  <SubmitButton variant="secondary" size="small" pendingLabel={words.saving}>
                    {words.saveName}
                  </SubmitButton>
                </div>
              </>
            )}
          </ActionForm>
        </details>
      </span>
      <ActionForm name="passkey-item-remove" action={actions.remove} hidden={{ id }} className="grid gap-2">
        <SubmitButton variant="ghost" size="small" pendingLabel={words.removing}>
          {words.remove}
          <span className="sr-only"> {name}</span>
        </SubmitButton>
      </ActionForm>
    </li>
  )
}

/** Always a script's form: without scripts, there are no passkeys. */
function AddPasskey({ begin, add }: { begin: FormAction; add: FormAction }) {
  const words = useWords('passkeys')
  const confirmedBegin = useConfirmed(begin)
  const [pending, setPending] = useState(false)
  const [state, setState] = useState<FormState>(emptyForm)
  const [failure, setFailure] = useState<'canceled' | 'known' | null>(null)
  // Without its script, the form would send the name to this page.
  if (!useHasPasskeys(false)) return null

  async function create(form: HTMLFormElement): Promise<void> {
    const fields = new FormData(form)
    setPending(true)
    setFailure(null)
    setState(emptyForm)
    try {
      const asked = await askPasskey(confirmedBegin)
      if ('failure' in asked) return setFailure(asked.failure)
      if ('state' in asked) return setState(asked.state)
      fields.set('answer', asked.answer)
      const result = await add(emptyForm, fields)
      setState(result)
      if (result.problem === null) form.reset()
    } finally {
      setPending(false)
    }
  }

  return (
    <form
      className="grid max-w-md gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (!pending) void create(event.currentTarget)
      }}
    >
      <FormProblem state={state} />
      {failure !== null && <PasskeyFailure failure={failure} />}
      <TextField
        id="passkey-name"
        name="name"
        label={words.name}
        hint={words.nameHint}
        maxLength={100}
        autoComplete="off"
        required
        error={errorOf(state, 'name')}
      />
      <div>
        <Button type="submit" variant="secondary" pending={pending}>
          {pending ? words.waiting : words.add}
        </Button>
      </div>
    </form>
  )
}
