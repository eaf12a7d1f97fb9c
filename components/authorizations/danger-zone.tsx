'use client'

import { CirclePauseIcon, PlayIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { ConfirmedAction } from '../forms/confirmed-action.tsx'
import { FormOutcome } from '../forms/form-outcome.tsx'
import type { FormAction } from '../forms/form-state.ts'
import { useForm } from '../forms/use-form.tsx'
import { Button } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { ManageAppsLink } from './manage-apps-link.tsx'

/** Three ways to stop, from the one that a click undoes to the one that cannot be undone. */
export function DangerZone({
  id,
  name,
  phrase,
  manageAppsUrl,
  health,
  actions,
}: {
  id: string
  name: string
  /** The text that a person types to confirm. */
  phrase: string
  manageAppsUrl: string | null
  health: string
  actions: {
    readonly pause: FormAction
    readonly resume: FormAction
    readonly revoke: FormAction
    readonly release: FormAction
  }
}) {
  const isConnected = health !== 'disconnected'
  const { pause, resume, revoke, release } = actions
  return (
    <Card title={isConnected ? 'Danger zone' : 'Release seller'}>
      <div className="grid divide-y divide-line">
        {isConnected && (
          <>
            <Way>
              {/* Each form has its own state, so that the result of pausing isn't shown after resuming. */}
              <PauseForm
                key={health === 'paused' ? 'resume' : 'pause'}
                id={id}
                isPaused={health === 'paused'}
                action={health === 'paused' ? resume : pause}
              />
            </Way>
            <Way>
              <RevokeForm id={id} name={name} phrase={phrase} manageAppsUrl={manageAppsUrl} revoke={revoke} />
            </Way>
          </>
        )}
        <Way>
          <ReleaseForm id={id} name={name} phrase={phrase} release={release} />
        </Way>
      </div>
    </Card>
  )
}

function Way({ children }: { children: ReactNode }) {
  return <div className="grid justify-items-start gap-3 py-4 first:pt-0 last:pb-0">{children}</div>
}

/** Pauses vending, or resumes it. The tokens are kept. */
export function PauseForm({ id, isPaused, action }: { id: string; isPaused: boolean; action: FormAction }) {
  const [state, submit] = useForm(action, 'pause')
  return (
    <form action={submit} className="grid justify-items-start gap-3">
      <FormOutcome state={state} />
      <input type="hidden" name="id" value={id} />
      <p className="text-ink-muted">
        {isPaused
          ? 'Paused: programs get no tokens for it, and Amazon isn’t asked for any. The tokens are kept.'
          : 'Programs stop getting tokens for it immediately, and Amazon isn’t asked for any. The tokens are kept until you resume it.'}
      </p>
      <SubmitButton
        variant={isPaused ? 'primary' : 'secondary'}
        pendingLabel={isPaused ? 'Resuming' : 'Pausing'}
      >
        {isPaused ? <PlayIcon size={14} /> : <CirclePauseIcon size={14} />} {isPaused ? 'Resume' : 'Pause'}
      </SubmitButton>
    </form>
  )
}

/** Releases the selling partner for another account, after its id was typed to confirm. */
export function ReleaseForm({
  id,
  name,
  phrase,
  release,
}: {
  id: string
  name: string
  phrase: string
  release: FormAction
}) {
  return (
    <>
      <p className="text-ink-muted">
        Destroys the tokens and releases the selling partner, so that another account can connect it. This
        record stays as history.
      </p>
      <ConfirmedAction
        id={id}
        action={release}
        trigger={<Button>Release</Button>}
        title={`Release ${name}`}
        phrase={phrase}
        confirmLabel="Release for another account"
        pendingLabel="Releasing"
      >
        <p>Its tokens are destroyed. This record can never be connected again: it stays as history.</p>
        <p>
          After that, any account with Amazon’s permission for this selling partner can connect it. Do this
          only if you know who it belongs to.
        </p>
      </ConfirmedAction>
    </>
  )
}

/** Ends the authorization on our side, after its id was typed to confirm. */
export function RevokeForm({
  id,
  name,
  phrase,
  manageAppsUrl,
  revoke,
}: {
  id: string
  name: string
  phrase: string
  manageAppsUrl: string | null
  revoke: FormAction
}) {
  return (
    <>
      <p className="text-ink-muted">
        Destroys the tokens stored here immediately. The seller can authorize again.
      </p>
      <ConfirmedAction
        id={id}
        action={revoke}
        trigger={<Button>Revoke</Button>}
        title={`Revoke ${name}`}
        phrase={phrase}
        confirmLabel="Revoke and destroy the tokens"
        pendingLabel="Revoking"
      >
        <p>The refresh token and the access token are destroyed. They can’t be restored.</p>
        <p>
          Every program that calls Amazon for this selling partner stops working. To undo it, the seller has
          to authorize again.
        </p>
        <p>
          Amazon has no call that ends the permission itself. The seller does that in Seller Central under{' '}
          <ManageAppsLink url={manageAppsUrl} />.
        </p>
      </ConfirmedAction>
    </>
  )
}
