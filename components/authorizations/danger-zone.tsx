import type { ReactNode } from 'react'
import type { FormAction } from '../forms/form-state.ts'
import { Card } from '../ui/card.tsx'
import { PauseForm } from './pause-form.tsx'
import { ReleaseForm } from './release-form.tsx'
import { RevokeForm } from './revoke-form.tsx'

/** Three ways to stop, from the one that is undone by a click to the one that cannot be undone. */
export function DangerZone({
  id,
  name,
  phrase,
  manageAppsUrl,
  state,
  actions,
}: {
  id: string
  name: string
  /** What is typed to confirm. */
  phrase: string
  manageAppsUrl: string | null
  state: string
  actions: {
    readonly pause: FormAction
    readonly resume: FormAction
    readonly revoke: FormAction
    readonly release: FormAction
  }
}) {
  const isConnected = state !== 'disconnected'
  const { pause, resume, revoke, release } = actions
  return (
    <Card title={isConnected ? 'Stop' : 'Give free'}>
      <div className="grid divide-y divide-line">
        {isConnected && (
          <>
            <Way>
              {/* Each has its own state: what was said of the pause is no answer to going on. */}
              <PauseForm
                key={state === 'paused' ? 'resume' : 'pause'}
                id={id}
                isPaused={state === 'paused'}
                action={state === 'paused' ? resume : pause}
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
