import { AnchorButton } from '../ui/anchor-button.tsx'
import { Notice } from '../ui/notice.tsx'
import type { ActionProblem as Problem } from './action-result.ts'

/** What went wrong with an action, at the place where it was started. */
export function ActionProblem({ problem }: { problem: Problem | null }) {
  if (problem === null) return null
  const { code, title, next, page } = problem
  return (
    <Notice
      tone="bad"
      live
      title={title}
      next={code === 'internal' ? 'Try again in a moment. If it stays, the log of the app says why.' : next}
      action={
        code === 'sign_in_required' && (
          <AnchorButton href={`/sign-in?next=${encodeURIComponent(page)}`} size="small">
            Sign in
          </AnchorButton>
        )
      }
    />
  )
}
