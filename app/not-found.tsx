import type { Metadata } from 'next'
import { Problem } from '#components/problem.tsx'
import { AnchorButton } from '#components/ui/anchor-button.tsx'

export const metadata: Metadata = { title: 'Page not found' }

export default function NotFound() {
  return (
    <Problem
      title="There is nothing at this address"
      cause="The address may be mistyped, or what it showed may have been removed. It may also belong to another account than the one that is signed in."
      action={
        <AnchorButton href="/" variant="primary" size="large">
          Go to the start page
        </AnchorButton>
      }
    />
  )
}
