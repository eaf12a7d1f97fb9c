'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { paths } from '../paths.ts'
import { AnchorButton } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { useLiveStatus } from './live-provider.tsx'

interface Words {
  readonly title: string
  readonly cause?: string
  /** On the link to the sign-in, which leads back to this page. */
  readonly action: string
}

/** Above a live page: says that its session has ended, so that nothing on it is updated anymore. */
export function SignedOut(words: Words) {
  return useLiveStatus() === 'signed-out' && <SignedOutNotice {...words} />
}

export function SignedOutNotice({ title, cause, action }: Words) {
  const path = usePathname()
  const query = useSearchParams().toString()
  return (
    <Notice
      tone="bad"
      live
      title={title}
      cause={cause}
      action={
        <AnchorButton href={paths.signIn(query === '' ? path : `${path}?${query}`)} size="small">
          {action}
        </AnchorButton>
      }
    />
  )
}
