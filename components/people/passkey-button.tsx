'use client'

import { KeyRoundIcon } from 'lucide-react'
import { useState } from 'react'
import { FormProblem } from '../forms/form-problem.tsx'
import { emptyForm, type FormAction, type FormState, toFormData } from '../forms/form-state.ts'
import { useWords } from '../languages/words.tsx'
import { Button, type ButtonLook } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { askPasskey, useHasPasskeys } from './ask-passkey.ts'

export interface PasskeyActions {
  /** Returns the challenge for the authenticator to sign. */
  readonly begin: FormAction
  /** Field `answer`, and those of the button. */
  readonly finish: FormAction
}

/** Asks for a passkey and sends its answer. Missing in browsers without passkeys or scripts. */
export function PasskeyButton({
  begin,
  finish,
  fields = {},
  label,
  onDone,
  ...look
}: PasskeyActions &
  ButtonLook & {
    fields?: Readonly<Record<string, string>>
    label: string
    onDone?: () => void
  }) {
  const words = useWords('passkeys')
  const [pending, setPending] = useState(false)
  const [state, setState] = useState<FormState>(emptyForm)
  const [failure, setFailure] = useState<'canceled' | 'known' | null>(null)
  if (!useHasPasskeys(true)) return null

  async function use(): Promise<void> {
    setPending(true)
    setFailure(null)
    setState(emptyForm)
    try {
      const asked = await askPasskey(begin)
      if ('failure' in asked) return setFailure(asked.failure)
      const result =
        'state' in asked
          ? asked.state
          : await finish(emptyForm, toFormData({ ...fields, answer: asked.answer }))
      setState(result)
      if (result.problem !== null) return
      if (result.redirectTo !== undefined) location.assign(result.redirectTo)
      onDone?.()
    } finally {
      setPending(false)
    }
  }

  return (
    <div className="grid gap-3 noscript:hidden">
      <Button {...look} pending={pending} onClick={use}>
        {!pending && <KeyRoundIcon size={16} />}
        {pending ? words.waiting : label}
      </Button>
      <FormProblem state={state} />
      {failure !== null && <PasskeyFailure failure={failure} />}
    </div>
  )
}

/** Why the authenticator didn't answer. */
export function PasskeyFailure({ failure }: { failure: 'canceled' | 'known' }) {
  const words = useWords('passkeys')
  return failure === 'known' ? (
    <Notice tone="neutral" live title={words.known} next={words.knownNext} />
  ) : (
    <Notice tone="neutral" live title={words.canceled} next={words.canceledNext} />
  )
}
