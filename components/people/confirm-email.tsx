'use client'

import type { ReactNode } from 'react'
import { FormProblem } from '../forms/form-problem.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { useWords } from '../languages/words.tsx'
import { paths } from '../paths.ts'
import { AnchorButton, Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { keepLinkToken, LinkIncomplete, LinkWaiting, useLinkToken } from './link-token.tsx'

/** What a confirmation link is for. */
export type ConfirmationLink =
  | {
      readonly kind: 'open'
      readonly email: string
      readonly isOwn: boolean
      readonly isUnconfirmed: boolean
    }
  | { readonly kind: 'refused'; readonly title: string; readonly next: string }

interface Props {
  look: (token: string) => Promise<ConfirmationLink>
  confirm: FormAction
  disown: FormAction
}

/** For the person who is signed in with the address of the link; anybody else signs in first, or disowns it. */
export function ConfirmEmail({ look, confirm, disown }: Props) {
  const { token, found } = useLinkToken(look)
  if (token === '') return <LinkIncomplete />
  if (token === null || found === null) return <LinkWaiting fields={['email']} />
  if (found.kind === 'refused') return <Notice tone="bad" live title={found.title} next={found.next} />
  if (found.isOwn) return <OwnAddress email={found.email} token={token} action={confirm} />
  return <OthersAddress {...found} token={token} action={disown} />
}

/** A button, because programs that look at links in emails must not confirm anything. */
function OwnAddress({ email, token, action }: { email: string; token: string; action: FormAction }) {
  const [state, submit] = useForm(action, 'own-address')
  const words = useWords('link')
  if (state.done !== undefined) {
    const next = <AnchorButton href={paths.connections}>{words.openConnections}</AnchorButton>
    return <Notice tone="good" live title={state.done} action={next} />
  }
  return (
    <form action={submit} className={cardClass}>
      <FormProblem state={state} />
      <input type="hidden" name="token" value={token} />
      <Address>{email}</Address>
      <SubmitButton size="large" wide pendingLabel={words.confirming}>
        {words.confirm}
      </SubmitButton>
    </form>
  )
}

interface OthersProps {
  email: string
  isUnconfirmed: boolean
  token: string
  action: FormAction
}

function OthersAddress({ email, isUnconfirmed, token, action }: OthersProps) {
  const [state, submit] = useForm(action, 'others-address')
  const words = useWords('link')
  if (state.done !== undefined) return <Notice tone="good" live title={state.done} />
  const signIn = () => {
    keepLinkToken(token)
    location.assign(paths.signIn(location.pathname))
  }
  return (
    <form action={submit} className={cardClass}>
      <FormProblem state={state} />
      <input type="hidden" name="token" value={token} />
      <Address>{email}</Address>
      <p>{words.signInFirst}</p>
      <Button variant="primary" size="large" wide onClick={signIn}>
        {words.signIn}
      </Button>
      {isUnconfirmed && (
        <>
          <p className="text-ink-muted text-sm">{words.disownText}</p>
          <SubmitButton variant="secondary" wide pendingLabel={words.disowning}>
            {words.disown}
          </SubmitButton>
        </>
      )}
    </form>
  )
}

function Address({ children }: { children: ReactNode }) {
  return (
    <p className="wrap-anywhere">
      <bdi>{children}</bdi>
    </p>
  )
}

const cardClass = 'grid gap-5 rounded-md border border-line bg-surface p-5 text-base'
