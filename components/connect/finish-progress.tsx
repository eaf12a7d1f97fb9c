'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { isOutdated } from '../outdated-page.tsx'
import { Notice } from '../ui/notice.tsx'
import { Steps } from '../ui/steps.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { Heading } from './heading.tsx'

const againAfterMs = 3_000

/**
 * Shown while the attempt is at work. Calls `action` at once and again until the page, which `action` renders
 * anew, shows an outcome instead. Without JavaScript the button does it.
 */
export function FinishProgress({
  action,
  problem,
}: {
  action: () => Promise<void>
  /** Why it takes longer; null while everything goes well. `mayRetry`: whether trying again now can help. */
  problem: { title: string; next: string; mayRetry: boolean } | null
}) {
  const [unreachable, setUnreachable] = useState(false)

  // Each rendering of the page brings another `action`; that must not start the loop anew.
  const takeStep = useEffectEvent(() =>
    action().then(
      () => true,
      (error: unknown) => {
        // It holds nothing that was typed, so nobody has to be asked.
        if (isOutdated(error)) location.reload()
        return false
      },
    ),
  )

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let gone = false
    async function run() {
      const reached = await takeStep()
      if (gone) return
      setUnreachable(!reached)
      timer = setTimeout(run, againAfterMs)
    }
    // After a turn, so that the second of strict mode's two effects is the only one that calls.
    timer = setTimeout(run)
    return () => {
      gone = true
      clearTimeout(timer)
    }
  }, [])

  return (
    <>
      <Heading title="Finishing the connection">
        {problem !== null && !problem.mayRetry
          ? 'This takes longer than usual. You don’t have to wait.'
          : 'This takes a few seconds. Please leave the page open.'}
      </Heading>
      <div role="status" className="text-base">
        <Steps
          steps={[
            { label: 'Amazon gave your permission', state: 'done' },
            { label: 'Securing lasting access at Amazon', state: 'current' },
            { label: 'Reading your store and its marketplaces', state: 'waiting' },
          ]}
        />
      </div>
      {unreachable ? (
        <Notice
          tone="doubt"
          live
          title="This page cannot reach us at the moment"
          next="We go on by ourselves: nothing is lost if you close it. Check your internet connection; it is tried again."
        />
      ) : (
        problem !== null && <Notice tone="doubt" live title={problem.title} next={problem.next} />
      )}
      <form action={action} className="grid">
        {problem === null || !problem.mayRetry ? (
          <noscript>
            <SubmitButton size="large" wide>
              Continue
            </SubmitButton>
          </noscript>
        ) : (
          <SubmitButton variant="secondary" size="large" wide pendingLabel="Trying">
            Try now
          </SubmitButton>
        )}
      </form>
    </>
  )
}
