'use client'

import { useEffect, useEffectEvent, useState } from 'react'
import { useWords } from '../languages/words.tsx'
import { isOutdated } from '../outdated-page.tsx'
import { Notice } from '../ui/notice.tsx'
import { Steps } from '../ui/steps.tsx'
import { SubmitButton } from '../ui/submit-button.tsx'
import { Heading } from './heading.tsx'

const againAfterMs = 3_000

/**
 * Shown while the attempt is in progress. Calls `action` immediately and repeatedly until the page, which `action`
 * renders again, shows an outcome. Without JavaScript, the button does it.
 */
export function FinishProgress({
  action,
  problem,
}: {
  action: () => Promise<void>
  /** Why it takes longer; null while everything works. `mayRetry`: whether retrying now can help. */
  problem: { title: string; next: string; mayRetry: boolean } | null
}) {
  const words = useWords('finish')
  const [unreachable, setUnreachable] = useState(false)

  // Each rendering of the page passes another `action`, which must not restart the loop.
  const takeStep = useEffectEvent(() =>
    action().then(
      () => true,
      (error: unknown) => {
        // It contains no input, so no confirmation is needed.
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
      <Heading title={words.title}>
        {problem !== null && !problem.mayRetry ? words.takesLonger : words.keepOpen}
      </Heading>
      <div role="status" className="text-base">
        <Steps
          words={words}
          steps={[
            { label: words.confirmed, state: 'done' },
            { label: words.securing, state: 'current' },
            { label: words.reading, state: 'waiting' },
          ]}
        />
      </div>
      {unreachable ? (
        <Notice tone="doubt" live title={words.unreachable} next={words.unreachableNext} />
      ) : (
        problem !== null && <Notice tone="doubt" live title={problem.title} next={problem.next} />
      )}
      <form action={action} className="grid">
        {problem === null || !problem.mayRetry ? (
          <noscript>
            <SubmitButton size="large" wide>
              {words.continue}
            </SubmitButton>
          </noscript>
        ) : (
          <SubmitButton variant="secondary" size="large" wide pendingLabel={words.trying}>
            {words.tryNow}
          </SubmitButton>
        )}
      </form>
    </>
  )
}
